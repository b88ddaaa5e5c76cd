"""Put a session on record, by text or voice (People's Mediation Law of the PRC, article 27: what was said is recorded)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.mediating import change_mediation, note, open_mediation
from actions.tell import refresh_cards
from actions.tell_of_mediation import tell_parties
from domain.cases import WORKED_ON, Step
from domain.events import EventKind
from domain.mediation import AppointmentState
from domain.messages import say
from storage.entries import EntryKind
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Attachment
    from storage.unit_of_work import UnitOfWork


async def record_session(
    work: UnitOfWork, rules: Rules, case: Case, text: str, attachments: tuple[Attachment, ...], by: int
) -> Case:
    """Keep the record and say that there was a session; what was said in it is told to nobody.

    An appointment whose time has come is held by that. It is an action on the case: it answers a supervision.
    """
    file = await open_mediation(work, case)
    entry = await work.entries.add(case.id, EntryKind.SESSION, text, attachments, by)
    held = file.appointment if file.appointment is not None and file.appointment.at <= work.now else None
    session = await work.mediations.add_session(case.id, held.id if held is not None else None, entry, by)
    if held is not None:
        await work.appointments.end(held.id, AppointmentState.HELD)
    await change_mediation(work, file.mediation, goes_on=True)
    changed = case
    if case.state in WORKED_ON:
        changed = await change_case(work, rules, case, Step.LOG_PROGRESS, EventKind.PROGRESSED, by)
    await note(work, rules, case.id, EventKind.SESSION_HELD, by, {"session": session.number})
    told = say("told-session", number=case.number, count=session.number)
    await tell_parties(work, rules, changed, f"session:{session.id}", lambda _party: told, Lane.ESCALATION)
    await refresh_cards(work, rules, changed, but_not=by)
    return changed
