"""A lead puts a member of the team on a shift."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.end_offer import end_offers_about
from actions.give_post import give_post, pass_on
from actions.offer_post import changeable
from actions.take_post import check_free
from actions.tell_of_change import settle_shift, tell_lead, tell_member
from documents.patrol_words import shift_words
from domain.events import EventKind
from domain.exchanges import leads_team
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState, Way
from storage.exchanges import ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, RosteredShift
    from storage.unit_of_work import UnitOfWork


async def assign_post(work: UnitOfWork, rules: Rules, shift_id: int, person_id: int, by: int) -> Post:
    """The person's new post, in place of somebody who cannot come where there is one. Both are told, and the lead.

    A lead may ask more of somebody than the roster does: less rest, and a day they had said no to; but nobody is put in
    two places at once. The caller has asked whether `by` may. Raises Refusal.
    """
    rostered = await changeable(work, shift_id)
    await check_free(work, rules, rostered, person_id, rests=False)
    was = next((post for post in rostered.posts if post.state is PostState.CANNOT), None)
    leads = was is not None and was.leads and leads_team(await work.people.holders(), person_id, rostered.shift.unit)
    post = await give_post(work, rules, rostered.shift, person_id, Way.LEAD, leads=leads, was=was)
    if post is None:
        raise Refusal(RefusalCode.POST_GONE)
    if was is not None:
        await end_offers_about(work, rules, was, ExchangeState.TAKEN)
        await pass_on(work, was)
    if person_id == by:
        post = await _comes(work, post)
    detail = {"shift": shift_id, "post": post.id, "person": person_id, "from": was.id if was is not None else None}
    await work.events.append(EventKind.POST_ASSIGNED, None, by, detail)
    await _tell(work, rules, rostered, post, was, by)
    await settle_shift(work, rules, shift_id)
    return post


async def _comes(work: UnitOfWork, post: Post) -> Post:
    """Whoever puts themselves on a shift has said that they will come."""
    changed = replace(post, state=PostState.COMING, answered_at=work.now)
    await work.shifts.save_post(changed, post.state)
    return changed


async def _tell(work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, was: Post | None, by: int) -> None:
    shift = rostered.shift
    words = shift_words(shift, rules.township, rules.calendar)
    names = await work.people.names([post.person_id, by, *([was.person_id] if was is not None else [])])
    name = names.get(post.person_id, "—")
    knows = {by}
    if post.person_id != by:
        line = phrase("roster-assigned-you", name=names.get(by, "—"), shift=words)
        await tell_member(work, rules, shift, [post.person_id], line, f"assigned:{post.id}")
        knows.add(post.person_id)
    if was is not None and was.person_id != by:
        thanks = phrase("roster-stood-in-for-you", name=name, shift=words)
        await tell_member(work, rules, shift, [was.person_id], thanks, f"stood-in:{post.id}")
        knows.add(was.person_id)
    told = phrase("roster-told-assigned", name=name, by=names.get(by, "—"), shift=words)
    after = await work.shifts.get(shift.id) or rostered
    await tell_lead(work, rules, after, told, f"told-assigned:{post.id}", None, knows=frozenset(knows))
