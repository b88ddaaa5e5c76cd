"""The mediation of a dispute: parties, appointments, the agreement and its promises, the court. Values and no rules."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.cases import OPEN_STATES, CaseState

if TYPE_CHECKING:
    from domain.cases import Case


class Side(StrEnum):
    """On which side of a dispute somebody stands; more than one person may stand there."""

    A = "a"
    """The first side, 甲方."""
    B = "b"
    """The second side, 乙方."""
    C = "c"
    """A third side, 丙方."""
    D = "d"
    """A fourth side, 丁方."""


class AppointmentState(StrEnum):
    """What became of a proposed time and place."""

    STANDING = "standing"
    """It is to take place."""
    CANCELLED = "cancelled"
    """It was called off, or another took its place."""
    HELD = "held"
    """It took place and is on record."""


class PromiseState(StrEnum):
    """Whether somebody did what they promised in the agreement."""

    OPEN = "open"
    """Nobody has said so yet."""
    KEPT = "kept"
    """It was done."""
    BROKEN = "broken"
    """It was not done and will not be."""


class Confirmation(StrEnum):
    """How far the agreement's confirmation by the court has come (People's Mediation Law of the PRC, article 33)."""

    NONE = "none"
    """The parties have not said."""
    APPLIED = "applied"
    """They have applied together."""
    CONFIRMED = "confirmed"
    """The court has confirmed it: it can be enforced."""
    REFUSED = "refused"
    """The court has not confirmed it: the parties may change it, make another, or sue."""
    NOT_WANTED = "not_wanted"
    """The parties do not want it."""


class Court(StrEnum):
    """How far a dispute that went to the court has come."""

    NONE = "none"
    """It did not go there."""
    REFERRED = "referred"
    """It was sent on, and the court has not ended it."""
    MEDIATED = "mediated"
    """The court has mediated it."""
    JUDGED = "judged"
    """The court has judged."""
    WITHDRAWN = "withdrawn"
    """Whoever sued has taken it back."""
    NOT_TAKEN = "not_taken"
    """The court did not take it up."""


COURT_OUTCOMES = (Court.MEDIATED, Court.JUDGED, Court.WITHDRAWN, Court.NOT_TAKEN)
UNDECIDED = frozenset({Confirmation.NONE, Confirmation.APPLIED})
REPORTER_AS_PARTY = 0
"""The number under which the reporter answers an appointment: who that is, nobody has to know."""


@dataclass(frozen=True, slots=True)
class Mediation:
    """What a case is kept of beside its parties and papers. Times are UTC ms, None for what has not happened.

    Every step of its clocks up to `chased_until` was run or is stale. `stopped_by` says who ended it: "handler" or "party".
    """

    case_id: int
    begun_at: int
    chased_until: int
    stopped_at: int | None = None
    stopped_by: str | None = None
    confirmation: Confirmation = Confirmation.NONE
    confirmation_at: int | None = None
    court: Court = Court.NONE
    court_at: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Appointment:
    """A time for a session. Where it is is sealed with the case."""

    id: int
    case_id: int
    at: int
    state: AppointmentState
    proposed_at: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement on paper. `signed_at` is when it took effect, `entered_at` when that was written down."""

    id: int
    case_id: int
    copies: int
    drafted_at: int
    signed_at: int | None = None
    entered_at: int | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """One thing that somebody promised, with the morning of its day; `side` is who is to do it."""

    id: int
    agreement_id: int
    side: Side
    due_at: int
    state: PromiseState = PromiseState.OPEN


@dataclass(frozen=True, slots=True)
class MediationFile:
    """All that the clocks of a mediation look at. `agreement` is the newest."""

    case: Case
    mediation: Mediation
    appointments: tuple[Appointment, ...] = ()
    agreement: Agreement | None = None
    promises: tuple[Promise, ...] = ()

    @property
    def stopped(self) -> bool:
        """Whether it was ended without an agreement, and the case was not reopened since."""
        return self.mediation.stopped_at is not None and self._counts(self.mediation.stopped_at)

    @property
    def appointment(self) -> Appointment | None:
        """The one that stands; there is one at the most, and none in a case that has ended or begun anew."""
        if self.case.state not in OPEN_STATES or self.stopped:
            return None
        standing = (each for each in self.appointments if each.state is AppointmentState.STANDING)
        return next((each for each in standing if self._counts(each.proposed_at)), None)

    @property
    def paper(self) -> Agreement | None:
        """The agreement that counts: none before one was written, and none in a case that was reopened since."""
        found = self.agreement
        withdrawn = self.case.state is CaseState.WITHDRAWN
        return None if found is None or withdrawn or not self._counts(found.drafted_at) else found

    def _counts(self, since: int) -> bool:
        return self.case.reopened_at is None or since >= self.case.reopened_at
