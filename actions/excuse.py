"""Excuse somebody from a shift: nobody waits for them any more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.keep_shift_due import keep_shift_due
from actions.own_post import led_post
from actions.show_shift import refresh_shift, show_own
from domain.events import EventKind
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.shifts import AWAITED, PostState
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, RosteredShift
    from storage.unit_of_work import UnitOfWork


async def excuse(work: UnitOfWork, rules: Rules, post_id: int, lead_id: int) -> tuple[RosteredShift, Post]:
    """Excuse whoever is awaited, and tell them. An offer of the post stays open: the shift still lacks somebody.

    Raises Refusal for who may not lead the shift, and for a post of which nobody is awaited.
    """
    rostered, post = await led_post(work, post_id, lead_id)
    if post.state not in AWAITED:
        raise Refusal(RefusalCode.ALREADY_CHANGED)
    excused = replace(post, state=PostState.EXCUSED)
    await work.shifts.save_post(excused, post.state)
    await work.events.append(EventKind.EXCUSED, None, lead_id, {"shift": post.shift_id, "post": post.id})
    await keep_shift_due(work, rules, post.shift_id)
    await refresh_shift(work, rules, post.shift_id, {post.id}, but_not=post.person_id)
    rostered = await work.shifts.get(post.shift_id) or rostered
    if post.person_id != lead_id:
        name = f"shift:{post.shift_id}:excused:{post.id}:{work.now}"
        await show_own(work, rules, rostered, excused, name, Lane.ESCALATION, phrase("shift-told-excused"))
    return rostered, excused
