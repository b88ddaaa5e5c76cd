"""What officials are called besides their names: villagers seldom write a cadre's name as an invitation does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.rows import integer, json_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.rows import Connection


class Called:
    """Words by person."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def of(self, person_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """What some people are called, oldest first."""
        rows = await self._connection.rows(
            "SELECT person_id, word FROM called WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json_list(person_ids),),
        )
        found: dict[int, tuple[str, ...]] = {}
        for row in rows:
            person = integer(row["person_id"])
            found[person] = (*found.get(person, ()), str(row["word"]))
        return found

    async def add(self, person_id: int, word: str, by: int) -> bool:
        """They are called so too; False if that was known."""
        changed = await self._connection.execute(
            "INSERT INTO called (person_id, word, set_by, set_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (person_id, word, by, self._now),
        )
        return changed == 1

    async def remove(self, person_id: int, word: str) -> None:
        """They are not called so."""
        await self._connection.execute("DELETE FROM called WHERE person_id = ? AND word = ?", (person_id, word))
