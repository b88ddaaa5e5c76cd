"""Say that one comes to one's shift, or that one cannot: then a stand-in is looked for at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.end_offer import end_offer
from actions.keep_shift_due import keep_shift_due
from actions.offer_post import offer_post
from actions.own_post import own_post
from actions.show_shift import refresh_shift, show_about
from actions.tell_patrol import in_reach
from domain.events import EventKind
from domain.messages import phrase
from domain.notices import ShiftCondition, ShiftTruth
from domain.patrol_plan import PatrolRecipient
from domain.refusals import Refusal, RefusalCode
from domain.shifts import AWAITED, PostState
from storage.exchanges import ExchangeKind, ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, RosteredShift
    from storage.unit_of_work import UnitOfWork


async def answer_shift(work: UnitOfWork, rules: Rules, post_id: int, person_id: int, *, coming: bool) -> None:
    """Keep a person's answer for their own post. Nothing changes for one that says the same again.

    Raises Refusal when the shift is over or off, or the post is no longer theirs to answer for.
    """
    rostered, post = await own_post(work, post_id, person_id)
    state = PostState.COMING if coming else PostState.CANNOT
    if post.state is state:
        return
    if post.state not in AWAITED:
        raise Refusal(RefusalCode.ALREADY_CHANGED)
    if work.now >= rostered.shift.ends_at:
        raise Refusal(RefusalCode.SHIFT_OVER)
    answered = replace(post, state=state, answered_at=work.now)
    await work.shifts.save_post(answered, post.state)
    detail = {"shift": rostered.shift.id, "post": post.id, "answer": state.value}
    await work.events.append(EventKind.SHIFT_ANSWERED, None, person_id, detail)
    await refresh_shift(work, rules, rostered.shift.id, {post.id}, but_not=person_id)
    if not coming:
        await _cannot(work, rules, rostered.shift.id, answered)
    else:
        await _after_all(work, rules, rostered.shift.id, answered, was=post.state)
    await keep_shift_due(work, rules, rostered.shift.id)


async def _cannot(work: UnitOfWork, rules: Rules, shift_id: int, post: Post) -> None:
    """Before it begins a stand-in is looked for, of which the lead hears; afterwards there is only the lead to tell."""
    rostered = await _now(work, shift_id)
    if work.now < rostered.shift.starts_at:
        await offer_post(work, rules, post)
    else:
        await _tell_lead(work, rules, rostered, post, "shift-told-cannot")


async def _after_all(work: UnitOfWork, rules: Rules, shift_id: int, post: Post, was: PostState) -> None:
    offer = await work.exchanges.open_for(post.id)
    sought = offer is not None and offer.kind is ExchangeKind.STAND_IN
    if offer is not None and sought:
        await end_offer(work, rules, offer, ExchangeState.WITHDRAWN)
    if not sought and was is not PostState.CANNOT:
        return
    await _tell_lead(work, rules, await _now(work, shift_id), post, "shift-told-after-all")


async def _tell_lead(work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, news: str) -> None:
    leads = await in_reach(work, PatrolRecipient.SHIFT_LEAD, rostered, post.person_id)
    name = (await work.people.names([post.person_id])).get(post.person_id, "—")
    await show_about(
        work,
        rules,
        rostered,
        post,
        leads,
        f"shift:{rostered.shift.id}:{news}:{post.id}:{work.now}",
        phrase(news, name=name),
        ShiftCondition(rostered.shift.id, ShiftTruth.PLANNED),
    )


async def _now(work: UnitOfWork, shift_id: int) -> RosteredShift:
    rostered = await work.shifts.get(shift_id)
    if rostered is None:
        raise LookupError(shift_id)
    return rostered
