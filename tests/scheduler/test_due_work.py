"""What is due is done in order, once, with its effects; what fails is tried again and set aside, and nothing waits for it."""

from __future__ import annotations

import asyncio
from datetime import time

import pytest

from actions.rules import Rules
from bot.settings import load_settings
from domain.calendar import Calendar
from domain.words import Language, Role
from scheduler.due_work import RETRY_MS, DueWork
from scheduler.recurring import Recurring, daily, keep_recurring
from storage.database import Database
from storage.due import DueKind
from storage.quarantine import QuarantineSource
from storage.unit_of_work import UnitOfWork
from tests.bot.bench import ROOT
from tests.conftest import HandClock

DAY_MS = 86_400_000


@pytest.fixture(scope="module")
def rules() -> Rules:
    """The shipped township's rules."""
    township = load_settings(ROOT / "config.toml", {}).township
    return Rules(township, Calendar(township.time_zone), b"key", bytes)


class Deeds:
    """Actions that write down what they did, and fail where they are told to."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.failing: set[str] = set()

    async def act(self, work: UnitOfWork, _rules: Rules, subject: str) -> None:
        """Do it: leave a person as the effect, so that undoing can be seen."""
        await work.people.meet(10_000 + int(subject), subject, Language.EN)
        if subject in self.failing:
            raise ArithmeticError
        self.done.append(subject)


def due_work(database: Database, rules: Rules, deeds: Deeds, *recurring: Recurring, **jobs: object) -> DueWork:
    """Due work with the same action for cases and drafts."""
    actions = {DueKind.CASE: deeds.act, DueKind.DRAFT: deeds.act, DueKind.PURGE: deeds.act}
    return DueWork(database, HandClock(), rules, actions, jobs, recurring)  # type: ignore[arg-type]


async def set_due(database: Database, *rows: tuple[DueKind, str, int]) -> None:
    """Due rows."""
    async with database.transaction() as work:
        for kind, subject, at in rows:
            await work.due.set(kind, subject, at)


async def test_cases_come_first_and_then_what_has_been_due_longest(
    database: Database, rules: Rules, clock: HandClock
) -> None:
    """After an outage the most urgent is done first; what is not due yet waits, and its time is told."""
    deeds = Deeds()
    now = clock.now()
    await set_due(
        database,
        (DueKind.DRAFT, "1", now - DAY_MS),
        (DueKind.CASE, "2", now - 10),
        (DueKind.CASE, "3", now - 20),
        (DueKind.CASE, "4", now + 5_000),
    )
    assert await due_work(database, rules, deeds).run() == now + 5_000
    assert deeds.done == ["3", "2", "1"]


async def test_a_row_that_fails_is_undone_retried_three_times_and_set_aside(
    database: Database, rules: Rules, clock: HandClock
) -> None:
    """Its effects are undone each time, the row behind it is done at once, the admin hears of it at the end."""
    deeds = Deeds()
    deeds.failing = {"1"}
    async with database.transaction() as work:
        admin = await work.people.meet(5, "admin", Language.EN)
        await work.people.grant(admin.id, Role.ADMIN, rules.township.centre.code)
    await set_due(database, (DueKind.CASE, "1", clock.now() - 10), (DueKind.CASE, "2", clock.now()))
    work_due = due_work(database, rules, deeds)
    waits = []
    next_at = await work_due.run()
    assert deeds.done == ["2"]
    while next_at is not None:
        waits.append(next_at - clock.now())
        clock.forward(ms=next_at - clock.now())
        next_at = await work_due.run()

    assert waits == list(RETRY_MS)
    async with database.transaction() as work:
        assert await work.people.by_telegram_id(10_001) is None
        (item,) = await work.quarantine.latest(5)
        assert (item.source, item.error_kind) == (QuarantineSource.DUE, "ArithmeticError")
        assert len(await work.outbox.claim(10)) == 1


async def test_what_was_set_aside_gets_another_chance_at_the_next_start(
    database: Database, rules: Rules, clock: HandClock
) -> None:
    """A newer program may manage it."""
    deeds = Deeds()
    deeds.failing = {"1"}
    await set_due(database, (DueKind.CASE, "1", clock.now()))
    work_due = due_work(database, rules, deeds)
    while (next_at := await work_due.run()) is not None:
        clock.forward(ms=next_at - clock.now())
    deeds.failing = set()
    again = due_work(database, rules, deeds)
    await again.prepare()
    await again.run()

    assert deeds.done == ["1"]


async def test_work_that_is_due_again_at_once_is_not_done_for_ever(
    database: Database, rules: Rules, clock: HandClock
) -> None:
    """An action that sets its own row to now has said nothing new: everything else is done all the same."""
    deeds = Deeds()

    async def again_now(work: UnitOfWork, _rules: Rules, subject: str) -> None:
        await work.due.set(DueKind.CASE, subject, work.now)

    actions = {DueKind.CASE: again_now, DueKind.DRAFT: deeds.act}
    await set_due(database, (DueKind.CASE, "1", clock.now() - 5), (DueKind.DRAFT, "2", clock.now()))
    assert await DueWork(database, HandClock(), rules, actions, {}, ()).run() is None
    assert deeds.done == ["2"]


async def test_recurring_work_has_its_next_time_in_the_same_commit(
    database: Database, rules: Rules, clock: HandClock
) -> None:
    """A nightly row is set for the following night, by the township's own clock."""
    deeds = Deeds()
    nightly = daily(DueKind.PURGE, time(3, 30), "Asia/Shanghai")
    work_due = due_work(database, rules, deeds, Recurring(nightly.kind, nightly.trigger, "0"))
    await work_due.prepare()
    first = await work_due.run()
    assert first is not None
    assert Calendar("Asia/Shanghai").local(first).strftime("%a %H:%M") == "Tue 03:30"
    clock.forward(ms=first - clock.now())
    assert await work_due.run() == first + DAY_MS
    assert deeds.done == ["0"]


async def test_recurring_work_that_keeps_failing_comes_again_the_next_night(
    database: Database, rules: Rules, clock: HandClock
) -> None:
    """One bad night is quarantined and is not the last one."""
    deeds = Deeds()
    deeds.failing = {"0"}
    nightly = daily(DueKind.PURGE, time(3, 30), "Asia/Shanghai")
    work_due = due_work(database, rules, deeds, Recurring(nightly.kind, nightly.trigger, "0"))
    await work_due.prepare()
    next_at = await work_due.run()
    assert next_at is not None
    first = next_at
    for _try in range(4):
        clock.forward(ms=next_at - clock.now())
        next_at = await work_due.run()
        assert next_at is not None
    assert next_at == first + DAY_MS


async def test_after_a_clock_that_was_ahead_recurring_work_and_leases_come_back(
    database: Database, rules: Rules, clock: HandClock
) -> None:
    """With the clock a month ahead the nightly work lies a month away; set right, it is the next night again."""
    deeds = Deeds()
    nightly = daily(DueKind.PURGE, time(3, 30), "Asia/Shanghai")
    work_due = due_work(database, rules, deeds, Recurring(nightly.kind, nightly.trigger, "0"))
    clock.forward(days=30)
    await work_due.prepare()
    await set_due(database, (DueKind.CASE, "1", clock.now()))
    deeds.failing = {"1"}
    await work_due.run()
    deeds.failing = set()
    clock.forward(days=-30)
    await work_due.clock_set_back()
    async with database.transaction() as work:
        row = await work.due.of(DueKind.PURGE, "0")
        case = await work.due.of(DueKind.CASE, "1")
    assert row is not None
    assert row.due_at - clock.now() < DAY_MS
    assert case is not None
    assert case.lease_until is None


async def test_a_slow_job_holds_up_nothing_and_is_leased(database: Database, rules: Rules, clock: HandClock) -> None:
    """While a job runs its row is not taken a second time, and other work goes on."""
    deeds = Deeds()
    started, let_go = asyncio.Event(), asyncio.Event()
    runs = 0

    async def slow() -> None:
        nonlocal runs
        runs += 1
        started.set()
        await let_go.wait()

    work_due = DueWork(database, HandClock(), rules, {DueKind.CASE: deeds.act}, {DueKind.BACKUP: slow}, ())
    await set_due(database, (DueKind.BACKUP, "", clock.now()))
    await work_due.run()
    await started.wait()
    await set_due(database, (DueKind.CASE, "1", clock.now()))
    await work_due.run()
    assert deeds.done == ["1"]
    let_go.set()
    await work_due.settle()
    assert runs == 1
    assert await work_due.run() is None


async def test_a_kind_that_this_program_does_not_know_blocks_nobody(
    database: Database, rules: Rules, clock: HandClock
) -> None:
    """A row that a later program left is passed over."""
    deeds = Deeds()
    await set_due(database, (DueKind.CASE, "1", clock.now()))
    async with database.alone() as connection:
        await connection.execute("INSERT INTO due (kind, subject, due_at) VALUES ('later', '1', 0)")
    assert await due_work(database, rules, deeds).run() is None
    assert deeds.done == ["1"]


def test_the_next_time_is_later_than_now_even_on_the_minute() -> None:
    """Asked at half past three exactly, the answer is the next day."""
    nightly = daily(DueKind.PURGE, time(3, 30), "Asia/Shanghai")
    at = nightly.next_after(0)
    assert nightly.next_after(at) == at + DAY_MS
    assert nightly.next_after(at - 1) == at


async def test_a_row_that_is_set_for_its_next_time_stays(database: Database, clock: HandClock) -> None:
    """Keeping recurring work twice changes nothing."""
    nightly = daily(DueKind.PURGE, time(3, 30), "Asia/Shanghai")
    async with database.transaction() as work:
        await keep_recurring(work, (nightly,))
        first = await work.due.of(DueKind.PURGE, "")
        await keep_recurring(work, (nightly,))
        assert await work.due.of(DueKind.PURGE, "") == first
