"""Calendar links as they are kept."""

from __future__ import annotations

from domain.words import Language
from storage.calendar_links import token_hash
from storage.database import Database

FIRST, SECOND = "A" * 22, "B" * 22


async def test_a_person_has_one_link_and_the_token_is_kept_nowhere(database: Database) -> None:
    """A renewed one replaces the one before, an ended one is nobody's, and the file holds only hashes."""
    async with database.transaction() as work:
        li = (await work.people.meet(1, "李春禾", Language.ZH_HANS)).id
        await work.calendar_links.renew(li, FIRST)
        assert await work.calendar_links.person_of(token_hash(FIRST)) == li
        await work.calendar_links.renew(li, SECOND)
        assert await work.calendar_links.person_of(token_hash(FIRST)) is None
        assert await work.calendar_links.person_of(token_hash(SECOND)) == li
        assert await work.calendar_links.made_at(li) == work.now
    async with database.alone() as connection:
        (row,) = await connection.rows("SELECT * FROM calendar_link")
        assert SECOND not in map(str, row.values() if hasattr(row, "values") else tuple(row))
    async with database.transaction() as work:
        assert await work.calendar_links.end(li)
        assert not await work.calendar_links.end(li)
        assert await work.calendar_links.person_of(token_hash(SECOND)) is None
