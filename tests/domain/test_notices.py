"""The last look before a notice is sent: is it still true?"""

from __future__ import annotations

import pytest

from domain.cases import Case, Step
from domain.notices import Condition, Truth, still_true
from tests.domain.samples import DAY, HOUR, MONDAY, after, filed

FILED = filed(urgent=True)
ACCEPTED = after(FILED, (Step.ACCEPT, MONDAY + HOUR))
WORKED_ON = after(ACCEPTED, (Step.LOG_PROGRESS, MONDAY + 2 * HOUR))
SUPERVISED = after(WORKED_ON, (Step.SUPERVISE, MONDAY + 3 * HOUR))
SETTLED = after(WORKED_ON, (Step.SETTLE, MONDAY + DAY))
CLOSED = after(SETTLED, (Step.CLOSE, MONDAY + 2 * DAY))
WITHDRAWN = after(FILED, (Step.WITHDRAW, MONDAY + HOUR))
LIFE = [FILED, ACCEPTED, WORKED_ON, SUPERVISED, SETTLED, CLOSED, WITHDRAWN]

HOLDS = {
    Truth.UNACCEPTED: [FILED],
    Truth.UNACKNOWLEDGED: [FILED],
    Truth.NO_FIRST_ACTION: [FILED, ACCEPTED],
    Truth.UNSETTLED: [FILED, ACCEPTED, WORKED_ON, SUPERVISED],
    Truth.UNCLOSED: [FILED, ACCEPTED, WORKED_ON, SUPERVISED, SETTLED],
    Truth.SUPERVISED: [SUPERVISED],
    Truth.CLOSED: [CLOSED],
}


@pytest.mark.parametrize("truth", Truth)
@pytest.mark.parametrize(
    "case", LIFE, ids=["filed", "accepted", "worked on", "supervised", "settled", "closed", "gone"]
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
