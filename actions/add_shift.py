"""A lead adds a shift beyond the plan."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple

from actions.keep_shift_due import keep_shift_due
from domain.changed_plan import EXTRA
from domain.durations import HOUR_MS
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.shifts import Shift, ShiftState
from domain.special_periods import is_special

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork

MOST_A_DAY = 9
"""A team may have several on a day."""


class ExtraShift(NamedTuple):
    """What the lead wants: day and hour of the township, how long, how many people."""

    unit: str
    day: date
    hour: int
    hours: int
    strength: int


async def add_shift(work: UnitOfWork, rules: Rules, wanted: ExtraShift, by: int) -> Shift:
    """The shift, on which nobody stands yet. The same shift is not added twice.

    Raises Refusal for one in the past, and where the day has very many already.
    """
    starts_at = rules.calendar.time_of(wanted.day, time(wanted.hour))
    ends_at = starts_at + wanted.hours * HOUR_MS
    if starts_at <= work.now:
        raise Refusal(RefusalCode.SHIFT_BEGUN)
    for each in await work.shifts.of_team(wanted.unit, starts_at, starts_at + 1):
        same = (each.shift.ends_at, each.shift.strength) == (ends_at, wanted.strength)
        if same and each.shift.state is ShiftState.PLANNED:
            return each.shift
    extra = [each.stretch for each in await work.special_days.since(wanted.day)]
    for number in range(1, MOST_A_DAY + 1):
        shift = await work.shifts.add(
            Shift(
                id=0,
                unit=wanted.unit,
                slot=f"{EXTRA}_{number}",
                day=wanted.day.isoformat(),
                starts_at=starts_at,
                ends_at=ends_at,
                strength=wanted.strength,
                special=is_special(wanted.day, rules.township, extra),
                state=ShiftState.PLANNED,
                published_at=work.now,
                chased_until=work.now - 1,
                version=0,
            )
        )
        if shift is not None:
            await work.events.append(EventKind.SHIFT_ADDED, None, by, {"shift": shift.id, "unit": shift.unit})
            await keep_shift_due(work, rules, shift.id)
            return shift
    raise Refusal(RefusalCode.NOT_NOW)
