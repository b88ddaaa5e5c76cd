"""Which shifts a team has: patterns of days, special periods, midnight, months' ends, nights and holidays."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.holidays import holiday_on
from domain.local_names import LocalName
from domain.patrol_plan import DayPattern, School, Slot, TeamPlan, Vacation
from domain.roster_days import is_night, planned_shifts, slots_of
from domain.special_periods import is_special
from domain.township import SpecialPeriod, Township
from domain.words import Holiday
from tests.domain.samples import at, calendar, shown, township

NAME = LocalName(zh_hans="班", zh_hant="班", en="shift")
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))


def slot(days: DayPattern = DayPattern.EVERY_DAY, start: int = 20, end: int = 23, **more: object) -> Slot:
    """A slot of two people."""
    given = {"code": "slot", "name": NAME, "days": days, "start": time(start), "end": time(end), "strength": 2} | more
    return Slot.model_validate(given)


def days_of(one: Slot, first: date, last: date, town: Township | None = None) -> list[str]:
    """The days on which a team with this slot alone has a shift, as "MM-DD"."""
    plan = TeamPlan(unit="fenglin", slots=(one,))
    return [f"{shift.day:%m-%d}" for shift in planned_shifts(plan, town or township(), calendar(), first, last)]


def with_periods(*periods: SpecialPeriod) -> Township:
    """The township with these special periods only."""
    return township().model_copy(update={"special_periods": periods})


def test_odd_days_meet_at_a_months_end() -> None:
    """The 31st and the 1st are both odd: two evenings in a row, as the rule is lived."""
    odd, even = slot(DayPattern.ODD_DAYS), slot(DayPattern.EVEN_DAYS)
    assert days_of(odd, date(2026, 3, 29), date(2026, 4, 3)) == ["03-29", "03-31", "04-01", "04-03"]
    assert days_of(even, date(2026, 3, 29), date(2026, 4, 3)) == ["03-30", "04-02"]


@given(first=DAYS, ahead=st.integers(0, 60))
def test_every_second_team_has_the_even_days(first: date, ahead: int) -> None:
    """Neighbours in the list take turns, and between them every day is watched exactly once."""
    last = first + timedelta(days=ahead)
    plain = [TeamPlan(unit=plan.unit) for plan in township().patrol.teams]
    stood = [{shift.day for shift in planned_shifts(plan, township(), calendar(), first, last)} for plan in plain]
    for one, other in pairwise(stood):
        assert not one & other
        assert len(one | other) == ahead + 1
    assert all(day.day % 2 == 1 for day in stood[0])


def test_own_slots_take_the_place_of_the_townships() -> None:
    """A team that has its own keeps them as they are written."""
    own = slot(DayPattern.ODD_DAYS)
    assert slots_of(TeamPlan(unit="liutang", slots=(own,)), township()) == (own,)
    assert slots_of(TeamPlan(unit="liutang"), township())[0].days is DayPattern.EVEN_DAYS


@given(first=DAYS, every=st.integers(2, 9), ahead=st.integers(-20, 20))
def test_every_so_many_days_are_counted_from_the_first(first: date, every: int, ahead: int) -> None:
    """None before it, then one in each stretch, over months' and years' ends."""
    counted = first + timedelta(days=ahead)
    one = slot(DayPattern.EVERY_N_DAYS, every=every, counted_from=counted)
    last = first + timedelta(days=60)
    expected, day = [], counted
    while day <= last:
        expected += [f"{day:%m-%d}"] if day >= first else []
        day += timedelta(days=every)
    assert days_of(one, first, last) == expected


def test_weekdays() -> None:
    """Tuesdays and Sundays."""
    assert days_of(slot(DayPattern.WEEKDAYS, weekdays=(2, 7)), date(2026, 3, 2), date(2026, 3, 15)) == [
        "03-03",
        "03-08",
        "03-10",
        "03-15",
    ]


@pytest.mark.parametrize(
    ("monday", "dismissal", "why"),
    [
        (date(2026, 3, 2), ["03-06"], "an ordinary Friday"),
        (date(2026, 2, 9), ["02-14"], "the Saturday is worked before Spring Festival"),
        (date(2026, 2, 16), [], "all of it is Spring Festival"),
        (date(2026, 6, 15), ["06-18"], "Friday is the Dragon Boat Festival"),
        (date(2026, 9, 28), ["09-30"], "National Day is a Thursday"),
        (date(2027, 3, 1), ["03-05"], "nothing is published for that year"),
    ],
)
def test_school_is_dismissed_on_the_last_school_day_of_a_week(monday: date, dismissal: list[str], why: str) -> None:
    """Counted by hand on the calendar of 2026."""
    one = slot(DayPattern.SCHOOL_DISMISSAL, start=16, end=17)
    assert days_of(one, monday, monday + timedelta(days=6)) == dismissal, why


@given(day=DAYS)
def test_a_week_has_one_dismissal_at_most_and_no_school_after_it(day: date) -> None:
    """Whatever the calendar moves."""
    monday = day - timedelta(days=day.weekday())
    found = days_of(slot(DayPattern.SCHOOL_DISMISSAL), monday, monday + timedelta(days=6), with_vacations())
    week = [monday + timedelta(days=ahead) for ahead in range(7)]
    working = [f"{each:%m-%d}" for each in week if calendar().is_working_day(each)]
    assert found == working[-1:]


@pytest.mark.parametrize(
    ("first", "last", "dismissal", "why"),
    [
        ("2026-03-09", "2026-03-15", ["03-20"], "a whole week"),
        ("2026-03-10", "2026-03-13", ["03-09", "03-20"], "it begins within a week: the day before it"),
        ("2026-03-09", "2026-03-12", ["03-13", "03-20"], "Friday is school again"),
        ("2026-03-13", "2026-03-13", ["03-12", "03-20"], "a single Friday"),
        ("2026-03-14", "2026-03-15", ["03-13", "03-20"], "a weekend changes nothing"),
    ],
)
def test_in_vacations_there_is_no_dismissal(first: str, last: str, dismissal: list[str], why: str) -> None:
    """The last day with school of a week that is cut; none in a week that is off."""
    vacations = (Vacation(first=date.fromisoformat(first), last=date.fromisoformat(last)),)
    town = with_vacations(*vacations)
    one = slot(DayPattern.SCHOOL_DISMISSAL, start=16, end=17)
    assert days_of(one, date(2026, 3, 9), date(2026, 3, 22), town) == dismissal, why


@given(first=DAYS, length=st.integers(1, 60))
def test_no_school_shift_lies_in_a_vacation_and_none_outside_is_lost(first: date, length: int) -> None:
    """Whatever the calendar moves; weeks that the vacation does not touch are as they were."""
    last = first + timedelta(days=length - 1)
    around = first - timedelta(days=21), last + timedelta(days=21)
    one = slot(DayPattern.SCHOOL_DISMISSAL)
    plan = TeamPlan(unit="fenglin", slots=(one,))
    bare, town = with_vacations(), with_vacations(Vacation(first=first, last=last))
    without = {shift.day for shift in planned_shifts(plan, bare, calendar(), *around)}
    found = {shift.day for shift in planned_shifts(plan, town, calendar(), *around)}
    assert not any(first <= day <= last for day in found)
    monday, sunday = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    assert {day for day in without if not monday <= day <= sunday} <= found
    assert all(monday <= day <= sunday for day in found - without)


def with_vacations(*vacations: Vacation) -> Township:
    """The township with these school vacations only."""
    patrol = township().patrol.changed(school=School(vacations=vacations))
    return township().model_copy(update={"patrol": patrol})


def test_a_shift_over_midnight_belongs_to_the_day_on_which_it_starts() -> None:
    """From 22:00 to 02:00, over a month's and a year's end too."""
    plan = TeamPlan(unit="fenglin", slots=(slot(start=22, end=2),))
    found = planned_shifts(plan, township(), calendar(), date(2025, 12, 31), date(2025, 12, 31))
    assert [(each.day, shown(each.starts_at), shown(each.ends_at)) for each in found] == [
        (date(2025, 12, 31), "2025-12-31 22:00", "2026-01-01 02:00")
    ]


def test_local_time_is_kept_where_clocks_are_changed() -> None:
    """A place with summer time: the evening stays the evening, and the night is an hour shorter."""
    berlin = Calendar("Europe/Berlin")
    plan = TeamPlan(unit="fenglin", slots=(slot(start=22, end=6),))
    found = planned_shifts(plan, township(), berlin, date(2026, 3, 27), date(2026, 3, 29))
    assert [(each.ends_at - each.starts_at) // 3_600_000 for each in found] == [8, 7, 8]
    assert [berlin.local(each.starts_at).hour for each in found] == [22, 22, 22]


@pytest.mark.parametrize(
    ("begins", "ends", "night"),
    [
        ("2026-03-02 20:00", "2026-03-02 23:00", True),
        ("2026-03-02 20:00", "2026-03-02 22:00", False),
        ("2026-03-02 22:00", "2026-03-03 02:00", True),
        ("2026-03-02 23:30", "2026-03-03 02:00", True),
        ("2026-03-03 01:00", "2026-03-03 05:00", True),
        ("2026-03-03 04:00", "2026-03-03 08:00", False),
        ("2026-03-03 16:00", "2026-03-03 17:30", False),
        ("2026-03-31 18:00", "2026-04-01 06:00", True),
    ],
)
def test_a_night_is_under_way_when_the_night_begins_or_begins_in_it(begins: str, ends: str, night: bool) -> None:
    """From 22:00 until four in the morning."""
    assert is_night(at(begins), at(ends), time(22), calendar()) is night


def test_special_periods_take_more_people_and_have_shifts_of_their_own() -> None:
    """National Day of 2026: from the 1st to the 7th, and not on the workdays that make up for it."""
    plan = TeamPlan(
        unit="fenglin",
        slots=(slot(special_strength=5), slot(DayPattern.SPECIAL_PERIODS, 8, 10, code="gate")),
    )
    found = planned_shifts(plan, township(), calendar(), date(2026, 9, 30), date(2026, 10, 10))
    special = {each.day.day for each in found if each.special}
    assert special == {1, 2, 3, 4, 5, 6, 7}
    assert {each.day.day for each in found if each.slot == "gate"} == special
    assert all(each.strength == (5 if each.special and each.slot == "slot" else 2) for each in found)
    assert {each.day.day for each in found if each.holiday} == special


def test_a_period_by_days_comes_every_year_and_may_pass_its_end() -> None:
    """First and last day are in it."""
    july = with_periods(SpecialPeriod(code="july", name=NAME, first="07-01", last="07-01"))
    winter = with_periods(SpecialPeriod(code="winter", name=NAME, first="12-25", last="01-02"))
    assert days_of(slot(DayPattern.SPECIAL_PERIODS), date(2026, 6, 28), date(2026, 7, 3), july) == ["07-01"]
    found = days_of(slot(DayPattern.SPECIAL_PERIODS), date(2026, 12, 20), date(2027, 1, 10), winter)
    assert (found[0], found[-1], len(found)) == ("12-25", "01-02", 9)


def test_added_periods_and_joined_holidays() -> None:
    """Dates that were added for once; and National Day of 2025, in whose row of days off one bears another name."""
    bare = with_periods()
    extra = ((date(2026, 3, 3), date(2026, 3, 4)),)
    assert [is_special(date(2026, 3, day), bare, extra) for day in (2, 3, 4, 5)] == [False, True, True, False]
    assert holiday_on(date(2025, 10, 6)) is Holiday.MID_AUTUMN_FESTIVAL
    assert all(is_special(date(2025, 10, day), township()) for day in range(1, 9))
    assert not is_special(date(2025, 10, 11), township())


def test_holidays_of_a_year_that_is_not_published() -> None:
    """What the law dates is known, and nothing is made up."""
    assert holiday_on(date(2099, 1, 1)) is Holiday.NEW_YEAR
    assert holiday_on(date(2099, 10, 3)) is Holiday.NATIONAL_DAY
    assert holiday_on(date(2099, 10, 4)) is None
    assert holiday_on(date(2026, 2, 14)) is None, "a Saturday that is worked for Spring Festival"
    assert holiday_on(date(2026, 3, 7)) is None, "a plain Saturday"


@given(first=DAYS, ahead=st.integers(0, 40), plan=st.sampled_from(township().patrol.teams))
def test_shifts_are_whole_in_order_and_the_same_however_a_time_is_cut(first: date, ahead: int, plan: TeamPlan) -> None:
    """A roster that is made in two parts has the shifts of one that is made at once."""
    middle, last = first + timedelta(days=ahead // 2), first + timedelta(days=ahead)
    whole = planned_shifts(plan, township(), calendar(), first, last)
    parts = planned_shifts(plan, township(), calendar(), first, middle)
    parts += planned_shifts(plan, township(), calendar(), middle + timedelta(days=1), last)
    assert whole == parts
    assert len({(each.slot, each.day) for each in whole}) == len(whole)
    for each in whole:
        assert each.starts_at < each.ends_at
        assert calendar().local(each.starts_at).date() == each.day
