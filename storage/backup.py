"""Copies of the database while it is in use, checking them, and putting one back.

The copy is made through the one open connection: a second connection to a WAL file is what SQLite before 3.51.3 may
corrupt. Keys are not in the file and so not in its copies.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from storage.lock_file import LockFile
from storage.migrate import SchemaTooNew, latest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from storage.database import Database


class BackupBroken(Exception):
    """The file is no database of this program, or is damaged."""


async def back_up(database: Database, target: Path, progress: Callable[[int, int], None] | None = None) -> None:
    """Copy the whole database to `target`, which appears only when it is complete and verified.

    `progress` is called with pages done and pages in all. Writers wait meanwhile.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)

    def tell(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with closing(sqlite3.connect(unfinished, check_same_thread=False)) as copy:
        async with database.alone() as connection:
            await connection.driver.backup(copy, pages=1024, progress=tell, sleep=0)
        copy.execute("PRAGMA journal_mode = DELETE")
    await asyncio.to_thread(verify, unfinished)
    unfinished.chmod(0o600)
    unfinished.replace(target)


def verify(path: Path) -> int:
    """Check a copy from end to end; its schema number. Raises BackupBroken or SchemaTooNew."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            answer = copy.execute("PRAGMA integrity_check").fetchone()
            schema = int(copy.execute("PRAGMA user_version").fetchone()[0])
            orphans = copy.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        message = f"{path.name} cannot be read as a database"
        raise BackupBroken(message) from error
    if answer != ("ok",) or orphans is not None or schema == 0:
        message = f"{path.name} is damaged or not a database of this program"
        raise BackupBroken(message)
    if schema > latest():
        raise SchemaTooNew(schema, latest())
    return schema


def restore(backup: Path, database: Path) -> Path | None:
    """Put a verified copy in the database's place. What stood there is kept beside it; its new path, or None.

    Raises DatabaseInUse while a program has the database open.
    """
    verify(backup)
    database.parent.mkdir(parents=True, exist_ok=True)
    lock_file = LockFile(database)
    lock_file.take()
    try:
        fresh = database.with_name(database.name + ".restoring")
        fresh.write_bytes(backup.read_bytes())
        fresh.chmod(0o600)
        kept = _set_aside(database)
        fresh.replace(database)
    finally:
        lock_file.release()
    return kept


def _set_aside(database: Path) -> Path | None:
    if not database.exists():
        return None
    # The write-ahead log belongs to the file: folded in first, or the kept copy would lack its last commits.
    with closing(sqlite3.connect(database)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.execute("PRAGMA journal_mode = DELETE")
    number = 1
    while (kept := database.with_name(f"{database.name}.before-restore-{number}")).exists():
        number += 1
    return database.replace(kept)
