"""What officials are called besides their names: villagers seldom write a cadre's name as an invitation does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.accounts import of_person
from storage.rows import integer, json_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.rows import Connection
    from storage.vault import Vault


class Called:
    """Words by person, sealed as their names are."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def of(self, person_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
        """What some people are called, oldest first."""
        rows = await self._connection.rows(
            "SELECT person_id, word FROM called WHERE person_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json_list(person_ids),),
        )
        found: dict[int, tuple[str, ...]] = {}
        for row in rows:
            person, sealed = integer(row["person_id"]), row["word"]
            if isinstance(sealed, bytes):
                word = self._vault.ring.unseal_again(of_person(person), sealed).decode()
                found[person] = (*found.get(person, ()), word)
        return found

    async def add(self, person_id: int, word: str, by: int) -> bool:
        """They are called so too; False if that was known."""
        changed = await self._connection.execute(
            "INSERT INTO called (person_id, word_tag, word, set_by, set_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (person_id, *sealed_word(self._vault, person_id, word), by, self._now),
        )
        return changed == 1

    async def remove(self, person_id: int, word: str) -> None:
        """They are not called so."""
        tag, _sealed = sealed_word(self._vault, person_id, word)
        await self._connection.execute("DELETE FROM called WHERE person_id = ? AND word_tag = ?", (person_id, tag))


def sealed_word(vault: Vault, person_id: int, word: str) -> tuple[str, bytes]:
    """A word as it stands in the file: a tag, so that none stands there twice, and the word under the person's key."""
    return vault.tag("called", f"{person_id}:{word}"), vault.ring.seal_for(of_person(person_id), word.encode())
