"""The township's calendar: local time, working days with their make-up days, quiet hours."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import chinese_calendar

if TYPE_CHECKING:
    from domain.case_clocks import Period
    from domain.township import QuietHours

MIDNIGHT = time()
SATURDAY = 5
QUARTER_MS = 900_000
"""No time zone's midnight lies between two quarters of an hour of UTC."""


class Calendar:
    """Days as they are lived in one time zone."""

    def __init__(self, time_zone: str) -> None:
        self.zone = ZoneInfo(time_zone)
        self._rests = lru_cache(maxsize=16_384)(self._rests_in)

    def local(self, at: int) -> datetime:
        """An instant (UTC ms) on the township's clock."""
        return datetime.fromtimestamp(at / 1000, self.zone)

    def instant(self, moment: datetime) -> int:
        """A moment of the township's clock as UTC ms."""
        return round(moment.timestamp() * 1000)

    def time_of(self, day: date, at: time = MIDNIGHT) -> int:
        """When the township's clock shows `at` on a day (UTC ms); without it, when the day begins."""
        return self.instant(datetime.combine(day, at, self.zone))

    def month(self, month: str) -> tuple[int, int]:
        """When a month ("YYYY-MM") begins and when the next one does (UTC ms)."""
        first = date.fromisoformat(f"{month}-01")
        return self.time_of(first), self.time_of(first + timedelta(days=monthrange(first.year, first.month)[1]))

    def knows(self, year: int) -> bool:
        """Whether the year's holidays are published and known here; if not, only weekends are rest days."""
        return _knows(year)

    def is_working_day(self, day: date) -> bool:
        """Whether people work that day: China's published holidays and make-up workdays, else Monday to Friday."""
        return _is_working_day(day)

    def end_of_period(self, start_at: int, period: Period) -> int:
        """When a period that begins at an instant ends.

        Where the period says so, one whose last day is a rest day ends at the same local time of the next working day
        (Civil Code of the People's Republic of China, article 203).
        """
        end = start_at + period.after_ms
        if not period.ends_on_working_day or not self._rests(end // QUARTER_MS):
            return end
        moment = self.local(end)
        day = moment.date()
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return self.instant(datetime.combine(day, moment.timetz()))

    def quiet_until(self, at: int, quiet: QuietHours) -> int | None:
        """When the quiet hours that an instant lies in end; None outside of them."""
        moment = self.local(at)
        now = moment.time()
        over_midnight = quiet.start > quiet.end
        if not (now >= quiet.start or now < quiet.end if over_midnight else quiet.start <= now < quiet.end):
            return None
        return self.next_local_time(at, quiet.end)

    def next_local_time(self, after: int, at: time) -> int:
        """The first instant after `after` at which the township's clock shows `at`."""
        day = self.local(after).date()
        while True:
            found = self.time_of(day, at)
            if found > after:
                return found
            day += timedelta(days=1)

    def last_local_time(self, until: int, at: time) -> int:
        """The last instant not after `until` at which the township's clock shows `at`."""
        day = self.local(until).date()
        while True:
            found = self.time_of(day, at)
            if found <= until:
                return found
            day -= timedelta(days=1)

    def _rests_in(self, quarter: int) -> bool:
        """Whether a quarter of an hour, counted from 1970, lies in a rest day."""
        return not self.is_working_day(self.local(quarter * QUARTER_MS).date())


@lru_cache(maxsize=4096)
def _is_working_day(day: date) -> bool:
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY


@lru_cache(maxsize=64)
def _knows(year: int) -> bool:
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
