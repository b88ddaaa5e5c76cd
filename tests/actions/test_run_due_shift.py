"""The clocks of a shift: each step at its minute, once, and none that is no longer true."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from actions.answer_shift import answer_shift
from actions.check_in import Shown, check_in
from actions.excuse import excuse
from actions.hand_on_shift import hand_on_shift
from actions.run_due_shift import run_due_shift
from domain.refusals import Refusal
from domain.shifts import CheckInKind, Mark, PostState, ShiftState
from storage.due import DueKind
from tests.actions.office import Office, Told
from tests.actions.patrol import OFFICE, Patrol, a_patrol

HERE = Shown(CheckInKind.LOCATION, OFFICE, 10.0)


@pytest.fixture
async def patrol(office: Office) -> Patrol:
    """A shift on Tuesday evening."""
    return await a_patrol(office)


async def everybody_here(patrol: Patrol, *names: str) -> None:
    """These check in."""
    for name in names:
        post = await patrol.post(name)
        async with patrol.office.at_work() as work:
            await check_in(work, patrol.office.rules, post.id, patrol.office.people[name], HERE)


def loud(told: list[Told]) -> list[Told]:
    """What rings, without what only changes a card."""
    return [each for each in told if not each.silently]


async def test_the_watermark_keeps_a_step_from_running_twice(patrol: Patrol) -> None:
    """Run again at once, nothing more is said."""
    await patrol.run_until(20)
    assert loud(await patrol.office.told())
    async with patrol.office.at_work() as work:
        await run_due_shift(work, patrol.office.rules, patrol.shift_id)
    assert await patrol.office.told() == []


async def test_who_comes_before_a_held_notice_goes_out_is_not_told_of(patrol: Patrol) -> None:
    """A notice that waits is looked at again: the check-in came before it."""
    await patrol.run_until(1)
    await everybody_here(patrol, "lead", "zhou")
    await patrol.office.told()
    await patrol.run_until(20)
    await everybody_here(patrol, "qian")
    told = loud(await patrol.office.told())
    assert not [each for each in told if {"shift-told-missing", "shift-told-late"} & {*each.phrases}]


async def test_an_outage_over_the_whole_shift_says_each_rung_once_and_no_stale_reminder(patrol: Patrol) -> None:
    """After it, all is closed; nobody is reminded of what is past."""
    patrol.stand_at(400)
    async with patrol.office.at_work() as work:
        await run_due_shift(work, patrol.office.rules, patrol.shift_id)
    rostered = await patrol.rostered()
    assert rostered.shift.state is ShiftState.ENDED
    assert {post.state for post in rostered.posts} == {PostState.ABSENT}
    phrases = [line for each in await patrol.office.told() for line in each.phrases]
    assert "shift-told-day-before" not in phrases
    assert "shift-told-hour-before" not in phrases
    async with patrol.office.at_work() as work:
        assert await work.due.of(DueKind.SHIFT, str(patrol.shift_id)) is None


async def test_a_cancelled_shift_asks_for_nothing(patrol: Patrol) -> None:
    """Its row goes, and what waits is not sent."""
    await patrol.run_until(-59)
    await patrol.call_off()
    await patrol.office.told()
    await patrol.run_until(300)
    assert await patrol.office.told() == []


async def test_the_closing_checks_out_who_forgot_as_of_the_end(patrol: Patrol) -> None:
    """With a mark, and a question whether they are home."""
    await patrol.run_until(1)
    await everybody_here(patrol, "lead", "zhou", "qian")
    await patrol.run_until(209)
    await patrol.office.told()
    await patrol.run_until(210)
    told = loud(await patrol.office.told())
    assert {each.person_id for each in told} == {patrol.office.lead, patrol.office.zhou, patrol.office.qian}
    assert all(each.phrases[0] == "shift-told-forgotten" for each in told)
    post = await patrol.post("zhou")
    assert (post.state, post.marks, post.checked_out_at) == (
        PostState.CHECKED_OUT,
        (Mark.FORGOTTEN,),
        (await patrol.rostered()).shift.ends_at,
    )


async def test_an_answer_is_kept_once_and_only_while_it_makes_sense(patrol: Patrol) -> None:
    """The same again changes nothing; who is excused, and a stranger, are refused."""
    zhou = await patrol.post("zhou")
    async with patrol.office.at_work() as work:
        await answer_shift(work, patrol.office.rules, zhou.id, patrol.office.zhou, coming=True)
        first = await work.shifts.post(zhou.id)
    patrol.office.clock.forward(minutes=5)
    async with patrol.office.at_work() as work:
        await answer_shift(work, patrol.office.rules, zhou.id, patrol.office.zhou, coming=True)
        assert await work.shifts.post(zhou.id) == first
        await excuse(work, patrol.office.rules, zhou.id, patrol.office.lead)
    for person in (patrol.office.zhou, patrol.office.qian):
        with pytest.raises(Refusal):
            async with patrol.office.at_work() as work:
                await answer_shift(work, patrol.office.rules, zhou.id, person, coming=False)


async def test_who_cannot_come_when_it_has_begun_tells_the_lead_at_once(patrol: Patrol) -> None:
    """Nobody stands in for a shift that has begun, and the lead still hears."""
    await patrol.run_until(5)
    await patrol.office.told()
    qian = await patrol.post("qian")
    async with patrol.office.at_work() as work:
        await answer_shift(work, patrol.office.rules, qian.id, patrol.office.qian, coming=False)
        assert await work.exchanges.open_for(qian.id) is None
    told = loud(await patrol.office.told())
    assert [(each.person_id, each.phrases[0]) for each in told] == [(patrol.office.lead, "shift-told-cannot")]


async def test_a_notice_that_reached_nobody_goes_up(patrol: Patrol) -> None:
    """The lead blocked the bot between the step and the sending: the village head gets it, with who was missed."""
    await patrol.run_until(1)
    await everybody_here(patrol, "lead", "zhou")
    await patrol.office.told()
    await patrol.run_until(20)
    async with patrol.office.at_work() as work:
        rows = await work.outbox.claim(100)
        row = next(each for each in rows if each.message.lines[0].id == "shift-told-missing")
        assert row.person_id == patrol.office.lead
        await work.people.set_unreachable(patrol.office.lead, unreachable=True)
        await work.outbox.drop(row.id, "unreachable")
        assert await hand_on_shift(work, patrol.office.rules, row) == (patrol.office.head,)
        assert await hand_on_shift(work, patrol.office.rules, row) == (patrol.office.head,)
        assert await hand_on_shift(work, patrol.office.rules, row) == (patrol.office.head,)
        assert await hand_on_shift(work, patrol.office.rules, row) == (patrol.office.head,)
    told = [each for each in await patrol.office.told() if each.phrases[0] == "headline-handed-on"]
    assert [each.person_id for each in told] == [patrol.office.head]


async def test_several_who_do_not_answer_or_come_are_told_of_in_one_message(patrol: Patrol) -> None:
    """The lead hears once of both, whatever the reason; so do the head and the duty officer. Each step is written down."""
    office = patrol.office
    lead = await patrol.post("lead")
    async with office.at_work() as work:
        await answer_shift(work, office.rules, lead.id, office.lead, coming=True)
    heard = {}
    for minutes in (-25 * 60, 20, 30, 60):
        if minutes == 20:
            await patrol.run_until(1)
            await everybody_here(patrol, "lead")
        await patrol.run_until(minutes - 1)
        await office.told()
        await patrol.run_until(minutes)
        rung = [each for each in loud(await office.told()) if each.phrases[0] != "shift-told-day-before"]
        heard[minutes] = [(each.person_id, each.phrases[0]) for each in rung]
    assert heard == {
        -25 * 60: [(office.lead, "shift-told-unanswered-many")],
        20: [(office.lead, "shift-told-missing-many")],
        30: [(office.head, "shift-told-missing-many")],
        60: [(office.staff, "shift-told-missing-many")],
    }
    async with office.database.alone() as connection:
        rows = await connection.rows("SELECT detail FROM event WHERE kind = 'shift_step_run'")
    kinds = Counter(json.loads(str(row["detail"]))["kind"] for row in rows)
    assert (kinds["unanswered"], kinds["absence"]) == (2, 8)
