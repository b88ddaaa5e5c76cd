"""What stays when a roster is made anew, and how what people have stood before is counted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from domain.roster_counts import counts_before
from domain.roster_renewal import Team, busy_times, days_elsewhere, freed_posts, held_posts, open_shift
from domain.roster_values import Counts
from domain.shifts import PostState, RosteredShift, Way
from domain.teams import Member, MemberState, Unavailable
from tests.domain.samples import DAY, calendar
from tests.domain.shift_samples import EVENING, SHIFT, evening, post

NIGHT = time(22)


def member(person_id: int, joined_at: int = 0) -> Member:
    """Somebody in the team; the number of the membership is a hundred times theirs."""
    return Member(person_id * 100, "fenglin", person_id, MemberState.MEMBER, None, joined_at)


def team(*persons: int, away: int | None = None) -> Team:
    """A team of these people, one of whom is away on the day of the evening."""
    days = {away * 100: (Unavailable(1, away * 100, first=SHIFT.day, last=SHIFT.day),)} if away else {}
    return Team([member(person) for person in persons], days)


@pytest.mark.parametrize(
    ("state", "way", "freed"),
    [
        (PostState.ASSIGNED, Way.ROSTER, True),
        (PostState.COMING, Way.ROSTER, False),
        (PostState.CANNOT, Way.ROSTER, False),
        (PostState.ASSIGNED, Way.SWAP, False),
        (PostState.ASSIGNED, Way.STAND_IN, False),
        (PostState.ASSIGNED, Way.LEAD, False),
    ],
)
def test_a_day_that_somebody_cannot_frees_only_what_nobody_has_agreed(state: PostState, way: Way, freed: bool) -> None:
    """What the roster gave and nobody has said yes to goes back; the rest stays."""
    shifts = [evening(replace(post(1, state), way=way), post(2))]
    found = freed_posts(shifts, team(1, 2, away=1))
    assert [each.post.person_id for each in found] == ([1] if freed else [])
    assert [each.person_id for each in held_posts(shifts, found)] == ([2] if freed else [1, 2])


def test_everything_of_who_left_goes_back_until_they_have_come() -> None:
    """However they came to it; who is there already is not sent away."""
    shifts = [evening(replace(post(1, PostState.COMING), way=Way.LEAD), post(2, PostState.PRESENT), post(3))]
    found = freed_posts(shifts, team(3))
    assert [(each.post.person_id, each.left) for each in found] == [(1, True)]


def test_nobody_is_put_back_where_they_gave_up_their_place() -> None:
    """Nor where they stand elsewhere; whoever came back to a shift stands there."""
    gone = evening(
        post(1, PostState.PASSED_ON), post(2, PostState.EXCUSED), replace(post(3, PostState.PASSED_ON), id=9)
    )
    back = RosteredShift(gone.shift, (*gone.posts, post(3)))
    elsewhere = RosteredShift(replace(SHIFT, id=7, starts_at=5, ends_at=6), (post(4), post(9)))
    busy = busy_times([elsewhere], [back], team(1, 2, 3, 4))
    assert busy == {
        1: ((EVENING, SHIFT.ends_at),),
        2: ((EVENING, SHIFT.ends_at),),
        4: ((5, 6),),
    }


def test_days_elsewhere_count_as_often_as_somebody_stands() -> None:
    """In whatever team; not what they passed on, and nobody who is not of the team."""
    day = date.fromisoformat(SHIFT.day)
    twice = [evening(post(1), post(2, PostState.PASSED_ON), post(9)), evening(post(1, PostState.CHECKED_OUT))]
    assert days_elsewhere(twice, team(1, 2)) == {1: (day, day)}


def test_a_kept_shift_is_looked_at_with_its_own_strength() -> None:
    """An extra shift has no plan; whether it is a night follows from its hours."""
    late = replace(SHIFT, ends_at=SHIFT.ends_at + DAY // 8, strength=4)
    found = open_shift(late, None, NIGHT, calendar())
    assert (found.day, found.strength, found.night, found.households) == (date(2026, 3, 2), 4, True, False)


def test_what_somebody_stood_is_counted_by_kind() -> None:
    """Shifts, nights, holidays and those that they led; what they missed or passed on is not theirs."""
    holiday = replace(SHIFT, id=2, day="2026-10-01")
    shifts = [
        evening(post(1, PostState.CHECKED_OUT, leads=True), post(2, PostState.ABSENT)),
        RosteredShift(holiday, (post(1, PostState.CHECKED_OUT), post(2, PostState.PASSED_ON))),
    ]
    counts = counts_before(shifts, [member(1), member(2)], 0, NIGHT, calendar())
    assert counts == {1: Counts(2, 2, 1, 1), 2: Counts(0, 0, 0, 0)}


def test_nobody_makes_up_for_the_time_before_they_came() -> None:
    """Who joins begins where those in the middle stood, and is then counted like everybody else."""
    first = evening(post(1, PostState.CHECKED_OUT), post(2, PostState.CHECKED_OUT))
    second = RosteredShift(
        replace(SHIFT, id=2, starts_at=EVENING + DAY, ends_at=EVENING + DAY + 1), (post(2, PostState.CHECKED_OUT),)
    )
    third = RosteredShift(
        replace(SHIFT, id=3, starts_at=EVENING + 3 * DAY, ends_at=EVENING + 3 * DAY + 1),
        (post(3, PostState.CHECKED_OUT),),
    )
    members = [member(1), member(2), member(4), member(3, EVENING + 2 * DAY)]
    counts = counts_before([first, second, third], members, 1, NIGHT, calendar())
    assert [counts[person].total for person in (1, 2, 4, 3)] == [1, 2, 0, 2]
