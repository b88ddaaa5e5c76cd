"""A shift lacks people: the team is asked, and whoever is free may come, as many as it takes and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.end_offer import gap_card_key
from actions.end_offers import end_offers_at_start
from actions.give_post import give_post
from actions.offer_post import available_for, changeable
from actions.take_post import check_free, take_post
from actions.tell_of_change import is_pressing, settle_shift, tell_lead
from actions.tell_patrol import tell_persons
from documents.patrol_words import shift_words
from documents.roster_card import open_button
from domain.events import EventKind
from domain.messages import Button, Message, phrase
from domain.notices import ShiftCondition, ShiftTruth
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState, Way
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, Shift
    from storage.unit_of_work import UnitOfWork


async def ask_for_gap(work: UnitOfWork, rules: Rules, shift_id: int, by: int) -> int:
    """Ask everybody who is free; how many that were. Who was asked before is asked again only after a day.

    Raises Refusal where the shift lacks nobody.
    """
    rostered = await changeable(work, shift_id)
    missing = rostered.missing
    if not missing:
        raise Refusal(RefusalCode.POST_GONE)
    asked = [each for each in await available_for(work, rules, rostered) if each != by]
    shift = rostered.shift
    card = Message(
        lines=(phrase("roster-gap", shift=shift_words(shift, rules.township, rules.calendar), missing=missing),),
        buttons=((Button(label=phrase("button-roster-take"), act="x-come", subject=str(shift_id)),),),
    )
    await end_offers_at_start(work, shift)
    today = rules.calendar.local(work.now).date().isoformat()
    await tell_persons(
        work,
        rules,
        asked,
        card,
        f"gap:{shift_id}:{today}",
        Lane.ESCALATION,
        condition=ShiftCondition(shift_id, ShiftTruth.UNDERMANNED),
        card_key=gap_card_key(shift_id),
        urgent=is_pressing(work, rules, shift),
    )
    return len(asked)


async def fill_gap(work: UnitOfWork, rules: Rules, shift_id: int, person_id: int) -> Post:
    """The post that is theirs from now. Somebody who cannot come is replaced first. Raises Refusal: nobody lacks any more."""
    rostered = await changeable(work, shift_id)
    await check_free(work, rules, rostered, person_id)
    for post in rostered.posts:
        offer = await work.exchanges.open_for(post.id) if post.state is PostState.CANNOT else None
        if offer is not None:
            taken = await take_post(work, rules, offer.id, person_id)
            await _say_when_full(work, rules, rostered.shift, person_id)
            return taken
    if not rostered.missing:
        raise Refusal(RefusalCode.POST_GONE)
    taken_post = await give_post(work, rules, rostered.shift, person_id, Way.STAND_IN)
    if taken_post is None:
        raise Refusal(RefusalCode.POST_GONE)
    detail = {"shift": shift_id, "from": None, "to": taken_post.id}
    await work.events.append(EventKind.STOOD_IN, None, person_id, detail)
    names = await work.people.names([person_id])
    words = shift_words(rostered.shift, rules.township, rules.calendar)
    line = phrase("roster-told-came", name=names.get(person_id, "—"), shift=words)
    await tell_lead(work, rules, rostered, line, f"told-came:{taken_post.id}", person_id)
    await settle_shift(work, rules, shift_id)
    await _say_when_full(work, rules, rostered.shift, person_id)
    return taken_post


async def _say_when_full(work: UnitOfWork, rules: Rules, shift: Shift, person_id: int) -> None:
    """When the last one has come, the others' cards say so."""
    after = await work.shifts.get(shift.id)
    if after is None or after.missing:
        return
    line = phrase("roster-offer-taken", shift=shift_words(shift, rules.township, rules.calendar))
    card = Message(lines=(line,), buttons=((open_button(shift.id),),))
    key = gap_card_key(shift.id)
    standing = {post.person_id for post in after.standing}
    for person in await work.cards.persons_with(key):
        if person != person_id and person not in standing:
            await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, card_key=f"{key}:{person}"))
