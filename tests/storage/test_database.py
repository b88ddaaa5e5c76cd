"""One connection, one transaction at a time, nothing half-done."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from domain.words import Language
from storage.database import Database
from storage.keys import StorageKeys
from storage.lock_file import DatabaseInUse
from storage.migrate import SchemaTooNew, latest
from storage.signals import Committed
from tests.conftest import HandClock


async def test_what_a_transaction_writes_is_there_after_the_program_starts_again(
    tmp_path: Path, clock: HandClock, storage_keys: StorageKeys
) -> None:
    """A committed person is found by the next process."""
    first = await Database.open(tmp_path / "a.db", clock, storage_keys)
    async with first.transaction() as work:
        await work.people.meet(77, "春禾", Language.ZH_HANS)
    await first.close()
    second = await Database.open(tmp_path / "a.db", clock, storage_keys)
    async with second.transaction() as work:
        known = await work.people.by_telegram_id(77)
    await second.close()
    assert known is not None
    assert known.name == "春禾"


async def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    """An error on the way out undoes everything."""
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as work:
            await work.people.meet(77, "春禾", Language.ZH_HANS)
            raise ZeroDivisionError
    async with database.transaction() as work:
        assert await work.people.by_telegram_id(77) is None


async def test_a_savepoint_that_raises_leaves_the_rest(database: Database) -> None:
    """A part is undone as a whole; what was before and after it stays."""
    async with database.transaction() as work:
        await work.people.meet(1, "before", Language.EN)
        with pytest.raises(ZeroDivisionError):
            async with work.savepoint():
                await work.people.meet(2, "within", Language.EN)
                raise ZeroDivisionError
        await work.people.meet(3, "after", Language.EN)
    async with database.transaction() as work:
        found = [await work.people.by_telegram_id(number) for number in (1, 2, 3)]
    assert [person.name if person else None for person in found] == ["before", None, "after"]


async def test_a_task_cancelled_in_the_middle_commits_nothing_and_lets_the_next_one_in(database: Database) -> None:
    """Cancellation rolls back, and nobody else's work is committed with it."""
    begun = asyncio.Event()

    async def write_and_wait() -> None:
        async with database.transaction() as work:
            await work.people.meet(77, "cancelled", Language.EN)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_and_wait())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.transaction() as work:
        await work.people.meet(78, "next", Language.EN)
    async with database.transaction() as work:
        assert await work.people.by_telegram_id(77) is None
        assert await work.people.by_telegram_id(78) is not None


@pytest.mark.parametrize("statements", range(8))
async def test_wherever_a_task_is_cancelled_the_database_stays_usable(database: Database, statements: int) -> None:
    """However many turns of the loop it had, a cancelled transaction is whole or gone."""

    async def write() -> None:
        async with database.transaction() as work:
            await work.people.meet(1, "one", Language.EN)
            await work.people.meet(2, "two", Language.EN)

    task = asyncio.create_task(write())
    for _turn in range(statements):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    async with database.transaction() as work:
        found = [await work.people.by_telegram_id(number) is not None for number in (1, 2)]
    assert found in ([True, True], [False, False])


async def test_two_tasks_never_share_a_transaction(database: Database) -> None:
    """The second waits for the first, so the first's error undoes only its own work."""

    async def failing() -> None:
        async with database.transaction() as work:
            await work.people.meet(1, "failing", Language.EN)
            await asyncio.sleep(0)
            raise ZeroDivisionError

    async def working() -> None:
        async with database.transaction() as work:
            await work.people.meet(2, "working", Language.EN)

    results = await asyncio.gather(failing(), working(), return_exceptions=True)
    assert isinstance(results[0], ZeroDivisionError)
    async with database.transaction() as work:
        assert await work.people.by_telegram_id(1) is None
        assert await work.people.by_telegram_id(2) is not None


async def test_a_second_opener_is_refused(tmp_path: Path, clock: HandClock, storage_keys: StorageKeys) -> None:
    """Two programs on one file could damage it; the second does not start."""
    first = await Database.open(tmp_path / "a.db", clock, storage_keys)
    with pytest.raises(DatabaseInUse):
        await Database.open(tmp_path / "a.db", clock, storage_keys)
    await first.close()
    again = await Database.open(tmp_path / "a.db", clock, storage_keys)
    await again.close()


async def test_a_newer_schema_is_refused_and_left_as_it_is(
    tmp_path: Path, clock: HandClock, storage_keys: StorageKeys
) -> None:
    """An older program does not touch what a newer one wrote."""
    newer = await Database.open(tmp_path / "a.db", clock, storage_keys)
    async with newer.alone() as connection:
        await connection.rows(f"PRAGMA user_version = {latest() + 1}")
    await newer.close()
    with pytest.raises(SchemaTooNew):
        await Database.open(tmp_path / "a.db", clock, storage_keys)


async def test_every_commit_reaches_the_disk_and_foreign_keys_are_kept(database: Database) -> None:
    """The settings that durability stands on are in force on the open connection."""
    async with database.alone() as connection:
        assert await connection.text("PRAGMA journal_mode") == "wal"
        assert await connection.number("PRAGMA synchronous") == 2
        assert await connection.number("PRAGMA foreign_keys") == 1


async def test_listeners_hear_of_commits_and_not_of_rollbacks(database: Database) -> None:
    """Delivery is woken when there is something to send, and only then."""
    heard: list[Committed] = []
    database.on_commit(heard.append)
    async with database.transaction() as work:
        await work.people.meet(1, "nothing to send", Language.EN)
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as work:
            work.signals.outbox = True
            raise ZeroDivisionError
    assert heard == []
    async with database.transaction() as work:
        work.signals.outbox = True
    assert [each.outbox for each in heard] == [True]
