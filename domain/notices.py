"""Whether a notice that waits to be sent is still true."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.cases import OPEN_STATES, Case, CaseState, Urgency


class Truth(StrEnum):
    """What must still hold of a case for a notice to be worth sending."""

    UNACCEPTED = "unaccepted"
    """Nobody has accepted it."""
    UNACKNOWLEDGED = "unacknowledged"
    """Urgent, and nobody has said that they have seen it."""
    NO_FIRST_ACTION = "no_first_action"
    """Nothing was done yet."""
    UNSETTLED = "unsettled"
    """Open and not settled."""
    UNCLOSED = "unclosed"
    """Open."""
    SUPERVISED = "supervised"
    """Open, under supervision and not answered."""
    CLOSED = "closed"
    """Ended with a result."""


@dataclass(frozen=True)
class Condition:
    """What is looked at once more just before sending."""

    case_id: int
    truth: Truth


def still_true(condition: Condition, case: Case | None) -> bool:
    """Whether the notice may go out. A case that is gone makes every notice untrue."""
    if case is None:
        return False
    match condition.truth:
        case Truth.UNACCEPTED:
            return case.state is CaseState.FILED
        case Truth.UNACKNOWLEDGED:
            return case.urgency is Urgency.URGENT and case.acknowledged_at is None and case.state in OPEN_STATES
        case Truth.NO_FIRST_ACTION:
            return case.state in OPEN_STATES and case.first_action_at is None
        case Truth.UNSETTLED:
            return case.state in OPEN_STATES and case.state is not CaseState.SETTLED
        case Truth.UNCLOSED:
            return case.state in OPEN_STATES
        case Truth.SUPERVISED:
            answered = case.supervision_answered_at is not None
            return case.state in OPEN_STATES and case.supervised_at is not None and not answered
        case Truth.CLOSED:
            return case.state is CaseState.CLOSED
