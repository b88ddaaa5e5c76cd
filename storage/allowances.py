"""Which months of which teams the centre has released for payment. A released month is never taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    from storage.rows import Connection


@dataclass(frozen=True, slots=True)
class Allowance:
    """One team's month ("YYYY-MM") that was released, by whom and when (UTC ms)."""

    unit: str
    month: str
    released_by: int
    released_at: int


_ALLOWANCES = TypeAdapter(tuple[Allowance, ...])


class Allowances:
    """Released months."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def released_in(self, month: str) -> dict[str, Allowance]:
        """What was released of one month, by unit."""
        rows = await self._connection.rows(
            "SELECT unit, month, released_by, released_at FROM allowance WHERE month = ?", (month,)
        )
        return {each.unit: each for each in _ALLOWANCES.validate_python(rows)}

    async def release(self, unit: str, month: str, released_by: int) -> bool:
        """Release a team's month; False if somebody has."""
        changed = await self._connection.execute(
            "INSERT INTO allowance (unit, month, released_by, released_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (unit, month, released_by, self._now),
        )
        return changed == 1
