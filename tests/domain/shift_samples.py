"""Shifts and posts for tests: an evening of one team, changed by name."""

from __future__ import annotations

from dataclasses import replace

from domain.shifts import Post, PostState, RosteredShift, Shift, ShiftState, Way
from tests.domain.samples import HOUR, MONDAY

EVENING = MONDAY + 11 * HOUR
"""21:00 on the Monday of the samples."""
SHIFT = Shift(
    id=1,
    unit="fenglin",
    slot="evening",
    day="2026-03-02",
    starts_at=EVENING,
    ends_at=EVENING + 3 * HOUR,
    strength=3,
    special=False,
    state=ShiftState.PLANNED,
    published_at=MONDAY - 240 * HOUR,
    chased_until=MONDAY - 240 * HOUR,
    version=0,
)


def post(person_id: int, state: PostState = PostState.ASSIGNED, *, leads: bool = False) -> Post:
    """A person's post on that evening; its number is ten times the person's."""
    return Post(person_id * 10, SHIFT.id, person_id, leads, state, Way.ROSTER, SHIFT.published_at or 0)


def evening(*posts: Post, **changes: object) -> RosteredShift:
    """That evening with these posts."""
    return RosteredShift(replace(SHIFT, **changes), posts)  # type: ignore[arg-type]
