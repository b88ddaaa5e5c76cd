"""When a member cannot come: days of the week, single days and stretches, each with a button that takes it back."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from documents.patrol_words import team_name
from domain.day_words import next_days
from domain.messages import Button, Day, Message, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.calendar import Calendar
    from domain.messages import Phrase
    from domain.teams import Member, Unavailable
    from domain.township import Unit

SHOWN_DAYS = 14
MOST_STRETCHES = 6
IN_A_ROW = 4


def days_card(
    unit: Unit,
    member: Member,
    away: Sequence[Unavailable],
    posts_then: tuple[int, int],
    calendar: Calendar,
    today: date,
) -> Message:
    """All of them, and what becomes of posts on such days.

    `posts_then` counts those that only the roster gave, which go to others now, and those that the person has said yes to,
    which stay theirs until they say that they cannot.
    """
    given, promised = posts_then
    weekdays = {each.weekday for each in away if each.weekday is not None}
    stretches = [each for each in away if each.last is not None and each.last >= today.isoformat()]
    lines = [phrase("team-days-title", team=team_name(unit))]
    if not weekdays and not stretches:
        lines.append(phrase("team-days-none"))
    lines += [phrase("team-days-line", days=_days(each, calendar)) for each in stretches]
    if given:
        lines.append(phrase("team-days-given", count=given))
    if promised:
        lines.append(phrase("team-days-posts", count=promised))
    buttons = [_weekday(member.id, number, away=number in weekdays) for number in range(1, 8)]
    rows = [tuple(buttons[:IN_A_ROW]), tuple(buttons[IN_A_ROW:])]
    subject = str(member.id)
    rows.append((_button("next", subject), _button("words", subject)))
    rows += [
        (
            Button(
                label=phrase("button-team-day-off", days=_days(each, calendar)),
                act="t-day-off",
                subject=f"{member.id}.{each.id}",
            ),
        )
        for each in stretches[:MOST_STRETCHES]
    ]
    if promised:
        rows.append((Button(label=phrase("button-patrol-mine"), act="s-mine"),))
    rows.append((Button(label=phrase("button-back"), act="t-menu"),))
    return Message(lines=tuple(lines), buttons=tuple(rows))


def next_days_card(member: Member, away: Sequence[Unavailable], calendar: Calendar, today: date) -> Message:
    """The next fourteen days to press; those on which the member is away bear a mark."""
    buttons = [
        Button(
            label=phrase(
                "choice-team-day-away" if any(each.on(day) for each in away) else "choice-team-day",
                day=_day(day, calendar),
                weekday=phrase(f"team-weekday-{day.isoweekday()}"),
            ),
            act="t-day-one",
            subject=f"{member.id}.{day:%Y%m%d}",
        )
        for day in next_days(today, SHOWN_DAYS)
    ]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    back = Button(label=phrase("button-back"), act="t-days", subject=str(member.id))
    return Message(lines=(phrase("ask-team-next-days"),), buttons=(*rows, (back,)))


def _weekday(member_id: int, number: int, *, away: bool) -> Button:
    name = phrase(f"team-weekday-{number}")
    label = phrase("choice-team-weekday-away" if away else "choice-team-weekday", weekday=name)
    return Button(label=label, act="t-day-week", subject=f"{member_id}.{number}")


def _days(away: Unavailable, calendar: Calendar) -> Phrase:
    first, last = away.first or "", away.last or ""
    if first == last:
        return phrase("team-one-day", day=_day(date.fromisoformat(first), calendar))
    return phrase(
        "team-many-days",
        first=_day(date.fromisoformat(first), calendar),
        last=_day(date.fromisoformat(last), calendar),
    )


def _day(day: date, calendar: Calendar) -> Day:
    return Day(at=calendar.time_of(day, time(12)))


def _button(name: str, subject: str) -> Button:
    return Button(label=phrase(f"button-team-day-{name}"), act=f"t-day-{name}", subject=subject)
