"""How documents that are made as files write a shift's day, hours and name. Messages: `documents.patrol_words`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.dates import format_date

from domain.words import Language
from texts.dates import DAY_PATTERNS, LOCALES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from documents.made_file import Office
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


def full_moment_words(office: Office, at: int) -> str:
    """An instant (UTC ms) with its year, on the township's clock."""
    local = office.calendar.local(at)
    return f"{full_date_words(office, local.date())} {local:%H:%M}"


def hours_words(office: Office, shift: Shift) -> str:
    """From when to when, on the township's clock."""
    return f"{time_words(office, shift.starts_at)}–{time_words(office, shift.ends_at)}"


def time_words(office: Office, at: int) -> str:
    """The time of day of an instant (UTC ms)."""
    return f"{office.calendar.local(at):%H:%M}"


def slot_name(office: Office, shift: Shift) -> str:
    """What a shift is called; one that stands in no plan is an extra one."""
    slot = office.township.patrol.slot_of(shift.unit, shift.slot)
    return office.say("shift-extra") if slot is None else office.name(slot.name)
