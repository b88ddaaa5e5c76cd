"""The form of a special period for once: what it is called, its first day and its last."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from domain.day_words import WORDS, Days, next_days, read_days
from domain.forms import Answers, Choice, Facts, Field, Form
from domain.messages import Day, phrase
from domain.team_forms import name_typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.messages import Value

SPECIAL_DAYS = "special_days"
OFFERED_DAYS = 14
TO = "/"
"""Between the first and the last day of a stretch, as ISO 8601 writes it."""


def asked_on(today: date) -> Answers:
    """What the form knows from its beginning: what day it is."""
    return {"today": today.isoformat()}


def days_of(answers: Answers) -> Days:
    """The first and the last day. Raises KeyError where one was not given."""
    return Days(date.fromisoformat(str(answers["first"])), date.fromisoformat(str(answers["last"])))


def shown_day(day: date, time_zone: str) -> Day:
    """A day of the township as messages hold it."""
    noon = datetime.combine(day, time(12), ZoneInfo(time_zone))
    return Day(at=round(noon.timestamp() * 1000))


def _today(answers: Answers) -> date:
    return date.fromisoformat(str(answers["today"]))


def _first_days(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    return tuple(_choice(day, facts) for day in next_days(_today(answers), OFFERED_DAYS))


def _last_days(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    first = date.fromisoformat(str(answers["first"]))
    return tuple(_choice(day, facts) for day in next_days(first, OFFERED_DAYS))


def _choice(day: date, facts: Facts) -> Choice:
    weekday = phrase(f"team-weekday-{day.isoweekday()}")
    label = phrase("choice-team-day", day=shown_day(day, facts.township.time_zone), weekday=weekday)
    return Choice(day.isoformat(), label)


def _first_typed(text: str, answers: Answers, _facts: Facts) -> str | None:
    """One day; or from one day to another, which answers both questions."""
    found = read_days(text, _today(answers))
    return None if found is None else _written(found)


def _last_typed(text: str, answers: Answers, _facts: Facts) -> str | None:
    """A day from the first one on, so that "the 3rd" may be of the next month; or both days anew."""
    first = date.fromisoformat(str(answers["first"]))
    from_today = text.strip().casefold() in WORDS
    found = read_days(text, _today(answers) if from_today else first)
    if found is None or found.last < first:
        return None
    return found.first.isoformat() if found.first == found.last else _written(found)


def _written(days: Days) -> str:
    return days.first.isoformat() if days.first == days.last else TO.join(day.isoformat() for day in days)


def _both_days(answers: Answers, _facts: Facts) -> Answers:
    """A stretch in one answer is two answers; a last day that lies before the first is none."""
    changed = dict(answers)
    for key in ("first", "last"):
        first, between, last = str(changed.get(key) or "").partition(TO)
        if between:
            changed["first"], changed["last"] = first, last
    if str(changed.get("last") or "9") < str(changed.get("first") or ""):
        del changed["last"]
    return changed


def _first_said(answers: Answers, facts: Facts) -> Mapping[str, Value]:
    return {"first": shown_day(date.fromisoformat(str(answers["first"])), facts.township.time_zone)}


SPECIAL_DAYS_FORM = Form(
    key=SPECIAL_DAYS,
    fields=(
        Field("name", "ask-special-days-name", typed=name_typed),
        Field("first", "ask-special-days-first", choices=_first_days, typed=_first_typed, columns=2),
        Field("last", "ask-special-days-last", choices=_last_days, typed=_last_typed, columns=2, says=_first_said),
    ),
    conclude=_both_days,
)


def day_count(days: Days) -> int:
    """How many days they are, the first and the last among them."""
    return (days.last - days.first) // timedelta(days=1) + 1
