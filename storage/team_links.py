"""Standing links of teams, of whose tokens only the hash is kept, and offers to hand a team over."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    from storage.rows import Connection

COLUMNS = "id, unit, from_person, to_person, state, offered_at, ended_at"


class HandoverState(StrEnum):
    """What became of an offer to hand a team over."""

    OPEN = "open"
    """The member has not answered."""
    ACCEPTED = "accepted"
    """The member leads the team now."""
    DECLINED = "declined"
    """The member said no."""
    WITHDRAWN = "withdrawn"
    """The lead asked somebody else, or is no lead any more."""


@dataclass(frozen=True, slots=True)
class Handover:
    """One offer. Times are UTC ms."""

    id: int
    unit: str
    from_person: int
    to_person: int
    state: HandoverState
    offered_at: int
    ended_at: int | None


_HANDOVER = TypeAdapter(Handover)


class TeamLinks:
    """One link a team, and of each lead at most one open offer to hand the team over."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def renew(self, unit: str, token: str, made_by: int) -> None:
        """The team's link carries this token from now; the one before is good for nothing."""
        await self._connection.execute(
            "INSERT INTO team_link (unit, token_hash, made_by, made_at) VALUES (?, ?, ?, ?) ON CONFLICT (unit) "
            "DO UPDATE SET token_hash = excluded.token_hash, made_by = excluded.made_by, made_at = excluded.made_at",
            (unit, _hash(token), made_by, self._now),
        )

    async def made_at(self, unit: str) -> int | None:
        """Since when the team has its present link; None if it has none."""
        return await self._connection.number("SELECT made_at FROM team_link WHERE unit = ?", (unit,))

    async def unit_of(self, token: str) -> str | None:
        """The team whose link carries a token; None for one that was never made or was replaced."""
        return await self._connection.text("SELECT unit FROM team_link WHERE token_hash = ?", (_hash(token),))

    async def offer(self, unit: str, from_person: int, to_person: int) -> Handover:
        """Offer the team to a member; an offer to somebody else that is open is withdrawn."""
        await self.withdraw(unit, from_person)
        number = await self._connection.insert(
            "INSERT INTO handover (unit, from_person, to_person, state, offered_at) VALUES (?, ?, ?, 'open', ?)",
            (unit, from_person, to_person, self._now),
        )
        return Handover(number, unit, from_person, to_person, HandoverState.OPEN, self._now, None)

    async def withdraw(self, unit: str, from_person: int) -> None:
        """What this lead has offered is offered no longer."""
        await self._connection.execute(
            "UPDATE handover SET state = 'withdrawn', ended_at = ? WHERE unit = ? AND from_person = ? AND state = 'open'",
            (self._now, unit, from_person),
        )

    async def handover(self, handover_id: int) -> Handover | None:
        """One offer, whoever asks."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM handover WHERE id = ?", (handover_id,))
        return _HANDOVER.validate_python(row) if row else None

    async def end(self, handover: Handover, state: HandoverState) -> bool:
        """The member's answer; False if the offer was not open any more."""
        changed = await self._connection.execute(
            "UPDATE handover SET state = ?, ended_at = ? WHERE id = ? AND state = 'open'",
            (state.value, self._now, handover.id),
        )
        return changed == 1


def _hash(token: str) -> str:
    # 128 random bits: a fast hash is enough, there is nothing to guess.
    return hashlib.sha256(token.encode()).hexdigest()
