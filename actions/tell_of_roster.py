"""Tell everybody what a new or mended roster means for them: one message each, and the lead what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell_patrol import in_reach, tell_persons
from documents.roster_card import gaps_message, new_shifts
from domain.patrol_plan import PatrolRecipient
from domain.shifts import RosteredShift
from storage.outgoing import Lane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from actions.rules import Rules
    from domain.roster import Gap
    from domain.shifts import Post, Shift
    from storage.unit_of_work import UnitOfWork


async def tell_of_roster(
    work: UnitOfWork,
    rules: Rules,
    unit: str,
    gained: Mapping[int, Sequence[tuple[Shift, Post]]],
    lost: Mapping[int, Sequence[tuple[Shift, Post]]],
    gaps: Sequence[tuple[Shift, Gap]],
) -> None:
    """Once for every change: each message is named after the newest post that it speaks of."""
    for person in dict.fromkeys((*gained, *lost)):
        new = sorted(gained.get(person, ()), key=lambda each: each[0].starts_at)
        old = sorted(lost.get(person, ()), key=lambda each: each[0].starts_at)
        name = f"rostered:{max(post.id for _shift, post in (*new, *old))}:{len(new)}:{len(old)}"
        message = new_shifts(unit, new, [shift for shift, _post in old], rules.township, rules.calendar)
        await tell_persons(work, rules, [person], message, name, Lane.REMINDER)
    if gaps:
        shift, _gap = gaps[0]
        leads = await in_reach(work, PatrolRecipient.SHIFT_LEAD, RosteredShift(shift, ()), None)
        message = gaps_message(unit, gaps, rules.township, rules.calendar)
        await tell_persons(work, rules, leads, message, f"gaps:{unit}:{work.now}", Lane.REMINDER)
