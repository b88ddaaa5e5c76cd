"""Find the post that somebody means, and say why it is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.patrol_recipients import belongs, may_lead
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState, ShiftState

if TYPE_CHECKING:
    from domain.shifts import Post, RosteredShift
    from storage.unit_of_work import UnitOfWork


async def own_post(work: UnitOfWork, post_id: int, person_id: int) -> tuple[RosteredShift, Post]:
    """A person's own post on a planned shift. Raises Refusal: passed on, called off, over, or no longer in the team."""
    rostered, post = await _found(work, post_id)
    if post.person_id != person_id or post.state is PostState.PASSED_ON:
        raise Refusal(RefusalCode.SHIFT_NOT_YOURS)
    _must_be_planned(rostered)
    if not belongs(person_id, rostered.shift.unit, await work.people.holders()):
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    return rostered, post


async def led_post(work: UnitOfWork, post_id: int, person_id: int) -> tuple[RosteredShift, Post]:
    """Somebody else's post on a planned shift, for who may lead it. Raises Refusal."""
    rostered, post = await _found(work, post_id)
    if not may_lead(person_id, rostered, await work.people.holders()):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    _must_be_planned(rostered)
    return rostered, post


async def _found(work: UnitOfWork, post_id: int) -> tuple[RosteredShift, Post]:
    post = await work.shifts.post(post_id)
    rostered = await work.shifts.get(post.shift_id) if post is not None else None
    if post is None or rostered is None:
        raise Refusal(RefusalCode.SHIFT_NOT_YOURS)
    return rostered, post


def _must_be_planned(rostered: RosteredShift) -> None:
    if rostered.shift.state is ShiftState.CANCELLED:
        raise Refusal(RefusalCode.SHIFT_CANCELLED)
    if rostered.shift.state is ShiftState.ENDED:
        raise Refusal(RefusalCode.SHIFT_OVER)
