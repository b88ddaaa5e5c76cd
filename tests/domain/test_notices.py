"""The last look before a notice is sent: is it still true?"""

from __future__ import annotations

import pytest

from domain.cases import Case, Step
from domain.notices import Condition, ShiftCondition, ShiftTruth, Truth, shift_still_true, still_true
from domain.shifts import PostState, ShiftState
from tests.domain.samples import DAY, HOUR, MONDAY, after, filed
from tests.domain.shift_samples import evening, post

FILED = filed(urgent=True)
ACCEPTED = after(FILED, (Step.ACCEPT, MONDAY + HOUR))
WORKED_ON = after(ACCEPTED, (Step.LOG_PROGRESS, MONDAY + 2 * HOUR))
SUPERVISED = after(WORKED_ON, (Step.SUPERVISE, MONDAY + 3 * HOUR))
PROPOSED = after(WORKED_ON, (Step.PROPOSE, MONDAY + 3 * HOUR))
SETTLED = after(WORKED_ON, (Step.SETTLE, MONDAY + DAY))
CLOSED = after(SETTLED, (Step.CLOSE, MONDAY + 2 * DAY))
WITHDRAWN = after(FILED, (Step.WITHDRAW, MONDAY + HOUR))
MERGED = after(FILED, (Step.MERGE, MONDAY + HOUR))
LIFE = [FILED, ACCEPTED, WORKED_ON, SUPERVISED, PROPOSED, SETTLED, CLOSED, WITHDRAWN, MERGED]

HOLDS = {
    Truth.UNACCEPTED: [FILED],
    Truth.UNACKNOWLEDGED: [FILED],
    Truth.NO_FIRST_ACTION: [FILED, ACCEPTED],
    Truth.UNSETTLED: [FILED, ACCEPTED, WORKED_ON, SUPERVISED, PROPOSED],
    Truth.UNCLOSED: [FILED, ACCEPTED, WORKED_ON, SUPERVISED, PROPOSED, SETTLED],
    Truth.SUPERVISED: [SUPERVISED],
    Truth.PROPOSED: [PROPOSED],
    Truth.CLOSED: [CLOSED],
}


@pytest.mark.parametrize("truth", Truth)
@pytest.mark.parametrize(
    "case",
    LIFE,
    ids=["filed", "accepted", "worked on", "supervised", "proposed", "settled", "closed", "gone", "merged"],
)
def test_a_notice_goes_out_only_while_it_is_true(truth: Truth, case: Case) -> None:
    """A reminder of a case that was accepted meanwhile is dropped. The table above says what holds when."""
    assert still_true(Condition(case_id=1, truth=truth), case) == (case in HOLDS[truth])


def test_a_supervision_that_was_answered_is_not_chased_any_more() -> None:
    """The answer came while the chase waited for the morning."""
    answered = after(SUPERVISED, (Step.LOG_PROGRESS, MONDAY + 4 * HOUR))
    withdrawn = after(SUPERVISED, (Step.WITHDRAW, MONDAY + 4 * HOUR))
    assert not still_true(Condition(case_id=1, truth=Truth.SUPERVISED), answered)
    assert not still_true(Condition(case_id=1, truth=Truth.SUPERVISED), withdrawn)


@pytest.mark.parametrize("truth", Truth)
def test_nothing_is_true_of_a_case_that_is_gone(truth: Truth) -> None:
    """What was deleted at the end of its time is not spoken of."""
    assert not still_true(Condition(case_id=1, truth=truth), None)


OF_A_POST = {
    ShiftTruth.PLANNED: set(PostState) - {PostState.PASSED_ON},
    ShiftTruth.UNANSWERED: {PostState.ASSIGNED},
    ShiftTruth.AWAITED: {PostState.ASSIGNED, PostState.COMING, PostState.CANNOT},
    ShiftTruth.NOT_CHECKED_OUT: {PostState.PRESENT},
}


@pytest.mark.parametrize("truth", OF_A_POST)
@pytest.mark.parametrize("state", PostState)
def test_a_notice_about_a_post_goes_out_only_while_it_is_true(truth: ShiftTruth, state: PostState) -> None:
    """Nobody is nudged who has checked in, was excused or has passed the post on."""
    condition = ShiftCondition(shift_id=1, shift_truth=truth, person_id=7)
    assert shift_still_true(condition, evening(post(7, state))) == (state in OF_A_POST[truth])
    assert not shift_still_true(condition, evening(post(8, state)))


def test_too_few_people_are_told_of_until_there_are_enough_and_one_of_them_leads() -> None:
    """Three are wanted. Whoever cannot come does not count."""
    condition = ShiftCondition(shift_id=1, shift_truth=ShiftTruth.UNDERMANNED)
    two = (post(1, leads=True), post(2))
    assert shift_still_true(condition, evening(*two))
    assert shift_still_true(condition, evening(*two, post(3, PostState.CANNOT)))
    assert shift_still_true(condition, evening(post(1), post(2), post(3)))
    assert not shift_still_true(condition, evening(*two, post(3, PostState.COMING)))


@pytest.mark.parametrize("truth", ShiftTruth)
@pytest.mark.parametrize("state", [ShiftState.CANCELLED, ShiftState.ENDED])
def test_nothing_is_said_of_a_shift_that_does_not_take_place_any_more(truth: ShiftTruth, state: ShiftState) -> None:
    """It was cancelled or is over, or it is not known at all."""
    for person in (7, None):
        condition = ShiftCondition(shift_id=1, shift_truth=truth, person_id=person)
        assert not shift_still_true(condition, evening(post(7), state=state))
        assert not shift_still_true(condition, None)
