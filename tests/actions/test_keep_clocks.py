"""Clocks become stronger as a special period begins, and are as always when it ends; the auditor reads them in the same way."""

from __future__ import annotations

import random
from datetime import date, datetime, time

import pytest

from actions.accept_case import accept_case
from actions.acknowledge_case import acknowledge_case
from actions.assign_case import assign_case
from actions.change_special_days import add_special_days, remove_special_days
from actions.keep_clocks import keep_clocks
from actions.log_progress import log_progress
from actions.run_due_case import run_due_case
from actions.settle_case import settle_case
from bot.replay_check import AskedStep, PolicyReading, ran
from domain.access import Holder
from domain.cases import Case, Step, can
from domain.deadlines import DeadlineKind, active_deadlines
from domain.events import EventKind
from domain.words import CaseKind, Level, Role
from scheduler.wrong_times import wrong_cases
from storage.due import DueKind
from tests.actions.office import VILLAGE, Office

HOUR, DAY = 3_600_000, 86_400_000


async def keep(office: Office) -> None:
    """What midnight does."""
    async with office.at_work() as work:
        await keep_clocks(work, office.rules)


async def wrong(office: Office) -> list[int]:
    """What the auditor finds."""
    async with office.at_work() as work:
        cases = await work.cases.several(await work.cases.watched(office.clock.at - 40 * DAY))
        return await wrong_cases(work, office.rules, cases)


async def live(office: Office, ms: int, cases: list[Case]) -> None:
    """Time passes, and the clocks of cases run each step at its time."""
    end = office.clock.at + ms
    while True:
        async with office.at_work() as work:
            times = await work.due.times(DueKind.CASE, [str(case.id) for case in cases])
        following = min(times.values(), default=end + 1)
        if following > end:
            break
        office.clock.at = max(office.clock.at, following)
        async with office.at_work() as work:
            for subject, at in times.items():
                if at <= office.clock.at:
                    await run_due_case(work, office.rules, int(subject))
    office.clock.at = end


async def see_urgent(office: Office, cases: list[Case]) -> None:
    """Somebody says of every urgent case that they have seen it."""
    async with office.at_work() as work:
        for case in await work.cases.several([case.id for case in cases]):
            if can(case, Step.ACKNOWLEDGE):
                await acknowledge_case(work, office.rules, case, office.mediator)


async def read_apart(office: Office, case: Case) -> tuple[list[AskedStep], list[AskedStep]]:
    """The steps that were run, and those that the reading of a replay asks for."""
    async with office.at_work() as work:
        beside = [each for each in await work.events.beside_cases(0, 1_000) if each.kind is EventKind.CLOCKS_CHANGED]
    events = await office.events(case)
    reading = PolicyReading(office.rules.township, beside)
    return ran(events), reading.asked(events, office.clock.at, in_village=case.level is Level.VILLAGE)


async def act(office: Office, case: Case, chance: random.Random) -> None:
    """Somebody does something to a case that is possible now."""
    async with office.at_work() as work:
        found = await work.cases.get(case.id)
        assert found is not None
        match chance.choice(["accept", "assign", "log", "settle", "nothing"]):
            case "accept" if can(found, Step.ACCEPT):
                await accept_case(work, office.rules, found, office.mediator)
            case "assign" if can(found, Step.ASSIGN):
                to = Holder(office.second, Role.MEDIATOR, VILLAGE)
                await assign_case(work, office.rules, found, to, office.head)
            case "log" if can(found, Step.LOG_PROGRESS):
                await log_progress(work, office.rules, found, office.mediator, "去看过了", ())
            case "settle" if can(found, Step.SETTLE):
                await settle_case(work, office.rules, found, office.mediator, "说好了", ())
            case _:
                pass


@pytest.mark.parametrize("seed", range(4))
async def test_the_auditor_agrees_however_cases_and_periods_mix(office: Office, seed: int) -> None:
    """Days that are added for once begin and end at any time; after each change every open case has its row where it belongs.

    In the end what was run is what another reading of the clocks asks for, from the events alone.
    """
    chance = random.Random(seed)
    cases: list[Case] = []
    added = None
    for _turn in range(40):
        await live(office, chance.choice([7 * 60_000, HOUR]), cases)
        await see_urgent(office, cases)
        await live(office, chance.choice([0, 0, 5 * HOUR, 26 * HOUR]), cases)
        today = office.rules.calendar.local(office.clock.at).date()
        match chance.choice(["file", "file", "act", "act", "act", "begin", "end", "midnight"]):
            case "file":
                kind = chance.choice(list(CaseKind))
                cases.append(await office.file(kind=kind, urgent=chance.random() < 0.3))
            case "act" if cases:
                await act(office, chance.choice(cases), chance)
            case "begin" if added is None:
                async with office.at_work() as work:
                    added = await add_special_days(work, office.rules, "庙会", today, today, office.staff)
            case "end" if added is not None:
                async with office.at_work() as work:
                    await remove_special_days(work, office.rules, added, office.staff)
                added = None
            case _:
                await keep(office)
        assert await wrong(office) == []
    await see_urgent(office, cases)
    await live(office, 12 * DAY, cases)
    for case in cases:
        done, asked = await read_apart(office, case)
        assert done == sorted(asked), case.kind


async def test_as_a_period_begins_the_rows_of_open_cases_move_and_the_midnight_after_it_no_date_moves_away(
    office: Office,
) -> None:
    """Filed the evening before National Day; nobody's message says another date afterwards."""
    office.clock.at = office.rules.calendar.instant(
        datetime.combine(date(2026, 9, 30), time(18), office.rules.calendar.zone)
    )
    case = await office.file(kind=CaseKind.HAZARD)
    office.clock.at += 6 * HOUR
    await keep(office)
    ends = await accept_by(office, case)
    assert ends == case.filed_at + 6 * HOUR + 9 * HOUR
    async with office.at_work() as work:
        row = await work.due.of(DueKind.CASE, str(case.id))
    assert row is not None
    assert row.due_at == ends - 4 * HOUR
    office.clock.at += 8 * DAY
    await keep(office)
    assert await accept_by(office, case) == ends
    later = await office.file(kind=CaseKind.HAZARD)
    assert await accept_by(office, later) == later.filed_at + DAY


async def test_it_is_noticed_once(office: Office) -> None:
    """A second look on the same day writes nothing."""
    async with office.at_work() as work:
        today = office.rules.calendar.local(work.now).date()
        await add_special_days(work, office.rules, "庙会", today, today, office.staff)
    office.clock.at += HOUR
    await keep(office)
    async with office.at_work() as work:
        (only,) = await work.stronger_clocks.stretches()
        assert await work.stronger_clocks.are()
    assert only.from_at == office.clock.at - HOUR


async def accept_by(office: Office, case: Case) -> int:
    """When somebody is to have accepted it."""
    found = active_deadlines(await office.case(case), office.rules.township.clocks, office.rules.calendar)
    return next(each.at for each in found if each.kind is DeadlineKind.ACCEPT)
