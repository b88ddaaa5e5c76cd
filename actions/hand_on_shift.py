"""A notice about a shift could not reach whom it was for: give it to the next one who can be reached, at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell_patrol import in_reach, tell_persons
from domain.duty import on_call
from domain.messages import phrase
from domain.notices import ShiftCondition, shift_still_true
from domain.patrol_plan import PatrolRecipient
from domain.patrol_recipients import UPWARDS, resolve_for_shift

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import RosteredShift
    from storage.outbox_rows import OutboxRow
    from storage.unit_of_work import UnitOfWork


async def hand_on_shift(work: UnitOfWork, rules: Rules, row: OutboxRow) -> tuple[int, ...]:
    """Tell those who stand for the one who was missed, or the next group upwards; who that is.

    Nobody is told who was told the same notice before. What was for the patroller alone is for nobody else: whoever
    answers for the shift hears soon enough that they do not come.
    """
    condition, missed = row.condition, row.person_id
    if not isinstance(condition, ShiftCondition) or missed is None or missed == condition.person_id:
        return ()
    rostered = await work.shifts.get(condition.shift_id)
    if rostered is None or not shift_still_true(condition, rostered):
        return ()
    recipient = await _meant(work, rostered, missed, condition.person_id)
    persons = await in_reach(work, recipient, rostered, condition.person_id)
    name = (await work.people.names([missed])).get(missed, "—")
    first = phrase("headline-handed-on", headline=row.message.lines[0], name=name)
    message = row.message.model_copy(update={"lines": (first, *row.message.lines[1:])})
    notice = (row.dedup_key or "").rsplit(":", 1)[0] or f"handed-on:{row.id}"
    key = row.card_key.rsplit(":", 1)[0] if row.card_key else None
    await tell_persons(work, rules, persons, message, notice, row.lane, condition=condition, card_key=key, urgent=True)
    return persons


async def _meant(work: UnitOfWork, rostered: RosteredShift, missed: int, about: int | None) -> PatrolRecipient:
    """As whom somebody was told: the nearest to the shift that they are."""
    holders = await work.people.holders()
    stood_in = PatrolRecipient.DUTY_OFFICER if missed in on_call(holders) else PatrolRecipient.SHIFT_LEAD
    return next(
        (each for each in UPWARDS if missed in resolve_for_shift(each, rostered, holders, about)),
        stood_in,
    )
