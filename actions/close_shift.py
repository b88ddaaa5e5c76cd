"""Close a shift that is over: who forgot to check out is asked and checked out, who never came is written down as absent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.show_shift import own_card, refresh_shift
from actions.tell_patrol import ring, tell_persons
from documents.shift_card import forgotten_card
from domain.events import EventKind
from domain.shifts import AWAITED, Mark, PostState, ShiftState
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, RosteredShift
    from storage.unit_of_work import UnitOfWork


async def close_shift(work: UnitOfWork, rules: Rules, rostered: RosteredShift) -> tuple[int, ...]:
    """Settle every post and end the shift; who was asked whether all is well. The caller sets the due row."""
    shift = rostered.shift
    forgot = tuple(post for post in rostered.posts if post.state is PostState.PRESENT)
    absent = tuple(post for post in rostered.posts if post.state in AWAITED)
    for post in forgot:
        await _check_out(work, rostered, post)
    for post in absent:
        await work.shifts.save_post(replace(post, state=PostState.ABSENT), post.state)
    await work.shifts.save(replace(shift, state=ShiftState.ENDED, version=shift.version + 1))
    detail: dict[str, str | int | bool | list[int] | None] = {
        "shift": shift.id,
        "forgot": [post.id for post in forgot],
        "absent": [post.id for post in absent],
    }
    await work.events.append(EventKind.SHIFT_CLOSED, None, None, detail)
    await refresh_shift(work, rules, shift.id, {post.id for post in rostered.posts if post not in forgot})
    for post in forgot:
        key = own_card(shift.id)
        await ring(work, key, [post.person_id])
        card = forgotten_card(shift, post, rules.township)
        name = f"shift:{shift.id}:forgotten:{post.id}"
        await tell_persons(work, rules, [post.person_id], card, name, Lane.ESCALATION, card_key=key, urgent=True)
    return tuple(post.person_id for post in forgot)


async def _check_out(work: UnitOfWork, rostered: RosteredShift, post: Post) -> None:
    """Their part ends when the shift did, with that said."""
    at = max(rostered.shift.ends_at, post.checked_in_at or 0)
    marks = tuple(mark for mark in Mark if mark in {*post.marks, Mark.FORGOTTEN})
    done = replace(post, state=PostState.CHECKED_OUT, checked_out_at=at, marks=marks)
    await work.shifts.save_post(done, post.state)
    detail = {"shift": post.shift_id, "post": post.id, "forgotten": True}
    await work.events.append(EventKind.CHECKED_OUT, None, None, detail)
