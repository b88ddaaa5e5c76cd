"""Whom a call for help reaches, whoever is there, and whoever is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.access import Holder, viewer_among
from domain.shifts import Post, PostState, RosteredShift, Shift, ShiftState, Way
from domain.sos_recipients import called_for, may_be_called, may_end
from domain.words import Role

UNIT, CENTRE = "fenglin", "centre"
CALLER, MATE, LEAD, OTHER_LEAD, HEAD, STAFF, SECOND_STAFF, DIRECTOR, STRANGER, ADMIN = range(1, 11)
HOLDERS = (
    Holder(CALLER, Role.PATROLLER, UNIT),
    Holder(MATE, Role.PATROLLER, UNIT),
    Holder(LEAD, Role.SHIFT_LEAD, UNIT),
    Holder(OTHER_LEAD, Role.SHIFT_LEAD, UNIT),
    Holder(HEAD, Role.VILLAGE_HEAD, UNIT),
    Holder(STAFF, Role.CENTRE_STAFF, CENTRE),
    Holder(SECOND_STAFF, Role.CENTRE_STAFF, CENTRE),
    Holder(DIRECTOR, Role.DIRECTOR, CENTRE),
    Holder(STRANGER, Role.VILLAGE_HEAD, "liutang"),
    Holder(ADMIN, Role.ADMIN, CENTRE),
)


def shift_of(*people: tuple[int, PostState]) -> RosteredShift:
    """A shift with these people on it; LEAD leads it when among them."""
    shift = Shift(1, UNIT, "evening", "2026-09-28", 0, 10, 3, False, ShiftState.PLANNED, 0, 0, 1)
    posts = [
        Post(number, 1, person, person == LEAD, state, Way.ROSTER, 0)
        for number, (person, state) in enumerate(people, start=1)
    ]
    return RosteredShift(shift, tuple(posts))


RUNNING = shift_of((CALLER, PostState.PRESENT), (MATE, PostState.PRESENT), (LEAD, PostState.PRESENT))


def test_the_shift_its_lead_the_head_and_the_duty_officers_are_called() -> None:
    """And nobody of another village, nor the caller."""
    called = called_for(CALLER, (RUNNING,), (UNIT,), HOLDERS, frozenset())
    assert set(called) == {MATE, LEAD, HEAD, STAFF, SECOND_STAFF}


def test_a_shift_whose_lead_calls_has_the_teams_other_lead_called() -> None:
    """Somebody must lead."""
    assert OTHER_LEAD in called_for(LEAD, (RUNNING,), (UNIT,), HOLDERS, frozenset())


def test_who_cannot_come_or_passed_the_post_on_is_not_out_there() -> None:
    """Only those who stand on the shift are near."""
    away = shift_of((CALLER, PostState.PRESENT), (MATE, PostState.CANNOT), (STRANGER, PostState.PASSED_ON))
    assert not {MATE, STRANGER} & set(called_for(CALLER, (away,), (UNIT,), HOLDERS, frozenset()))


def test_with_no_shift_the_leads_of_the_team_are_called() -> None:
    """They know who is near."""
    called = called_for(CALLER, (), (UNIT,), HOLDERS, frozenset())
    assert set(called) == {LEAD, OTHER_LEAD, HEAD, STAFF, SECOND_STAFF}


def test_a_duty_officer_out_of_reach_is_followed_by_the_director() -> None:
    """One of two who can be reached is enough; none calls the director, and without one the admins."""
    one = called_for(CALLER, (RUNNING,), (UNIT,), HOLDERS, frozenset({STAFF}))
    none = called_for(CALLER, (RUNNING,), (UNIT,), HOLDERS, frozenset({STAFF, SECOND_STAFF}))
    last = called_for(CALLER, (RUNNING,), (UNIT,), HOLDERS, frozenset({STAFF, SECOND_STAFF, DIRECTOR}))
    assert DIRECTOR not in one
    assert DIRECTOR in none
    assert ADMIN not in none
    assert ADMIN in last


@given(
    out_of_reach=st.frozensets(st.integers(CALLER, ADMIN)),
    on_shift=st.booleans(),
    caller=st.sampled_from([CALLER, MATE, LEAD]),
)
def test_as_long_as_anybody_can_be_reached_somebody_is_called(
    out_of_reach: frozenset[int], caller: int, *, on_shift: bool
) -> None:
    """Never the caller, never who is out of reach, never who could not be named; and nobody only if nobody is left."""
    shifts = (RUNNING,) if on_shift else ()
    called = called_for(caller, shifts, (UNIT,), HOLDERS, out_of_reach)
    possible = may_be_called(shifts, (UNIT,), HOLDERS)
    assert len(set(called)) == len(called)
    assert not set(called) & (out_of_reach | {caller})
    assert set(called) <= possible
    assert bool(called) == bool(possible - out_of_reach - {caller})


def test_the_caller_and_the_duty_officer_end_a_call_and_nobody_else_does() -> None:
    """The head may come, and may not say that it is over."""
    ending = {person for person in range(1, 11) if may_end(viewer_among(person, HOLDERS), CALLER)}
    assert ending == {CALLER, STAFF, SECOND_STAFF, DIRECTOR}
