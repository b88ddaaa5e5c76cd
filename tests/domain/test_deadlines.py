"""The clocks of a case, as the product promises them: which run, and when each ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.cases import Case, CaseState, Step
from domain.deadlines import DeadlineKind, active_deadlines
from domain.words import CaseKind, Level
from tests.domain.samples import DAY, HOUR, MONDAY, after, at, calendar, filed, shown, township


def ends(case: Case) -> dict[DeadlineKind, str]:
    """The deadlines that run, with the moments at which they end."""
    found = active_deadlines(case, township().clocks, calendar())
    assert len({deadline.kind for deadline in found}) == len(found)
    return {deadline.kind: shown(deadline.at) for deadline in found}


def test_a_filed_dispute_is_to_be_accepted_in_a_day_and_settled_in_fifteen_and_thirty() -> None:
    """Accepted within 24 h; 15 days in the village, 30 days in all."""
    assert ends(filed(at("2026-03-02 10:00"))) == {
        DeadlineKind.ACCEPT: "2026-03-03 10:00",
        DeadlineKind.SETTLE_VILLAGE: "2026-03-17 10:00",
        DeadlineKind.SETTLE: "2026-04-01 10:00",
    }


def test_an_accepted_dispute_waits_for_its_first_action_within_three_days_of_filing() -> None:
    """The reporter was promised three days from the filing, not from the acceptance."""
    case = after(filed(at("2026-03-02 10:00")), (Step.ACCEPT, at("2026-03-03 08:00")))
    assert ends(case)[DeadlineKind.FIRST_ACTION] == "2026-03-05 10:00"
    assert DeadlineKind.ACCEPT not in ends(case)


@pytest.mark.parametrize("kind", [CaseKind.HAZARD, CaseKind.TIP])
def test_hazards_and_tips_want_a_first_action_within_a_day_even_on_a_holiday(kind: CaseKind) -> None:
    """A hazard does not wait for National Day to end, and no village time runs for it."""
    case = after(filed(at("2026-10-01 12:00"), kind=kind), (Step.ACCEPT, at("2026-10-01 12:30")))
    assert ends(case)[DeadlineKind.FIRST_ACTION] == "2026-10-02 12:00"
    assert DeadlineKind.SETTLE_VILLAGE not in ends(case)


def test_a_time_for_settling_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    """Civil Code, article 203: 30 days from 2 September 2026 end in the National Day holidays."""
    assert ends(filed(at("2026-09-02 10:00")))[DeadlineKind.SETTLE] == "2026-10-08 10:00"


def test_once_something_was_done_only_settling_is_left() -> None:
    """A met deadline runs no more."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.LOG_PROGRESS, MONDAY + DAY))
    assert set(ends(case)) == {DeadlineKind.SETTLE_VILLAGE, DeadlineKind.SETTLE}


def test_a_settled_case_is_to_be_closed_within_seven_days() -> None:
    """Of a settled case only the result has to be written down."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.SETTLE, at("2026-03-09 10:00")))
    assert ends(case) == {DeadlineKind.CLOSE: "2026-03-16 10:00"}


def test_the_village_has_no_time_left_when_the_case_is_the_towns() -> None:
    """What was handed up is to be accepted there within a day, and the whole time goes on running."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.HAND_UP, at("2026-03-04 10:00")))
    assert ends(case) == {DeadlineKind.ACCEPT: "2026-03-05 10:00", DeadlineKind.SETTLE: "2026-04-01 10:00"}


def test_an_extension_adds_thirty_days_to_the_whole_time() -> None:
    """Extended once with the parties' consent: sixty days from the filing, which is 1 May and so goes on to 6 May."""
    case = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.EXTEND, at("2026-03-20 10:00")))
    assert ends(case)[DeadlineKind.SETTLE] == "2026-05-06 10:00"


def test_a_reopened_case_has_all_its_time_again_from_its_reopening() -> None:
    """Whoever gets it now is not late for what others have done."""
    closed = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.CLOSE, MONDAY + DAY))
    opened = after(closed, (Step.REOPEN, at("2026-03-10 09:00")), (Step.ACCEPT, at("2026-03-10 11:00")))
    assert ends(opened) == {
        DeadlineKind.FIRST_ACTION: "2026-03-13 09:00",
        DeadlineKind.SETTLE: "2026-04-09 09:00",
    }


@pytest.mark.parametrize("state", [CaseState.CLOSED, CaseState.WITHDRAWN])
def test_nothing_runs_for_a_case_that_is_over(state: CaseState) -> None:
    """No clock, no notice."""
    assert active_deadlines(replace(filed(), state=state), township().clocks, calendar()) == ()


@pytest.mark.parametrize("level", Level)
@pytest.mark.parametrize("kind", CaseKind)
def test_some_deadline_runs_for_every_open_case(level: Level, kind: CaseKind) -> None:
    """An open case that nobody would ever ask after does not exist."""
    case = filed(kind=kind, level=level)
    for step in (Step.ACCEPT, Step.LOG_PROGRESS, Step.SETTLE):
        assert ends(case)
        case = after(case, (step, MONDAY + HOUR))
    assert ends(case)
