"""Which shifts a team has: its slots and their patterns of days, as shifts with their time, strength and kind."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Final

from domain.holidays import holiday_on
from domain.patrol_plan import DayPattern, Slot
from domain.roster_values import OpenShift
from domain.special_periods import ONE_DAY, is_special

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.calendar import Calendar
    from domain.patrol_plan import School, TeamPlan
    from domain.township import Township

NIGHT_UNTIL: Final = time(4)
"""A shift that begins before it, after midnight, is a night; one that begins then is an early morning."""


def planned_shifts(
    team: TeamPlan,
    township: Township,
    calendar: Calendar,
    first: date,
    last: date,
    extra: Sequence[tuple[date, date]] = (),
) -> tuple[OpenShift, ...]:
    """The team's shifts that start from the first to the last day, earliest first.

    `extra` are special periods that were added for once. Of school vacations only those are known that are configured.
    """
    slots = slots_of(team, township)
    shifts = [
        _shift(slot, day, township, calendar, special=special)
        for day in _days(first, last)
        for special in (is_special(day, township, extra),)
        for slot in slots
        if is_day_of(slot, day, calendar, township.patrol.school, special=special)
    ]
    return tuple(sorted(shifts, key=lambda shift: (shift.starts_at, shift.slot)))


def slots_of(team: TeamPlan, township: Township) -> tuple[Slot, ...]:
    """The team's own slots, or else the township's, where odd days are even days for every second team.

    Teams are counted in the order of their units.
    """
    if team.slots:
        return team.slots
    teams = [unit.code for unit in township.units_with_team]
    if team.unit not in teams or teams.index(team.unit) % 2 == 0:
        return township.patrol.slots
    return tuple(_on_even_days(slot) for slot in township.patrol.slots)


def is_day_of(slot: Slot, day: date, calendar: Calendar, school: School, *, special: bool) -> bool:
    """Whether the slot has a shift that starts that day, which lies in a special period or not."""
    match slot.days:
        case DayPattern.EVERY_DAY:
            return True
        case DayPattern.ODD_DAYS:
            return day.day % 2 == 1
        case DayPattern.EVEN_DAYS:
            return day.day % 2 == 0
        case DayPattern.EVERY_N_DAYS:
            return _is_counted(slot, day)
        case DayPattern.WEEKDAYS:
            return day.isoweekday() in slot.weekdays
        case DayPattern.SCHOOL_DISMISSAL:
            return day == last_school_day(day, calendar, school)
        case DayPattern.SPECIAL_PERIODS:
            return special


def last_school_day(day: date, calendar: Calendar, school: School) -> date | None:
    """The last working day outside of vacations of the week, Monday to Sunday, that the day lies in; None if all are off."""
    sunday = day + timedelta(days=7 - day.isoweekday())
    week = (sunday - timedelta(days=before) for before in range(7))
    return next((each for each in week if calendar.is_working_day(each) and not school.is_off(each)), None)


def is_night(starts_at: int, ends_at: int, night_from: time, calendar: Calendar) -> bool:
    """Whether a shift is under way when the night begins, or begins in it (UTC ms)."""
    begins = calendar.last_local_time(ends_at - 1, night_from)
    return starts_at < calendar.next_local_time(begins, NIGHT_UNTIL)


def _shift(slot: Slot, day: date, township: Township, calendar: Calendar, *, special: bool) -> OpenShift:
    last = day if slot.end > slot.start else day + ONE_DAY
    starts_at = calendar.time_of(day, slot.start)
    ends_at = calendar.time_of(last, slot.end)
    return OpenShift(
        slot=slot.code,
        day=day,
        starts_at=starts_at,
        ends_at=ends_at,
        strength=slot.special_strength or slot.strength if special else slot.strength,
        night=is_night(starts_at, ends_at, township.patrol.hours_night_from, calendar),
        holiday=holiday_on(day) is not None,
        special=special,
        households=slot.households,
    )


def _is_counted(slot: Slot, day: date) -> bool:
    if slot.every is None or slot.counted_from is None:
        return False
    return day >= slot.counted_from and (day - slot.counted_from).days % slot.every == 0


def _on_even_days(slot: Slot) -> Slot:
    return slot.model_copy(update={"days": DayPattern.EVEN_DAYS}) if slot.days is DayPattern.ODD_DAYS else slot


def _days(first: date, last: date) -> Iterator[date]:
    for ahead in range((last - first).days + 1):
        yield first + timedelta(days=ahead)
