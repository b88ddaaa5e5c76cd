"""What patrollers met on their shifts, sealed; some of it becomes a case, and is sealed for that from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.messages import Attachment
from storage.key_ring import KeyDestroyed, Sealed, Subject
from storage.rows import integer
from storage.written import Written, read_written, written_bytes

if TYPE_CHECKING:
    from storage.rows import Connection, Row
    from storage.vault import Vault

COLUMNS = "id, person_id, shift_id, at, matter_id, erased_at, sealed"
GONE = Written("", ())


@dataclass(frozen=True, slots=True)
class Incident:
    """One thing that was met. The place is in WGS 84 degrees, times are UTC ms. `matter_id` is the case it became.

    `erased_at` is set once its time was over: nothing of its words is left then.
    """

    id: int
    person_id: int
    shift_id: int
    at: int
    text: str
    latitude: float | None
    longitude: float | None
    attachments: tuple[Attachment, ...]
    matter_id: int | None
    erased_at: int | None = None

    @property
    def place(self) -> tuple[float, float] | None:
        """Latitude and longitude, as far as they are known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


_INCIDENT = TypeAdapter(Incident)


class Incidents:
    """Incidents by identifier or by shift."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def add(
        self,
        person_id: int,
        shift_id: int,
        text: str,
        attachments: tuple[Attachment, ...] = (),
        place: tuple[float, float] | None = None,
    ) -> Incident:
        """Keep a new one, now."""
        number = await self._connection.insert(
            "INSERT INTO incident (person_id, shift_id, at, text, attachments) VALUES (?, ?, ?, '', '')",
            (person_id, shift_id, self._now),
        )
        await self._seal(number, None, Written(text, attachments, place))
        found = await self.get(number)
        if found is None:
            raise LookupError(number)
        return found

    async def get(self, incident_id: int) -> Incident | None:
        """One incident, whoever asks: the caller must ask whose it is."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM incident WHERE id = ?", (incident_id,))
        return self._incident(row) if row else None

    async def of_shift(self, shift_id: int) -> tuple[Incident, ...]:
        """All of one shift, in the order in which they were met."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM incident WHERE shift_id = ? ORDER BY id", (shift_id,)
        )
        return tuple(self._incident(row) for row in rows)

    async def became(self, incident_id: int, case_id: int) -> bool:
        """It became a case, and is sealed under the case's key from now on; False if it had become one before."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM incident WHERE id = ? AND matter_id IS NULL", (incident_id,)
        )
        if row is None or row["erased_at"] is not None:
            return False
        written = self._written(row)
        await self._connection.execute("UPDATE incident SET matter_id = ? WHERE id = ?", (case_id, incident_id))
        await self._seal(incident_id, case_id, written)
        return True

    async def kept_alone(self, incident_id: int) -> int | None:
        """When it was met, if its words are kept and it has become no case."""
        return await self._connection.number(
            "SELECT at FROM incident WHERE id = ? AND matter_id IS NULL AND erased_at IS NULL", (incident_id,)
        )

    async def kept_alone_after(self, incident_id: int, limit: int) -> dict[int, int]:
        """For the auditor alone: when each was met, a page of such incidents after an identifier."""
        rows = await self._connection.rows(
            "SELECT id, at FROM incident WHERE matter_id IS NULL AND erased_at IS NULL AND id > ? ORDER BY id LIMIT ?",
            (incident_id, limit),
        )
        return {integer(row["id"]): integer(row["at"]) for row in rows}

    async def erase(self, incident_id: int) -> None:
        """Its words go; the key that opens them in older copies is the caller's to have destroyed."""
        await self._connection.execute(
            "UPDATE incident SET sealed = NULL, erased_at = ? WHERE id = ?", (self._now, incident_id)
        )

    async def _seal(self, incident_id: int, case_id: int | None, written: Written) -> None:
        sealed = self._vault.ring.seal_for(subject_of(incident_id, case_id), written_bytes(written))
        await self._connection.execute("UPDATE incident SET sealed = ? WHERE id = ?", (sealed, incident_id))

    def _written(self, row: Row) -> Written:
        """What stands in a row; nothing once its key is destroyed."""
        case_id = None if row["matter_id"] is None else integer(row["matter_id"])
        if not isinstance(row["sealed"], bytes):
            return GONE
        try:
            return read_written(self._vault.ring.unseal_for(subject_of(integer(row["id"]), case_id), row["sealed"]))
        except KeyDestroyed:
            return GONE

    def _incident(self, row: Row) -> Incident:
        written = self._written(row)
        latitude, longitude = written.place or (None, None)
        told = {"text": written.text, "attachments": written.attachments, "latitude": latitude, "longitude": longitude}
        return _INCIDENT.validate_python({**{name: row[name] for name in row if name != "sealed"}, **told})


def subject_of(incident_id: int, case_id: int | None) -> Subject:
    """Under whose key an incident is sealed: its own, or that of the case it became."""
    return Subject(Sealed.INCIDENT, incident_id) if case_id is None else Subject(Sealed.CASE, case_id)
