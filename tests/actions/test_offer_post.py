"""Who cannot come asks the team: the first who takes the post has it, and everybody else sees that it is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.end_offer import offer_card_key
from actions.offer_post import offer_post
from actions.take_post import take_post
from actions.withdraw_offer import withdraw_offer
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.shifts import Post, PostState, Shift, Way
from storage.exchanges import Exchange, ExchangeState
from tests.actions.office import Office
from tests.actions.watch import DAY, HOUR, Watch


async def offered(watch: Watch, post: Post) -> Exchange:
    """The post is offered to the team."""
    async with watch.office.at_work() as work:
        kept = await work.shifts.post(post.id)
        assert kept is not None
        await offer_post(work, watch.office.rules, kept)
        exchange = await work.exchanges.open_for(post.id)
    assert exchange is not None
    return exchange


async def taken(watch: Watch, exchange: Exchange, person: int) -> Post:
    """Somebody takes it."""
    async with watch.office.at_work() as work:
        return await take_post(work, watch.office.rules, exchange.id, person)


async def refused(watch: Watch, exchange: Exchange, person: int) -> RefusalCode:
    """Why somebody cannot have it."""
    with pytest.raises(Refusal) as refusal:
        await taken(watch, exchange, person)
    return refusal.value.code


async def test_everybody_who_is_free_is_asked_and_nobody_else(office: Office) -> None:
    """Not who stands on the shift, nor who is away that day, nor who has another shift near it."""
    watch = await Watch.of(office, 7)
    lead, first, second, away, weekly, busy, free = watch.team
    shift, posts = await watch.evening([lead, first, second])
    await watch.evening([busy], days=3, slot="morning")
    async with office.at_work() as work:
        near = await work.shifts.of_person(busy, work.now, work.now + 9 * DAY)
        assert len(near) == 1
        await work.shifts.save(_sooner(near[0].shift, shift.ends_at + 2 * HOUR))
        member = await work.teams.member("fenglin", away)
        assert member is not None
        await work.teams.add_unavailable(member.id, first=shift.day, last=shift.day)
        member = await work.teams.member("fenglin", weekly)
        assert member is not None
        weekday = office.rules.calendar.local(shift.starts_at).isoweekday()
        await work.teams.add_unavailable(member.id, weekday=weekday)
    await offered(watch, posts[1])
    told = await office.told()
    assert [each.person_id for each in told if each.phrases == ("roster-offer",)] == [free]
    assert [each.person_id for each in told if each.phrases == ("roster-told-cannot",)] == [lead]
    assert await watch.state(posts[1]) is PostState.CANNOT


def _sooner(shift: Shift, starts_at: int) -> Shift:
    """The shift at another time, an hour long."""
    return replace(shift, starts_at=starts_at, ends_at=starts_at + HOUR, version=shift.version + 1)


async def test_offering_twice_asks_once(office: Office) -> None:
    """The search that is open goes on; nobody gets a second card."""
    watch = await Watch.of(office, 3)
    _shift, posts = await watch.evening(watch.team[:2])
    first = await offered(watch, posts[1])
    await office.told()
    assert await offered(watch, posts[1]) == first
    assert await office.told() == []


async def test_the_first_tap_has_it_and_the_others_see_that_it_is_gone(office: Office) -> None:
    """One post, one successor; ninety-nine cards change where they stand; the offerer and the lead are told."""
    watch = await Watch.of(office, 102)
    lead, tired, *others = watch.team
    shift, posts = await watch.evening([lead, tired])
    exchange = await offered(watch, posts[1])
    cards = [each for each in await office.told() if each.phrases == ("roster-offer",)]
    assert {each.person_id for each in cards} == set(others)
    async with office.at_work() as work:
        winners, codes = [], []
        for person in others:
            try:
                async with work.savepoint():
                    winners.append(await take_post(work, office.rules, exchange.id, person))
            except Refusal as refusal:
                codes.append(refusal.code)
    assert [post.person_id for post in winners] == [others[0]]
    assert codes == [RefusalCode.POST_GONE] * 99
    assert await watch.standing(shift) == [lead, others[0]]
    assert winners[0].came_from == posts[1].id
    assert winners[0].way is Way.STAND_IN
    assert await watch.state(posts[1]) is PostState.PASSED_ON
    told = await office.told()
    gone = [each for each in told if each.phrases == ("roster-offer-taken",)]
    assert {each.person_id for each in gone} == set(others[1:])
    assert all(each.silently for each in gone)
    assert all(button.act != "x-take" for each in gone for row in each.message.buttons for button in row)
    assert [each.person_id for each in told if each.phrases == ("roster-stood-in-for-you",)] == [tired]
    assert [each.person_id for each in told if each.phrases == ("roster-told-stood-in",)] == [lead]
    assert len(told) == 99 + 2


async def test_taps_in_several_transactions_have_one_winner_too(office: Office) -> None:
    """Each comes in a batch of its own, as they do when the net is slow."""
    watch = await Watch.of(office, 32)
    lead, tired, *others = watch.team
    shift, posts = await watch.evening([lead, tired])
    exchange = await offered(watch, posts[1])
    assert (await taken(watch, exchange, others[7])).person_id == others[7]
    for person in others:
        expected = RefusalCode.POST_GONE
        assert await refused(watch, exchange, person) is expected
    assert await watch.standing(shift) == [lead, others[7]]


async def test_a_card_that_was_not_sent_yet_is_never_sent(office: Office) -> None:
    """In the quiet hours the offer waits for the morning; taken before, nobody hears of it at all."""
    watch = await Watch.of(office, 4)
    lead, tired, taker, asleep = watch.team
    _shift, posts = await watch.evening([lead, tired], days=3)
    office.clock.forward(hours=14)
    exchange = await offered(watch, posts[1])
    assert await office.told() == []
    await taken(watch, exchange, taker)
    office.clock.forward(hours=10)
    assert asleep not in {each.person_id for each in await office.told()}


async def test_quiet_hours_do_not_hold_back_what_would_come_too_late(office: Office) -> None:
    """At five in the morning somebody is sought for six: people are asked at once."""
    watch = await Watch.of(office, 3)
    lead, tired, free = watch.team
    office.clock.forward(hours=20)
    async with office.at_work() as work:
        now = work.now
    shift, posts = await watch.evening([lead, tired], days=0)
    async with office.at_work() as work:
        await work.shifts.save(_sooner(shift, now + HOUR))
    await offered(watch, posts[1])
    assert [each.person_id for each in await office.told() if each.phrases == ("roster-offer",)] == [free]


async def test_who_offered_may_come_after_all(office: Office) -> None:
    """The cards change, the lead hears of it, and the next tap is too late."""
    watch = await Watch.of(office, 3)
    lead, tired, free = watch.team
    shift, posts = await watch.evening([lead, tired])
    exchange = await offered(watch, posts[1])
    await office.told()
    async with office.at_work() as work:
        post = await work.shifts.post(posts[1].id)
        assert post is not None
        await withdraw_offer(work, office.rules, post)
    assert await watch.state(posts[1]) is PostState.COMING
    told = await office.told()
    assert {(each.person_id, each.phrases[0]) for each in told} == {
        (free, "roster-offer-withdrawn"),
        (lead, "roster-told-comes"),
    }
    assert await refused(watch, exchange, free) is RefusalCode.POST_GONE
    assert await watch.standing(shift) == [lead, tired]


async def test_after_somebody_took_it_nothing_can_be_withdrawn(office: Office) -> None:
    """The post is another's."""
    watch = await Watch.of(office, 3)
    lead, tired, free = watch.team
    _shift, posts = await watch.evening([lead, tired])
    await taken(watch, await offered(watch, posts[1]), free)
    async with office.at_work() as work:
        post = await work.shifts.post(posts[1].id)
        assert post is not None
        with pytest.raises(Refusal) as refusal:
            await withdraw_offer(work, office.rules, post)
    assert refusal.value.code is RefusalCode.POST_GONE


async def test_once_the_shift_has_begun_nothing_changes_hands(office: Office) -> None:
    """To the millisecond: one before it may be taken, at the start it may not."""
    watch = await Watch.of(office, 3)
    lead, tired, free = watch.team
    shift, posts = await watch.evening([lead, tired])
    exchange = await offered(watch, posts[1])
    office.clock.at = shift.starts_at
    assert await refused(watch, exchange, free) is RefusalCode.SHIFT_BEGUN
    with pytest.raises(Refusal):
        await offered(watch, posts[0])
    office.clock.at = shift.starts_at - 1
    await taken(watch, exchange, free)


async def test_only_who_can_stand_there_can_take_it(office: Office) -> None:
    """Not a stranger, not who left, not who stands there already, not who has a shift too near."""
    watch = await Watch.of(office, 5)
    lead, tired, left, busy, _free = watch.team
    shift, posts = await watch.evening([lead, tired])
    _other, _posts = await watch.evening([busy], slot="same_time")
    exchange = await offered(watch, posts[1])
    async with office.at_work() as work:
        member = await work.teams.member("fenglin", left)
        assert member is not None
        await work.teams.leave(member)
    assert await refused(watch, exchange, left) is RefusalCode.NOT_ALLOWED
    assert await refused(watch, exchange, office.li) is RefusalCode.NOT_ALLOWED
    assert await refused(watch, exchange, lead) is RefusalCode.ON_THIS_SHIFT
    assert await refused(watch, exchange, busy) is RefusalCode.OTHER_SHIFT_NEAR
    assert await refused(watch, exchange, tired) is RefusalCode.ON_THIS_SHIFT
    assert await watch.standing(shift) == [lead]


async def test_the_lead_passes_on_to_who_may_lead(office: Office) -> None:
    """Whoever stands there and may lead does so at once, is told, and leads also after the stand-in has come."""
    watch = await Watch.of(office, 4, leads=2)
    first, second, member, free = watch.team
    shift, posts = await watch.evening([first, member, second])
    exchange = await offered(watch, posts[0])
    lead = (await watch.on(shift)).lead
    assert lead is not None
    assert lead.person_id == second
    assert [each.person_id for each in await office.told() if each.phrases == ("roster-you-lead",)] == [second]
    await taken(watch, exchange, free)
    rostered = await watch.on(shift)
    assert [post.person_id for post in rostered.posts if post.leads and post.state is not PostState.PASSED_ON] == [
        second
    ]


async def test_where_nobody_may_lead_that_is_said_once(office: Office) -> None:
    """To the head of the village, as the only lead is the one who cannot come; a lead who steps in takes it over."""
    watch = await Watch.of(office, 4)
    lead, member, free, late = watch.team
    shift, posts = await watch.evening([lead, member])
    exchange = await offered(watch, posts[0])
    told = await office.told()
    assert [each.person_id for each in told if each.phrases == ("roster-told-cannot",)] == [office.head]
    assert len([each for each in told if each.phrases == ("roster-no-lead",)]) == 1
    await taken(watch, exchange, free)
    assert [each for each in await office.told() if each.phrases == ("roster-no-lead",)] == []
    rostered = await watch.on(shift)
    assert rostered.lead is None
    assert late not in [post.person_id for post in rostered.posts]


async def test_a_stand_in_shortly_before_need_not_say_again_that_they_come(office: Office) -> None:
    """Who taps an hour before comes; who taps days before is asked like anybody else."""
    watch = await Watch.of(office, 4)
    lead, tired, soon, later = watch.team
    _shift, posts = await watch.evening([lead, tired], days=0)
    assert (await taken(watch, await offered(watch, posts[1]), soon)).state is PostState.COMING
    _shift, posts = await watch.evening([lead, tired], days=5)
    assert (await taken(watch, await offered(watch, posts[1]), later)).state is PostState.ASSIGNED


async def test_an_offer_is_still_open_after_the_lead_has_let_its_person_off(office: Office) -> None:
    """The place is still empty."""
    watch = await Watch.of(office, 3)
    lead, tired, free = watch.team
    shift, posts = await watch.evening([lead, tired])
    exchange = await offered(watch, posts[1])
    async with office.at_work() as work:
        post = await work.shifts.post(posts[1].id)
        assert post is not None
        await work.shifts.save_post(replace(post, state=PostState.EXCUSED), post.state)
    await taken(watch, exchange, free)
    assert await watch.standing(shift) == [lead, free]


async def test_a_pressed_card_and_a_changed_one_are_one_message(office: Office) -> None:
    """The card of an offer has a name for each person, under which it is changed."""
    watch = await Watch.of(office, 3)
    _shift, posts = await watch.evening(watch.team[:2])
    exchange = await offered(watch, posts[1])
    await office.told()
    async with office.at_work() as work:
        assert await work.cards.persons_with(offer_card_key(exchange.id)) == (watch.team[2],)
        assert (await work.exchanges.get(exchange.id)).state is ExchangeState.OPEN  # type: ignore[union-attr]


async def test_the_log_tells_who_cannot_come_from_whom_the_lead_has_replaced(office: Office) -> None:
    """A lead who looks for somebody says nothing in a person's name; that they cannot come is an event of their own."""
    watch = await Watch.of(office, 3)
    _shift, posts = await watch.evening(watch.team[:2])
    async with office.at_work() as work:
        await offer_post(work, office.rules, posts[1], by_lead=True)
        await offer_post(work, office.rules, posts[1])
        events = [each for each in await work.events.beside_cases(0, 100) if each.kind is EventKind.POST_OFFERED]
    assert [(each.actor_id, each.detail["by_lead"]) for each in events] == [(None, True), (watch.team[1], False)]
    assert len({each.detail["offer"] for each in events}) == 1
