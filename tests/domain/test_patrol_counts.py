"""Hours, nights, late and missing, counted from shifts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.patrol_counts import PatrolCounts, counts_of, coverage_of, stood_ms, team_counts
from domain.shifts import Mark, Post, PostState, RosteredShift, Shift, ShiftState, Way
from tests.domain.samples import HOUR, MINUTE, at, calendar, township

START, END = at("2026-09-28 20:00"), at("2026-09-28 23:00")
ENDED = Shift(1, "fenglin", "evening", "2026-09-28", START, END, 2, False, ShiftState.ENDED, 0, 0, 1)
PATROL = township().patrol


def post(
    state: PostState, person: int = 1, *, checked_in_at: int | None = None, checked_out_at: int | None = None
) -> Post:
    """A post of somebody; the first person leads."""
    leads = person == 1
    return Post(person, 1, person, leads, state, Way.ROSTER, 0, None, checked_in_at, checked_out_at)


def counted(own: Post, shift: Shift = ENDED) -> PatrolCounts:
    """What one post comes to."""
    return counts_of([RosteredShift(shift, (own,))], own.person_id, PATROL, calendar())


def test_only_the_time_within_the_shift_counts() -> None:
    """Early in and late out add nothing."""
    own = post(PostState.CHECKED_OUT, checked_in_at=START - 20 * MINUTE, checked_out_at=END + HOUR)
    assert counted(own) == PatrolCounts(posts=1, stood=1, stood_ms=3 * HOUR, nights=1)


def test_late_begins_where_the_first_chase_does() -> None:
    """Ten minutes are not late, one more is."""
    grace = PATROL.absence[0].after_ms
    in_time = post(PostState.CHECKED_OUT, checked_in_at=START + grace, checked_out_at=END)
    late = replace(in_time, checked_in_at=START + grace + 1)
    assert (counted(in_time).late, counted(late).late) == (0, 1)


def test_a_forgotten_check_out_counts_to_the_end_and_is_said() -> None:
    """The volunteer stood; the page says that the time is the shift's."""
    own = replace(post(PostState.CHECKED_OUT, checked_in_at=START, checked_out_at=END + HOUR), marks=(Mark.FORGOTTEN,))
    assert (counted(own).stood_ms, counted(own).forgotten) == (3 * HOUR, 1)


@pytest.mark.parametrize("state", [PostState.EXCUSED, PostState.PASSED_ON])
def test_who_was_excused_or_stood_in_for_is_counted_nowhere(state: PostState) -> None:
    """Neither as there nor as missing."""
    assert counted(post(state)) == PatrolCounts()


@pytest.mark.parametrize("state", [PostState.ASSIGNED, PostState.COMING, PostState.CANNOT, PostState.ABSENT])
def test_who_was_awaited_when_the_shift_ended_is_missing(state: PostState) -> None:
    """Once it is closed; not while it is planned, and never when it was cancelled."""
    assert counted(post(state)) == PatrolCounts(posts=1, missing=1)
    assert counted(post(state), replace(ENDED, state=ShiftState.CANCELLED)) == PatrolCounts()
    if state is not PostState.ABSENT:
        assert counted(post(state), replace(ENDED, state=ShiftState.PLANNED)) == PatrolCounts()


def test_a_shift_that_begins_after_midnight_was_a_night_too() -> None:
    """What a night is, is what the roster shares out as one."""
    late = replace(ENDED, starts_at=at("2026-09-29 00:30"), ends_at=at("2026-09-29 03:00"))
    early = replace(ENDED, starts_at=at("2026-09-29 04:00"), ends_at=at("2026-09-29 06:00"))
    own = post(PostState.CHECKED_OUT, checked_in_at=late.starts_at, checked_out_at=early.ends_at)
    assert (counted(own, late).nights, counted(own, early).nights) == (1, 0)


@pytest.mark.parametrize(
    ("came", "left", "hours"),
    [(-5, 180, 3), (30, 180, 2.5), (0, 60, 1), (0, 300, 3), (10, None, 170 / 60), (200, 210, 0)],
)
def test_hours_count_within_the_shift(came: int, left: int | None, hours: float) -> None:
    """Early and late minutes add nothing; where no check-out was written down the shift's end counts."""
    out = None if left is None else START + left * MINUTE
    own = post(PostState.CHECKED_OUT, checked_in_at=START + came * MINUTE, checked_out_at=out)
    assert stood_ms(ENDED, own) == round(hours * HOUR)


def test_whoever_has_not_checked_out_has_no_hours_yet() -> None:
    """Nobody knows how long it was until they do, or the shift is closed."""
    assert stood_ms(ENDED, post(PostState.PRESENT, checked_in_at=START)) == 0


def test_before_its_start_a_shift_is_covered_by_who_stands_on_it_and_then_by_who_came() -> None:
    """At eight the promise becomes a presence."""
    rostered = RosteredShift(
        replace(ENDED, state=ShiftState.PLANNED),
        (post(PostState.COMING), post(PostState.PRESENT, 2, checked_in_at=START - MINUTE)),
    )
    before, after = coverage_of(rostered, START - 1), coverage_of(rostered, START)
    assert (before.there, before.led, before.full) == (2, True, True)
    assert (after.there, after.led, after.full) == (1, False, False)


POSTS = st.builds(
    lambda state, came, stayed, forgot: replace(
        post(state, checked_in_at=START + came, checked_out_at=START + came + stayed),
        marks=(Mark.FORGOTTEN,) if forgot else (),
    ),
    st.sampled_from(PostState),
    st.integers(-HOUR, 4 * HOUR),
    st.integers(0, 12 * HOUR),
    st.booleans(),
)


@given(POSTS)
def test_nobody_stands_longer_than_the_shift_or_less_than_nothing(own: Post) -> None:
    """Whatever times were written down."""
    assert 0 <= stood_ms(ENDED, own) <= END - START


@given(st.lists(POSTS, max_size=6))
def test_a_team_is_the_sum_of_its_people(posts: list[Post]) -> None:
    """Each post counts once, as there, as missing or not at all."""
    people = tuple(replace(each, id=number, person_id=number) for number, each in enumerate(posts, start=1))
    rostered = RosteredShift(ENDED, people)
    total = PatrolCounts()
    for each in people:
        total += counts_of([rostered], each.person_id, PATROL, calendar())
    assert team_counts([rostered], PATROL, calendar()) == total
    assert total.posts == total.stood + total.missing
