"""What time does to a mediation: every step that is due now, in order, written down, and the next one set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.keep_mediation_due import keep_mediation_due
from actions.tell import not_before
from actions.tell_of_mediation import MediationNotice, tell_officials, tell_parties
from documents.mediation_messages import appointment_message, confirmation_message, follow_up_message, promise_message
from domain.events import EventKind
from domain.mediation_clocks import MediationStep, MediationStepKind, mediation_steps_to_run
from domain.messages import Span, phrase
from domain.notices import MediationCondition
from storage.outgoing import Lane

if TYPE_CHECKING:
    from collections.abc import Callable

    from actions.rules import Rules
    from domain.mediation import MediationFile
    from domain.messages import Message, Phrase
    from storage.unit_of_work import UnitOfWork

LATE_MS = 600_000
REMINDERS = frozenset({MediationStepKind.DAY_BEFORE, MediationStepKind.HOUR_BEFORE})


async def run_due_mediation(work: UnitOfWork, rules: Rules, case_id: int) -> None:
    """Run what is due. A step that was run before is not run again: the watermark has passed it."""
    file = await work.mediations.file(case_id)
    if file is None:
        return
    for step in mediation_steps_to_run(file, rules.township, rules.calendar, work.now):
        await _run(work, rules, file, step)
    mediation = file.mediation
    chased = replace(mediation, chased_until=max(mediation.chased_until, work.now), version=mediation.version + 1)
    await work.mediations.save(chased)
    await keep_mediation_due(work, rules, case_id)


async def _run(work: UnitOfWork, rules: Rules, file: MediationFile, step: MediationStep) -> None:
    case = file.case
    condition = MediationCondition(case.id, step.matter)
    lane = Lane.ESCALATION if step.kind is MediationStepKind.HOUR_BEFORE else Lane.REMINDER
    name = f"mediation:{step.kind.value}:{step.matter}:{step.at}"
    officials: tuple[int, ...] = ()
    told = 0
    sent_at = not_before(work, rules, case, lane) or work.now
    useless = step.until is not None and sent_at >= step.until
    if step.tell and not useless:
        notice = MediationNotice(name, _headline(step, work.now), lane, condition)
        officials = await tell_officials(work, rules, case, step.tell, notice)
    if step.parties and not useless:
        message_for = await _for_parties(work, rules, file, step)
        # Whoever reported is followed up with the case itself.
        reporter = step.kind is not MediationStepKind.FOLLOW_UP
        told = await tell_parties(work, rules, case, name, message_for, lane, condition, reporter=reporter)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "kind": step.kind.value,
        "matter": step.matter,
        "due_at": step.at,
        "late_ms": work.now - step.at,
        "told": list(officials),
        "parties": told,
    }
    await work.events.append(EventKind.MEDIATION_STEP_RUN, case.id, None, detail)


async def _for_parties(
    work: UnitOfWork, rules: Rules, file: MediationFile, step: MediationStep
) -> Callable[[int], Message]:
    """What a party is told, by their number."""
    case, paper = file.case, file.paper
    if step.kind in REMINDERS and file.appointment is not None:
        appointment = file.appointment
        place = await work.appointments.place(appointment)
        line = f"told-appointment-{step.kind.value.replace('_', '-')}"
        return lambda party: appointment_message(line, case, appointment, place, party)
    if step.kind is MediationStepKind.PROMISE and paper is not None:
        text = (await work.agreements.promise_words(paper)).get(step.subject, "")
        return lambda party: promise_message(case, step.subject, text, party)
    if step.kind is MediationStepKind.CONFIRMATION and paper is not None:
        until = (paper.signed_at or 0) + rules.township.mediation.confirmation_within_ms
        return lambda _party: confirmation_message(case, until)
    return lambda party: follow_up_message(case, party)


def _headline(step: MediationStep, now: int) -> Phrase:
    """What is the matter; a notice that comes late says so."""
    line = phrase(f"headline-mediation-{step.kind.value.replace('_', '-')}")
    if now - step.at <= LATE_MS:
        return line
    return phrase("headline-late", what=line, by=Span(ms=now - step.at))
