"""Posts that are offered: to the whole team as a stand-in, or to a named member as a swap. Of each at most one is open."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    from storage.rows import Connection

COLUMNS = "id, post_id, kind, with_post_id, state, opened_at, ended_at, taken_by"


class ExchangeKind(StrEnum):
    """What is offered."""

    STAND_IN = "stand_in"
    """The post, to whoever takes it first."""
    SWAP = "swap"
    """The post against a post of one member."""


class ExchangeState(StrEnum):
    """What became of it."""

    OPEN = "open"
    """Nobody has taken it."""
    TAKEN = "taken"
    """Somebody has."""
    WITHDRAWN = "withdrawn"
    """Whoever offered it comes after all, or the other said no."""
    OVER = "over"
    """The shift began, or was cancelled, before anybody took it."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One offer. `with_post_id` is the other post of a swap. Times are UTC ms."""

    id: int
    post_id: int
    kind: ExchangeKind
    with_post_id: int | None
    state: ExchangeState
    opened_at: int
    ended_at: int | None
    taken_by: int | None


_EXCHANGE = TypeAdapter(Exchange)


class Exchanges:
    """Offers of posts."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def open(self, post_id: int, kind: ExchangeKind, with_post_id: int | None = None) -> Exchange:
        """Offer a post; the offer that is open already, if there is one."""
        await self._connection.execute(
            "INSERT INTO exchange (post_id, kind, with_post_id, state, opened_at) VALUES (?, ?, ?, 'open', ?) "
            "ON CONFLICT DO NOTHING",
            (post_id, kind.value, with_post_id, self._now),
        )
        found = await self.open_for(post_id)
        if found is None:
            raise LookupError(post_id)
        return found

    async def get(self, exchange_id: int) -> Exchange | None:
        """One offer."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM exchange WHERE id = ?", (exchange_id,))
        return _EXCHANGE.validate_python(row) if row else None

    async def open_for(self, post_id: int) -> Exchange | None:
        """The open offer of a post."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM exchange WHERE post_id = ? AND state = 'open'", (post_id,)
        )
        return _EXCHANGE.validate_python(row) if row else None

    async def open_about(self, post_id: int) -> tuple[Exchange, ...]:
        """The open offers of a post, and those of others for a swap against it."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM exchange WHERE state = 'open' AND (post_id = ? OR with_post_id = ?) ORDER BY id",
            (post_id, post_id),
        )
        return tuple(_EXCHANGE.validate_python(row) for row in rows)

    async def left_open(self) -> tuple[Exchange, ...]:
        """For the clock: open offers of posts on shifts that have begun, or are not planned any more."""
        rows = await self._connection.rows(
            f"SELECT {', '.join('exchange.' + name for name in COLUMNS.split(', '))} FROM exchange "
            "JOIN post ON post.id = exchange.post_id JOIN shift ON shift.id = post.shift_id "
            "WHERE exchange.state = 'open' AND (shift.starts_at <= ? OR shift.state <> 'planned') ORDER BY exchange.id",
            (self._now,),
        )
        return tuple(_EXCHANGE.validate_python(row) for row in rows)

    async def end(self, exchange: Exchange, state: ExchangeState, taken_by: int | None = None) -> bool:
        """End it; False if somebody was faster."""
        changed = await self._connection.execute(
            "UPDATE exchange SET state = ?, ended_at = ?, taken_by = ? WHERE id = ? AND state = 'open'",
            (state.value, self._now, taken_by, exchange.id),
        )
        return changed == 1
