"""Whose turn on duty a day is, who stands in, and whom an urgent notice is for."""

from __future__ import annotations

from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.access import Holder
from domain.centre_plan import DutyPlan
from domain.duty import DutyRoster, called_in_order, duty_day, next_change, on_call, on_duty
from domain.patrol_plan import PatrolRecipient
from domain.patrol_recipients import resolve_for_shift
from domain.recipients import resolve
from domain.sos_recipients import called_for
from domain.words import Recipient, Role
from tests.domain.samples import calendar, filed
from tests.domain.shift_samples import evening

CENTRE = "centre"
PLAN = DutyPlan(changes_at=time(8, 30))
TODAY = date(2026, 9, 28)


def staff(person: int, on_call: int | None = None, role: Role = Role.CENTRE_STAFF) -> Holder:
    """Somebody of the centre."""
    return Holder(person, role, CENTRE, on_call)


@given(st.lists(st.integers(1, 9), unique=True, min_size=1), st.integers(1, 5), st.integers(0, 400))
def test_turns_follow_one_another_and_each_has_as_many_days(order: list[int], each: int, start: int) -> None:
    """Whoever is next in the order is on duty next, each for the same number of days."""
    plan, roster = DutyPlan(days_each=each), DutyRoster(tuple(order))
    days = [TODAY + timedelta(days=start + number) for number in range(each * len(order) + 1)]
    turns = [on_duty(day, roster, plan, frozenset(order)) for day in days]
    assert turns[0] == turns[-1]
    assert all(turns[:-1].count(person) == each for person in order)
    for before, after in pairwise(turns):
        assert before is not None
        assert after in {before, order[(order.index(before) + 1) % len(order)]}


@given(st.lists(st.integers(1, 9), unique=True, min_size=1), st.sets(st.integers(1, 9)), st.integers(0, 40))
def test_nobody_without_the_role_is_on_duty_and_somebody_always_is(
    order: list[int], may: set[int], number: int
) -> None:
    """Whose role has ended is passed over; nobody only where nobody of the roster is left."""
    found = on_duty(TODAY + timedelta(days=number), DutyRoster(tuple(order)), PLAN, frozenset(may))
    assert (found is None) == (not may & set(order))
    assert found is None or found in may


def test_a_day_out_of_turn_is_that_persons_and_only_that_day() -> None:
    """Somebody else has the day, and the turns before and after are as they were."""
    plain, may = DutyRoster((1, 2)), frozenset({1, 2, 3})
    changed = DutyRoster((1, 2), {TODAY: 3})
    assert on_duty(TODAY, changed, PLAN, may) == 3
    assert on_duty(TODAY, changed, PLAN, frozenset({1, 2})) == on_duty(TODAY, plain, PLAN, may)
    for number in (-1, 1):
        day = TODAY + timedelta(days=number)
        assert on_duty(day, changed, PLAN, may) == on_duty(day, plain, PLAN, may)


def test_a_day_of_duty_begins_at_the_change() -> None:
    """In the small hours it is still the duty of the day before."""
    at = calendar().instant(calendar().local(0).replace(year=2026, month=9, day=28, hour=8, minute=29))
    assert duty_day(at, PLAN, calendar()) == date(2026, 9, 27)
    assert next_change(at, PLAN, calendar()) == at + 60_000
    assert duty_day(at + 60_000, PLAN, calendar()) == date(2026, 9, 28)


def test_who_stands_in_are_the_next_of_the_roster() -> None:
    """Also for somebody who took it over and is not on the roster."""
    assert called_in_order(2, (1, 2, 3)) == (2, 3, 1)
    assert called_in_order(9, (1, 2)) == (9, 1, 2)


def test_who_is_on_call_holds_a_role_of_the_centre() -> None:
    """Another role of the same person does not make them the duty officer once that of the centre has ended."""
    assert on_call([staff(5), staff(6, 1), staff(7, 0)]) == (7, 6)
    assert on_call([Holder(7, Role.MEDIATOR, "fenglin", 0), staff(6, 1)]) == (6,)


def test_the_duty_officer_is_told_alone_and_never_against_a_conflict() -> None:
    """Who is on call; if the case names them the one who stands in; with no roster everybody of the centre."""
    holders = [staff(1), staff(2, 1), staff(3, 0), staff(9, role=Role.DIRECTOR)]
    assert resolve(Recipient.DUTY_OFFICER, filed(), holders, frozenset()) == (3,)
    assert resolve(Recipient.DUTY_OFFICER, filed(), holders, frozenset({3})) == (2,)
    assert resolve(Recipient.DUTY_OFFICER, filed(), holders, frozenset({2, 3})) == (1,)
    assert resolve(Recipient.DUTY_OFFICER, filed(), [staff(1), staff(2)], frozenset()) == (1, 2)


@pytest.mark.parametrize("gone", [frozenset[int](), frozenset({3})])
def test_patrols_and_calls_for_help_reach_who_is_on_call(gone: frozenset[int]) -> None:
    """Who has blocked the bot is not waited for: who stands in is called."""
    holders = [staff(1), staff(2, 1), staff(3, 0)]
    wanted = (2,) if gone else (3,)
    left = [held for held in holders if held.person_id not in gone]
    assert resolve_for_shift(PatrolRecipient.DUTY_OFFICER, evening(), left, None) == wanted
    assert called_for(50, (), (), holders, gone) == wanted
