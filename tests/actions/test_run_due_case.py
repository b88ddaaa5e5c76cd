"""What time does to a case: each step once, told to the right persons, written down, and honest about being late."""

from __future__ import annotations

import pytest

from actions.accept_case import accept_case
from actions.acknowledge_case import acknowledge_case
from actions.assign_case import assign_case
from actions.close_case import close_case
from actions.run_due_case import run_due_case
from domain.access import Holder, excluded_by
from domain.cases import Case, KnownAs
from domain.events import EventKind
from domain.messages import Span
from domain.words import CaseKind, Level, Role
from storage.due import DueKind
from storage.events import Event
from tests.actions.office import DEPARTMENT, Office, Told

HOUR = 3_600_000


async def due_at(office: Office, case: Case) -> int | None:
    """When the case's next step is due; None if none is."""
    async with office.at_work() as work:
        row = await work.due.of(DueKind.CASE, str(case.id))
    return row.due_at if row else None


async def let_time_pass(office: Office, case: Case, hours: float) -> list[Told]:
    """Let time pass with the program running: each step at its moment, everything sent. What was told."""
    told = await office.told()
    end = office.clock.at + round(hours * HOUR)
    while (at := await due_at(office, case)) is not None and at <= end:
        office.clock.at = max(at, office.clock.at)
        await run(office, case)
        told += await office.told()
    office.clock.at = end
    return told + await office.told()


async def run(office: Office, case: Case) -> None:
    """Run what is due now."""
    async with office.at_work() as work:
        await run_due_case(work, office.rules, case.id)


async def steps(office: Office, case: Case) -> list[Event]:
    """The steps of the clock that the event log holds."""
    ran = [event for event in await office.events(case) if event.kind is EventKind.STEP_RUN]
    return [event for event in ran if event.detail["step"] != "new"]


def ringing(told: list[Told]) -> list[tuple[int, str]]:
    """To whom, and under which headline."""
    return [(each.person_id, each.phrases[0]) for each in told if not each.silently]


async def test_nobody_accepts(office: Office) -> None:
    """Reminded after 20 h, due after 24 h, the town's after 48 h, the director after 96 h; each of them once."""
    office.clock.forward(hours=4)
    case = await office.file()
    await office.told()
    told = await let_time_pass(office, case, 97)
    assert ringing(told) == [
        (office.mediator, "headline-remind"),
        (office.second, "headline-remind"),
        (office.mediator, "headline-due"),
        (office.second, "headline-due"),
        (office.head, "headline-due"),
        (office.li, "told-escalated"),
        (office.staff, "headline-moved"),
        (office.head, "headline-moved"),
        (office.director, "headline-propose-supervision"),
    ]
    now = await office.case(case)
    assert now.level is Level.TOWN
    assert now.responsible_unit == office.rules.township.centre.code
    assert now.supervision_proposed_at is not None


async def test_every_step_stands_in_the_event_log(office: Office) -> None:
    """Which step, around which deadline, when it was due, how late it ran and who was told."""
    case = await office.file()
    await let_time_pass(office, case, 25)
    reminded, due = await steps(office, case)
    deadline = case.filed_at + 24 * HOUR
    assert reminded.detail == {
        "step": "remind",
        "kind": "deadline_step",
        "deadline": "accept",
        "deadline_at": deadline,
        "due_at": deadline - 4 * HOUR,
        "late_ms": 0,
        "told": [office.mediator, office.second],
    }
    assert due.detail["told"] == [office.mediator, office.second, office.head]
    assert due.at == due.detail["due_at"] == deadline


async def test_running_what_is_due_twice_does_nothing_twice(office: Office) -> None:
    """A second run at the same moment finds nothing: not a word, not an event."""
    case = await office.file()
    office.clock.forward(hours=24)
    await run(office, case)
    await office.told()
    before = await office.events(case)
    await run(office, case)
    assert await office.events(case) == before
    assert await office.told() == []


async def test_a_run_too_early_does_nothing_and_keeps_the_next_time(office: Office) -> None:
    """A clock that was ahead and is right again wakes the program for nothing."""
    case = await office.file()
    expected = await due_at(office, case)
    await office.told()
    await run(office, case)
    assert await due_at(office, case) == expected
    assert await office.told() == []


async def test_after_an_outage_the_notices_say_how_late_they_are(office: Office) -> None:
    """No reminder of what has passed; each other step once, the latest ones with their lateness."""
    case = await office.file()
    await office.told()
    office.clock.forward(hours=50)
    await run(office, case)
    told = await office.told()
    assert {headline for _person, headline in ringing(told)} == {"headline-late", "told-escalated"}
    moved = next(each for each in told if each.person_id == office.staff)
    late = moved.line("headline-late")
    assert late.values["by"] == Span(ms=2 * HOUR)
    assert [event.detail["step"] for event in await steps(office, case)] == ["due", "to_centre"]
    assert [event.detail["late_ms"] for event in await steps(office, case)] == [26 * HOUR, 2 * HOUR]


async def test_ten_minutes_are_not_called_late(office: Office) -> None:
    """A program that was restarted need not excuse itself."""
    office.clock.forward(hours=4)
    case = await office.file()
    await office.told()
    office.clock.forward(hours=20, minutes=10)
    await run(office, case)
    assert {headline for _person, headline in ringing(await office.told())} == {"headline-remind"}


async def test_what_was_the_towns_before_is_not_said_to_have_moved(office: Office) -> None:
    """A department's case that nobody accepts is a day overdue; it went nowhere, and the reporter is not told so."""
    case = await office.file()
    async with office.at_work() as work:
        to = Holder(office.officer, Role.DEPARTMENT_OFFICER, DEPARTMENT)
        given = await assign_case(work, office.rules, case, to, office.staff)
    await office.told()
    told = await let_time_pass(office, given, 49)
    headlines = {headline for _person, headline in ringing(told)}
    assert headlines == {"headline-remind", "headline-due", "headline-overdue"}
    overdue = next(each for each in told if each.phrases[0] == "headline-overdue")
    assert overdue.line("headline-overdue").values["by"] == Span(ms=24 * HOUR)
    assert (await office.case(given)).responsible_unit == DEPARTMENT


async def test_a_notice_that_is_no_longer_true_is_not_sent(office: Office) -> None:
    """Run in the night, accepted before the night ends: nobody is told that it should be accepted."""
    office.clock.forward(hours=17)
    case = await office.file()
    office.clock.forward(hours=20)
    await run(office, case)
    now = await office.case(case)
    async with office.at_work() as work:
        await accept_case(work, office.rules, now, office.second)
    office.clock.forward(hours=12)
    assert all(headline != "headline-remind" for _person, headline in ringing(await office.told()))


async def test_an_urgent_case_goes_round_the_ladder_at_night_until_somebody_has_seen_it(office: Office) -> None:
    """Rung by rung every quarter of an hour, from the first again after the last; one acknowledgement ends it."""
    office.clock.forward(hours=15)
    case = await office.file(urgent=True, kind=CaseKind.HAZARD)
    first = await office.told()
    assert {each.person_id for each in first} == {office.mediator, office.second, office.staff}
    told = await let_time_pass(office, case, 1)
    rungs = [event.detail["told"] for event in await steps(office, case)]
    village = [office.head, office.mediator, office.second]
    assert rungs == [village, [office.staff], [office.director], [office.staff]]
    assert {headline for _person, headline in ringing(told)} == {"headline-urgent-unseen"}
    now = await office.case(case)
    async with office.at_work() as work:
        await acknowledge_case(work, office.rules, now, office.head)
    assert "headline-urgent-unseen" not in {name for _who, name in ringing(await let_time_pass(office, case, 3))}


async def test_a_closed_case_is_followed_up_with_its_reporter_twice(office: Office) -> None:
    """After 7 and after 30 days, with the rating under it; then nothing is due any more."""
    case = await office.file()
    async with office.at_work() as work:
        taken = await accept_case(work, office.rules, case, office.mediator)
        closed = await close_case(work, office.rules, taken, office.mediator, "done", "好了", ())
    await office.told()
    told = await let_time_pass(office, closed, 24 * 60)
    assert ringing(told) == [(office.li, "told-follow-up")] * 2
    assert [button.act for row in told[0].message.buttons for button in row][-1] == "m-reopen"
    assert await due_at(office, closed) is None


async def test_an_unlinked_tip_is_not_followed_up(office: Office) -> None:
    """There is nobody to ask, so nothing is due."""
    case = await office.file(kind=CaseKind.TIP, known_as=KnownAs.UNLINKED)
    async with office.at_work() as work:
        taken = await accept_case(work, office.rules, case, office.mediator)
        closed = await close_case(work, office.rules, taken, office.mediator, "done", "好了", ())
    assert await due_at(office, closed) is None


@pytest.mark.parametrize(
    "named",
    [
        *((name,) for name in ("mediator", "head", "staff", "director", "officer")),
        ("mediator", "director"),
        ("head", "staff"),
        ("staff", "director"),
    ],
    ids="+".join,
)
@pytest.mark.parametrize("urgent", [False, True])
async def test_whoever_is_named_learns_nothing_whatever_the_clock_does(
    office: Office, named: tuple[str, ...], urgent: bool
) -> None:
    """Neither they nor anybody who answers to them is told, whatever the clock does; and somebody always is."""
    about = frozenset(office.people[name] for name in named)
    case = await office.file(about=about, urgent=urgent)
    # An urgent case has been round the whole ladder many times within a day.
    told = await let_time_pass(office, case, 24 if urgent else 40 * 24)
    async with office.at_work() as work:
        shut_out = excluded_by(about, await work.people.holders())
    assert {each.person_id for each in told} & shut_out == set()
    assert all(event.detail["told"] for event in await steps(office, case))
