"""The SQLite driver behind the narrow connection: aiosqlite, one thread, statements that survive a cancelled task.

This and `storage/backup.py` are the only modules that know a database driver.
"""

from __future__ import annotations

import asyncio
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
    """A `storage.rows.Connection` on one aiosqlite connection in autocommit mode."""

    def __init__(self, connection: aiosqlite.Connection) -> None:
        self.driver = connection

    @classmethod
    async def open(cls, path: Path) -> SqliteConnection:
        """Open the file, creating it if there is none, and set what every connection of ours needs."""
        connection = await aiosqlite.connect(path, isolation_level=None, cached_statements=256)
        connection.row_factory = aiosqlite.Row
        for pragma in PRAGMAS:
            await connection.execute_fetchall(pragma)
        return cls(connection)

    async def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query, each by column name."""
        found = await self.driver.execute_fetchall(sql, parameters)
        return [dict(row) for row in found]

    async def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row of a query, or None."""
        found = await self.rows(sql, parameters)
        return found[0] if found else None

    async def number(self, sql: str, parameters: Parameters = ()) -> int | None:
        """The single integer a query answers with, or None."""
        row = await self.row(sql, parameters)
        value = next(iter(row.values())) if row else None
        return value if isinstance(value, int) else None

    async def text(self, sql: str, parameters: Parameters = ()) -> str | None:
        """The single text a query answers with, or None."""
        row = await self.row(sql, parameters)
        value = next(iter(row.values())) if row else None
        return value if isinstance(value, str) else None

    async def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Run a statement that changes something; how many rows it changed."""
        cursor = await self.driver.execute(sql, parameters)
        return cursor.rowcount

    async def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """Run an INSERT; the identifier of the new row."""
        row = await self.driver.execute_insert(sql, parameters)
        if row is None:  # pragma: no cover - SQLite always answers last_insert_rowid()
            message = "INSERT gave no identifier"
            raise RuntimeError(message)
        return int(row[0])

    async def execute_many(self, sql: str, parameters: Iterable[Parameters]) -> None:
        """Run one statement once for each set of parameters."""
        await self.driver.executemany(sql, parameters)

    async def finish(self, sql: str) -> None:
        """Run BEGIN, COMMIT or ROLLBACK to its end whatever happens to the waiting task."""
        await uninterrupted(self.driver.execute_fetchall(sql))

    async def close(self) -> None:
        """Close the file after what is queued for it."""
        await uninterrupted(self.driver.close())
