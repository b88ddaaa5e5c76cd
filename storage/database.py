"""The database of one township: opening it, one transaction at a time, and word of every commit."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from storage.lock_file import LockFile
from storage.migrate import migrate
from storage.signals import Committed, Signals
from storage.sqlite_connection import SqliteConnection
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from domain.clock import Clock
    from storage.keys import StorageKeys


class Database:
    """One connection and one lock that is held from BEGIN IMMEDIATE to the commit.

    Coroutines that share an aiosqlite connection without such a lock commit each other's work.
    """

    def __init__(
        self, connection: SqliteConnection, lock_file: LockFile, clock: Clock, keys: StorageKeys, path: Path
    ) -> None:
        self.connection = connection
        self.path = path
        self._lock_file = lock_file
        self._clock = clock
        self._keys = keys
        self._turn = asyncio.Lock()
        self._listeners: list[Callable[[Committed], None]] = []
        self._closed = False

    @classmethod
    async def open(cls, path: Path, clock: Clock, keys: StorageKeys) -> Database:
        """Open or create the file and bring it to today's schema.

        Raises DatabaseInUse if another process has it, SchemaTooNew if a newer program wrote it.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        lock_file = LockFile(path)
        lock_file.take()
        try:
            connection = await SqliteConnection.open(path)
            try:
                await migrate(connection)
            except BaseException:
                await connection.close()
                raise
        except BaseException:
            lock_file.release()
            raise
        path.chmod(0o600)
        return cls(connection, lock_file, clock, keys, path)

    def on_commit(self, listener: Callable[[Committed], None]) -> None:
        """Have `listener` called after every commit that wrote to the outbox, to the due rows, or answers a press."""
        self._listeners.append(listener)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[UnitOfWork]:
        """A unit of work that is committed when the body ends and rolled back when it raises."""
        async with self._turn:
            await self._begin()
            signals = Signals()
            try:
                yield UnitOfWork(self.connection, self._clock.now(), self._keys, signals)
                await self.connection.finish("COMMIT")
            except BaseException:
                if self.connection.driver.in_transaction:
                    await self.connection.finish("ROLLBACK")
                raise
        self._announce(signals.committed())

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[SqliteConnection]:
        """The bare connection with nobody else on it and no transaction open: for backups and checks."""
        async with self._turn:
            yield self.connection

    async def close(self) -> None:
        """Wait for the transaction that is open, close the file, let go of the lock. Closing twice does no harm."""
        if self._closed:
            return
        async with self._turn:
            self._closed = True
            try:
                await self.connection.close()
            finally:
                self._lock_file.release()

    async def _begin(self) -> None:
        try:
            await self.connection.finish("BEGIN IMMEDIATE")
        except asyncio.CancelledError:
            # The statement ended in its thread although nobody waits for it any more.
            if self.connection.driver.in_transaction:
                await self.connection.finish("ROLLBACK")
            raise

    def _announce(self, committed: Committed) -> None:
        if committed.outbox or committed.due or committed.answers:
            for listener in self._listeners:
                listener(committed)
