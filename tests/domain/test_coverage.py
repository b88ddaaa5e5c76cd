"""How well shifts were attended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.coverage import DayCoverage, Level, coverage_by_day, level_of
from domain.shifts import PostState, RosteredShift, ShiftState
from tests.documents.patrol_samples import post, shift


def rostered(number: int, came: int, *, slot: str = "evening", start: int = 20, crew: int = 3) -> RosteredShift:
    """A shift of three with so many of a crew who came."""
    own = shift(number, "2026-09-01", slot=slot, start=start)
    states = [PostState.CHECKED_OUT if turn < came else PostState.ABSENT for turn in range(crew)]
    return RosteredShift(own, tuple(post(number * 10 + turn, own, turn, state) for turn, state in enumerate(states)))


@pytest.mark.parametrize(
    ("came", "level"), [(3, Level.FULL), (4, Level.FULL), (2, Level.MOST), (1, Level.FEW), (0, Level.NOBODY)]
)
def test_a_day_is_as_full_as_its_shift(came: int, level: Level) -> None:
    """More than it takes is no more than full."""
    one = rostered(1, came, crew=4)
    (found,) = coverage_by_day([one], one.shift.ends_at).values()
    assert level_of(found) is level
    assert found.missing == max(0, 3 - came)


def test_one_shift_too_many_people_makes_up_for_no_other() -> None:
    """Four in the afternoon and two in the evening are one too few."""
    two = [rostered(1, 4, slot="school", start=16, crew=4), rostered(2, 2)]
    assert coverage_by_day(two, two[1].shift.ends_at) == {("fenglin", "2026-09-01"): DayCoverage(2, 5, 6, ahead=False)}


def test_a_shift_that_has_not_begun_does_not_count_against_the_day() -> None:
    """Until the evening begins the afternoon alone is the day's."""
    two = [rostered(1, 3, slot="school", start=16), rostered(2, 0)]
    (found,) = coverage_by_day(two, two[1].shift.starts_at - 1).values()
    assert (found.shifts, level_of(found)) == (1, Level.FULL)
    (found,) = coverage_by_day(two, two[0].shift.starts_at - 1).values()
    assert level_of(found) is Level.AHEAD


def test_a_cancelled_shift_is_no_shift() -> None:
    """Nobody was missing from it."""
    one = rostered(1, 0)
    assert (
        coverage_by_day([RosteredShift(replace(one.shift, state=ShiftState.CANCELLED), one.posts)], one.shift.ends_at)
        == {}
    )
