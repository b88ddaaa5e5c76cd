"""Days as people write them: "10月3日到10月7日", "3号", "明天", "3 Oct - 7 Oct", "10/3-10/7"."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_DAYS = 366
LONGEST_TEXT = 60
MONTHS_AHEAD = 49
"""The 29th of February comes again within four years."""
WORDS = {"今天": 0, "明天": 1, "后天": 2, "後天": 2, "today": 0, "tomorrow": 1}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BETWEEN = re.compile(r"\s*(?:到|至|直到|—+|–|~|\buntil\b|\btill\b|\bto\b)\s*|\s+-+\s+")
CHINESE = re.compile(r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})(?:[日号號])?")
ENGLISH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?P<name>[a-z]{3})[a-z]*\.?(?:\s*(?P<year>\d{4}))?")
SEPARATED = re.compile(r"(?:(?P<year>\d{4})[/.])?(?P<month>\d{1,2})[/.](?P<day>\d{1,2})")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")


class Days(NamedTuple):
    """From the first day to the last."""

    first: date
    last: date


class _Written(NamedTuple):
    """A day as far as it was written."""

    day: int
    month: int | None = None
    year: int | None = None


def read_days(text: str, today: date) -> Days | None:
    """The days that a text means, from today on; None for what names no days, lies in the past or is longer than a year.

    A day without a month or a year is the next one of that name.
    """
    if len(text) > LONGEST_TEXT:
        return None
    parts = _parts(text)
    if not 1 <= len(parts) <= 2:
        return None
    first = _day(parts[0], today, today)
    last = _day(parts[-1], today, first) if first is not None else None
    if first is None or last is None or last < first:
        return None
    too_long = (last - first).days > LONGEST_DAYS or (first - today).days > 2 * LONGEST_DAYS
    return None if too_long else Days(first, last)


def next_days(today: date, count: int) -> Iterator[date]:
    """Today and the days after it."""
    return (today + timedelta(days=number) for number in range(count))


def _parts(text: str) -> list[str]:
    """The one day, or the first and the last, as they were written."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    plain = ISO.sub(r"\1/\2/\3", re.sub(r"^(?:from|从|從|自)\s*", "", folded))
    parts = [part for part in BETWEEN.split(plain) if part]
    if len(parts) == 1 and not MONTH_DAY.fullmatch(parts[0]):
        parts = [part.strip() for part in parts[0].split("-") if part.strip()]
    # "10-3" is the third of October, as it is written on a calendar.
    return [MONTH_DAY.sub(r"\1/\2", part) for part in parts]


def _day(text: str, today: date, not_before: date) -> date | None:
    """The next day of this name that is not before another."""
    if text in WORDS:
        return today + timedelta(days=WORDS[text])
    written = _written(text)
    if written is None:
        return None
    for month_ahead in range(MONTHS_AHEAD):
        year, month = divmod(not_before.year * 12 + not_before.month - 1 + month_ahead, 12)
        month += 1
        fits = written.month in {None, month} and written.year in {None, year}
        found = _date(year, month, written.day) if fits else None
        if found is not None and found >= not_before:
            return found
    return None


def _written(text: str) -> _Written | None:
    for pattern in (SEPARATED, CHINESE):
        found = pattern.fullmatch(text)
        if found:
            year, month = found["year"], found["month"]
            return _Written(int(found["day"]), int(month) if month else None, int(year) if year else None)
    found = ENGLISH.fullmatch(text)
    if found and found["name"] in MONTHS:
        year = found["year"]
        return _Written(int(found["day"]), MONTHS.index(found["name"]) + 1, int(year) if year else None)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
