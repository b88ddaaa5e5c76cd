"""Who may take whose post: rules of standing in, swapping and filling gaps. All of it only until the shift begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.shifts import AWAITED, PostState, ShiftState
from domain.team_access import LEADING
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.access import Holder
    from domain.shifts import Post, RosteredShift, Shift

MOVABLE = AWAITED
"""Posts that can still change hands: their person has neither come nor been let off."""
SWAPPABLE = frozenset({PostState.ASSIGNED, PostState.COMING})
"""Posts that can be swapped: for the others a stand-in is sought."""
CLOSED = frozenset({PostState.PASSED_ON, PostState.EXCUSED, PostState.ABSENT})
"""Posts that ask nothing of their person any more."""


def open_to_change(shift: Shift, now: int) -> bool:
    """Whether people on a shift may still change: until it begins."""
    return shift.state is ShiftState.PLANNED and now < shift.starts_at


def leads_team(holders: Iterable[Holder], person_id: int, unit: str) -> bool:
    """Whether somebody is one of a team's leads, or the head of its village, who may do the same."""
    return any(each.person_id == person_id and each.unit == unit and each.role in LEADING for each in holders)


def stands_on(rostered: RosteredShift, person_id: int) -> bool:
    """Whether somebody has a post on a shift that still asks something of them."""
    post = rostered.post_of(person_id)
    return post is not None and post.state not in CLOSED


def free_for(shift: Shift, person_id: int, others: Iterable[RosteredShift], rest_ms: int, but_not: int = 0) -> bool:
    """Whether somebody who has the posts on `others` can stand on a shift as well, with so much rest between two.

    `but_not` is a shift that they give away for this one.
    """
    return not any(
        each.shift.id not in {shift.id, but_not}
        and each.shift.state is ShiftState.PLANNED
        and stands_on(each, person_id)
        and _too_close(shift, each.shift, rest_ms)
        for each in others
    )


def next_lead(rostered: RosteredShift, holders: Sequence[Holder]) -> Post | None:
    """Who of those standing on a shift that has lost its lead leads it from now; None if nobody there may."""
    unit = rostered.shift.unit
    for role in (Role.SHIFT_LEAD, Role.VILLAGE_HEAD):
        may = {each.person_id for each in holders if each.unit == unit and each.role is role}
        found = next((post for post in rostered.standing if post.person_id in may), None)
        if found is not None:
            return found
    return None


def _too_close(one: Shift, other: Shift, rest_ms: int) -> bool:
    return one.starts_at < other.ends_at + rest_ms and other.starts_at < one.ends_at + rest_ms
