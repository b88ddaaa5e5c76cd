"""Tell people that somebody else stands on a shift now, and see that the shift has a lead and its due work."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.keep_shift_due import keep_shift_due
from actions.show_shift import lay_start_ready, refresh_shift
from actions.tell_patrol import in_reach, tell_persons
from documents.patrol_words import shift_words
from documents.roster_card import open_button
from domain.events import EventKind
from domain.exchanges import next_lead, open_to_change
from domain.messages import Message, phrase
from domain.patrol_plan import PatrolRecipient
from domain.presence import REMINDED
from domain.shifts import PostState
from storage.outgoing import Lane

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.rules import Rules
    from domain.messages import Phrase
    from domain.shifts import RosteredShift, Shift
    from storage.unit_of_work import UnitOfWork


def is_pressing(work: UnitOfWork, rules: Rules, shift: Shift) -> bool:
    """Whether news of a shift would come too late if quiet hours held it back."""
    held_until = rules.quiet_until(work.now)
    return held_until is not None and held_until + rules.township.patrol.hour_before_ms >= shift.starts_at


async def tell_member(
    work: UnitOfWork, rules: Rules, shift: Shift, persons: Iterable[int], line: Phrase, name: str
) -> None:
    """One line about a shift, with the way to its card; said once for each `name`."""
    message = Message(lines=(line,), buttons=((open_button(shift.id),),))
    urgent = is_pressing(work, rules, shift)
    await tell_persons(work, rules, persons, message, name, Lane.ESCALATION, urgent=urgent)


async def tell_lead(
    work: UnitOfWork,
    rules: Rules,
    rostered: RosteredShift,
    line: Phrase,
    name: str,
    but_not: int | None,
    *,
    knows: frozenset[int] = frozenset(),
) -> None:
    """The same to whoever leads the shift. `but_not` is who did it: then it is the next one up.

    Who `knows` was told in other words, and is not replaced by anybody.
    """
    persons = await in_reach(work, PatrolRecipient.SHIFT_LEAD, rostered, but_not)
    await tell_member(work, rules, rostered.shift, [each for each in persons if each not in knows], line, name)


async def settle_shift(work: UnitOfWork, rules: Rules, shift_id: int) -> None:
    """After every change of a shift's people: who leads it, its cards where they stand, and its next due work."""
    await _keep_lead(work, rules, shift_id)
    posts = await work.shifts.posts_of(shift_id)
    await refresh_shift(work, rules, shift_id, [post.id for post in posts])
    shift = await work.shifts.shift(shift_id)
    if shift is not None and shift.starts_at - rules.township.patrol.hour_before_ms <= work.now < shift.starts_at:
        # Who has a post only now was not among those whom the hour before reminded.
        for post in posts:
            if post.state in REMINDED:
                await lay_start_ready(work, rules, shift, post)
    await keep_shift_due(work, rules, shift_id)


async def _keep_lead(work: UnitOfWork, rules: Rules, shift_id: int) -> None:
    """A shift whose lead is gone is led by another who stands on it and may; where there is none, that is said."""
    rostered = await work.shifts.get(shift_id)
    if rostered is None or not open_to_change(rostered.shift, work.now) or rostered.lead is not None:
        return
    shift, former = rostered.shift, [post for post in rostered.posts if post.leads]
    following = next_lead(rostered, await work.people.holders())
    words = shift_words(shift, rules.township, rules.calendar)
    if following is None:
        last = former[-1].id if former else 0
        await tell_lead(
            work, rules, rostered, phrase("roster-no-lead", shift=words), f"no-lead:{shift.id}:{last}", None
        )
        return
    for post in former:
        if post.state is not PostState.PASSED_ON:
            await work.shifts.save_post(replace(post, leads=False), post.state)
    await work.shifts.save_post(replace(following, leads=True), following.state)
    await work.events.append(
        EventKind.LEAD_PASSED_ON, None, None, {"shift": shift.id, "person": following.person_id, "post": following.id}
    )
    name = f"leads:{following.id}:{work.now}"
    await tell_member(work, rules, shift, [following.person_id], phrase("roster-you-lead", shift=words), name)
