"""Copies of the database: complete, verified, and put back with what stood there kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.words import Language
from storage.backup import BackupBroken, back_up, restore, verify
from storage.database import Database
from storage.keys import StorageKeys
from storage.lock_file import DatabaseInUse
from storage.migrate import latest
from tests.conftest import HandClock


async def enter(database: Database, number: int) -> None:
    """Write something that can be found again."""
    async with database.transaction() as work:
        await work.people.meet(number, f"村民{number}", Language.ZH_HANS)


async def test_a_copy_holds_what_was_committed_and_is_verified(database: Database, tmp_path: Path) -> None:
    """Made while the database is in use, with its progress told."""
    await enter(database, 1)
    told: list[tuple[int, int]] = []
    await back_up(database, tmp_path / "copy.sqlite", lambda done, total: told.append((done, total)))
    assert verify(tmp_path / "copy.sqlite") == latest()
    assert told[-1][0] == told[-1][1] > 0


async def test_a_restored_copy_is_the_database_of_then_and_the_one_of_now_is_kept(
    tmp_path: Path, clock: HandClock, storage_keys: StorageKeys
) -> None:
    """What was written after the copy is gone from the database and still there beside it."""
    path = tmp_path / "a.db"
    first = await Database.open(path, clock, storage_keys)
    await enter(first, 1)
    await back_up(first, tmp_path / "copy.sqlite")
    await enter(first, 2)
    with pytest.raises(DatabaseInUse):
        restore(tmp_path / "copy.sqlite", path)
    await first.close()

    kept = restore(tmp_path / "copy.sqlite", path)
    again = await Database.open(path, clock, storage_keys)
    async with again.transaction() as work:
        assert await work.people.by_telegram_id(1) is not None
        assert await work.people.by_telegram_id(2) is None
    await again.close()
    assert kept is not None
    before = await Database.open(kept, clock, storage_keys)
    async with before.transaction() as work:
        assert await work.people.by_telegram_id(2) is not None
    await before.close()


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + b"\xff" * 5000])
def test_what_is_no_copy_is_refused_and_nothing_is_touched(tmp_path: Path, content: bytes) -> None:
    """A damaged file never takes the database's place."""
    (tmp_path / "copy.sqlite").write_bytes(content)
    with pytest.raises(BackupBroken):
        restore(tmp_path / "copy.sqlite", tmp_path / "a.db")
    assert not (tmp_path / "a.db").exists()
