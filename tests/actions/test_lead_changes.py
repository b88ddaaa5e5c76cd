"""What a team's lead does to shifts: put somebody on, take somebody off, ask for more, add a shift, cancel one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.add_shift import ExtraShift, add_shift
from actions.assign_post import assign_post
from actions.cancel_shift import cancel_shift
from actions.fill_gap import ask_for_gap, fill_gap
from actions.offer_post import offer_post
from actions.renew_roster import renew_roster
from actions.take_off import take_off
from actions.take_post import take_post
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState, ShiftState, Way
from tests.actions.office import VILLAGE, Office
from tests.actions.watch import Watch


async def test_whoever_is_put_on_a_shift_is_told_and_takes_the_place_of_who_cannot_come(office: Office) -> None:
    """The search ends, and whoever was sought for is told that they need not come."""
    watch = await Watch.of(office, 5)
    lead, li, wang, zhou, _free = watch.team
    shift, posts = await watch.evening([lead, li, wang])
    async with office.at_work() as work:
        await offer_post(work, office.rules, posts[1])
        exchange = await work.exchanges.open_for(posts[1].id)
    assert exchange is not None
    await office.told()
    async with office.at_work() as work:
        post = await assign_post(work, office.rules, shift.id, zhou, lead)
    assert (post.came_from, post.way, post.state) == (posts[1].id, Way.LEAD, PostState.ASSIGNED)
    assert await watch.standing(shift) == [lead, wang, zhou]
    told = {(each.person_id, each.phrases[0]) for each in await office.told() if not each.silently}
    assert told == {(zhou, "roster-assigned-you"), (li, "roster-stood-in-for-you")}
    async with office.at_work() as work:
        with pytest.raises(Refusal) as refused:
            await take_post(work, office.rules, exchange.id, watch.team[4])
    assert refused.value.code is RefusalCode.POST_GONE


async def test_the_head_of_the_village_may_and_the_shifts_lead_hears_of_it(office: Office) -> None:
    """Every change is told to the lead."""
    watch = await Watch.of(office, 3)
    lead, li, wang = watch.team
    shift, posts = await watch.evening([lead, li])
    async with office.at_work() as work:
        await assign_post(work, office.rules, shift.id, wang, office.head)
        await take_off(work, office.rules, posts[1], office.head)
    told = {(each.person_id, each.phrases[0]) for each in await office.told()}
    assert told == {
        (wang, "roster-assigned-you"),
        (lead, "roster-told-assigned"),
        (li, "roster-taken-off"),
        (lead, "roster-told-taken-off"),
    }


async def test_a_lead_asks_more_than_the_roster_but_not_two_places_at_once(office: Office) -> None:
    """Little rest is for people to agree on; two shifts at the same time are not."""
    watch = await Watch.of(office, 4)
    lead, li, tired, double = watch.team
    shift, _posts = await watch.evening([lead, li])
    before, _before = await watch.evening([tired], slot="afternoon")
    async with office.at_work() as work:
        sooner = replace(before, starts_at=shift.starts_at - 3 * 3_600_000, ends_at=shift.starts_at, version=1)
        await work.shifts.save(sooner)
    await watch.evening([double], slot="same_time")
    async with office.at_work() as work:
        await assign_post(work, office.rules, shift.id, tired, lead)
        with pytest.raises(Refusal) as refused:
            await assign_post(work, office.rules, shift.id, double, lead)
        assert refused.value.code is RefusalCode.OTHER_SHIFT_NEAR
        with pytest.raises(Refusal) as refused:
            await assign_post(work, office.rules, shift.id, tired, lead)
        assert refused.value.code is RefusalCode.ON_THIS_SHIFT


async def test_who_was_taken_off_can_be_put_back(office: Office) -> None:
    """They have one post there, whatever was before."""
    watch = await Watch.of(office, 3)
    lead, li, _wang = watch.team
    shift, posts = await watch.evening([lead, li])
    async with office.at_work() as work:
        await take_off(work, office.rules, posts[1], lead)
    assert await watch.standing(shift) == [lead]
    async with office.at_work() as work:
        await assign_post(work, office.rules, shift.id, li, lead)
    assert await watch.standing(shift) == [lead, li]


async def test_who_is_taken_off_leads_no_longer(office: Office) -> None:
    """Another who may lead does."""
    watch = await Watch.of(office, 3, leads=2)
    first, second, li = watch.team
    shift, posts = await watch.evening([first, li, second])
    async with office.at_work() as work:
        await take_off(work, office.rules, posts[0], office.head)
    lead = (await watch.on(shift)).lead
    assert lead is not None
    assert lead.person_id == second


async def test_a_cancelled_shift_is_nobodys(office: Office) -> None:
    """Everybody on it is told once, cards of stand-ins change, and nothing can be changed there any more."""
    watch = await Watch.of(office, 4)
    lead, li, wang, free = watch.team
    shift, posts = await watch.evening([lead, li, wang])
    async with office.at_work() as work:
        await offer_post(work, office.rules, posts[1])
        exchange = await work.exchanges.open_for(posts[1].id)
    assert exchange is not None
    await office.told()
    async with office.at_work() as work:
        await cancel_shift(work, office.rules, shift.id, lead)
    told = await office.told()
    assert {(each.person_id, each.phrases[0]) for each in told} == {
        (li, "roster-cancelled"),
        (wang, "roster-cancelled"),
        (office.head, "roster-cancelled"),
        (free, "roster-offer-over"),
    }
    for attempt in (
        lambda work: take_post(work, office.rules, exchange.id, free),
        lambda work: cancel_shift(work, office.rules, shift.id, lead),
        lambda work: assign_post(work, office.rules, shift.id, free, lead),
    ):
        with pytest.raises(Refusal) as refused:
            async with office.at_work() as work:
                await attempt(work)
        assert refused.value.code is RefusalCode.SHIFT_CANCELLED
    async with office.at_work() as work:
        assert (await work.shifts.shift(shift.id)).state is ShiftState.CANCELLED  # type: ignore[union-attr]


async def test_a_gap_takes_as_many_as_lack_and_no_more(office: Office) -> None:
    """Two lack, five are asked, two have it, and the other three see that it is full."""
    watch = await Watch.of(office, 6)
    lead, *others = watch.team
    shift, _posts = await watch.evening([lead], strength=3)
    async with office.at_work() as work:
        assert await ask_for_gap(work, office.rules, shift.id, lead) == 5
    assert {each.person_id for each in await office.told() if each.phrases == ("roster-gap",)} == set(others)
    codes = []
    for person in others:
        try:
            async with office.at_work() as work:
                await fill_gap(work, office.rules, shift.id, person)
        except Refusal as refusal:
            codes.append(refusal.code)
    assert codes == [RefusalCode.POST_GONE] * 3
    assert await watch.standing(shift) == [lead, *others[:2]]
    told = await office.told()
    assert {each.person_id for each in told if each.phrases == ("roster-offer-taken",)} == set(others[2:])
    assert [each.person_id for each in told if each.phrases == ("roster-told-came",)] == [lead, lead]
    async with office.at_work() as work:
        with pytest.raises(Refusal):
            await ask_for_gap(work, office.rules, shift.id, lead)


async def test_an_extra_shift_is_added_once_and_filled_like_any_other(office: Office) -> None:
    """Days ahead the roster puts people on it and tells them; the same wish twice is one shift."""
    watch = await Watch.of(office, 24, leads=6)
    async with office.at_work() as work:
        await renew_roster(work, office.rules, VILLAGE)
    await office.told()
    day = office.rules.calendar.local(office.clock.at).date() + timedelta(days=5)
    wanted = ExtraShift(VILLAGE, day, 8, 3, 2)
    async with office.at_work() as work:
        shift = await add_shift(work, office.rules, wanted, watch.team[0])
        assert await add_shift(work, office.rules, wanted, watch.team[0]) == shift
        second = await add_shift(work, office.rules, wanted._replace(hour=13), watch.team[0])
        await renew_roster(work, office.rules, VILLAGE)
    assert second.id != shift.id
    assert len(await watch.standing(shift)) == 2
    told = await office.told()
    assert {each.person_id for each in told if each.phrases[0] == "roster-new"} >= set(await watch.standing(shift))


async def test_no_shift_is_added_in_the_past(office: Office) -> None:
    """What has begun cannot be stood."""
    watch = await Watch.of(office, 1)
    today = office.rules.calendar.local(office.clock.at).date()
    async with office.at_work() as work:
        with pytest.raises(Refusal) as refused:
            await add_shift(work, office.rules, ExtraShift(VILLAGE, today, 9, 2, 1), watch.team[0])
    assert refused.value.code is RefusalCode.SHIFT_BEGUN
