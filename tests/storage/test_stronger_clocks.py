"""When the clocks were stronger: read once, undone with its part of a transaction, and taken over from an older file."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.stronger_clocks import Stretch
from storage import migrate
from storage.database import Database
from storage.keys import StorageKeys
from storage.sqlite_connection import SqliteConnection
from tests.conftest import HandClock

DAY = 86_400_000
FILED = (
    "INSERT INTO matter (number, kind, category, unit, responsible_unit, level, state, urgency, known_as, pseudonym, "
    "filed_at, awaiting_since, reopened, chased_until, version, special) "
    "VALUES (?, 'hazard', 'other_hazard', 'u', 'u', 'village', 'filed', 'normal', 'named', 'K7Q', ?, ?, 0, ?, 1, ?)"
)


async def test_they_go_with_every_case_that_is_read_and_are_undone_with_a_part(database: Database) -> None:
    """What a savepoint took back is not remembered."""
    async with database.transaction() as work:
        await work.stronger_clocks.begin()
        begun = Stretch(work.now)
        assert await work.stronger_clocks.stretches() == (begun,)
        with pytest.raises(ZeroDivisionError):
            async with work.savepoint():
                await work.stronger_clocks.end()
                assert await work.stronger_clocks.stretches() == (Stretch(work.now, work.now),)
                raise ZeroDivisionError
        assert await work.stronger_clocks.stretches() == (begun,)
        assert await work.stronger_clocks.are()
        await work.stronger_clocks.end()
        assert not await work.stronger_clocks.are()


async def test_cases_of_an_older_file_that_were_filed_in_a_special_period_keep_their_time(
    tmp_path: Path, clock: HandClock, storage_keys: StorageKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark on the case is gone; the days on which marked ones were filed are stretches."""
    known = migrate.steps()
    older = await SqliteConnection.open(tmp_path / "a.db")
    with monkeypatch.context() as patched:
        patched.setattr(migrate, "steps", lambda: [step for step in known if step.number < 72])
        await migrate.migrate(older)
    for number, (at, special) in enumerate(((DAY, 1), (DAY + 9, 1), (2 * DAY, 0), (5 * DAY + 3, 1))):
        await older.execute(FILED, (f"00{number}", at, at, at, special))
    await older.close()
    newer = await Database.open(tmp_path / "a.db", clock, storage_keys)
    async with newer.transaction() as work:
        case = await work.cases.get(1)
    await newer.close()
    assert case is not None
    assert case.stronger == (Stretch(DAY, DAY + 10), Stretch(5 * DAY + 3, 5 * DAY + 4))
