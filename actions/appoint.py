"""A session: proposed with time and place, answered by those who agreed to be reached, called off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.mediating import mediation_of, note, open_mediation
from actions.tell_of_mediation import MediationNotice, tell_officials, tell_parties
from documents.mediation_messages import appointment_message, cancelled_message
from domain.events import EventKind
from domain.mediation import REPORTER_AS_PARTY, AppointmentState
from domain.messages import phrase
from domain.notices import MediationCondition
from domain.refusals import Refusal, RefusalCode
from domain.words import Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.mediation import Appointment
    from storage.parties import Party
    from storage.unit_of_work import UnitOfWork


async def propose_appointment(work: UnitOfWork, rules: Rules, case: Case, at: int, place: str, by: int) -> Appointment:
    """Propose a session in the place of the one that stood; everybody who agreed to be reached is asked.

    Raises Refusal(APPOINTMENT_PAST), or (MEDIATION_OVER) for a case that has ended or a mediation that was stopped.
    """
    file = await open_mediation(work, case)
    if file.stopped:
        raise Refusal(RefusalCode.MEDIATION_OVER)
    if at <= work.now:
        raise Refusal(RefusalCode.APPOINTMENT_PAST)
    appointment = await work.appointments.add(case.id, at, place, by)
    await note(work, rules, case.id, EventKind.APPOINTED, by, {"appointment": appointment.id, "at": at})
    condition = MediationCondition(case.id, f"appointment:{appointment.id}")
    await tell_parties(
        work,
        rules,
        case,
        f"appointed:{appointment.id}",
        lambda party: appointment_message("told-appointment", case, appointment, place, party),
        Lane.ESCALATION,
        condition,
    )
    notice = MediationNotice(
        f"appointed:{appointment.id}", phrase("headline-mediation-appointed"), Lane.ESCALATION, condition
    )
    await tell_officials(work, rules, case, (Recipient.HANDLER,), notice, but_not=by)
    return appointment


async def cancel_appointment(work: UnitOfWork, rules: Rules, case: Case, by: int | None) -> None:
    """Call the session off. Raises Refusal(APPOINTMENT_GONE) where none stands."""
    appointment = (await mediation_of(work, case)).appointment
    if appointment is None:
        raise Refusal(RefusalCode.APPOINTMENT_GONE)
    await work.appointments.end(appointment.id, AppointmentState.CANCELLED)
    await note(work, rules, case.id, EventKind.APPOINTMENT_CANCELLED, by, {"appointment": appointment.id})
    await tell_parties(
        work,
        rules,
        case,
        f"appointment-cancelled:{appointment.id}",
        lambda _party: cancelled_message(case, appointment),
        Lane.ESCALATION,
    )


async def call_off(work: UnitOfWork, rules: Rules, case: Case) -> None:
    """The case is about to end: a session that stands does not take place, and whoever was asked hears so."""
    file = await work.mediations.file(case.id)
    if file is not None and file.appointment is not None:
        await cancel_appointment(work, rules, case, None)


async def answer_appointment(
    work: UnitOfWork, rules: Rules, case: Case, appointment_id: int, party: Party | None, word: str | None
) -> None:
    """Somebody comes, or says in a word when else they could. `party` is None for the reporter.

    Those who mediate are told. Raises Refusal(APPOINTMENT_GONE) for a session that does not stand any more.
    """
    appointment = (await mediation_of(work, case)).appointment
    if appointment is None or appointment.id != appointment_id:
        raise Refusal(RefusalCode.APPOINTMENT_GONE)
    number = REPORTER_AS_PARTY if party is None else party.id
    coming = word is None
    await work.appointments.answer(appointment.id, number, coming=coming)
    await note(
        work,
        rules,
        case.id,
        EventKind.APPOINTMENT_ANSWERED,
        None,
        {"appointment": appointment.id, "party": number, "coming": coming},
    )
    who = phrase("mediation-reporter") if party is None else phrase("mediation-party", name=party.words.name)
    headline = (
        phrase("headline-mediation-coming", who=who)
        if word is None
        else phrase("headline-mediation-other", who=who, text=word)
    )
    notice = MediationNotice(
        f"answered:{appointment.id}:{number}:{work.now}",
        headline,
        Lane.ESCALATION,
        others=phrase("headline-mediation-news"),
    )
    await tell_officials(work, rules, case, (Recipient.HANDLER,), notice)
