"""Meetings: their agendas, who comes, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.meetings import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from storage.rows import Connection

COLUMNS = "id, code, at, minutes_at, done_until, closed_at"


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A case on an agenda. Times are UTC ms, None where nothing was decided or no date was set."""

    matter_id: int
    reasons: str
    decided_at: int | None
    unit: str | None
    reply_by: int | None


_ONE = TypeAdapter(Meeting)
_MANY = TypeAdapter(tuple[Meeting, ...])
_AGENDA = TypeAdapter(tuple[AgendaRow, ...])


class Meetings:
    """Those of the one township."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def call(
        self, code: str, at: int, minutes_at: str, cases: Mapping[int, Sequence[str]], persons: Iterable[int]
    ) -> Meeting | None:
        """A meeting with its agenda (cases and why they stand on it) and who is asked to come; None if it was called."""
        number = await self._connection.number(
            "INSERT INTO meeting (code, at, minutes_at, done_until) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING RETURNING id",
            (code, at, minutes_at, self._now),
        )
        if number is None:
            return None
        await self._connection.execute_many(
            "INSERT INTO meeting_case (meeting_id, matter_id, reasons) VALUES (?, ?, ?)",
            [(number, case_id, " ".join(reasons)) for case_id, reasons in cases.items()],
        )
        await self._connection.execute_many(
            "INSERT INTO meeting_person (meeting_id, person_id) VALUES (?, ?)",
            [(number, person) for person in dict.fromkeys(persons)],
        )
        return Meeting(number, code, at, minutes_at, self._now)

    async def get(self, number: int) -> Meeting | None:
        """One meeting."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM meeting WHERE id = ?", (number,))
        return _ONE.validate_python(row) if row else None

    async def going_on(self) -> tuple[Meeting, ...]:
        """Those whose minutes have not gone out."""
        rows = await self._connection.rows(f"SELECT {COLUMNS} FROM meeting WHERE closed_at IS NULL ORDER BY id")
        return _MANY.validate_python(rows)

    async def latest(self, limit: int) -> tuple[Meeting, ...]:
        """The last ones that were called, the latest first."""
        rows = await self._connection.rows(f"SELECT {COLUMNS} FROM meeting ORDER BY at DESC, id DESC LIMIT ?", (limit,))
        return _MANY.validate_python(rows)

    async def done(self, number: int, *, closes: bool) -> None:
        """Its steps were run up to now; with `closes` it is over."""
        await self._connection.execute(
            "UPDATE meeting SET done_until = ?, closed_at = coalesce(closed_at, ?) WHERE id = ?",
            (self._now, self._now if closes else None, number),
        )

    async def agenda(self, number: int) -> tuple[AgendaRow, ...]:
        """Everything on the agenda, whoever asks: the caller leaves out what its reader may not see."""
        rows = await self._connection.rows(
            "SELECT matter_id, reasons, decided_at, unit, reply_by FROM meeting_case WHERE meeting_id = ? "
            "ORDER BY matter_id",
            (number,),
        )
        return _AGENDA.validate_python(rows)

    async def decide(self, number: int, case_id: int, unit: str, reply_by: int | None, by: int) -> bool:
        """Something was decided; what was decided before about the same case gives way. False if it is not on the agenda."""
        changed = await self._connection.execute(
            "UPDATE meeting_case SET decided_at = ?, decided_by = ?, unit = ?, reply_by = ? "
            "WHERE meeting_id = ? AND matter_id = ?",
            (self._now, by, unit, reply_by, number, case_id),
        )
        return changed == 1

    async def persons(self, number: int) -> dict[int, bool | None]:
        """Who was asked to come, and what they said; None for who has not."""
        rows = await self._connection.rows(
            "SELECT person_id, comes FROM meeting_person WHERE meeting_id = ? ORDER BY rowid", (number,)
        )
        return {int(str(row["person_id"])): None if row["comes"] is None else bool(row["comes"]) for row in rows}

    async def asked(self, person_id: int) -> tuple[tuple[Meeting, bool | None], ...]:
        """The meetings one person was asked to come to, oldest first, and what they said; None for nothing."""
        columns = ", ".join(f"meeting.{name}" for name in COLUMNS.split(", "))
        rows = await self._connection.rows(
            f"SELECT {columns}, comes FROM meeting JOIN meeting_person ON meeting_id = id WHERE person_id = ? ORDER BY at, id",
            (person_id,),
        )
        found = []
        for row in rows:
            comes = row.pop("comes")
            found.append((_ONE.validate_python(row), None if comes is None else bool(comes)))
        return tuple(found)

    async def comes(self, number: int, person_id: int, *, comes: bool) -> bool:
        """Somebody says whether they come; False for whoever was not asked."""
        changed = await self._connection.execute(
            "UPDATE meeting_person SET comes = ? WHERE meeting_id = ? AND person_id = ?",
            (int(comes), number, person_id),
        )
        return changed == 1
