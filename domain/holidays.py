"""Which holiday a day belongs to, by China's published calendar."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import chinese_calendar

from domain.words import Holiday

if TYPE_CHECKING:
    from datetime import date

_PUBLISHED: Final = {
    chinese_calendar.Holiday.new_years_day.value: Holiday.NEW_YEAR,
    chinese_calendar.Holiday.spring_festival.value: Holiday.SPRING_FESTIVAL,
    chinese_calendar.Holiday.tomb_sweeping_day.value: Holiday.TOMB_SWEEPING_DAY,
    chinese_calendar.Holiday.labour_day.value: Holiday.LABOUR_DAY,
    chinese_calendar.Holiday.dragon_boat_festival.value: Holiday.DRAGON_BOAT_FESTIVAL,
    chinese_calendar.Holiday.national_day.value: Holiday.NATIONAL_DAY,
    chinese_calendar.Holiday.mid_autumn_festival.value: Holiday.MID_AUTUMN_FESTIVAL,
}
_BY_LAW: Final = {
    (1, 1): Holiday.NEW_YEAR,
    (5, 1): Holiday.LABOUR_DAY,
    (5, 2): Holiday.LABOUR_DAY,
    (10, 1): Holiday.NATIONAL_DAY,
    (10, 2): Holiday.NATIONAL_DAY,
    (10, 3): Holiday.NATIONAL_DAY,
}
"""Days whose date the law itself names (放假办法 of 2024): they hold before a year's arrangement is published."""


@lru_cache(maxsize=4096)
def holiday_on(day: date) -> Holiday | None:
    """The holiday for which people are off that day; None on plain weekends and on the workdays that make up for one.

    Of a year that is not published yet only the days that the law dates are known, so no Spring Festival.
    """
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return _BY_LAW.get((day.month, day.day))
    return _PUBLISHED.get(name) if off and name else None
