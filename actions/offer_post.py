"""Ask a team for a stand-in: everybody who is free gets a card, and the first who taps has the post."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from actions.end_offer import end_offer, offer_card_key
from actions.end_offers import end_offers_at_start
from actions.tell_of_change import is_pressing, settle_shift, tell_lead
from actions.tell_patrol import tell_persons
from documents.patrol_words import shift_words
from domain.durations import DAY_MS
from domain.events import EventKind
from domain.exchanges import MOVABLE, free_for, open_to_change, stands_on
from domain.messages import Button, Message, phrase
from domain.notices import OfferCondition
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState, ShiftState
from storage.exchanges import ExchangeKind, ExchangeState
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, RosteredShift, Shift
    from storage.exchanges import Exchange
    from storage.unit_of_work import UnitOfWork

NEAR_MS = 2 * DAY_MS
"""Shifts that begin this long before or after one may stand in its way."""


async def offer_post(work: UnitOfWork, rules: Rules, post: Post, *, by_lead: bool = False) -> None:
    """Open the search for a stand-in; the post stays its person's until somebody takes it. Twice is once.

    A lead looks for somebody without that its person has said that they cannot: it is not said in their name. Raises
    Refusal where the shift has begun, or the post is not theirs to give any more.
    """
    rostered = await changeable(work, post.shift_id)
    if post.state not in MOVABLE:
        raise Refusal(RefusalCode.POST_GONE)
    standing = await work.exchanges.open_for(post.id)
    if standing is not None and standing.kind is ExchangeKind.SWAP:
        await end_offer(work, rules, standing, ExchangeState.WITHDRAWN)
    says_no = post.state is not PostState.CANNOT and not by_lead
    if says_no:
        await work.shifts.save_post(replace(post, state=PostState.CANNOT, answered_at=work.now), post.state)
    sought = standing if standing is not None and standing.kind is ExchangeKind.STAND_IN else None
    exchange = sought or await work.exchanges.open(post.id, ExchangeKind.STAND_IN)
    if sought is None or says_no:
        detail = {"shift": post.shift_id, "post": post.id, "offer": exchange.id, "by_lead": by_lead}
        await work.events.append(EventKind.POST_OFFERED, None, None if by_lead else post.person_id, detail)
    if sought is not None:
        await settle_shift(work, rules, post.shift_id)
        return
    await _ask_team(work, rules, rostered, post, exchange, by_lead=by_lead)
    await settle_shift(work, rules, post.shift_id)


async def _ask_team(
    work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, exchange: Exchange, *, by_lead: bool
) -> None:
    """A card for everybody who is free, and a word to the lead how many those are."""
    asked = [each for each in await available_for(work, rules, rostered) if each != post.person_id]
    shift = rostered.shift
    await end_offers_at_start(work, shift)
    words = shift_words(shift, rules.township, rules.calendar)
    name = (await work.people.names([post.person_id])).get(post.person_id, "—")
    card = Message(
        lines=(phrase("roster-offer-perhaps" if by_lead else "roster-offer", name=name, shift=words),),
        buttons=((Button(label=phrase("button-roster-take"), act="x-take", subject=str(exchange.id)),),),
    )
    await tell_persons(
        work,
        rules,
        asked,
        card,
        f"offer:{exchange.id}",
        Lane.ESCALATION,
        condition=OfferCondition(exchange.id),
        card_key=offer_card_key(exchange.id),
        urgent=is_pressing(work, rules, shift),
    )
    line = phrase("roster-told-sought" if by_lead else "roster-told-cannot", name=name, shift=words, asked=len(asked))
    await tell_lead(work, rules, rostered, line, f"offered:{exchange.id}", post.person_id)


async def changeable(work: UnitOfWork, shift_id: int) -> RosteredShift:
    """A shift whose people may still change. Raises Refusal."""
    rostered = await work.shifts.get(shift_id)
    if rostered is None:
        raise Refusal(RefusalCode.NO_SUCH_SHIFT)
    if rostered.shift.state is ShiftState.CANCELLED:
        raise Refusal(RefusalCode.SHIFT_CANCELLED)
    if not open_to_change(rostered.shift, work.now):
        raise Refusal(RefusalCode.SHIFT_BEGUN)
    return rostered


async def shifts_near(work: UnitOfWork, person_id: int, shift: Shift) -> tuple[RosteredShift, ...]:
    """One person's shifts, of any team, that might stand in the way of one."""
    return await work.shifts.of_person(person_id, shift.starts_at - NEAR_MS, shift.ends_at + NEAR_MS)


async def available_for(work: UnitOfWork, rules: Rules, rostered: RosteredShift) -> tuple[int, ...]:
    """The members of the shift's team who are not on it, said nothing against its day, and stand nowhere near it."""
    shift = rostered.shift
    away = {
        each.member_id for each in await work.teams.unavailable_in(shift.unit) if each.on(date.fromisoformat(shift.day))
    }
    found = []
    for member in await work.teams.members(shift.unit):
        if member.id in away or stands_on(rostered, member.person_id):
            continue
        near = await shifts_near(work, member.person_id, shift)
        if free_for(shift, member.person_id, near, rules.township.patrol.rest_ms):
            found.append(member.person_id)
    return tuple(found)
