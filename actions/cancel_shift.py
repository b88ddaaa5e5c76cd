"""A lead cancels a shift before it begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.end_offer import end_offers_about
from actions.keep_shift_due import keep_shift_due
from actions.offer_post import changeable
from actions.show_shift import refresh_shift
from actions.tell_of_change import tell_lead, tell_member
from documents.patrol_words import shift_words
from domain.events import EventKind
from domain.exchanges import CLOSED
from domain.messages import phrase
from domain.shifts import ShiftState
from storage.exchanges import ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def cancel_shift(work: UnitOfWork, rules: Rules, shift_id: int, by: int) -> None:
    """It does not take place; everybody on it is told, and the roster does not bring it back. Raises Refusal."""
    rostered = await changeable(work, shift_id)
    shift = rostered.shift
    await work.shifts.save(replace(shift, state=ShiftState.CANCELLED, version=shift.version + 1))
    for post in rostered.posts:
        await end_offers_about(work, rules, post, ExchangeState.OVER)
    await work.events.append(EventKind.SHIFT_CANCELLED, None, by, {"shift": shift_id, "unit": shift.unit})
    await refresh_shift(work, rules, shift_id, [post.id for post in rostered.posts])
    words = shift_words(shift, rules.township, rules.calendar)
    names = await work.people.names([by])
    line = phrase("roster-cancelled", name=names.get(by, "—"), shift=words)
    persons = [post.person_id for post in rostered.posts if post.state not in CLOSED]
    name = f"shift-cancelled:{shift_id}"
    await tell_member(work, rules, shift, [each for each in persons if each != by], line, name)
    await tell_lead(work, rules, rostered, line, name, by)
    await keep_shift_due(work, rules, shift_id)
