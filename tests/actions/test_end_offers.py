"""A shift begins while a post of it is still offered: no button is left that leads nowhere."""

from __future__ import annotations

from actions.end_offer import gap_card_key, offer_card_key
from actions.end_offers import run_due_offers
from actions.fill_gap import ask_for_gap
from actions.offer_post import offer_post
from actions.propose_swap import propose_swap
from actions.take_post import take_post
from domain.shifts import Shift
from storage.arrivals import Sent
from storage.due import DueKind
from storage.exchanges import ExchangeState
from tests.actions.office import Office
from tests.actions.watch import Watch


async def shown(office: Office) -> None:
    """Everything that waits has arrived."""
    async with office.at_work() as work:
        rows = await work.outbox.claim(500)
        while rows:
            await work.outbox.mark_sent([Sent(row.id, row.id, row.chat_id, row.card_key) for row in rows])
            rows = await work.outbox.claim(500)
    await office.told()


async def begun(office: Office, shift: Shift) -> list[tuple[int, str, tuple[str, ...]]]:
    """What is said when the due row of the shift's offers runs: to whom, what, and on what buttons."""
    async with office.at_work() as work:
        row = await work.due.of(DueKind.OFFERS, str(shift.id))
    assert row is not None
    assert row.due_at == shift.starts_at
    office.clock.at = row.due_at
    async with office.at_work() as work:
        await run_due_offers(work, office.rules, shift.id)
        rows = await work.outbox.claim(500)
    return [
        (
            row.person_id or 0,
            row.message.lines[0].id,
            tuple(button.act for line in row.message.buttons for button in line),
        )
        for row in rows
    ]


async def test_an_offer_ends_as_its_shift_begins(office: Office) -> None:
    """Everybody's card says so where it stands; who offered it is still awaited; a second run says nothing."""
    watch = await Watch.of(office, 5)
    shift, posts = await watch.evening(watch.team[:2], strength=2)
    async with office.at_work() as work:
        await offer_post(work, office.rules, posts[1])
        offer = await work.exchanges.open_for(posts[1].id)
    assert offer is not None
    await shown(office)
    said = await begun(office, shift)
    assert sorted(said) == [(person, "roster-offer-over", ("x-shift",)) for person in sorted(watch.team[2:])]
    async with office.at_work() as work:
        ended = await work.exchanges.get(offer.id)
        await run_due_offers(work, office.rules, shift.id)
        assert await work.outbox.claim(500) == []
        assert set(await work.cards.persons_with(offer_card_key(offer.id))) == set(watch.team[2:])
    assert ended is not None
    assert ended.state is ExchangeState.OVER


async def test_what_was_taken_says_nothing_more(office: Office) -> None:
    """The cards have said that somebody came."""
    watch = await Watch.of(office, 5)
    shift, posts = await watch.evening(watch.team[:2], strength=2)
    async with office.at_work() as work:
        await offer_post(work, office.rules, posts[1])
        offer = await work.exchanges.open_for(posts[1].id)
        assert offer is not None
    await shown(office)
    async with office.at_work() as work:
        await take_post(work, office.rules, offer.id, watch.team[3])
    await shown(office)
    assert await begun(office, shift) == []


async def test_a_swap_ends_when_the_first_of_the_two_begins(office: Office) -> None:
    """Also where that is the other's shift."""
    watch = await Watch.of(office, 4)
    later, (mine, *_more) = await watch.evening(watch.team[:1], days=4)
    sooner, (theirs, *_others) = await watch.evening(watch.team[1:2], days=2)
    async with office.at_work() as work:
        await propose_swap(work, office.rules, mine, theirs)
    await shown(office)
    assert later.starts_at > sooner.starts_at
    assert [(person, line) for person, line, _acts in await begun(office, sooner)] == [
        (watch.team[1], "roster-offer-over")
    ]


async def test_who_was_asked_for_a_gap_sees_that_it_is_over(office: Office) -> None:
    """While somebody lacks; what was still on its way is not sent at all."""
    watch = await Watch.of(office, 4)
    shift, _posts = await watch.evening(watch.team[:1], strength=3)
    async with office.at_work() as work:
        assert await ask_for_gap(work, office.rules, shift.id, watch.team[0]) == 3
        rows = await work.outbox.claim(1)
        await work.outbox.mark_sent([Sent(row.id, row.id, row.chat_id, row.card_key) for row in rows])
    (asked,) = [row.person_id for row in rows]
    assert await begun(office, shift) == [(asked, "roster-offer-over", ("x-shift",))]
    async with office.at_work() as work:
        # The two others' cards were dropped with what they asked.
        assert await work.cards.persons_with(gap_card_key(shift.id)) == (asked,)


async def test_a_clock_that_was_ahead_ends_nothing(office: Office) -> None:
    """The shift has not begun by the clock of now: the offer stands."""
    watch = await Watch.of(office, 4)
    shift, posts = await watch.evening(watch.team[:2], strength=2)
    async with office.at_work() as work:
        await offer_post(work, office.rules, posts[1])
        await run_due_offers(work, office.rules, shift.id)
        assert await work.exchanges.open_for(posts[1].id) is not None
