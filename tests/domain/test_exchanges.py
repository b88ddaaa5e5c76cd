"""Who may take whose post, and until when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.access import Holder
from domain.exchanges import free_for, leads_team, next_lead, open_to_change
from domain.shifts import PostState, RosteredShift, ShiftState
from domain.words import Role
from tests.domain.samples import HOUR
from tests.domain.shift_samples import EVENING, SHIFT, evening, post

REST = 11 * HOUR


def other(begins: int, hours: int = 3, **changes: object) -> RosteredShift:
    """Another shift with person 1 on it."""
    shift = replace(SHIFT, id=2, starts_at=begins, ends_at=begins + hours * HOUR, **changes)  # type: ignore[arg-type]
    return RosteredShift(shift, (post(1),))


def test_people_change_until_the_shift_begins() -> None:
    """To the millisecond, and not on one that is cancelled or over."""
    assert open_to_change(SHIFT, EVENING - 1)
    assert not open_to_change(SHIFT, EVENING)
    for state in (ShiftState.CANCELLED, ShiftState.ENDED):
        assert not open_to_change(replace(SHIFT, state=state), EVENING - 1)


@pytest.mark.parametrize(
    ("begins", "rest", "free"),
    [
        (EVENING, 0, False),
        (EVENING + 3 * HOUR, 0, True),
        (EVENING + 3 * HOUR - 1, 0, False),
        (EVENING - 3 * HOUR, 0, True),
        (EVENING + 14 * HOUR, REST, True),
        (EVENING + 14 * HOUR - 1, REST, False),
        (EVENING - 14 * HOUR, REST, True),
        (EVENING - 14 * HOUR + 1, REST, False),
    ],
)
def test_another_shift_stands_in_the_way_only_when_it_is_too_near(begins: int, rest: int, free: bool) -> None:
    """The rest is counted from the end of one to the start of the other."""
    assert free_for(SHIFT, 1, [other(begins)], rest) is free


@pytest.mark.parametrize("state", list(PostState))
def test_only_a_post_that_asks_something_stands_in_the_way(state: PostState) -> None:
    """Who was let off, or whose post somebody took, is free; who cannot come still has it."""
    there = RosteredShift(replace(SHIFT, id=2), (post(1, state),))
    free = state in {PostState.PASSED_ON, PostState.EXCUSED, PostState.ABSENT}
    assert free_for(SHIFT, 1, [there], 0) is free


def test_what_does_not_take_place_or_is_given_away_stands_in_nobodys_way() -> None:
    """A cancelled shift, the one that is swapped for this one, and another person's."""
    assert free_for(SHIFT, 1, [other(EVENING, state=ShiftState.CANCELLED)], REST)
    assert free_for(SHIFT, 1, [other(EVENING)], REST, but_not=2)
    assert free_for(SHIFT, 7, [other(EVENING)], REST)


def test_a_lead_and_the_head_lead_a_team_and_nobody_else() -> None:
    """Only in their own village."""
    holders = [
        Holder(1, Role.SHIFT_LEAD, "fenglin"),
        Holder(2, Role.VILLAGE_HEAD, "fenglin"),
        Holder(3, Role.PATROLLER, "fenglin"),
        Holder(4, Role.SHIFT_LEAD, "liutang"),
        Holder(5, Role.MEDIATOR, "fenglin"),
    ]
    assert [person for person in range(1, 6) if leads_team(holders, person, "fenglin")] == [1, 2]


def test_the_next_lead_stands_there_and_may_lead() -> None:
    """A lead before the head; nobody who cannot come; None where nobody may."""
    holders = [
        Holder(1, Role.SHIFT_LEAD, "fenglin"),
        Holder(2, Role.VILLAGE_HEAD, "fenglin"),
        Holder(3, Role.SHIFT_LEAD, "liutang"),
    ]
    both = evening(post(3), post(2), post(1))
    assert next_lead(both, holders) == post(1)
    assert next_lead(evening(post(3), post(2), post(1, PostState.CANNOT)), holders) == post(2)
    assert next_lead(evening(post(3)), holders) is None


def test_a_place_that_somebody_is_sought_for_lacks() -> None:
    """And never less than nobody lacks."""
    assert evening(post(1), post(2, PostState.CANNOT), post(3, PostState.COMING)).missing == 1
    assert evening(post(1), post(2), post(3), post(4)).missing == 0
    assert evening().missing == SHIFT.strength
