"""What a month of patrols is worth: a table of what counts and what does not, and sums that always come out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.allowance import DOUBTS, Deduction, deduction_of, ledger, rate_of
from domain.patrol_plan import Rate
from domain.shifts import CheckInKind, Mark, PostState, RosteredShift, ShiftState
from tests.documents.patrol_samples import check_in, post, shift
from tests.domain.samples import HOUR

EVENING = shift(1, "2026-09-01")
LATER = EVENING.ends_at + HOUR
CAME = post(1, EVENING, 5, PostState.CHECKED_OUT)
RATES = (Rate(since="2026-01", fen=3000), Rate(since="2026-09", fen=3500))


def why(state: PostState, *marks: Mark, kind: CheckInKind = CheckInKind.LOCATION, at: int = LATER) -> Deduction | None:
    """What is deducted for a post in a state whose one check-in carries marks."""
    own = post(1, EVENING, 5, state)
    shown = (check_in(1, own, *marks, kind=kind),) if own.checked_in_at else ()
    return deduction_of(EVENING, own, shown, at)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (PostState.CHECKED_OUT, None),
        (PostState.PRESENT, None),
        (PostState.ASSIGNED, Deduction.NO_CHECK_IN),
        (PostState.COMING, Deduction.NO_CHECK_IN),
        (PostState.ABSENT, Deduction.NO_CHECK_IN),
        (PostState.CANNOT, Deduction.NOT_COMING),
        (PostState.EXCUSED, Deduction.EXCUSED),
    ],
)
def test_who_was_there_is_paid_and_everybody_else_is_told_why_not(state: PostState, expected: Deduction | None) -> None:
    """A forgotten check-out costs nothing; only the check-in counts."""
    assert why(state) is expected


@pytest.mark.parametrize("mark", sorted(DOUBTS))
def test_a_marked_check_in_waits_for_the_leads_word(mark: Mark) -> None:
    """It is deducted until a check-in without a doubt, or the lead's own, stands beside it."""
    assert why(PostState.CHECKED_OUT, mark) is Deduction.UNCONFIRMED
    assert why(PostState.CHECKED_OUT, mark, kind=CheckInKind.BY_LEAD) is None
    both = (check_in(1, CAME, mark), check_in(2, CAME))
    assert deduction_of(EVENING, CAME, both, LATER) is None


@pytest.mark.parametrize("mark", sorted(set(Mark) - DOUBTS))
def test_early_and_forgotten_are_no_doubt(mark: Mark) -> None:
    """They say nothing of where somebody was."""
    assert why(PostState.CHECKED_OUT, mark) is None


def test_a_shift_that_is_not_over_or_was_cancelled_is_worth_nothing() -> None:
    """Whoever has checked out of one has done their part."""
    assert why(PostState.PRESENT, at=EVENING.ends_at - 1) is Deduction.NOT_OVER
    assert why(PostState.CHECKED_OUT, at=EVENING.ends_at - 1) is None
    cancelled = replace(EVENING, state=ShiftState.CANCELLED)
    assert deduction_of(cancelled, CAME, (), LATER) is Deduction.CANCELLED


def test_what_comes_after_the_release_changes_nothing() -> None:
    """Neither a later check-in nor a lead's later word moves a sum that was paid."""
    doubtful = check_in(1, CAME, Mark.OUTSIDE)
    word = replace(check_in(2, CAME, kind=CheckInKind.BY_LEAD), at=LATER + 1)
    rostered = (RosteredShift(EVENING, (CAME,)),)
    (line,) = ledger(rostered, {CAME.id: (doubtful, word)}, RATES, LATER)
    assert (line.deduction, line.check_ins) == (Deduction.UNCONFIRMED, (doubtful,))
    (line,) = ledger(rostered, {CAME.id: (doubtful, word)}, RATES, LATER + 1)
    assert line.verified


def test_the_rate_of_a_month_is_the_latest_that_had_begun() -> None:
    """Before the first there is none."""
    assert [rate_of(month, RATES) for month in ("2025-12", "2026-01", "2026-08", "2026-09", "2027-01")] == [
        0, 3000, 3000, 3500, 3500,
    ]  # fmt: skip
    assert rate_of("2026-09", ()) == 0


def test_a_post_that_was_passed_on_has_no_line() -> None:
    """Whoever took it has one of their own."""
    passed = post(2, EVENING, 6, PostState.PASSED_ON)
    assert [line.post.person_id for line in ledger((RosteredShift(EVENING, (CAME, passed)),), {}, RATES, LATER)] == [5]


@given(
    st.lists(
        st.tuples(st.sampled_from(list(PostState)), st.lists(st.sampled_from(list(Mark)), max_size=3)), max_size=12
    )
)
def test_every_post_is_either_paid_or_explained(crew: list[tuple[PostState, list[Mark]]]) -> None:
    """The ledger never leaves a post out, and a line is worth the rate exactly if nothing is deducted."""
    posts = tuple(post(number, EVENING, number, state) for number, (state, _marks) in enumerate(crew, 1))
    shown = {
        own.id: (check_in(own.id, own, *marks),)
        for own, (_state, marks) in zip(posts, crew, strict=True)
        if own.checked_in_at
    }
    lines = ledger((RosteredShift(EVENING, posts),), shown, RATES, LATER)
    assert [line.post.id for line in lines] == [own.id for own in posts if own.state is not PostState.PASSED_ON]
    assert all(line.fen == (3500 if line.deduction is None else 0) for line in lines)
