"""The database of one township: opening it, one transaction at a time, and word of every commit."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from storage.erasure import take_out_what_cannot_be_opened
from storage.first_sealing import seal_what_is_clear
from storage.lock_file import LockFile
from storage.migrate import migrate
from storage.signals import Committed, Signals
from storage.sqlite_connection import SqliteConnection
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from domain.clock import Clock
    from storage.key_ring import KeyRing
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
        self._joining: Callable[[UnitOfWork], Awaitable[None]] | None = None
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
                await seal_what_is_clear(connection, keys)
                await take_out_what_cannot_be_opened(connection, keys.ring, clock.now())
            except BaseException:
                await connection.close()
                raise
        except BaseException:
            lock_file.release()
            raise
        path.chmod(0o600)
        return cls(connection, lock_file, clock, keys, path)

    @property
    def ring(self) -> KeyRing:
        """The keys under which the file's texts are sealed."""
        return self._keys.ring

    def on_commit(self, listener: Callable[[Committed], None]) -> None:
        """Have `listener` called after every commit that wrote to the outbox, to the due rows, or answers a press."""
        self._listeners.append(listener)

    def before_commit(self, joining: Callable[[UnitOfWork], Awaitable[None]]) -> None:
        """Have `joining` do its own part at the end of every transaction, so that it needs no commit of its own."""
        self._joining = joining

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[UnitOfWork]:
        """A unit of work that is committed when the body ends and rolled back when it raises."""
        async with self._turn:
            # The lock file keeps every other process away, so there is nobody to wait for here.
            await self.connection.execute("BEGIN IMMEDIATE")
            signals = Signals()
            try:
                work = UnitOfWork(self.connection, self._clock.now(), self._keys, signals)
                yield work
                if self._joining is not None:
                    await self._joining(work)
                await self.connection.finish("COMMIT")
            except BaseException:
                if self.connection.driver.in_transaction:
                    await self.connection.finish("ROLLBACK")
                raise
        for afterwards in signals.afterwards:
            afterwards()
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

    def _announce(self, committed: Committed) -> None:
        if committed.outbox or committed.due_from is not None or committed.answers:
            for listener in self._listeners:
                listener(committed)
