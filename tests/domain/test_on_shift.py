"""Which shift somebody is on."""

from __future__ import annotations

from domain.on_shift import on_shift
from domain.shifts import Post, PostState, RosteredShift, Shift, ShiftState, Way


def shift_with(number: int, starts_at: int, state: PostState) -> RosteredShift:
    """A shift on which person 1 has a post."""
    shift = Shift(number, "fenglin", "s", "2026-09-28", starts_at, starts_at + 9, 1, False, ShiftState.PLANNED, 0, 0, 1)
    return RosteredShift(shift, (Post(number, number, 1, True, state, Way.ROSTER, 0),))


def test_where_one_is_checked_in_goes_before_what_began_earlier() -> None:
    """Two shifts may touch; the check-in says which one is meant."""
    found = on_shift(1, [shift_with(1, 0, PostState.COMING), shift_with(2, 5, PostState.PRESENT)])
    assert found is not None
    assert found.rostered.shift.id == 2


def test_who_cannot_come_is_on_no_shift() -> None:
    """Nor who was excused, nor anybody who has no post there."""
    assert on_shift(1, [shift_with(1, 0, PostState.CANNOT), shift_with(2, 0, PostState.EXCUSED)]) is None
    assert on_shift(2, [shift_with(1, 0, PostState.PRESENT)]) is None
