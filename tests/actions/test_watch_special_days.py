"""Special periods: daily returns, the morning's briefing, stronger clocks, and what an outage leaves out."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from actions.change_duty import take_duty
from actions.change_special_days import add_special_days
from actions.screening import answer_nil, run_due_screening
from actions.watch_special_days import BRIEFING, CLOCKS, RETURNS, run_due_special_period
from domain.deadlines import DeadlineKind, active_deadlines
from domain.screening import Round, RoundKind
from domain.words import Role
from storage.due import DueKind
from tests.actions.office import VILLAGE, Office, Told

NATIONAL_DAY = date(2026, 10, 1)
HOUR = 3_600_000


def go_to(office: Office, day: date, at: time) -> None:
    """Let it be a time of a day."""
    calendar = office.rules.calendar
    office.clock.at = calendar.instant(datetime.combine(day, at, calendar.zone))


async def run(office: Office, subject: str) -> list[Told]:
    """What the clock does; what everybody is told."""
    async with office.at_work() as work:
        await run_due_special_period(work, office.rules, subject)
    return await office.told()


async def going_on(office: Office) -> tuple[Round, ...]:
    """The rounds that go on."""
    async with office.at_work() as work:
        return await work.screenings.going_on()


async def test_on_a_day_of_a_period_every_unit_is_asked_and_once_more_in_the_evening(office: Office) -> None:
    """On other days nobody is."""
    go_to(office, date(2026, 9, 28), time(16))
    assert await run(office, RETURNS) == []
    go_to(office, NATIONAL_DAY, time(16))
    told = await run(office, RETURNS)
    assert office.head in {each.person_id for each in told if "round-ask" in each.phrases}
    opened = (await going_on(office))[0]
    assert opened.kind is RoundKind.DAILY
    async with office.at_work() as work:
        row = await work.due.of(DueKind.SCREENING, str(opened.id))
    assert row is not None
    assert row.due_at == office.clock.at + 3 * HOUR
    office.clock.at = row.due_at
    async with office.at_work() as work:
        await run_due_screening(work, office.rules, str(opened.id))
    assert office.head in {each.person_id for each in await office.told() if "round-ask-again" in each.phrases}


async def test_the_briefing_says_who_answered_and_ends_the_returns(office: Office) -> None:
    """To the centre and the director, each counting what they may see; also on the morning after."""
    go_to(office, NATIONAL_DAY, time(16))
    await run(office, RETURNS)
    opened = (await going_on(office))[0]
    async with office.at_work() as work:
        await answer_nil(work, office.rules, opened, VILLAGE, office.head)
    await office.file()
    await office.file(about=frozenset({office.staff}))
    await office.told()
    go_to(office, date(2026, 10, 2), time(7, 30))
    told = [each for each in await run(office, BRIEFING) if "briefing-title" in each.phrases]
    assert {each.person_id for each in told} == {office.staff, office.director}
    counts = {each.person_id: each.line("briefing-cases").values["count"] for each in told}
    assert counts == {office.staff: 1, office.director: 2}
    assert told[0].line("briefing-returns").values == {"count": 1, "total": 21}
    assert await going_on(office) == ()
    assert await run(office, BRIEFING) == []


async def test_the_morning_after_a_period_that_was_added_in_chat_is_the_last(office: Office) -> None:
    """A fair of one day: asked on that day, briefed on that morning and the next, and not on the one after."""
    fair = date(2026, 10, 12)
    async with office.at_work() as work:
        await add_special_days(work, office.rules, "庙会", fair, fair, office.staff)
    for day, briefed in ((11, False), (12, True), (13, True), (14, False)):
        go_to(office, date(2026, 10, day), time(7, 30))
        told = await run(office, BRIEFING)
        assert any("briefing-title" in each.phrases for each in told) == briefed
        go_to(office, date(2026, 10, day), time(16))
        assert bool(await run(office, RETURNS)) == (day == 12)


@pytest.mark.parametrize(("subject", "late"), [(RETURNS, time(9)), (BRIEFING, time(1))])
async def test_what_an_outage_carried_past_midnight_is_left_out(office: Office, subject: str, late: time) -> None:
    """The day's own comes at its time."""
    go_to(office, date(2026, 10, 2), late)
    assert await run(office, subject) == []


async def test_returns_whose_briefing_never_came_end_with_a_summary_and_are_asked_for_no_more(office: Office) -> None:
    """The program stood still over the morning: who never answered is named to the centre and the director."""
    go_to(office, NATIONAL_DAY, time(16))
    await run(office, RETURNS)
    (opened,) = await going_on(office)
    await office.told()
    go_to(office, date(2026, 10, 3), time(7, 30))
    told = await run(office, BRIEFING)
    ended = [each for each in told if "round-day-over" in each.phrases]
    assert {each.person_id for each in ended} == {office.staff, office.director}
    assert "round-silent" in ended[0].phrases
    assert await going_on(office) == ()
    async with office.at_work() as work:
        assert await work.due.of(DueKind.SCREENING, str(opened.id)) is None


async def test_a_case_of_a_special_day_has_half_the_time_to_be_accepted(office: Office) -> None:
    """One that was filed two days before had all of it; settling takes as long as ever."""
    clocks = office.rules.township.clocks
    for day, share in ((date(2026, 9, 29), 1.0), (NATIONAL_DAY, 0.5)):
        go_to(office, day, time(0))
        await run(office, CLOCKS)
        go_to(office, day, time(10))
        case = await office.file()
        found = {each.kind: each.at - case.filed_at for each in active_deadlines(case, clocks, office.rules.calendar)}
        assert found[DeadlineKind.ACCEPT] == clocks.accept.after_ms * share
        assert found[DeadlineKind.SETTLE] >= clocks.settle.after_ms
        async with office.at_work() as work:
            row = await work.due.of(DueKind.CASE, str(case.id))
        assert row is not None
        assert row.due_at < case.filed_at + clocks.accept.after_ms * share


async def test_the_briefing_names_who_is_on_duty(office: Office) -> None:
    """Where a roster is kept."""
    await office.seat("zhou", Role.CENTRE_STAFF, office.rules.township.centre.code)
    async with office.at_work() as work:
        await take_duty(work, office.rules, office.zhou)
    await office.told()
    go_to(office, NATIONAL_DAY, time(7, 30))
    told = [each for each in await run(office, BRIEFING) if "briefing-title" in each.phrases]
    assert {each.line("briefing-duty").values["name"] for each in told} == {"zhou"}
