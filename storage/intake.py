"""How far Telegram's updates were taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.rows import Connection


class Intake:
    """The offset for the next request, and the updates that came without one."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def offset(self) -> int:
        """The identifier of the update to ask for next; 0 before the first."""
        return await self._connection.number("SELECT next_offset FROM intake WHERE id = 1") or 0

    async def set_offset(self, offset: int) -> None:
        """Everything before this was handled in this transaction or an earlier one."""
        await self._connection.execute("UPDATE intake SET next_offset = ? WHERE id = 1", (offset,))

    async def mark_seen(self, update_id: int) -> bool:
        """Note an update that came by webhook; False if it was noted before."""
        changed = await self._connection.execute(
            "INSERT INTO seen_update (update_id, seen_at) VALUES (?, ?) ON CONFLICT DO NOTHING", (update_id, self._now)
        )
        return changed == 1

    async def forget_seen(self, before: int) -> None:
        """Forget notes older than a time: Telegram keeps an update for 24 hours at most."""
        await self._connection.execute("DELETE FROM seen_update WHERE seen_at < ?", (before,))
