"""Tell everybody what a new or mended roster means for them: one message each, and the lead what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell_patrol import in_reach, tell_persons
from documents.roster_card import gaps_message, new_shifts, picture_line
from domain.made_documents import roster_picture
from domain.messages import Message
from domain.patrol_plan import PatrolRecipient
from domain.shifts import RosteredShift
from storage.outgoing import Lane

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from actions.rules import Rules
    from domain.roster import Gap
    from domain.shifts import Post, Shift
    from storage.unit_of_work import UnitOfWork

MANY = 5
"""From so many new shifts on the roster is shown as a picture; the daily one more is not."""


async def tell_of_roster(
    work: UnitOfWork,
    rules: Rules,
    unit: str,
    gained: Mapping[int, Sequence[tuple[Shift, Post]]],
    lost: Mapping[int, Sequence[tuple[Shift, Post]]],
    gaps: Sequence[tuple[Shift, Gap]],
    new: Sequence[Shift] = (),
) -> None:
    """Once for every change: each message is named after the newest post that it speaks of.

    `new` are shifts that were published with it. When they are many, those who lead get the roster as a picture, with
    whatever else they are told and not as one message more.
    """
    leads = await _leads(work, [*new, *(shift for shift, _gap in gaps)])
    picture = (roster_picture(unit, rules.calendar.local(work.now).date()),) if len(new) >= MANY else ()
    pictured = frozenset(leads) if picture else frozenset()
    for person in dict.fromkeys((*gained, *lost)):
        more = sorted(gained.get(person, ()), key=lambda each: each[0].starts_at)
        less = sorted(lost.get(person, ()), key=lambda each: each[0].starts_at)
        name = f"rostered:{max(post.id for _shift, post in (*more, *less))}:{len(more)}:{len(less)}"
        message = new_shifts(unit, more, [shift for shift, _post in less], rules.township, rules.calendar)
        if person in pictured and not gaps:
            message = message.model_copy(update={"attachments": picture})
        await tell_persons(work, rules, [person], message, name, Lane.REMINDER)
    if gaps:
        message = gaps_message(unit, gaps, rules.township, rules.calendar)
        message = message.model_copy(update={"attachments": picture})
        await tell_persons(work, rules, leads, message, f"gaps:{unit}:{work.now}", Lane.REMINDER)
    elif pictured:
        message = Message(lines=(picture_line(unit, rules.township),), attachments=picture)
        without = [each for each in leads if each not in {*gained, *lost}]
        await tell_persons(work, rules, without, message, f"roster-picture:{unit}:{work.now}", Lane.REMINDER)


async def _leads(work: UnitOfWork, shifts: Sequence[Shift]) -> tuple[int, ...]:
    return await in_reach(work, PatrolRecipient.SHIFT_LEAD, RosteredShift(shifts[0], ()), None) if shifts else ()
