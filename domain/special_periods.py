"""Whether a day lies in a special period, in which more patrols go out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.holidays import holiday_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from domain.township import SpecialPeriod, Township
    from domain.words import Holiday

ONE_DAY = timedelta(days=1)


def is_special(day: date, township: Township, extra: Iterable[tuple[date, date]] = ()) -> bool:
    """Whether the day lies in one of the township's special periods.

    `extra` are periods that were added for once: their first and their last day.
    """
    return any(_holds(period, day) for period in township.special_periods) or any(
        first <= day <= last for first, last in extra
    )


def period_of(day: date, township: Township) -> SpecialPeriod | None:
    """The first of the township's special periods in which the day lies."""
    return next((period for period in township.special_periods if _holds(period, day)), None)


def _holds(period: SpecialPeriod, day: date) -> bool:
    if period.holiday is not None:
        return period.holiday in _holidays_around(day)
    if period.first is None or period.last is None:
        return False
    written = f"{day:%m-%d}"
    if period.first <= period.last:
        return period.first <= written <= period.last
    return written >= period.first or written <= period.last


def _holidays_around(day: date) -> frozenset[Holiday]:
    """The holidays of the unbroken row of days off that the day lies in.

    In some years National Day and the Mid-Autumn Festival are one such row, in which each day bears one name only.
    """
    return frozenset((*_in_a_row(day, ONE_DAY), *_in_a_row(day, -ONE_DAY)))


def _in_a_row(day: date, step: timedelta) -> Iterator[Holiday]:
    while (holiday := holiday_on(day)) is not None:
        yield holiday
        day += step
