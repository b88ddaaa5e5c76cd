"""The links by which phones read their owners' shifts again and again; of the token in one only the hash is kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.rows import Connection


class CalendarLinks:
    """One link a person at the most."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def renew(self, person_id: int, token: str) -> None:
        """The person's link carries this token from now; the one before is good for nothing."""
        await self._connection.execute(
            "INSERT INTO calendar_link (person_id, token_hash, made_at) VALUES (?, ?, ?) ON CONFLICT (person_id) "
            "DO UPDATE SET token_hash = excluded.token_hash, made_at = excluded.made_at",
            (person_id, token_hash(token), self._now),
        )

    async def made_at(self, person_id: int) -> int | None:
        """Since when the person has their present link; None if they have none."""
        return await self._connection.number("SELECT made_at FROM calendar_link WHERE person_id = ?", (person_id,))

    async def person_of(self, hashed: str) -> int | None:
        """Whose link carries the token with this hash; None for one that was never made, was replaced or ended."""
        return await self._connection.number("SELECT person_id FROM calendar_link WHERE token_hash = ?", (hashed,))

    async def end(self, person_id: int) -> bool:
        """The person has no link any more; False if they had none."""
        return await self._connection.execute("DELETE FROM calendar_link WHERE person_id = ?", (person_id,)) == 1


def token_hash(token: str) -> str:
    """What is kept of a token."""
    # 128 random bits: a fast hash is enough, there is nothing to guess.
    return hashlib.sha256(token.encode()).hexdigest()
