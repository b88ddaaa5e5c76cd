"""Local time, working days with their make-up days, periods and quiet hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.case_clocks import Period
from domain.township import QuietHours
from tests.domain.samples import DAY, HOUR, at, calendar, shown

MOMENTS = st.integers(at("2020-01-01 00:00"), at("2029-12-31 23:59"))
"""Some of them lie in years whose holidays are not published yet."""
TIMES = st.times().map(lambda drawn: drawn.replace(second=0, microsecond=0))
NIGHT = QuietHours(start=time(22), end=time(7))


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2026, 1, 1), False, "New Year"),
        (date(2026, 1, 4), True, "a Sunday that makes up for 2 January"),
        (date(2026, 2, 14), True, "a Saturday that makes up for Spring Festival"),
        (date(2026, 2, 17), False, "Spring Festival"),
        (date(2026, 2, 28), True, "a Saturday that makes up for Spring Festival"),
        (date(2026, 3, 2), True, "an ordinary Monday"),
        (date(2026, 3, 7), False, "an ordinary Saturday"),
        (date(2026, 5, 9), True, "a Saturday that makes up for May Day"),
        (date(2026, 9, 20), True, "a Sunday that makes up for National Day"),
        (date(2026, 10, 1), False, "National Day"),
        (date(2026, 10, 10), True, "a Saturday that makes up for National Day"),
    ],
)
def test_working_days_follow_the_published_calendar_with_its_make_up_days(day: date, works: bool, why: str) -> None:
    """The State Council's notice for 2026: a weekend can be worked and a weekday free."""
    assert calendar().is_working_day(day) is works, why


def test_a_year_that_is_not_published_has_weekends_only_and_says_so() -> None:
    """Nobody can know the holidays of 2099; doctor can say so."""
    assert calendar().knows(2026)
    assert not calendar().knows(2099)
    assert calendar().is_working_day(date(2099, 10, 1))
    assert not calendar().is_working_day(date(2099, 10, 3))


def test_days_and_months_begin_at_the_townships_midnight() -> None:
    """The next month begins where this one ends, over a year's end too."""
    assert calendar().time_of(date(2026, 9, 28)) == at("2026-09-28 00:00")
    assert calendar().time_of(date(2026, 9, 28), time(20)) == at("2026-09-28 20:00")
    assert calendar().month("2026-12") == (at("2026-12-01 00:00"), at("2027-01-01 00:00"))
    assert calendar().month("2028-02") == (at("2028-02-01 00:00"), at("2028-03-01 00:00"))


@pytest.mark.parametrize(
    ("begins", "days", "ends"),
    [
        ("2026-03-02 10:00", 3, "2026-03-05 10:00"),
        ("2026-03-04 16:40", 3, "2026-03-09 16:40"),
        ("2026-02-11 09:15", 3, "2026-02-14 09:15"),
        ("2026-02-12 09:15", 3, "2026-02-24 09:15"),
        ("2026-09-17 23:59", 3, "2026-09-20 23:59"),
        ("2026-09-28 00:00", 3, "2026-10-08 00:00"),
    ],
    ids=["plain", "Saturday", "make-up Saturday", "Spring Festival", "make-up Sunday", "National Day"],
)
def test_a_period_that_ends_on_a_rest_day_ends_at_the_same_hour_of_the_next_working_day(
    begins: str, days: int, ends: str
) -> None:
    """Civil Code, article 203, counted by hand on the calendar of 2026."""
    period = Period(after_ms=days * DAY, ends_on_working_day=True)
    assert shown(calendar().end_of_period(at(begins), period)) == ends


@given(start=MOMENTS, length=st.integers(1, 90 * DAY))
def test_a_period_never_ends_early_and_only_rest_days_lie_between(start: int, length: int) -> None:
    """It ends on a working day, at the wall time at which it would have ended, and no working day is skipped."""
    plain = calendar().end_of_period(start, Period(after_ms=length))
    end = calendar().end_of_period(start, Period(after_ms=length, ends_on_working_day=True))
    assert plain == start + length
    assert end >= plain
    assert calendar().local(end).time() == calendar().local(plain).time()
    assert calendar().is_working_day(calendar().local(end).date())
    days = (calendar().local(end).date() - calendar().local(plain).date()).days
    between = [calendar().local(plain).date() + timedelta(days=count) for count in range(days)]
    assert not any(calendar().is_working_day(day) for day in between)


@given(moment=MOMENTS)
def test_an_instant_survives_the_way_to_local_time_and_back(moment: int) -> None:
    """To the millisecond."""
    assert calendar().instant(calendar().local(moment)) == moment


def test_the_townships_clock_is_not_utc() -> None:
    """Eight hours ahead, all year."""
    assert calendar().local(at("2026-07-01 08:30")).astimezone(UTC) == datetime(2026, 7, 1, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-02 21:59", None),
        ("2026-03-02 22:00", "2026-03-03 07:00"),
        ("2026-03-02 23:30", "2026-03-03 07:00"),
        ("2026-03-03 00:00", "2026-03-03 07:00"),
        ("2026-03-03 06:59", "2026-03-03 07:00"),
        ("2026-03-03 07:00", None),
        ("2026-12-31 23:00", "2027-01-01 07:00"),
    ],
)
def test_the_night_lasts_from_ten_to_seven(now: str, until: str | None) -> None:
    """Quiet hours 22:00–07:00, over midnight."""
    quiet = calendar().quiet_until(at(now), NIGHT)
    assert (None if quiet is None else shown(quiet)) == until


def test_quiet_hours_within_one_day() -> None:
    """A township may keep its noon quiet instead."""
    noon = QuietHours(start=time(12), end=time(14))
    assert calendar().quiet_until(at("2026-03-02 13:00"), noon) == at("2026-03-02 14:00")
    assert calendar().quiet_until(at("2026-03-02 14:00"), noon) is None
    assert calendar().quiet_until(at("2026-03-02 11:59"), noon) is None


def test_quiet_hours_that_end_when_they_begin_are_none() -> None:
    """No township is silent all day by a slip of the pen."""
    assert calendar().quiet_until(at("2026-03-02 22:00"), QuietHours(start=time(22), end=time(22))) is None


@given(moment=MOMENTS, start=TIMES, end=TIMES)
def test_quiet_hours_end_at_their_end_and_nothing_waits_a_day(moment: int, start: time, end: time) -> None:
    """What is held back goes out at the end of the same night, and then it is not quiet any more."""
    quiet = QuietHours(start=start, end=end)
    until = calendar().quiet_until(moment, quiet)
    if until is None:
        return
    assert moment < until <= moment + DAY
    assert calendar().local(until).time() == end
    assert calendar().quiet_until(until, quiet) is None


@given(moment=MOMENTS, wanted=TIMES)
def test_the_next_and_the_last_time_of_day_enclose_an_instant(moment: int, wanted: time) -> None:
    """Each within a day, the next strictly after, the last at or before."""
    coming = calendar().next_local_time(moment, wanted)
    gone = calendar().last_local_time(moment, wanted)
    assert gone <= moment < coming
    assert coming - gone == 24 * HOUR
    assert calendar().local(coming).time() == calendar().local(gone).time() == wanted
