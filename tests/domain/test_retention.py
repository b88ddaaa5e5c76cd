"""How long what was written is kept: from the end of a case, by its kind, and no longer once it has been taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.cases import CaseState, Step, apply
from domain.refusals import Refusal
from domain.retention import kept_until
from domain.words import CaseKind
from tests.domain.samples import DAY, MEDIATOR, MONDAY, filed, township


@pytest.mark.parametrize(("kind", "days"), [(CaseKind.DISPUTE, 1095), (CaseKind.TIP, 365), (CaseKind.HAZARD, 730)])
def test_a_closed_case_is_kept_by_its_kind(kind: CaseKind, days: int) -> None:
    """From its closing on; reopened it is kept without an end."""
    case = apply(apply(filed(kind=kind), Step.ACCEPT, MONDAY, MEDIATOR), Step.CLOSE, MONDAY + DAY, MEDIATOR)
    assert kept_until(case, township()) == MONDAY + DAY + days * DAY
    assert kept_until(apply(case, Step.REOPEN, MONDAY + 2 * DAY), township()) is None


def test_a_withdrawn_case_is_kept_for_a_quarter() -> None:
    """Whatever its kind is."""
    case = apply(filed(), Step.WITHDRAW, MONDAY + DAY)
    assert kept_until(case, township()) == MONDAY + DAY + 90 * DAY


@pytest.mark.parametrize("state", [CaseState.FILED, CaseState.ACCEPTED, CaseState.IN_PROGRESS, CaseState.SETTLED])
def test_an_open_case_is_kept(state: CaseState) -> None:
    """However old it is."""
    assert kept_until(replace(filed(), state=state), township()) is None


@pytest.mark.parametrize("step", list(Step))
def test_nothing_can_be_done_to_a_case_of_which_nothing_is_left(step: Step) -> None:
    """It is a line of the statistics."""
    case = replace(filed(), state=CaseState.CLOSED, closed_at=MONDAY, erased_at=MONDAY + DAY)
    assert kept_until(case, township()) is None
    with pytest.raises(Refusal):
        apply(case, step, MONDAY + 2 * DAY, MEDIATOR)
