"""What the clocks around a mediation ask for: reminders, records, papers, promises, the court, and how it holds.

Everything is computed from the mediation's own rows, the township's policy and its calendar. The watermark
`Mediation.chased_until` says up to when steps were run, so a step can neither be run twice nor be skipped; whoever runs
steps sets it to the time up to which they asked, in the same transaction. The steps:

- **An appointment** that stands: a reminder a day and an hour before to everybody who agreed to be reached, and after it
  the mediator is asked for its record.
- **The paper**: an agreement that was written and not signed is asked for.
- **A promise**: on its day, in the morning, it is asked whether it was kept; later it is chased.
- **Confirmation by the court**: the parties may apply together within thirty days of the agreement taking effect (People's
  Mediation Law of the PRC, article 33); they are reminded while nobody has said whether they want it.
- **The court**: the mediator is asked what became of an application or a referral.
- **Following up**: after the case was closed, parties who agreed to be reached are asked whether it holds.

What is asked for again and again until it is answered (record, paper, promise, court) is one chain each. What stands when
steps are run decides: an answer, a cancelled appointment, a case withdrawn or reopened ends what was to come. Nothing that
lies before a thing was written down is asked for: whoever writes it down says then what there is to say.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from domain.cases import OPEN_STATES, CaseState
from domain.mediation import Confirmation, Court, PromiseState
from domain.words import Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from domain.calendar import Calendar
    from domain.mediation import Agreement, Appointment, MediationFile
    from domain.township import Township


class MediationStepKind(StrEnum):
    """What sort of step it is."""

    DAY_BEFORE = "day_before"
    """Everybody is reminded of an appointment."""
    HOUR_BEFORE = "hour_before"
    """The same, shortly before."""
    RECORD = "record"
    """An appointment is over and nothing is on record."""
    SIGN = "sign"
    """An agreement was written and is not signed."""
    PROMISE = "promise"
    """The day of a promise has come."""
    PROMISE_LATE = "promise_late"
    """Nobody has said that a promise was kept."""
    CONFIRMATION = "confirmation"
    """The time for a joint application to the court is running out."""
    CONFIRMATION_OUTCOME = "confirmation_outcome"
    """The court's answer to the application is not known."""
    COURT_OUTCOME = "court_outcome"
    """What became of the dispute at the court is not known."""
    FOLLOW_UP = "follow_up"
    """The parties are asked whether it holds."""


class MediationStep(NamedTuple):
    """One step and when it is due (UTC ms).

    `matter` names what it is about ("promise:7"): while `open_matters` has it, a notice of the step is still true. `tell` are
    the officials, `parties` says whether reporter and parties are told as well. `until` is when it is worth nothing any more.
    """

    kind: MediationStepKind
    matter: str
    at: int
    tell: tuple[Recipient, ...] = ()
    parties: bool = False
    until: int | None = None

    @property
    def subject(self) -> int:
        """The appointment, agreement or promise it is about; 0 for the mediation as a whole."""
        _kind, _, number = self.matter.partition(":")
        return int(number or 0)


ONLY_LAST = frozenset(
    {
        MediationStepKind.DAY_BEFORE,
        MediationStepKind.HOUR_BEFORE,
        MediationStepKind.PROMISE,
        MediationStepKind.PROMISE_LATE,
        MediationStepKind.CONFIRMATION,
        MediationStepKind.FOLLOW_UP,
    }
)
"""Of these, what is late is merged: of one matter only the last is run."""
HANDLER_ALONE = (Recipient.HANDLER,)
WHO_CHASES = (Recipient.HANDLER, Recipient.VILLAGE_HEAD)


def next_mediation_step(file: MediationFile, township: Township, calendar: Calendar) -> MediationStep | None:
    """The first step after the watermark; None when nothing is open any more."""
    return min(_upcoming(file, township, calendar, None), key=lambda step: step.at, default=None)


def mediation_steps_to_run(
    file: MediationFile, township: Township, calendar: Calendar, now: int
) -> tuple[MediationStep, ...]:
    """All steps after the watermark that are due by now, in order. None of them runs twice, none is early.

    After an outage a reminder of what is over is left out, and of several about one matter only the last is run.
    """
    due = sorted(
        (step for step in _upcoming(file, township, calendar, now) if step.at <= now), key=lambda step: step.at
    )
    current = [step for step in due if step.until is None or step.until > now]
    last = {step.matter: step for step in current if step.kind in ONLY_LAST}
    return tuple(step for step in current if step.kind not in ONLY_LAST or last[step.matter] is step)


def open_matters(file: MediationFile) -> frozenset[str]:
    """What of a mediation waits for something or somebody, by name, whatever the clocks say."""
    return frozenset(_open_matters(file))


def _open_matters(file: MediationFile) -> Iterator[str]:
    mediation, paper = file.mediation, file.paper
    if file.appointment is not None:
        yield f"appointment:{file.appointment.id}"
    if paper is not None and paper.signed_at is None and file.case.state in OPEN_STATES:
        yield f"paper:{paper.id}"
    if paper is not None and paper.signed_at is not None:
        yield from (f"promise:{each.id}" for each in file.promises if each.state is PromiseState.OPEN)
        if mediation.confirmation is Confirmation.NONE:
            yield "confirmation"
    if file.case.state is not CaseState.WITHDRAWN:
        if mediation.confirmation is Confirmation.APPLIED:
            yield "applied"
        if mediation.court is Court.REFERRED:
            yield "court"
    if file.case.state is CaseState.CLOSED:
        yield "closed"


def _upcoming(file: MediationFile, township: Township, calendar: Calendar, now: int | None) -> Iterator[MediationStep]:
    """Every step after the watermark; of a chain the next one, or the last up to `now`."""
    found = chain(
        _of_appointment(file.appointment, township, file, now),
        _of_paper(file, township, calendar, now),
        _of_court(file, township, now),
        _following_up(file, township),
    )
    return (step for step in found if step.at > file.mediation.chased_until)


def _of_appointment(
    appointment: Appointment | None, township: Township, file: MediationFile, now: int | None
) -> Iterator[MediationStep]:
    if appointment is None:
        return
    policy, matter = township.mediation, f"appointment:{appointment.id}"
    for kind, before in (
        (MediationStepKind.DAY_BEFORE, policy.day_before_ms),
        (MediationStepKind.HOUR_BEFORE, policy.hour_before_ms),
    ):
        at = appointment.at - before
        if at > appointment.proposed_at:
            yield MediationStep(kind, matter, at, HANDLER_ALONE, parties=True, until=appointment.at)
    asked = MediationStep(MediationStepKind.RECORD, matter, appointment.at + policy.record_after_ms, HANDLER_ALONE)
    yield _again(asked, policy.again_every_ms, file, now)


def _of_paper(file: MediationFile, township: Township, calendar: Calendar, now: int | None) -> Iterator[MediationStep]:
    paper, policy = file.paper, township.mediation
    if paper is None:
        return
    if paper.signed_at is None:
        if file.case.state in OPEN_STATES:
            at = paper.drafted_at + policy.sign_after_ms
            asked = MediationStep(MediationStepKind.SIGN, f"paper:{paper.id}", at, HANDLER_ALONE)
            yield _again(asked, policy.again_every_ms, file, now)
        return
    yield from _of_promises(file, paper, township, calendar, now)
    if file.mediation.confirmation is Confirmation.NONE:
        until = paper.signed_at + policy.confirmation_within_ms
        for after in policy.confirmation_remind_ms:
            at = paper.signed_at + after
            if at > (paper.entered_at or 0):
                yield MediationStep(
                    MediationStepKind.CONFIRMATION, "confirmation", at, HANDLER_ALONE, parties=True, until=until
                )


def _of_promises(
    file: MediationFile, paper: Agreement, township: Township, calendar: Calendar, now: int | None
) -> Iterator[MediationStep]:
    policy, entered = township.mediation, paper.entered_at or 0
    for promise in file.promises:
        if promise.state is not PromiseState.OPEN:
            continue
        matter = f"promise:{promise.id}"
        # What was to be done before the paper came in is asked for the next morning.
        at = promise.due_at if promise.due_at > entered else calendar.next_local_time(entered, policy.ask_at)
        yield MediationStep(MediationStepKind.PROMISE, matter, at, HANDLER_ALONE, parties=True)
        late = MediationStep(MediationStepKind.PROMISE_LATE, matter, at + policy.late_after_ms, WHO_CHASES)
        yield _again(late, policy.again_every_ms, file, now)


def _of_court(file: MediationFile, township: Township, now: int | None) -> Iterator[MediationStep]:
    mediation, policy = file.mediation, township.mediation
    if file.case.state is CaseState.WITHDRAWN:
        return
    waits: Iterable[tuple[MediationStepKind, str, int | None, bool]] = (
        (
            MediationStepKind.CONFIRMATION_OUTCOME,
            "applied",
            mediation.confirmation_at,
            mediation.confirmation is Confirmation.APPLIED,
        ),
        (MediationStepKind.COURT_OUTCOME, "court", mediation.court_at, mediation.court is Court.REFERRED),
    )
    for kind, matter, since, open_still in waits:
        if open_still and since is not None:
            asked = MediationStep(kind, matter, since + policy.outcome_after_ms, HANDLER_ALONE)
            yield _again(asked, policy.again_every_ms, file, now)


def _following_up(file: MediationFile, township: Township) -> Iterator[MediationStep]:
    closed_at = file.case.closed_at
    if file.case.state is CaseState.CLOSED and closed_at is not None:
        for after in township.clocks.follow_up_ms:
            yield MediationStep(MediationStepKind.FOLLOW_UP, "closed", closed_at + after, parties=True)


def _again(first: MediationStep, every_ms: int, file: MediationFile, now: int | None) -> MediationStep:
    """Of a chain the next one after the watermark, or with `now` the last one that is due by then."""
    reached = file.mediation.chased_until + 1 if now is None else now
    if reached <= first.at:
        return first
    passed, rest = divmod(reached - first.at, every_ms)
    return first._replace(at=first.at + (passed + (1 if now is None and rest else 0)) * every_ms)
