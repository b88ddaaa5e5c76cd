"""The stretches of time in which the cases' clocks were stronger, as the program noticed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.stronger_clocks import Stretch

if TYPE_CHECKING:
    from storage.rows import Connection

REMEMBERED = 24
"""So many of the last ones are looked at: with those of every year, some years back."""


class StrongerClocks:
    """Of the one township. They are read once in a transaction, for they go with every case."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now
        self._read: tuple[Stretch, ...] | None = None

    async def stretches(self) -> tuple[Stretch, ...]:
        """The last of them in their order."""
        if self._read is None:
            rows = await self._connection.rows(
                "SELECT from_at, until_at FROM stronger_clocks ORDER BY id DESC LIMIT ?", (REMEMBERED,)
            )
            found = [(int(str(row["from_at"])), row["until_at"]) for row in reversed(rows)]
            self._read = tuple(Stretch(at, None if until is None else int(str(until))) for at, until in found)
        return self._read

    async def are(self) -> bool:
        """Whether they are stronger now."""
        stretches = await self.stretches()
        return bool(stretches) and stretches[-1].until_at is None

    async def begin(self) -> None:
        """They are stronger from now."""
        self._read = None
        await self._connection.execute("INSERT INTO stronger_clocks (from_at) VALUES (?)", (self._now,))

    async def end(self) -> None:
        """They are as always from now."""
        self._read = None
        await self._connection.execute("UPDATE stronger_clocks SET until_at = ? WHERE until_at IS NULL", (self._now,))

    def forget_read(self) -> None:
        """A part of the transaction was undone, and with it what was written there."""
        self._read = None
