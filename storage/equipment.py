"""Things that are taken out on a shift and brought back, by post."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    from storage.rows import Connection


@dataclass(frozen=True, slots=True)
class Taken:
    """One thing that one person took out on one shift. Times are UTC ms; `back_at` is None while it is out."""

    post_id: int
    code: str
    out_at: int
    back_at: int | None


_TAKEN = TypeAdapter(tuple[Taken, ...])


class EquipmentOut:
    """What is out, and what came back."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def of(self, post_id: int) -> tuple[Taken, ...]:
        """Everything that was taken out with one post, in the order in which it was."""
        rows = await self._connection.rows(
            "SELECT post_id, code, out_at, back_at FROM equipment_out WHERE post_id = ? ORDER BY id", (post_id,)
        )
        return _TAKEN.validate_python(rows)

    async def take_out(self, post_id: int, code: str) -> bool:
        """It is taken out now; False if it was out already."""
        changed = await self._connection.execute(
            "INSERT INTO equipment_out (post_id, code, out_at) VALUES (?, ?, ?) ON CONFLICT (post_id, code) DO UPDATE "
            "SET out_at = excluded.out_at, back_at = NULL WHERE equipment_out.back_at IS NOT NULL",
            (post_id, code, self._now),
        )
        return changed == 1

    async def bring_back(self, post_id: int, code: str) -> bool:
        """It is back now; False if it was not out."""
        changed = await self._connection.execute(
            "UPDATE equipment_out SET back_at = ? WHERE post_id = ? AND code = ? AND back_at IS NULL",
            (self._now, post_id, code),
        )
        return changed == 1
