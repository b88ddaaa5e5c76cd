"""Whether a notice that waits to be sent is still true."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.cases import OPEN_STATES, Case, CaseState, Urgency, awaits_answer
from domain.openings import OpeningState
from domain.shifts import AWAITED, PostState, RosteredShift, ShiftState


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
    PROPOSED = "proposed"
    """Open, with supervision proposed and not decided."""
    CLOSED = "closed"
    """Ended with a result."""


@dataclass(frozen=True)
class Condition:
    """What is looked at once more just before sending."""

    case_id: int
    truth: Truth


class ShiftTruth(StrEnum):
    """What must still hold of a shift for a notice about it to be worth sending."""

    PLANNED = "planned"
    """It takes place and is not over, and the person has a post on it."""
    UNANSWERED = "unanswered"
    """The person has not said whether they will come."""
    AWAITED = "awaited"
    """The person has not checked in, was not excused and has not passed the post on."""
    NOT_CHECKED_OUT = "not_checked_out"
    """The person checked in and not out."""
    UNDERMANNED = "undermanned"
    """It has fewer people than it takes, or no lead."""


@dataclass(frozen=True)
class ShiftCondition:
    """The same for a notice about a shift; `person_id` is whose post it is about, None for the whole shift."""

    shift_id: int
    shift_truth: ShiftTruth
    person_id: int | None = None


@dataclass(frozen=True)
class SosCondition:
    """The same for the call of somebody in need: it must be open, and nobody on the way yet."""

    sos_id: int


@dataclass(frozen=True)
class OfferCondition:
    """The same for a post that is offered: nobody has taken it, and whoever offered it has not withdrawn."""

    offer_id: int


@dataclass(frozen=True)
class MediationCondition:
    """The same for a notice about a mediation: what it is about ("promise:7") must still wait for an answer."""

    mediation_of: int
    matter: str


@dataclass(frozen=True)
class OpeningCondition:
    """The same for the opening of a name: the request must stand as it did, and may still be shown to whoever asked."""

    opening_id: int
    opening_state: OpeningState


AnyCondition = Condition | ShiftCondition | SosCondition | OfferCondition | MediationCondition | OpeningCondition


def shift_still_true(condition: ShiftCondition, rostered: RosteredShift | None) -> bool:
    """Whether a notice about a shift may go out."""
    if rostered is None or rostered.shift.state is not ShiftState.PLANNED:
        return False
    if condition.shift_truth is ShiftTruth.UNDERMANNED:
        return not rostered.full
    if condition.person_id is None:
        return _of_anybody(condition.shift_truth, rostered)
    post = rostered.post_of(condition.person_id)
    if post is None:
        return False
    match condition.shift_truth:
        case ShiftTruth.PLANNED:
            return True
        case ShiftTruth.UNANSWERED:
            return post.state is PostState.ASSIGNED
        case ShiftTruth.AWAITED:
            return post.state in AWAITED
        case ShiftTruth.NOT_CHECKED_OUT:
            return post.state is PostState.PRESENT


def _of_anybody(truth: ShiftTruth, rostered: RosteredShift) -> bool:
    """The same of a notice about several of a shift: it is worth sending while it is true of one."""
    if truth is ShiftTruth.UNANSWERED:
        return any(post.state is PostState.ASSIGNED for post in rostered.posts)
    if truth is ShiftTruth.AWAITED:
        return any(post.state in AWAITED for post in rostered.posts)
    return True


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
        case Truth.SUPERVISED | Truth.PROPOSED:
            return _awaited(condition.truth, case)
        case Truth.CLOSED:
            return case.state is CaseState.CLOSED


def _awaited(truth: Truth, case: Case) -> bool:
    """Whether the handler's answer to a supervision, or the director's to its proposal, has not come yet."""
    if truth is Truth.SUPERVISED:
        return awaits_answer(case)
    return case.state in OPEN_STATES and case.supervision_proposed_at is not None and case.supervised_at is None
