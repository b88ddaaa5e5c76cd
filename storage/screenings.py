"""Screening rounds, which units have answered, and what was filed in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.screening import Round, RoundKind, UnitAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.rows import Connection

COLUMNS = "id, kind, subject, opened_at, opened_by, chased_until, closed_at"
_ONE = TypeAdapter(Round)
_MANY = TypeAdapter(tuple[Round, ...])
_ANSWERS = TypeAdapter(tuple[UnitAnswer, ...])


class Screenings:
    """Those of the one township."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def open(self, kind: RoundKind, subject: str, units: Iterable[str], opened_by: int | None) -> Round:
        """A round begins, and these units are asked."""
        number = await self._connection.insert(
            "INSERT INTO screening (kind, subject, opened_at, opened_by, chased_until) VALUES (?, ?, ?, ?, ?)",
            (kind.value, subject, self._now, opened_by, self._now),
        )
        await self._connection.execute_many(
            "INSERT INTO screening_unit (screening_id, unit) VALUES (?, ?)", [(number, unit) for unit in units]
        )
        return Round(number, kind, subject, self._now, opened_by, self._now)

    async def get(self, number: int) -> Round | None:
        """One round, also when it is closed."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM screening WHERE id = ?", (number,))
        return _ONE.validate_python(row) if row else None

    async def going_on(self) -> tuple[Round, ...]:
        """Those that are not closed, oldest first."""
        rows = await self._connection.rows(f"SELECT {COLUMNS} FROM screening WHERE closed_at IS NULL ORDER BY id")
        return _MANY.validate_python(rows)

    async def last_of(self, kind: RoundKind) -> Round | None:
        """The last round of a kind, also when it is closed."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM screening WHERE kind = ? ORDER BY id DESC LIMIT 1", (kind.value,)
        )
        return _ONE.validate_python(row) if row else None

    async def silent_before(self, of: Round) -> frozenset[str]:
        """The units that never answered in the round of the calendar before one; none where the round is of another kind."""
        rows = await self._connection.rows(
            "SELECT unit FROM screening_unit WHERE answered_at IS NULL AND screening_id = "
            "(SELECT max(id) FROM screening WHERE kind = ? AND id < ?)",
            (RoundKind.CALENDAR.value, of.id if of.kind is RoundKind.CALENDAR else 0),
        )
        return frozenset(str(row["unit"]) for row in rows)

    async def answers(self, number: int) -> tuple[UnitAnswer, ...]:
        """The units of a round in the order in which they were asked."""
        rows = await self._connection.rows(
            "SELECT unit, answered_at, nil FROM screening_unit WHERE screening_id = ? ORDER BY rowid", (number,)
        )
        return _ANSWERS.validate_python(rows)

    async def answer(self, number: int, unit: str, *, nil: bool, answered_by: int | None) -> bool:
        """A unit has answered; False if it had, or is not asked."""
        changed = await self._connection.execute(
            "UPDATE screening_unit SET answered_at = ?, nil = ?, answered_by = ? "
            "WHERE screening_id = ? AND unit = ? AND answered_at IS NULL",
            (self._now, int(nil), answered_by, number, unit),
        )
        return changed == 1

    async def answered_by(self, person_id: int) -> tuple[tuple[str, int], ...]:
        """For which units one person has answered with a tap, and when (UTC ms), oldest first."""
        rows = await self._connection.rows(
            "SELECT unit, answered_at FROM screening_unit WHERE answered_by = ? ORDER BY answered_at", (person_id,)
        )
        return tuple((str(row["unit"]), int(str(row["answered_at"]))) for row in rows)

    async def link(self, number: int, unit: str, case_id: int) -> None:
        """A case was filed in a round by a unit. What was said to be nothing is so no longer."""
        await self._connection.execute(
            "INSERT INTO screening_case (screening_id, unit, matter_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (number, unit, case_id),
        )
        await self._connection.execute(
            "UPDATE screening_unit SET nil = 0 WHERE screening_id = ? AND unit = ?", (number, unit)
        )

    async def cases(self, number: int) -> tuple[tuple[str, int], ...]:
        """Units and the cases they filed, whoever asks: the caller leaves out what its reader may not see."""
        rows = await self._connection.rows(
            "SELECT unit, matter_id FROM screening_case WHERE screening_id = ? ORDER BY matter_id", (number,)
        )
        return tuple((str(row["unit"]), int(str(row["matter_id"]))) for row in rows)

    async def chased(self, number: int) -> None:
        """Those who had not answered were asked again now."""
        await self._connection.execute("UPDATE screening SET chased_until = ? WHERE id = ?", (self._now, number))

    async def close(self, number: int) -> bool:
        """The round is over; False if it was."""
        changed = await self._connection.execute(
            "UPDATE screening SET closed_at = ? WHERE id = ? AND closed_at IS NULL", (self._now, number)
        )
        return changed == 1
