"""Time that passes as fast as the program can work: an event loop that never waits, and everything done in its own thread.

With it a run depends on nothing but what it is given, so that the same seed gives the same run.
"""

from __future__ import annotations

import asyncio
import math
import random
import selectors
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from storage.sqlite_connection import PRAGMAS, SqliteConnection

SLOWEST_COMMIT = 0.02
LONGEST_LIFE = 50_000.0
"""Seconds of the loop's time after which nothing new can be expected."""


class Stuck(RuntimeError):
    """Everybody waits for something that nothing will bring about, if only with a look at it now and then."""


class _NeverWaits(selectors.SelectSelector):
    """Says at once what is there; if there is nothing, the time that would have been waited has passed."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if not found:
            self.passed += math.inf if timeout is None else max(0.0, timeout)
            if self.passed > LONGEST_LIFE:
                raise Stuck
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    """An event loop whose time is counted, not measured."""

    def __init__(self) -> None:
        self._instant = _NeverWaits()
        super().__init__(self._instant)

    def time(self) -> float:
        """Seconds since the loop was made."""
        return self._instant.passed

    def run_in_executor(
        self, _executor: object, function: Callable[..., Any], *arguments: object
    ) -> asyncio.Future[Any]:
        """Run it here and now: another thread would be ahead or behind by chance."""
        done: asyncio.Future[Any] = self.create_future()
        try:
            done.set_result(function(*arguments))
        except Exception as error:  # noqa: BLE001 - handed on to whoever waits
            done.set_exception(error)
        return done


async def passes(seconds: float) -> None:
    """Let some of the loop's time go by."""
    loop = asyncio.get_running_loop()
    over = loop.create_future()

    def end() -> None:
        if not over.done():
            over.set_result(None)

    timer = loop.call_later(seconds, end)
    try:
        await over
    finally:
        timer.cancel()


class VirtualClock:
    """The loop's time as a clock, and a wall clock that can be set. Wall times are UTC ms."""

    def __init__(self, loop: VirtualLoop, start_at: int) -> None:
        self._loop = loop
        self._offset_ms = start_at

    def now(self) -> int:
        """The wall clock."""
        return self._offset_ms + round(self._loop.time() * 1000)

    def monotonic(self) -> float:
        """Seconds that only go forward."""
        return self._loop.time()

    def move(self, ms: int) -> None:
        """Set the wall clock forward or back."""
        self._offset_ms += ms


class Driver:
    """What the program uses of aiosqlite, without its thread. A commit takes some of the loop's time."""

    def __init__(self, direct: sqlite3.Connection, chance: random.Random) -> None:
        self._direct = direct
        self._chance = chance

    @property
    def in_transaction(self) -> bool:
        """Whether one is open."""
        return self._direct.in_transaction

    async def execute_fetchall(self, sql: str) -> list[Any]:
        """Run a statement; a commit may be cut off before it or after it."""
        if sql != "COMMIT":
            return self._direct.execute(sql).fetchall()
        await passes(self._chance.uniform(0, SLOWEST_COMMIT))
        found = self._direct.execute(sql).fetchall()
        await passes(self._chance.uniform(0, SLOWEST_COMMIT))
        return found

    async def executescript(self, script: str) -> None:
        """Run several statements."""
        self._direct.executescript(script)

    async def backup(self, target: sqlite3.Connection, **given: Any) -> None:
        """Copy the database."""
        self._direct.backup(target, **given)

    async def close(self) -> None:
        """Close the file."""
        self._direct.close()


def opens_in_the_loop(chance: random.Random) -> Callable[[type[SqliteConnection], Path], Any]:
    """What takes the place of `SqliteConnection.open`."""

    async def open_here(cls: type[SqliteConnection], path: Path) -> SqliteConnection:
        direct = sqlite3.connect(path, isolation_level=None, cached_statements=512)
        for pragma in PRAGMAS:
            direct.execute(pragma)
        return cls(direct, Driver(direct, chance))  # type: ignore[arg-type]

    return open_here
