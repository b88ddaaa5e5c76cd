"""A lead takes somebody off a shift before it begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.end_offer import end_offers_about
from actions.offer_post import changeable
from actions.tell_of_change import settle_shift, tell_lead, tell_member
from documents.patrol_words import shift_words
from domain.events import EventKind
from domain.exchanges import MOVABLE
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState
from storage.exchanges import ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post
    from storage.unit_of_work import UnitOfWork


async def take_off(work: UnitOfWork, rules: Rules, post: Post, by: int) -> None:
    """The person need not come, and is told. Nobody is sought in their place: the lead sees what lacks. Raises Refusal."""
    rostered = await changeable(work, post.shift_id)
    if post.state not in MOVABLE:
        raise Refusal(RefusalCode.POST_GONE)
    shift = rostered.shift
    await end_offers_about(work, rules, post, ExchangeState.WITHDRAWN)
    await work.shifts.save_post(replace(post, state=PostState.EXCUSED, answered_at=work.now), post.state)
    detail = {"shift": shift.id, "post": post.id, "person": post.person_id}
    await work.events.append(EventKind.TAKEN_OFF, None, by, detail)
    words = shift_words(shift, rules.township, rules.calendar)
    names = await work.people.names([post.person_id, by])
    if post.person_id != by:
        line = phrase("roster-taken-off", name=names.get(by, "—"), shift=words)
        await tell_member(work, rules, shift, [post.person_id], line, f"taken-off:{post.id}")
    after = await work.shifts.get(shift.id) or rostered
    told = phrase("roster-told-taken-off", name=names.get(post.person_id, "—"), by=names.get(by, "—"), shift=words)
    knows = frozenset({by, post.person_id})
    await tell_lead(work, rules, after, told, f"told-taken-off:{post.id}", None, knows=knows)
    await settle_shift(work, rules, shift.id)
