"""Two members swap their shifts: one asks, the other says yes or no, and nothing changes in between."""

from __future__ import annotations

import pytest

from actions.answer_swap import agree_to_swap, decline_swap
from actions.offer_post import offer_post
from actions.propose_swap import propose_swap
from actions.withdraw_offer import withdraw_swap
from domain.refusals import Refusal, RefusalCode
from domain.shifts import Post, PostState, Way
from storage.exchanges import Exchange, ExchangeState
from tests.actions.office import Office
from tests.actions.watch import Watch


async def proposed(watch: Watch, own: Post, other: Post) -> Exchange:
    """One asks the other."""
    async with watch.office.at_work() as work:
        mine, theirs = await work.shifts.post(own.id), await work.shifts.post(other.id)
        assert mine is not None
        assert theirs is not None
        return await propose_swap(work, watch.office.rules, mine, theirs)


async def agreed(watch: Watch, exchange: Exchange, person: int) -> Post:
    """The other says yes."""
    async with watch.office.at_work() as work:
        return await agree_to_swap(work, watch.office.rules, exchange.id, person)


async def refusal_of(watch: Watch, own: Post, other: Post) -> RefusalCode:
    """Why it cannot be asked."""
    with pytest.raises(Refusal) as refused:
        await proposed(watch, own, other)
    return refused.value.code


async def test_after_a_yes_each_stands_on_the_others_shift(office: Office) -> None:
    """Both posts have their successor, both people are told, and the leads of both shifts, each once."""
    watch = await Watch.of(office, 4, leads=2)
    first, second, li, wang = watch.team
    early, early_posts = await watch.evening([first, li], days=2)
    late, late_posts = await watch.evening([second, wang], days=4)
    exchange = await proposed(watch, early_posts[1], late_posts[1])
    (asked,) = await office.told()
    assert (asked.person_id, asked.phrases) == (wang, ("roster-swap-asked",))
    assert await watch.standing(early) == [first, li]
    gained = await agreed(watch, exchange, wang)
    assert (gained.shift_id, gained.way, gained.came_from) == (early.id, Way.SWAP, early_posts[1].id)
    assert await watch.standing(early) == [first, wang]
    assert await watch.standing(late) == [second, li]
    assert {await watch.state(post) for post in (early_posts[1], late_posts[1])} == {PostState.PASSED_ON}
    told = {(each.person_id, each.phrases[0]) for each in await office.told() if not each.silently}
    assert told == {(li, "roster-swap-done"), (first, "roster-told-swapped"), (second, "roster-told-swapped")}


async def test_after_a_no_everything_is_as_it_was(office: Office) -> None:
    """Whoever asked is told, and may ask somebody else."""
    watch = await Watch.of(office, 3)
    lead, li, wang = watch.team
    early, early_posts = await watch.evening([lead, li], days=2)
    _late, late_posts = await watch.evening([lead, wang], days=4)
    exchange = await proposed(watch, early_posts[1], late_posts[1])
    await office.told()
    async with office.at_work() as work:
        await decline_swap(work, office.rules, exchange.id, wang)
    assert [(each.person_id, each.phrases[0]) for each in await office.told()] == [(li, "roster-swap-declined")]
    assert await watch.standing(early) == [lead, li]
    with pytest.raises(Refusal):
        await agreed(watch, exchange, wang)
    again = await proposed(watch, early_posts[1], late_posts[1])
    assert again.id != exchange.id
    assert again.state is ExchangeState.OPEN


async def test_only_who_was_asked_answers(office: Office) -> None:
    """Neither whoever asked nor anybody else can say yes."""
    watch = await Watch.of(office, 3)
    lead, li, wang = watch.team
    _early, early_posts = await watch.evening([lead, li], days=2)
    _late, late_posts = await watch.evening([lead, wang], days=4)
    exchange = await proposed(watch, early_posts[1], late_posts[1])
    for person in (lead, li, office.head):
        with pytest.raises(Refusal) as refused:
            await agreed(watch, exchange, person)
        assert refused.value.code is RefusalCode.NOT_ALLOWED


async def test_a_yes_after_something_changed_is_refused_and_changes_nothing(office: Office) -> None:
    """The other's post was offered to the team in between, or a shift has begun."""
    watch = await Watch.of(office, 4)
    lead, li, wang, _free = watch.team
    early, early_posts = await watch.evening([lead, li], days=2)
    late, late_posts = await watch.evening([lead, wang], days=4)
    exchange = await proposed(watch, early_posts[1], late_posts[1])
    async with office.at_work() as work:
        await offer_post(work, office.rules, late_posts[1])
    with pytest.raises(Refusal) as refused:
        await agreed(watch, exchange, wang)
    assert refused.value.code is RefusalCode.POST_GONE
    office.clock.at = early.starts_at
    with pytest.raises(Refusal) as refused:
        await agreed(watch, exchange, wang)
    assert refused.value.code is RefusalCode.SHIFT_BEGUN
    assert await watch.standing(early) == [lead, li]
    assert wang not in await watch.standing(late)


async def test_what_cannot_be_swapped_is_not_asked(office: Office) -> None:
    """Who stands on the other's shift already, who has one too near it, and one's own two shifts."""
    watch = await Watch.of(office, 4)
    lead, li, wang, _free = watch.team
    _early, early_posts = await watch.evening([lead, li], days=2)
    _late, late_posts = await watch.evening([lead, wang], days=4)
    _same, _posts = await watch.evening([li], days=4, slot="same_time")
    assert await refusal_of(watch, early_posts[0], late_posts[1]) is RefusalCode.ON_THIS_SHIFT
    assert await refusal_of(watch, early_posts[1], late_posts[1]) is RefusalCode.OTHER_SHIFT_NEAR
    assert await refusal_of(watch, early_posts[0], late_posts[0]) is RefusalCode.NOT_ALLOWED


async def test_two_shifts_next_to_each_other_can_be_swapped(office: Office) -> None:
    """What one gives away does not stand in the way of what one takes."""
    watch = await Watch.of(office, 3)
    lead, li, wang = watch.team
    one, one_posts = await watch.evening([lead, li], days=2)
    other, other_posts = await watch.evening([wang], days=2, slot="same_time")
    await agreed(watch, await proposed(watch, one_posts[1], other_posts[0]), wang)
    assert await watch.standing(one) == [lead, wang]
    assert await watch.standing(other) == [li]


async def test_whoever_asks_another_asks_the_first_no_longer(office: Office) -> None:
    """One post is offered once; the first one's card says that it is no longer needed."""
    watch = await Watch.of(office, 4)
    lead, li, wang, zhou = watch.team
    _early, posts = await watch.evening([lead, li], days=2)
    _late, wangs = await watch.evening([lead, wang], days=4)
    _later, zhous = await watch.evening([lead, zhou], days=6)
    first = await proposed(watch, posts[1], wangs[1])
    await office.told()
    assert await proposed(watch, posts[1], wangs[1]) == first
    assert await office.told() == []
    second = await proposed(watch, posts[1], zhous[1])
    told = await office.told()
    assert {(each.person_id, each.phrases[0], each.silently) for each in told} == {
        (wang, "roster-offer-withdrawn", True),
        (zhou, "roster-swap-asked", False),
    }
    with pytest.raises(Refusal):
        await agreed(watch, first, wang)
    await agreed(watch, second, zhou)


async def test_whoever_asked_may_think_better_of_it(office: Office) -> None:
    """Then a yes comes too late."""
    watch = await Watch.of(office, 3)
    lead, li, wang = watch.team
    _early, posts = await watch.evening([lead, li], days=2)
    _late, wangs = await watch.evening([lead, wang], days=4)
    exchange = await proposed(watch, posts[1], wangs[1])
    async with office.at_work() as work:
        with pytest.raises(Refusal):
            await withdraw_swap(work, office.rules, exchange.id, wang)
        await withdraw_swap(work, office.rules, exchange.id, li)
    with pytest.raises(Refusal) as refused:
        await agreed(watch, exchange, wang)
    assert refused.value.code is RefusalCode.POST_GONE


async def test_a_lead_who_swaps_leads_where_they_go(office: Office) -> None:
    """And where nobody who may lead comes instead, that is said."""
    watch = await Watch.of(office, 4, leads=2)
    first, second, li, wang = watch.team
    early, early_posts = await watch.evening([first, li], days=2)
    late, late_posts = await watch.evening([second, wang], days=4)
    await agreed(watch, await proposed(watch, early_posts[0], late_posts[0]), second)
    leads = [(await watch.on(shift)).lead for shift in (early, late)]
    assert [lead.person_id if lead is not None else None for lead in leads] == [second, first]
    await office.told()
    await agreed(watch, await proposed(watch, early_posts[1], late_posts[1]), wang)
    assert [each for each in await office.told() if each.phrases == ("roster-no-lead",)] == []
