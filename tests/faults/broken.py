"""Programs that are wrong in one point each, to show that a lane would see it. They break the process they are called in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from types import MappingProxyType

import structlog

from bot.sender import Sender
from domain.words import Language
from storage.due import DueKind, DueRows
from storage.outbox import Outbox
from storage.outbox_rows import OutboxRow
from storage.outgoing import Outgoing
from storage.rows import Parameters
from storage.sqlite_connection import SqliteConnection
from tests.faults.clock import SharedClock
from texts.renderer import Rendered

COMMITS_AT_ONCE = 1_000


def answers_before_the_commit() -> None:
    """Most commits are put off, as by somebody who found them slow; people are answered all the same."""
    execute, finish = SqliteConnection.execute, SqliteConnection.finish
    commits = 0

    async def lazy_execute(connection: SqliteConnection, sql: str, parameters: Parameters = ()) -> int:
        if sql == "BEGIN IMMEDIATE" and connection.direct.in_transaction:
            return 0
        return await execute(connection, sql, parameters)

    async def lazy_finish(connection: SqliteConnection, sql: str) -> None:
        nonlocal commits
        commits += sql == "COMMIT"
        if sql != "COMMIT" or commits % COMMITS_AT_ONCE == 0:
            await finish(connection, sql)

    SqliteConnection.execute = lazy_execute  # type: ignore[method-assign,assignment]
    SqliteConnection.finish = lazy_finish  # type: ignore[method-assign,assignment]


def says_again_without_a_word() -> None:
    """What may have arrived before is said again as if for the first time."""

    def render(sender: Sender, row: OutboxRow) -> Rendered:
        return sender._renderer.render(row.message, row.language or Language.ZH_HANS, row.person_id or 0)

    Sender._render = render  # type: ignore[method-assign,assignment]


def thinks_nothing_of_a_failed_commit() -> None:
    """What could not be written is rolled back, and the program goes on as if it had been."""
    finish = SqliteConnection.finish

    async def careless_finish(connection: SqliteConnection, sql: str) -> None:
        try:
            await finish(connection, sql)
        except sqlite3.OperationalError:
            if connection.direct.in_transaction:
                await finish(connection, "ROLLBACK")

    SqliteConnection.finish = careless_finish  # type: ignore[method-assign,assignment]


def looks_at_the_clock_once() -> None:
    """The time of the start, and from then on how long it has run: what a timer knows of a day."""
    now = SharedClock.now

    def since_the_start(clock: SharedClock) -> int:
        begun = vars(clock).setdefault("begun", now(clock) - round(clock.monotonic() * 1000))
        return int(begun) + round(clock.monotonic() * 1000)

    SharedClock.now = since_the_start  # type: ignore[method-assign,assignment]


def forgets_a_clock_now_and_then() -> None:
    """Of the times that are set for cases, one in twenty is not written down."""
    set_due = DueRows.set
    times = 0

    async def forgetful(rows: DueRows, kind: DueKind, subject: str, due_at: int) -> None:
        nonlocal times
        times += kind is DueKind.CASE
        if kind is not DueKind.CASE or times % 20:
            await set_due(rows, kind, subject, due_at)

    DueRows.set = forgetful  # type: ignore[method-assign,assignment]


def forgets_in_a_crash_what_may_have_arrived() -> None:
    """What was being sent when it ended is sent again as if nobody could have got it."""
    put_back = Outbox.put_back

    async def innocent(outbox: Outbox, row_id: int, not_before: int, *, perhaps_arrived: bool) -> None:
        del perhaps_arrived
        await put_back(outbox, row_id, not_before, perhaps_arrived=False)

    Outbox.put_back = innocent  # type: ignore[method-assign,assignment]


def stumbles_with_its_hands_full() -> None:
    """Now and then an error is raised that has in it all that was to be said."""
    put = Outbox.put
    times = 0

    async def stumble(outbox: Outbox, outgoing: Outgoing) -> int | None:
        nonlocal times
        times += 1
        if times % 7 == 0:
            raise ArithmeticError(repr(outgoing))
        return await put(outbox, outgoing)

    Outbox.put = stumble  # type: ignore[method-assign,assignment]


def tells_its_log_what_people_say() -> None:
    """A line that somebody put in to look for a fault, and forgot."""
    put = Outbox.put

    async def tell(outbox: Outbox, outgoing: Outgoing) -> int | None:
        structlog.get_logger().info("put", message=outgoing.message)
        return await put(outbox, outgoing)

    Outbox.put = tell  # type: ignore[method-assign,assignment]


BROKEN: Mapping[str, Callable[[], None]] = MappingProxyType(
    {
        function.__name__: function
        for function in (
            answers_before_the_commit,
            says_again_without_a_word,
            thinks_nothing_of_a_failed_commit,
            looks_at_the_clock_once,
            forgets_a_clock_now_and_then,
            forgets_in_a_crash_what_may_have_arrived,
            stumbles_with_its_hands_full,
            tells_its_log_what_people_say,
        )
    }
)
