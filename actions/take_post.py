"""Stand in for somebody: the first who takes an offered post has it, and everybody else sees that it is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.end_offer import end_offer, end_offers_about
from actions.give_post import give_post, pass_on
from actions.offer_post import changeable, shifts_near
from actions.tell_of_change import settle_shift, tell_lead, tell_member
from documents.patrol_words import shift_words
from domain.events import EventKind
from domain.exchanges import MOVABLE, free_for, leads_team, stands_on
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState, Way
from domain.teams import MemberState
from storage.exchanges import ExchangeKind, ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, RosteredShift
    from storage.unit_of_work import UnitOfWork

SOUGHT = MOVABLE | {PostState.EXCUSED}
"""Offered posts that somebody else may take: not of who has come; of who was let off meanwhile all the same."""


async def take_post(work: UnitOfWork, rules: Rules, exchange_id: int, person_id: int) -> Post:
    """The post that is theirs from now. Raises Refusal: gone, begun, or they cannot stand there."""
    exchange = await work.exchanges.get(exchange_id)
    post = await work.shifts.post(exchange.post_id) if exchange is not None else None
    if exchange is None or post is None or exchange.kind is not ExchangeKind.STAND_IN:
        raise Refusal(RefusalCode.POST_GONE)
    rostered = await changeable(work, post.shift_id)
    if exchange.state is not ExchangeState.OPEN or post.state not in SOUGHT:
        raise Refusal(RefusalCode.POST_GONE)
    await check_free(work, rules, rostered, person_id)
    leads = post.leads and leads_team(await work.people.holders(), person_id, rostered.shift.unit)
    taken = await give_post(work, rules, rostered.shift, person_id, Way.STAND_IN, leads=leads, was=post)
    if taken is None or not await end_offer(work, rules, exchange, ExchangeState.TAKEN, person_id):
        raise Refusal(RefusalCode.POST_GONE)
    await pass_on(work, post)
    await end_offers_about(work, rules, post, ExchangeState.WITHDRAWN)
    detail = {"shift": post.shift_id, "from": post.id, "to": taken.id, "instead_of": post.person_id}
    await work.events.append(EventKind.STOOD_IN, None, person_id, detail)
    await _tell(work, rules, rostered, post, taken)
    await settle_shift(work, rules, post.shift_id)
    return taken


async def check_free(
    work: UnitOfWork, rules: Rules, rostered: RosteredShift, person_id: int, *, rests: bool = True
) -> None:
    """See that somebody can stand on a shift of their team. Raises Refusal.

    Without `rests` it is enough that they stand nowhere else at that time: a lead may know better.
    """
    shift = rostered.shift
    await check_member(work, shift.unit, person_id)
    if stands_on(rostered, person_id):
        raise Refusal(RefusalCode.ON_THIS_SHIFT)
    near = await shifts_near(work, person_id, shift)
    if not free_for(shift, person_id, near, rules.township.patrol.rest_ms if rests else 0):
        raise Refusal(RefusalCode.OTHER_SHIFT_NEAR)


async def check_member(work: UnitOfWork, unit: str, person_id: int) -> None:
    """See that somebody belongs to a team (still). Raises Refusal."""
    member = await work.teams.member(unit, person_id)
    if member is None or member.state is not MemberState.MEMBER:
        raise Refusal(RefusalCode.NOT_ALLOWED)


async def _tell(work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, taken: Post) -> None:
    words = shift_words(rostered.shift, rules.township, rules.calendar)
    names = await work.people.names([post.person_id, taken.person_id])
    old, new = names.get(post.person_id, "—"), names.get(taken.person_id, "—")
    thanks = phrase("roster-stood-in-for-you", name=new, shift=words)
    await tell_member(work, rules, rostered.shift, [post.person_id], thanks, f"stood-in:{taken.id}")
    told = phrase("roster-told-stood-in", name=new, other=old, shift=words)
    after = await work.shifts.get(rostered.shift.id) or rostered
    name = f"told-stood-in:{taken.id}"
    await tell_lead(work, rules, after, told, name, taken.person_id, knows=frozenset({post.person_id}))
