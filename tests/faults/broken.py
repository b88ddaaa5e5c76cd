"""Programs that are wrong in one point each, to show that a lane would see it. They break the process they are called in."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import structlog

from actions import run_due_shift
from bot.sender import Sender
from domain.calendar import Calendar
from domain.cases import Case, CaseState
from domain.openings import Opening, OpeningState
from domain.patrol_plan import Patrol
from domain.presence import ShiftStep, chased, shift_steps_to_run
from domain.refusals import Refusal
from domain.shifts import Post, PostState, RosteredShift, Shift, Way
from domain.words import Language
from handlers import centre_forms
from storage.cases import Cases
from storage.due import DueKind, DueRows
from storage.exchanges import Exchange, Exchanges, ExchangeState
from storage.intake import Intake
from storage.openings import Openings
from storage.outbox import Outbox
from storage.outbox_rows import OutboxRow
from storage.outgoing import Outgoing
from storage.rows import Parameters
from storage.shifts import Shifts
from storage.sos_calls import SosCalls
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


def calls_for_help_once() -> None:
    """Nothing is set for a call for help to be said again."""
    set_due = DueRows.set

    async def deaf(rows: DueRows, kind: DueKind, subject: str, due_at: int) -> None:
        if kind is not DueKind.SOS:
            await set_due(rows, kind, subject, due_at)

    DueRows.set = deaf  # type: ignore[method-assign,assignment]


def forgets_a_shift_now_and_then() -> None:
    """Of the times that are set for shifts, one in ten is not written down."""
    set_due = DueRows.set
    times = 0

    async def forgetful(rows: DueRows, kind: DueKind, subject: str, due_at: int) -> None:
        nonlocal times
        times += kind is DueKind.SHIFT
        if kind is not DueKind.SHIFT or times % 10:
            await set_due(rows, kind, subject, due_at)

    DueRows.set = forgetful  # type: ignore[method-assign,assignment]


def looks_for_people_early() -> None:
    """Whatever a shift asks for within ten minutes is done now."""

    def early(rostered: RosteredShift, patrol: Patrol, calendar: Calendar, now: int) -> tuple[ShiftStep, ...]:
        return shift_steps_to_run(rostered, patrol, calendar, now + 10 * 60_000)

    vars(run_due_shift)["shift_steps_to_run"] = early


def looks_for_people_twice() -> None:
    """Every second time it is not written down up to when a shift's steps were run."""
    times = 0

    def stays(shift: Shift, until: int) -> Shift:
        nonlocal times
        times += 1
        return replace(shift, version=shift.version + 1) if times % 2 else chased(shift, until)

    vars(run_due_shift)["chased"] = stays


def gives_a_post_to_everybody() -> None:
    """It goes by the card: whoever taps has the post, as nobody has told it that it is gone."""
    get, post_of, save, assign = Exchanges.get, Shifts.post, Shifts.save_post, Shifts.assign

    async def always_open(exchanges: Exchanges, number: int) -> Exchange | None:
        found = await get(exchanges, number)
        return replace(found, state=ExchangeState.OPEN) if found is not None else None

    async def still_theirs(shifts: Shifts, number: int) -> Post | None:
        found = await post_of(shifts, number)
        gone = found is not None and found.state is PostState.PASSED_ON
        return replace(found, state=PostState.CANNOT) if found is not None and gone else found

    async def assign_anew(shifts: Shifts, shift_id: int, person_id: int, way: Way, **more: Any) -> Post | None:
        return await assign(shifts, shift_id, person_id, way, **more | {"came_from": None})

    async def save_anyhow(shifts: Shifts, post: Post, was: PostState) -> None:
        with contextlib.suppress(Refusal):
            await save(shifts, post, was)

    async def ended(*_given: object) -> bool:
        return True

    Exchanges.get, Exchanges.end = always_open, ended  # type: ignore[method-assign,assignment]
    Shifts.post, Shifts.assign, Shifts.save_post = still_theirs, assign_anew, save_anyhow  # type: ignore[method-assign,assignment]


def lets_everybody_come_first() -> None:
    """Whoever says that they are coming is told that they are the first."""

    async def first(*_given: object) -> bool:
        return True

    SosCalls.answer = first  # type: ignore[method-assign,assignment]


def takes_everything_for_new() -> None:
    """It does not remember which updates it has seen."""

    async def unseen(*_given: object) -> bool:
        return True

    Intake.mark_seen = unseen  # type: ignore[method-assign,assignment]


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


def goes_by_the_card() -> None:
    """Whatever is on somebody's card is taken for how it is: a request still asked, a case still free and with nobody."""
    of_opening, of_case, save = Openings.get, Cases.get, Cases.save

    async def still_asked(openings: Openings, number: int) -> Opening | None:
        found = await of_opening(openings, number)
        return replace(found, state=OpeningState.ASKED) if found is not None else None

    async def decided(*_given: object) -> bool:
        return True

    async def still_free(cases: Cases, number: int) -> Case | None:
        found = await of_case(cases, number)
        merged = found is not None and found.state is CaseState.MERGED
        return replace(found, state=CaseState.FILED, merged_into=None) if found is not None and merged else found

    async def save_anyhow(cases: Cases, case: Case) -> None:
        kept = await of_case(cases, case.id)
        await save(cases, replace(case, version=kept.version + 1) if kept is not None else case)

    Cases.save = save_anyhow  # type: ignore[method-assign,assignment]
    Openings.get, Openings.decide = still_asked, decided  # type: ignore[method-assign,assignment]
    Cases.get = still_free  # type: ignore[method-assign,assignment]
    vars(centre_forms)["stands_otherwise"] = lambda _answers, _case: False


def writes_as_it_goes() -> None:
    """Every statement is a commit of its own."""
    execute, finish = SqliteConnection.execute, SqliteConnection.finish

    async def at_once(connection: SqliteConnection, sql: str, parameters: Parameters = ()) -> int:
        held_together = sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK"))
        return 0 if held_together else await execute(connection, sql, parameters)

    async def finish_nothing(connection: SqliteConnection, sql: str) -> None:
        if sql not in {"COMMIT", "ROLLBACK"}:
            await finish(connection, sql)

    SqliteConnection.execute = at_once  # type: ignore[method-assign,assignment]
    SqliteConnection.finish = finish_nothing  # type: ignore[method-assign,assignment]


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
            calls_for_help_once,
            forgets_a_shift_now_and_then,
            looks_for_people_early,
            looks_for_people_twice,
            gives_a_post_to_everybody,
            lets_everybody_come_first,
            takes_everything_for_new,
            stumbles_with_its_hands_full,
            tells_its_log_what_people_say,
            goes_by_the_card,
            writes_as_it_goes,
        )
    }
)
