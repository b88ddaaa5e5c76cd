"""What somebody's patrolling comes to, for themselves: this month, this year, and thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from documents.patrol_words import listed_line
from domain.durations import HOUR_MS
from domain.messages import Button, Message, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.messages import Phrase
    from domain.patrol_counts import PatrolCounts
    from domain.shifts import RosteredShift
    from domain.township import Township

SHOWN = 8
"""So many shifts of the month stand on the page."""


class OwnHours(NamedTuple):
    """One person's month ("YYYY-MM") with the whole year so far."""

    month: str
    in_month: PatrolCounts
    in_year: PatrolCounts
    shifts: Sequence[RosteredShift]
    earlier: str
    later: str | None
    """The months before and after; None for one that has not begun."""


def hours_page(hours: OwnHours, township: Township) -> Message:
    """The page of one's own hours."""
    year, _, month = hours.month.partition("-")
    lines = [
        phrase("hours-title", year=year, month=str(int(month))),
        *count_lines(hours.in_month),
    ]
    if hours.in_year.stood:
        lines.append(phrase("hours-year", count=hours.in_year.stood, hours=hours_said(hours.in_year.stood_ms)))
    if hours.shifts:
        lines.append(phrase("hours-shifts"))
        lines += [listed_line(each.shift, township) for each in hours.shifts[-SHOWN:]]
    lines.append(phrase("hours-thanks" if hours.in_year.stood else "hours-welcome"))
    turns = [Button(label=phrase("button-month-before"), act="b-hours", subject=hours.earlier)]
    if hours.later is not None:
        turns.append(Button(label=phrase("button-month-after"), act="b-hours", subject=hours.later))
    papers = [Button(label=phrase("button-roster-mine"), act="x-roster")]
    papers += [Button(label=phrase("button-certificate"), act="b-certificate")] if hours.in_year.stood else []
    return Message(lines=tuple(lines), buttons=(tuple(turns), *((each,) for each in papers)))


def count_lines(counts: PatrolCounts, stood: str = "hours-stood") -> tuple[Phrase, ...]:
    """What was stood; what is nought is left out. A team's sum counts each person's turn, and says so in other words."""
    return (
        phrase(stood, count=counts.stood, hours=hours_said(counts.stood_ms)) if counts.stood else phrase("hours-none"),
        *((phrase("hours-nights", count=counts.nights),) if counts.nights else ()),
        *((phrase("hours-late", count=counts.late),) if counts.late else ()),
        *((phrase("hours-missing", count=counts.missing),) if counts.missing else ()),
        *((phrase("hours-forgotten", count=counts.forgotten),) if counts.forgotten else ()),
    )


def hours_said(ms: int) -> str:
    """A length of time in hours, with one decimal where it is no whole number of them."""
    return f"{ms / HOUR_MS:.1f}".removesuffix(".0")
