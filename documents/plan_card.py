"""What a lead is told when the plan has changed under shifts that were published, with the one button that follows from it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from documents.patrol_words import shift_words, slot_name, team_name
from documents.roster_card import MOST_LINES
from domain.changed_plan import Change, surplus
from domain.messages import Button, Message, Moment, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.calendar import Calendar
    from domain.changed_plan import Differing
    from domain.messages import Phrase
    from domain.shifts import RosteredShift, Shift
    from domain.township import Township

FEWER, GONE = "x-fewer", "x-gone"


def differing_card(each: Differing, township: Township, calendar: Calendar) -> Message:
    """Shifts of one slot that the plan has no more, or at other hours."""
    unit, shifts = each.shifts[0].unit, each.shifts
    title = phrase(
        f"plan-{each.change.value}",
        team=team_name(township.unit(unit)),
        slot=slot_name(shifts[0], township),
        count=len(shifts),
    )
    lines = [title, *_listed([shift_words(shift, township, calendar) for shift in shifts])]
    if each.change is Change.GONE:
        lines.append(phrase("plan-gone-ask"))
        yes = Button(label=phrase("button-plan-gone"), act=GONE, subject=days_subject(unit, shifts))
        rows = [(yes,), (_open_roster(unit),)]
    else:
        if each.planned is not None:
            lines.append(phrase("plan-moved-to", start=Moment(at=each.planned.starts_at)))
        lines.append(phrase("plan-moved-ask"))
        rows = [(_open_roster(unit),)]
    return Message(lines=tuple(lines), buttons=tuple(rows))


def surplus_card(unit: str, shifts: Sequence[RosteredShift], township: Township, calendar: Calendar) -> Message:
    """Shifts on which more people stand than they take now."""
    title = phrase("plan-fewer", team=team_name(township.unit(unit)), count=len(shifts))
    words = [
        phrase(
            "plan-fewer-line",
            shift=shift_words(each.shift, township, calendar),
            have=len(each.standing),
            strength=each.shift.strength,
            count=len(surplus(each)),
        )
        for each in shifts
    ]
    subject = days_subject(unit, [each.shift for each in shifts])
    yes = Button(label=phrase("button-plan-fewer"), act=FEWER, subject=subject)
    lines = (title, *_listed(words), phrase("plan-fewer-ask"))
    return Message(lines=lines, buttons=((yes,), (_open_roster(unit),)))


def done_card(act: str, unit: str, count: int) -> Message:
    """What came of the button; nothing where it was done before."""
    name = "plan-fewer" if act == FEWER else "plan-gone"
    line = phrase(f"{name}-done", count=count) if count else phrase(f"{name}-none")
    return Message(lines=(line,), buttons=((_open_roster(unit),),))


def days_subject(unit: str, shifts: Sequence[Shift]) -> str:
    """A team, the first day and how many days from it, as short as a button wants it."""
    days = sorted(date.fromisoformat(shift.day) for shift in shifts)
    return f"{unit}.{days[0]:%y%m%d}.{(days[-1] - days[0]).days + 1}"


def _listed(words: Sequence[Phrase]) -> list[Phrase]:
    lines = [phrase("plan-line", shift=each) for each in words[:MOST_LINES]]
    if len(words) > MOST_LINES:
        lines.append(phrase("roster-gaps-more", count=len(words) - MOST_LINES))
    return lines


def _open_roster(unit: str) -> Button:
    return Button(label=phrase("button-plan-roster"), act="x-team", subject=unit)
