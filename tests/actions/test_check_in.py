"""Checking in: what is kept, what is marked, who is told, and what is refused."""

from __future__ import annotations

import pytest

from actions.check_in import Shown, check_in, check_in_for, track
from actions.check_out import check_out
from actions.excuse import excuse
from domain.refusals import Refusal, RefusalCode
from domain.shifts import CheckInKind, Mark, PostState
from storage.due import DueKind
from tests.actions.office import Office
from tests.actions.patrol import OFFICE, Patrol, a_patrol

HERE = Shown(CheckInKind.LOCATION, OFFICE, 10.0)
FAR = Shown(CheckInKind.LOCATION, (29.1, 112.63), 10.0)


@pytest.fixture
async def patrol(office: Office) -> Patrol:
    """A shift on Tuesday evening."""
    return await a_patrol(office)


async def show(patrol: Patrol, shown: Shown, name: str = "zhou") -> tuple[Mark, ...]:
    """Check in; the marks of this time."""
    async with patrol.office.at_work() as work:
        post = await patrol_post(patrol, name)
        return (await check_in(work, patrol.office.rules, post, patrol.office.people[name], shown)).judged.marks


async def patrol_post(patrol: Patrol, name: str) -> int:
    """The identifier of somebody's post: posts are given in this order."""
    return ["lead", "zhou", "qian"].index(name) + 1


async def refusal_of(patrol: Patrol, shown: Shown = HERE, name: str = "zhou") -> RefusalCode:
    """Why a check-in is refused."""
    with pytest.raises(Refusal) as refused:
        await show(patrol, shown, name)
    return refused.value.code


async def test_the_first_makes_present_and_what_follows_is_kept_beside_it(patrol: Patrol) -> None:
    """The time of arrival stays that of the first."""
    patrol.stand_at(2)
    await show(patrol, HERE)
    arrived = (await patrol.post("zhou")).checked_in_at
    patrol.stand_at(60)
    await show(patrol, HERE)
    post = await patrol.post("zhou")
    assert (post.state, post.checked_in_at) == (PostState.PRESENT, arrived)
    async with patrol.office.at_work() as work:
        assert [each.kind for each in await work.check_ins.of(post.id)] == [CheckInKind.LOCATION] * 2


async def test_half_an_hour_before_and_not_earlier(patrol: Patrol) -> None:
    """Refused a moment before check-in opens, taken at it."""
    patrol.stand_at(-31)
    assert await refusal_of(patrol) is RefusalCode.CHECK_IN_TOO_EARLY
    patrol.stand_at(-30)
    assert await show(patrol, HERE) == ()


async def test_after_the_end_and_after_checking_out_nothing_is_taken(patrol: Patrol) -> None:
    """A shift that is over wants no check-in."""
    patrol.stand_at(180)
    assert await refusal_of(patrol) is RefusalCode.SHIFT_OVER
    patrol.stand_at(1)
    await show(patrol, HERE)
    async with patrol.office.at_work() as work:
        await check_out(work, patrol.office.rules, await patrol_post(patrol, "zhou"), patrol.office.zhou)
    assert await refusal_of(patrol) is RefusalCode.SHIFT_OVER


async def test_a_cancelled_shift_a_foreign_post_and_who_left(patrol: Patrol) -> None:
    """Each has its own reason."""
    patrol.stand_at(1)
    with pytest.raises(Refusal) as refused:
        async with patrol.office.at_work() as work:
            await check_in(work, patrol.office.rules, await patrol_post(patrol, "qian"), patrol.office.zhou, HERE)
    assert refused.value.code is RefusalCode.SHIFT_NOT_YOURS
    await patrol.call_off()
    assert await refusal_of(patrol) is RefusalCode.SHIFT_CANCELLED


async def test_a_mark_is_told_to_the_lead_once_and_taken_back_by_a_better_place(patrol: Patrol) -> None:
    """Twice far off is one notice; then the right place clears it."""
    await patrol.run_until(1)
    await patrol.office.told()
    assert await show(patrol, FAR) == (Mark.OUTSIDE,)
    told = [each for each in await patrol.office.told_to(patrol.office.lead) if "shift-told-marked" in each.phrases]
    assert len(told) == 1
    await show(patrol, FAR)
    assert not [each for each in await patrol.office.told_to(patrol.office.lead) if "shift-told-marked" in each.phrases]
    await patrol.run_until(170)
    await show(patrol, HERE)
    assert (await patrol.post("zhou")).marks == ()


async def test_live_points_are_kept_only_while_present_and_not_more_often_than_need_be(patrol: Patrol) -> None:
    """Neither before nor after; of two within five seconds one."""
    rules, zhou, post = patrol.office.rules, patrol.office.zhou, await patrol_post(patrol, "zhou")
    patrol.stand_at(1)
    async with patrol.office.at_work() as work:
        assert not await track(work, rules, post, zhou, OFFICE, None)
    await show(patrol, HERE)
    patrol.office.clock.at += 3_000
    async with patrol.office.at_work() as work:
        assert not await track(work, rules, post, zhou, OFFICE, None)
    patrol.office.clock.at += 3_000
    async with patrol.office.at_work() as work:
        assert await track(work, rules, post, zhou, OFFICE, None)
        await check_out(work, rules, post, zhou)
    patrol.office.clock.at += 10_000
    async with patrol.office.at_work() as work:
        assert not await track(work, rules, post, zhou, OFFICE, None)
        assert len(await work.check_ins.of(post)) == 2


async def test_the_edge_of_the_area_leaves_no_mark_on_a_live_track_but_impossible_speed_does(patrol: Patrol) -> None:
    """Walking out of the circle is nothing; a hundred kilometres in ten seconds is."""
    rules, zhou, post = patrol.office.rules, patrol.office.zhou, await patrol_post(patrol, "zhou")
    patrol.stand_at(1)
    await show(patrol, HERE)
    patrol.stand_at(30)
    async with patrol.office.at_work() as work:
        await track(work, rules, post, zhou, (27.345, 112.634175), 10.0)
    assert (await patrol.post("zhou")).marks == ()
    patrol.office.clock.at += 10_000
    async with patrol.office.at_work() as work:
        await track(work, rules, post, zhou, (28.3, 112.634175), 10.0)
    assert (await patrol.post("zhou")).marks == (Mark.TOO_FAST,)


async def test_who_was_excused_is_welcome_all_the_same(patrol: Patrol) -> None:
    """They come, and are present."""
    patrol.stand_at(5)
    async with patrol.office.at_work() as work:
        await excuse(work, patrol.office.rules, await patrol_post(patrol, "zhou"), patrol.office.lead)
    await show(patrol, HERE)
    assert (await patrol.post("zhou")).state is PostState.PRESENT


async def test_only_who_leads_says_that_somebody_is_here(patrol: Patrol) -> None:
    """A member may not; the head may."""
    patrol.stand_at(5)
    post = await patrol_post(patrol, "zhou")
    with pytest.raises(Refusal):
        async with patrol.office.at_work() as work:
            await check_in_for(work, patrol.office.rules, post, patrol.office.qian)
    async with patrol.office.at_work() as work:
        await check_in_for(work, patrol.office.rules, post, patrol.office.head)
    assert (await patrol.post("zhou")).state is PostState.PRESENT


async def test_the_due_row_follows(patrol: Patrol) -> None:
    """When all are here, the shift's next step is its end."""
    await patrol.run_until(1)
    for name in ("lead", "zhou", "qian"):
        await show(patrol, HERE, name)
    async with patrol.office.at_work() as work:
        row = await work.due.of(DueKind.SHIFT, str(patrol.shift_id))
    assert row is not None
    rostered = await patrol.rostered()
    assert row.due_at == rostered.shift.ends_at + patrol.office.rules.township.patrol.check_out_after_ms
