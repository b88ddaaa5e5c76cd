"""Special periods for once, that the town has added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.special_days import SpecialDays

if TYPE_CHECKING:
    from datetime import date

    from storage.rows import Connection

COLUMNS = "id, name, first, last, removed_at"
_ONE = TypeAdapter(SpecialDays)
_MANY = TypeAdapter(tuple[SpecialDays, ...])


class AddedSpecialDays:
    """Those of the one township."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def add(self, name: str, first: date, last: date, added_by: int) -> SpecialDays:
        """A new one."""
        number = await self._connection.insert(
            "INSERT INTO special_days (name, first, last, added_by, added_at) VALUES (?, ?, ?, ?, ?)",
            (name, first.isoformat(), last.isoformat(), added_by, self._now),
        )
        return SpecialDays(number, name, first, last)

    async def get(self, number: int) -> SpecialDays | None:
        """One of them, also when it was taken back."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM special_days WHERE id = ?", (number,))
        return _ONE.validate_python(row) if row else None

    async def since(self, day: date) -> tuple[SpecialDays, ...]:
        """Those in force that are not over before a day, earliest first."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM special_days WHERE last >= ? AND removed_at IS NULL ORDER BY first, id",
            (day.isoformat(),),
        )
        return _MANY.validate_python(rows)

    async def remove(self, number: int) -> bool:
        """It is taken back; False if it was before."""
        changed = await self._connection.execute(
            "UPDATE special_days SET removed_at = ? WHERE id = ? AND removed_at IS NULL", (self._now, number)
        )
        return changed == 1
