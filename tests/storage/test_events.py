"""The event log: never changed, each event tied to the one before it."""

from __future__ import annotations

import sqlite3

import pytest

from domain.events import EventKind
from storage.cases import Place
from storage.database import Database
from tests.domain.samples import filed


async def write(database: Database, count: int) -> None:
    """Some events, one of them undone with its savepoint."""
    async with database.transaction() as work:
        for number in range(count):
            await work.events.append(EventKind.INVITED, None, None, {"number": number})
        with pytest.raises(ZeroDivisionError):
            async with work.savepoint():
                await work.events.append(EventKind.INVITED, None, None, {"number": -1})
                raise ZeroDivisionError
        await work.events.append(EventKind.ROLE_GRANTED, None)


async def test_a_log_that_nobody_touched_is_whole(database: Database) -> None:
    """Also after a savepoint took an event back."""
    await write(database, 5)
    async with database.transaction() as work:
        assert await work.events.first_broken() is None


@pytest.mark.parametrize("statement", ["UPDATE event SET at = at + 1 WHERE id = 2", "DELETE FROM event WHERE id = 2"])
async def test_the_database_itself_refuses_to_change_the_log(database: Database, statement: str) -> None:
    """Not even this program can."""
    await write(database, 5)
    async with database.alone() as connection:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            await connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("UPDATE event SET detail = '{\"number\":9}' WHERE id = 3", 3),
        ("UPDATE event SET at = at + 1 WHERE id = 1", 1),
        ("DELETE FROM event WHERE id = 4", 5),
        ("UPDATE event SET kind = 'invited' WHERE id = 6", 6),
    ],
)
async def test_whoever_gets_around_that_is_found(database: Database, statement: str, broken: int) -> None:
    """With the triggers gone, a changed or missing event is named."""
    await write(database, 5)
    async with database.alone() as connection:
        await connection.execute("DROP TRIGGER event_no_update")
        await connection.execute("DROP TRIGGER event_no_delete")
        await connection.execute(statement)
    async with database.transaction() as work:
        assert await work.events.first_broken() == broken


async def test_what_is_about_no_case_is_read_a_page_at_a_time(database: Database) -> None:
    """In order, each once, and nothing of a case among it."""
    await write(database, 5)
    async with database.transaction() as work:
        case = filed(work.now)
        await work.cases.add(case, Place(), None)
        await work.events.append(EventKind.FILED, case.id, None, {"kind": "dispute"})
        await work.events.append(EventKind.SOS_CALLED, None, None, {"sos": 1})
        pages = [await work.events.beside_cases(0, 4)]
        while pages[-1]:
            pages.append(await work.events.beside_cases(pages[-1][-1].id, 4))
    kinds = [event.kind for page in pages for event in page]
    assert kinds == [*[EventKind.INVITED] * 5, EventKind.ROLE_GRANTED, EventKind.SOS_CALLED]
