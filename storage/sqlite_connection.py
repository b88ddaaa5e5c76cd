"""The SQLite driver behind the narrow connection: statements where they are asked for, the waiting in aiosqlite's thread.

A statement inside a transaction touches the page cache and takes some microseconds; handing it to a thread and back takes ten
times as long and was most of what an update cost. Only what waits for the disk goes to the thread: COMMIT, which syncs and
sometimes checkpoints, and the backup. This and `storage/backup.py` are the only modules that know a database driver.
"""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

    from storage.rows import Parameters, Row

Result = TypeVar("Result")

PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    # An acknowledged report must survive a power cut: every commit reaches the disk before it returns.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Deleted texts are overwritten in the file, not only unlinked.
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -16384",
    "PRAGMA wal_autocheckpoint = 1000",
)


async def uninterrupted(work: Awaitable[Result]) -> Result:
    """Wait for work to its end even if the waiting task is cancelled meanwhile; the cancellation is raised afterwards.

    An aiosqlite statement goes on in its thread after its task was cancelled. BEGIN, COMMIT and ROLLBACK must be known
    to have ended before anybody else may use the connection.
    """
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.shield(task)
        except asyncio.CancelledError as error:
            if task.cancelled():
                raise
            cancelled = error
        except BaseException:  # noqa: BLE001, S110 - raised below by result(), after a cancellation was noted
            pass
    if cancelled is not None:
        task.exception()
        raise cancelled
    return task.result()


class SqliteConnection:
    """A `storage.rows.Connection` in autocommit mode.

    `direct` and `driver` are the same connection, which SQLite allows to be used from two threads in turn: the caller holds
    the database's lock, so never both at once.
    """

    def __init__(self, direct: sqlite3.Connection, driver: aiosqlite.Connection) -> None:
        self.direct = direct
        self.driver = driver
        self._columns: dict[str, tuple[str, ...]] = {}

    @classmethod
    async def open(cls, path: Path) -> SqliteConnection:
        """Open the file, creating it if there is none, and set what every connection of ours needs."""
        direct = sqlite3.connect(path, isolation_level=None, cached_statements=512, check_same_thread=False)
        driver = await aiosqlite.Connection(lambda: direct, iter_chunk_size=64)
        for pragma in PRAGMAS:
            await driver.execute_fetchall(pragma)
        return cls(direct, driver)

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query, each by column name."""
        cursor = self.direct.execute(sql, parameters)
        names = self._columns.get(sql)
        if names is None:
            names = self._columns[sql] = tuple(column[0] for column in cursor.description or ())
        return [dict(zip(names, row, strict=True)) for row in cursor]

    async def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, or None."""
        found = await self.rows(sql, parameters)
        return found[0] if found else None

    async def number(self, sql: str, parameters: Parameters = ()) -> int | None:
        """The single integer a query answers with, or None."""
        value = self._single(sql, parameters)
        return value if isinstance(value, int) else None

    async def text(self, sql: str, parameters: Parameters = ()) -> str | None:
        """The single text a query answers with, or None."""
        value = self._single(sql, parameters)
        return value if isinstance(value, str) else None

    async def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that changes something; how many rows it changed."""
        return self.direct.execute(sql, parameters).rowcount

    async def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Run an INSERT; the identifier of the new row."""
        identifier = self.direct.execute(sql, parameters).lastrowid
        if identifier is None:  # pragma: no cover - an INSERT that did not raise has made a row
            message = "INSERT gave no identifier"
            raise RuntimeError(message)
        return identifier

    async def execute_many(self, sql: str, parameters: Iterable[Parameters]) -> None:
        """Run one statement once for each set of parameters."""
        self.direct.executemany(sql, parameters)

    async def finish(self, sql: str) -> None:
        """Run what waits for the disk to its end, in the thread, whatever happens to the waiting task."""
        await uninterrupted(self.driver.execute_fetchall(sql))

    async def close(self) -> None:
        """Close the file after what is queued for it."""
        await uninterrupted(self.driver.close())

    def _single(self, sql: str, parameters: Parameters) -> object:
        # Read to the end: a statement with RETURNING has done its work only then.
        found = self.direct.execute(sql, parameters).fetchall()
        return found[0][0] if found else None
