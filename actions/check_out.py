"""Check out of a shift: what was walked is summed up, and nothing more is kept of where somebody is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from actions.keep_shift_due import keep_shift_due
from actions.own_post import own_post
from actions.shift_ground import walked
from actions.show_shift import refresh_shift
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.check_in import TrackSummary
    from domain.shifts import Post, RosteredShift
    from storage.unit_of_work import UnitOfWork


class CheckedOut(NamedTuple):
    """A post that is done with, and what its track says."""

    shift: RosteredShift
    post: Post
    summary: TrackSummary


async def check_out(work: UnitOfWork, rules: Rules, post_id: int, person_id: int) -> CheckedOut:
    """A person's own part of a shift is over. Raises Refusal for who has not checked in or is checked out already."""
    rostered, post = await own_post(work, post_id, person_id)
    if post.state is not PostState.PRESENT:
        raise Refusal(RefusalCode.ALREADY_CHANGED)
    done = replace(post, state=PostState.CHECKED_OUT, checked_out_at=work.now)
    await work.shifts.save_post(done, post.state)
    detail = {"shift": post.shift_id, "post": post.id, "forgotten": False}
    await work.events.append(EventKind.CHECKED_OUT, None, person_id, detail)
    await keep_shift_due(work, rules, post.shift_id)
    await refresh_shift(work, rules, post.shift_id, {post.id}, but_not=person_id)
    return CheckedOut(
        await work.shifts.get(post.shift_id) or rostered, done, await walked(work, rules, rostered.shift.unit, post.id)
    )
