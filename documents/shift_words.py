"""How documents write a shift's day, hours and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date

from domain.words import Language
from texts.dates import DAY_PATTERNS, LOCALES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from documents.made_file import Office
    from domain.patrol_plan import Slot
    from domain.shifts import Shift

FULL_DAY_PATTERNS: Mapping[Language, str] = {
    Language.ZH_HANS: "y年M月d日",
    Language.ZH_HANT: "y年M月d日",
    Language.EN: "d MMMM y",
}


def date_words(office: Office, day: date) -> str:
    """A day without its year."""
    return format_date(day, DAY_PATTERNS[office.language], locale=LOCALES[office.language])


def month_words(office: Office, month: str) -> str:
    """A month ("YYYY-MM") with its year."""
    year, number = month.split("-")
    return office.say("document-month", year=year, month=int(number))


def full_date_words(office: Office, day: date) -> str:
    """A day with its year."""
    return format_date(day, FULL_DAY_PATTERNS[office.language], locale=LOCALES[office.language])


def hours_words(office: Office, shift: Shift) -> str:
    """From when to when, on the township's clock."""
    return f"{time_words(office, shift.starts_at)}–{time_words(office, shift.ends_at)}"


def time_words(office: Office, at: int) -> str:
    """The time of day of an instant (UTC ms)."""
    return f"{office.calendar.local(at):%H:%M}"


def slot_name(office: Office, shift: Shift) -> str:
    """What a shift is called; one that stands in no plan is an extra one."""
    found = _slot(office, shift)
    return office.say("document-extra-shift") if found is None else office.name(found.name)


def _slot(office: Office, shift: Shift) -> Slot | None:
    patrol = office.township.patrol
    own = [slot for team in patrol.teams if team.unit == shift.unit for slot in team.slots]
    return next((slot for slot in (*own, *patrol.slots) if slot.code == shift.slot), None)
