"""Give somebody a post on a shift, however it comes to them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.end_offer import end_offers_about
from domain.shifts import PostState, Way
from storage.exchanges import ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, Shift
    from storage.unit_of_work import UnitOfWork


async def give_post(
    work: UnitOfWork,
    rules: Rules,
    shift: Shift,
    person_id: int,
    way: Way,
    *,
    leads: bool = False,
    was: Post | None = None,
) -> Post | None:
    """The new post; None if the person has one there, or somebody else took the one it comes from, which is `was`.

    Whoever takes a post themselves shortly before the shift need not be asked a second time whether they will come. It
    tells nobody, and does not look whether the person is free.
    """
    rostered = await work.shifts.get(shift.id)
    old = rostered.post_of(person_id) if rostered is not None else None
    if old is not None and old.state is PostState.EXCUSED:
        # Who was let off may come after all, and a shift has one post for a person.
        await end_offers_about(work, rules, old, ExchangeState.WITHDRAWN)
        await work.shifts.save_post(replace(old, state=PostState.PASSED_ON, leads=False), old.state)
    said_yes = way in {Way.STAND_IN, Way.SWAP} and shift.starts_at - work.now <= rules.township.patrol.day_before_ms
    post = await work.shifts.assign(
        shift.id,
        person_id,
        way,
        leads=leads,
        state=PostState.COMING if said_yes else PostState.ASSIGNED,
        came_from=was.id if was is not None else None,
    )
    if post is None or not said_yes:
        return post
    answered = replace(post, answered_at=work.now)
    await work.shifts.save_post(answered, post.state)
    return answered


async def pass_on(work: UnitOfWork, post: Post) -> None:
    """Somebody else has it now: nothing is asked of this person any more. Raises Refusal(ALREADY_CHANGED)."""
    await work.shifts.save_post(replace(post, state=PostState.PASSED_ON), post.state)
