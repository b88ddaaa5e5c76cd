"""How messages say a team, a shift of it and its day: in a line or less. Files: `documents.document_words`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Live, Localised, Moment, Phrase, Span, phrase

if TYPE_CHECKING:
    from datetime import date

    from domain.calendar import Calendar
    from domain.patrol_counts import Coverage
    from domain.shifts import Shift
    from domain.township import Township, Unit


def team_name(unit: Unit) -> Localised:
    """What a unit's team is called; the unit's own name where it has no team any more."""
    return Localised(name=unit.team_name)


def slot_name(shift: Shift, township: Township) -> Localised | Phrase:
    """What a shift is called; one that stands in no plan (any more) is an extra one."""
    slot = township.patrol.slot_of(shift.unit, shift.slot)
    return phrase("shift-extra") if slot is None else Localised(name=slot.name)


def shift_line(shift: Shift, township: Township) -> Phrase:
    """Whose shift it is, what it is called, when it begins and how long it goes on."""
    return phrase(
        "shift-line",
        unit=Localised(name=township.unit(shift.unit).name),
        slot=slot_name(shift, township),
        at=Moment(at=shift.starts_at),
        span=Span(ms=shift.ends_at - shift.starts_at),
    )


def listed_line(shift: Shift, township: Township) -> Phrase:
    """The same without its length, as one of several on a page."""
    unit = Localised(name=township.unit(shift.unit).name)
    return phrase("board-shift-line", at=Moment(at=shift.starts_at), unit=unit, slot=slot_name(shift, township))


def manned_line(shift: Shift, coverage: Coverage, township: Township) -> Phrase:
    """A shift of a team that is known, with how many are there of how many."""
    return phrase(
        "board-shift-manned-full" if coverage.full else "board-shift-manned-short",
        at=Moment(at=shift.starts_at),
        slot=slot_name(shift, township),
        there=coverage.there,
        needed=coverage.needed,
        lead=phrase("board-shift-led" if coverage.led else "board-shift-not-led"),
    )


def shift_words(shift: Shift, township: Township, calendar: Calendar) -> Phrase:
    """A shift in half a line: day, weekday, hours, and what it is called."""
    when = phrase(
        "roster-when",
        start=Moment(at=shift.starts_at),
        end=Live(text=calendar.local(shift.ends_at).strftime("%H:%M")),
        weekday=weekday(shift, calendar),
    )
    return phrase("roster-shift", when=when, slot=slot_name(shift, township))


def short_words(shift: Shift, township: Township, calendar: Calendar) -> Phrase:
    """The same without its end, so that a list of shifts has a line for each on a phone."""
    return phrase(
        "roster-short",
        start=Moment(at=shift.starts_at),
        weekday=weekday(shift, calendar),
        slot=slot_name(shift, township),
    )


def weekday(shift: Shift, calendar: Calendar) -> Phrase:
    """The day of the week on which a shift begins."""
    return weekday_of(calendar.local(shift.starts_at).date())


def weekday_of(day: date) -> Phrase:
    """A day of the week, in short."""
    return phrase(f"roster-weekday-{day.isoweekday()}")
