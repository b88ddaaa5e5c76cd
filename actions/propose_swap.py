"""Ask a named member to swap: one's own post against one of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.end_offer import end_offer, offer_card_key
from actions.end_offers import end_offers_at_start
from actions.offer_post import changeable, shifts_near
from actions.take_post import check_member
from actions.tell_of_change import is_pressing
from actions.tell_patrol import tell_persons
from documents.patrol_words import shift_words
from domain.events import EventKind
from domain.exchanges import SWAPPABLE, free_for, open_to_change, stands_on
from domain.messages import Button, Message, phrase
from domain.notices import OfferCondition
from domain.refusals import Refusal, RefusalCode
from domain.shifts import BEYOND_PUBLISHED_MS
from domain.team_access import LEADING
from storage.exchanges import ExchangeKind, ExchangeState
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, RosteredShift
    from storage.exchanges import Exchange
    from storage.unit_of_work import UnitOfWork


async def propose_swap(work: UnitOfWork, rules: Rules, own: Post, other: Post) -> Exchange:
    """Ask the other; nothing changes until they say yes. Whoever was asked before is asked no longer.

    Raises Refusal where one of the two shifts has begun, or one of them could not stand on the other's.
    """
    mine, theirs = await check_swap(work, rules, own, other)
    standing = await work.exchanges.open_for(own.id)
    if standing is not None:
        if standing.kind is ExchangeKind.SWAP and standing.with_post_id == other.id:
            return standing
        await end_offer(work, rules, standing, ExchangeState.WITHDRAWN)
    exchange = await work.exchanges.open(own.id, ExchangeKind.SWAP, other.id)
    for each in (mine, theirs):
        await end_offers_at_start(work, each.shift)
    detail = {"shift": own.shift_id, "post": own.id, "with": other.id, "offer": exchange.id}
    await work.events.append(EventKind.POST_OFFERED, None, own.person_id, detail)
    names = await work.people.names([own.person_id])
    line = phrase(
        "roster-swap-asked",
        name=names.get(own.person_id, "—"),
        mine=shift_words(theirs.shift, rules.township, rules.calendar),
        theirs=shift_words(mine.shift, rules.township, rules.calendar),
    )
    yes = Button(label=phrase("button-roster-swap-yes"), act="x-swap-yes", subject=str(exchange.id))
    no = Button(label=phrase("button-roster-swap-no"), act="x-swap-no", subject=str(exchange.id))
    await tell_persons(
        work,
        rules,
        [other.person_id],
        Message(lines=(line,), buttons=((yes, no),)),
        f"offer:{exchange.id}",
        Lane.ESCALATION,
        condition=OfferCondition(exchange.id),
        card_key=offer_card_key(exchange.id),
        urgent=is_pressing(work, rules, mine.shift) or is_pressing(work, rules, theirs.shift),
    )
    return exchange


async def check_swap(work: UnitOfWork, rules: Rules, own: Post, other: Post) -> tuple[RosteredShift, RosteredShift]:
    """See that two people can take each other's posts; both shifts. Raises Refusal."""
    mine, theirs = await changeable(work, own.shift_id), await changeable(work, other.shift_id)
    if own.state not in SWAPPABLE or other.state not in SWAPPABLE:
        raise Refusal(RefusalCode.POST_GONE)
    if mine.shift.unit != theirs.shift.unit or own.person_id == other.person_id:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    await _check_takes(work, rules, theirs, own, but_not=mine.shift.id)
    await _check_takes(work, rules, mine, other, but_not=theirs.shift.id)
    return mine, theirs


async def posts_to_swap(
    work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post
) -> list[tuple[RosteredShift, Post]]:
    """The posts of others in the team, soonest first, that could be had for one's own: both are free for the other's shift.

    Who leads swaps with who may lead: otherwise one of the shifts would have nobody.
    """
    mine, patrol = rostered.shift, rules.township.patrol
    own = await work.shifts.of_person(post.person_id, 0, mine.starts_at + patrol.published_ms + BEYOND_PUBLISHED_MS)
    members = {each.person_id for each in await work.teams.members(mine.unit)}
    leaders = {
        each.person_id for each in await work.people.holders() if each.unit == mine.unit and each.role in LEADING
    }
    theirs: dict[int, tuple[RosteredShift, ...]] = {}
    found = []
    until = work.now + patrol.published_ms + BEYOND_PUBLISHED_MS
    for each in await work.shifts.of_team(mine.unit, work.now + 1, until):
        if not open_to_change(each.shift, work.now) or stands_on(each, post.person_id):
            continue
        if not free_for(each.shift, post.person_id, own, patrol.rest_ms, but_not=mine.id):
            continue
        for other in each.posts:
            if other.state not in SWAPPABLE or other.person_id not in members or stands_on(rostered, other.person_id):
                continue
            if (post.leads and other.person_id not in leaders) or (other.leads and post.person_id not in leaders):
                continue
            if other.person_id not in theirs:
                theirs[other.person_id] = await shifts_near(work, other.person_id, mine)
            if free_for(mine, other.person_id, theirs[other.person_id], patrol.rest_ms, but_not=each.shift.id):
                found.append((each, other))
    return found


async def _check_takes(work: UnitOfWork, rules: Rules, wanted: RosteredShift, gives: Post, *, but_not: int) -> None:
    """See that whoever gives a post away can stand on the other shift."""
    person_id = gives.person_id
    await check_member(work, wanted.shift.unit, person_id)
    if stands_on(wanted, person_id):
        raise Refusal(RefusalCode.ON_THIS_SHIFT)
    near = await shifts_near(work, person_id, wanted.shift)
    if not free_for(wanted.shift, person_id, near, rules.township.patrol.rest_ms, but_not):
        raise Refusal(RefusalCode.OTHER_SHIFT_NEAR)
