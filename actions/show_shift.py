"""Keep the cards of a shift up to date in the chats where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell_patrol import in_reach, ring, tell_persons
from documents.shift_card import about_card, lead_card, patroller_card, starting_card
from domain.messages import Message
from domain.notices import ShiftCondition, ShiftTruth
from domain.patrol_plan import PatrolRecipient
from domain.patrol_recipients import may_lead
from domain.shifts import AWAITED, PostState, ShiftState
from domain.words import Role
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from actions.rules import Rules
    from domain.messages import Phrase
    from domain.notices import AnyCondition
    from domain.shifts import Post, RosteredShift, Shift
    from storage.unit_of_work import UnitOfWork


def own_card(shift_id: int) -> str:
    """The name of the card of one's own post on a shift."""
    return f"shift:{shift_id}"


def start_card(shift_id: int) -> str:
    """The name of the card that asks to check in when the shift begins."""
    return f"shift-start:{shift_id}"


def leads_card(shift_id: int) -> str:
    """The name of the card of everybody on a shift."""
    return f"shift-lead:{shift_id}"


def post_card(post_id: int) -> str:
    """The name of the card of somebody else's post."""
    return f"shift-about:{post_id}"


async def show_own(
    work: UnitOfWork,
    rules: Rules,
    rostered: RosteredShift,
    post: Post,
    name: str,
    lane: Lane,
    headline: Phrase,
    condition: AnyCondition | None = None,
) -> None:
    """Ring one person with news of their own post."""
    card = patroller_card(rostered, post, rules.township, work.now, (headline,))
    key = own_card(rostered.shift.id)
    await ring(work, key, [post.person_id])
    near = _is_near(rules, rostered, work.now)
    await tell_persons(work, rules, [post.person_id], card, name, lane, condition=condition, card_key=key, urgent=near)


async def lay_start_ready(work: UnitOfWork, rules: Rules, shift: Shift, post: Post) -> None:
    """Lay ready what asks to check in when the shift begins. Once for each post; who has come by then does not get it."""
    await work.outbox.put(
        Outgoing(
            ToPerson(post.person_id),
            Lane.REMINDER,
            starting_card(shift, post, rules.township),
            not_before=shift.starts_at,
            dedup_key=f"shift:{shift.id}:start:{post.id}:{post.person_id}",
            card_key=f"{start_card(shift.id)}:{post.person_id}",
            condition=ShiftCondition(shift.id, ShiftTruth.AWAITED, post.person_id),
        )
    )


async def show_about(
    work: UnitOfWork,
    rules: Rules,
    rostered: RosteredShift,
    post: Post,
    persons: Iterable[int],
    name: str,
    headline: Phrase,
    condition: AnyCondition | None = None,
) -> None:
    """Ring those who answer for a shift with news of somebody's post."""
    told = tuple(persons)
    card = await about(work, rules, rostered, post, (headline,))
    key = post_card(post.id)
    await ring(work, key, told)
    near = _is_near(rules, rostered, work.now)
    await tell_persons(work, rules, told, card, name, Lane.ESCALATION, condition=condition, card_key=key, urgent=near)


async def show_all(
    work: UnitOfWork,
    rules: Rules,
    rostered: RosteredShift,
    persons: Iterable[int],
    name: str,
    headlines: Sequence[Phrase],
    condition: AnyCondition | None = None,
) -> None:
    """Ring those who answer for a shift with the card of everybody on it."""
    told = tuple(persons)
    key = leads_card(rostered.shift.id)
    await ring(work, key, told)
    card = await everybody(work, rules, rostered, headlines)
    near = _is_near(rules, rostered, work.now)
    await tell_persons(work, rules, told, card, name, Lane.ESCALATION, condition=condition, card_key=key, urgent=near)


async def about(
    work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, headlines: Sequence[Phrase] = ()
) -> Message:
    """The card of somebody's post."""
    names = await work.people.names([post.person_id])
    return about_card(rostered, post, names, rules.township, work.now, headlines)


async def everybody(
    work: UnitOfWork, rules: Rules, rostered: RosteredShift, headlines: Sequence[Phrase] = ()
) -> Message:
    """The card of everybody on a shift."""
    names = await work.people.names([post.person_id for post in rostered.posts])
    return lead_card(rostered, names, rules.township, work.now, headlines)


async def refresh_shift(
    work: UnitOfWork, rules: Rules, shift_id: int, changed: Collection[int], but_not: int | None = None
) -> None:
    """Bring the card of everybody on a shift up to date, silently, and the cards of the posts that `changed`.

    Comes before anything is told in the same transaction: a card that waits to be sent is given this face as well.
    `but_not` is shown their own card by whoever calls. From an hour before the start whoever leads the shift has the card of
    everybody on it: a lead who comes late to it gets it now.
    """
    rostered = await work.shifts.get(shift_id)
    if rostered is None:
        return
    await _refresh_leads(work, rules, rostered)
    holders = await work.people.holders()
    for post in rostered.posts:
        if post.id not in changed:
            continue
        for person in await work.cards.persons_with(post_card(post.id)):
            if may_lead(person, rostered, holders):
                await _put(work, person, await about(work, rules, rostered, post), post_card(post.id))
        await _refresh_own(work, rules, rostered, post, but_not)


async def _refresh_own(
    work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, but_not: int | None
) -> None:
    """One's own card; and whoever has checked in, or need not, finds no button for it on the card of the start."""
    card = patroller_card(rostered, post, rules.township, work.now)
    key, start = own_card(rostered.shift.id), start_card(rostered.shift.id)
    # Who has checked out keeps what was said then: how far they walked, and thanks.
    out = post.state is PostState.CHECKED_OUT
    if post.person_id != but_not and not out and post.person_id in await work.cards.persons_with(key):
        await _put(work, post.person_id, card, key)
    shown = await work.cards.message_of(f"{start}:{post.person_id}")
    if shown is not None and not (post.state in AWAITED and rostered.shift.state is ShiftState.PLANNED):
        await _put(work, post.person_id, Message(lines=card.lines), start)


async def _refresh_leads(work: UnitOfWork, rules: Rules, rostered: RosteredShift) -> None:
    shift, patrol = rostered.shift, rules.township.patrol
    key = leads_card(shift.id)
    holders = await work.people.holders()
    shown = [each for each in await work.cards.persons_with(key) if may_lead(each, rostered, holders)]
    if shift.state is ShiftState.PLANNED and shift.starts_at - patrol.hour_before_ms <= work.now:
        # Only to a lead: whoever stands in for one further up is told of what lacks, and not of each arrival.
        leads = {held.person_id for held in holders if held.role is Role.SHIFT_LEAD and held.unit == shift.unit}
        leads |= {rostered.lead.person_id} if rostered.lead is not None else set()
        shown += [each for each in await in_reach(work, PatrolRecipient.SHIFT_LEAD, rostered, None) if each in leads]
    if not shown:
        return
    card = await everybody(work, rules, rostered)
    for person in dict.fromkeys(shown):
        await _put(work, person, card, key)


async def _put(work: UnitOfWork, person_id: int, card: Message, key: str) -> None:
    await work.outbox.put(Outgoing(ToPerson(person_id), Lane.REMINDER, card, card_key=f"{key}:{person_id}"))


def _is_near(rules: Rules, rostered: RosteredShift, now: int) -> bool:
    """Whether what is said of a shift cannot wait for the morning: from an hour before its start on."""
    return rostered.shift.starts_at - rules.township.patrol.hour_before_ms <= now
