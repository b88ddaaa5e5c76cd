"""What patrollers met on their shifts; some of it becomes a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.messages import Attachment

if TYPE_CHECKING:
    from storage.rows import Connection, Row

COLUMNS = "id, person_id, shift_id, at, text, latitude, longitude, attachments, matter_id"
_ATTACHMENTS = TypeAdapter(tuple[Attachment, ...])


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing that was met. The place is in WGS 84 degrees, `at` is UTC ms. `matter_id` is the case it became."""

    id: int
    person_id: int
    shift_id: int
    at: int
    text: str
    latitude: float | None
    longitude: float | None
    attachments: tuple[Attachment, ...]
    matter_id: int | None

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude, as far as they are known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


_INCIDENT = TypeAdapter(Incident)


class Incidents:
    """Incidents by identifier or by shift."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def add(
        self,
        person_id: int,
        shift_id: int,
        text: str,
        attachments: tuple[Attachment, ...] = (),
        place: tuple[float, float] | None = None,
    ) -> Incident:
        """Keep a new one, now."""
        latitude, longitude = place or (None, None)
        files = _ATTACHMENTS.dump_json(attachments).decode()
        number = await self._connection.insert(
            "INSERT INTO incident (person_id, shift_id, at, text, latitude, longitude, attachments) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (person_id, shift_id, self._now, text, latitude, longitude, files),
        )
        found = await self.get(number)
        if found is None:
            raise LookupError(number)
        return found

    async def get(self, incident_id: int) -> Incident | None:
        """One incident, whoever asks: the caller must ask whose it is."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM incident WHERE id = ?", (incident_id,))
        return _incident(row) if row else None

    async def of_shift(self, shift_id: int) -> tuple[Incident, ...]:
        """All of one shift, in the order in which they were met."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM incident WHERE shift_id = ? ORDER BY id", (shift_id,)
        )
        return tuple(_incident(row) for row in rows)

    async def became(self, incident_id: int, case_id: int) -> bool:
        """It became a case; False if it had become one before."""
        changed = await self._connection.execute(
            "UPDATE incident SET matter_id = ? WHERE id = ? AND matter_id IS NULL", (case_id, incident_id)
        )
        return changed == 1


def _incident(row: Row) -> Incident:
    return _INCIDENT.validate_python({**row, "attachments": _ATTACHMENTS.validate_json(str(row["attachments"]))})
