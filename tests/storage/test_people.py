"""People are found by their account, which stands nowhere in the file."""

from __future__ import annotations

import pytest

from domain.words import Language
from storage.accounts import account_tag
from storage.database import Database
from storage.erasure import destroy_doomed
from storage.key_ring import KeyDestroyed, Sealed, Subject

ACCOUNT = 5_318_008_441


async def test_accounts_that_share_a_tag_are_told_apart(database: Database) -> None:
    """A tag is short on purpose: it is shared by many accounts, and each finds its own person."""
    async with database.transaction() as work:
        tag = account_tag(work.vault, ACCOUNT)
        same = next(each for each in range(1, 5_000_000) if account_tag(work.vault, each) == tag)
        people = {
            account: (await work.people.meet(account, str(account), Language.EN)).id for account in (ACCOUNT, same)
        }
        assert len(set(people.values())) == 2
        for account, person_id in people.items():
            found = await work.people.by_telegram_id(account)
            assert found is not None
            assert (found.id, found.name) == (person_id, str(account))
            assert (await work.people.meet(account, "another name", Language.EN)) == found


async def test_who_is_forgotten_is_somebody_new_when_they_write_again(database: Database) -> None:
    """Of the old row nothing can be read, and its key is destroyed; a name that is set on it is not kept."""
    async with database.transaction() as work:
        old = await work.people.meet(ACCOUNT, "春禾", Language.EN)
        row = await work._connection.row("SELECT sealed FROM person")
        await work.people.forget(old.id, wholly=True)
        await work.erasure.doom(Sealed.PERSON, old.id, old.id)
        await work.people.set_name(old.id, "春禾")
    await destroy_doomed(database)
    assert row is not None
    assert isinstance(row["sealed"], bytes)
    for opens in (database.ring.unseal_for, database.ring.unseal_again):
        with pytest.raises(KeyDestroyed):
            opens(Subject(Sealed.PERSON, old.id), row["sealed"])
    async with database.transaction() as work:
        assert await work.people.by_telegram_id(ACCOUNT) is None
        blank = await work.people.by_id(old.id)
        assert blank is not None
        assert (blank.telegram_id, blank.name, blank.unit) == (0, "", None)
        new = await work.people.meet(ACCOUNT, "春禾", Language.EN)
        assert new.id != old.id
        assert await work.people.names([old.id, new.id]) == {old.id: "", new.id: "春禾"}


async def test_a_name_that_is_set_in_a_part_that_is_undone_is_not_kept(database: Database) -> None:
    """What was opened once is remembered by what stands in the file, so nothing that was undone is remembered."""
    async with database.transaction() as work:
        person = await work.people.meet(ACCOUNT, "before", Language.EN)
        with pytest.raises(ZeroDivisionError):
            async with work.savepoint():
                await work.people.set_name(person.id, "within")
                assert await work.people.names([person.id]) == {person.id: "within"}
                raise ZeroDivisionError
        assert await work.people.names([person.id]) == {person.id: "before"}
