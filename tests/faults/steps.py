"""Where a life may end inside of one act: before each statement that writes, before each change of a file, and after the commit.

Counted from the press that the act hangs on until its transaction is over, and for a deletion through the destroying of its keys.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path

from bot import application, keys
from bot.dispatch import Dispatch
from storage.database import Database
from storage.erasure import destroy_doomed
from storage.rows import Parameters
from storage.sqlite_connection import SqliteConnection
from tests.faults.disk import SQLITE_OK, Disk, Operation

AT_THE_END = 0
"""Not at a step at all, but once the transaction of the press is over and nothing further was begun."""


class Steps:
    """Counts the steps of one act and ends the life at one of them; the file `tally` then says how many were passed."""

    def __init__(self, at: int, tally: Path) -> None:
        self._at = at
        self._passed = 0
        self._tally = tally
        self._inside = False
        self._disk = Disk(self._before_disk, None)

    def put_in(self) -> None:
        """Watch the way in, the statements, the files and the keys. Replaced in this process alone, which dies of it."""
        self._disk.put_in()
        self._watch_ways()
        self._watch_statements()
        write = keys._write

        def watched_write(path: Path, kept: keys.Keys) -> None:
            self._step()
            write(path, kept)
            self._step()

        vars(keys)["_write"] = watched_write

    def _watch_ways(self) -> None:
        take = Dispatch.take

        async def watched_take(dispatch: Dispatch, batch: list[object], *, moves_offset: bool) -> None:
            self._inside = any(isinstance(each, dict) and "callback_query" in each for each in batch)
            await take(dispatch, batch, moves_offset=moves_offset)
            self._step()
            if self._inside and self._at == AT_THE_END:
                self._die()
            self._inside = False

        async def watched_destroy(database: Database) -> None:
            self._inside = True
            await destroy_doomed(database)
            self._inside = False

        Dispatch.take = watched_take  # type: ignore[method-assign,assignment]
        vars(application)["destroy_doomed"] = watched_destroy

    def _watch_statements(self) -> None:
        execute, insert, many = SqliteConnection.execute, SqliteConnection.insert, SqliteConnection.execute_many
        number, finish = SqliteConnection.number, SqliteConnection.finish

        async def watched_execute(connection: SqliteConnection, sql: str, parameters: Parameters = ()) -> int:
            self._step()
            return await execute(connection, sql, parameters)

        async def watched_insert(connection: SqliteConnection, sql: str, parameters: Parameters = ()) -> int:
            self._step()
            return await insert(connection, sql, parameters)

        async def watched_many(connection: SqliteConnection, sql: str, parameters: list[Parameters]) -> None:
            self._step()
            await many(connection, sql, parameters)

        async def watched_number(connection: SqliteConnection, sql: str, parameters: Parameters = ()) -> int | None:
            if not sql.startswith("SELECT"):
                self._step()
            return await number(connection, sql, parameters)

        async def watched_finish(connection: SqliteConnection, sql: str) -> None:
            self._step()
            await finish(connection, sql)

        SqliteConnection.execute = watched_execute  # type: ignore[method-assign,assignment]
        SqliteConnection.insert = watched_insert  # type: ignore[method-assign,assignment]
        SqliteConnection.execute_many = watched_many  # type: ignore[method-assign,assignment]
        SqliteConnection.number = watched_number  # type: ignore[method-assign,assignment]
        SqliteConnection.finish = watched_finish  # type: ignore[method-assign,assignment]

    def _before_disk(self, _operation: Operation) -> int:
        self._step()
        return SQLITE_OK

    def _step(self) -> None:
        if not self._inside:
            return
        self._passed += 1
        if self._passed == self._at:
            self._die()

    def _die(self) -> None:
        self._tally.write_text(str(self._passed))
        os.kill(os.getpid(), signal.SIGKILL)
