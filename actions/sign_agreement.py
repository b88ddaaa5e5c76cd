"""The signed paper is back: the agreement is in effect, the matter settled, and its promises are watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.mediating import change_mediation, mediation_of, note
from actions.tell import refresh_cards
from actions.tell_of_mediation import tell_parties
from domain.cases import Step, can
from domain.events import EventKind
from domain.mediation import AppointmentState, Confirmation
from domain.messages import Day, Message, phrase
from domain.refusals import Refusal, RefusalCode
from storage.entries import EntryKind
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Attachment
    from storage.unit_of_work import UnitOfWork


async def sign_agreement(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    signed_at: int,
    text: str,
    attachments: tuple[Attachment, ...],
    by: int,
) -> Case:
    """Keep the paper. It binds from its signing on (People's Mediation Law of the PRC, articles 29 and 31).

    The picture is told to nobody: every party has their own copy. Raises Refusal(AGREEMENT_SIGNED).
    """
    file = await mediation_of(work, case)
    paper = file.paper
    if paper is None:
        raise Refusal(RefusalCode.MEDIATION_OVER)
    if not await work.agreements.sign(paper.id, min(signed_at, work.now)):
        raise Refusal(RefusalCode.AGREEMENT_SIGNED)
    if file.appointment is not None:
        await work.appointments.end(file.appointment.id, AppointmentState.HELD)
    await change_mediation(work, file.mediation, goes_on=True, confirmation=Confirmation.NONE)
    await work.entries.add(case.id, EntryKind.PAPER, text, attachments, by)
    changed = case
    if can(case, Step.SETTLE):
        changed = await change_case(work, rules, case, Step.SETTLE, EventKind.SETTLED, by)
    await note(work, rules, case.id, EventKind.AGREEMENT_SIGNED, by, {"agreement": paper.id, "at": signed_at})
    until = Day(at=signed_at + rules.township.mediation.confirmation_within_ms)
    told = Message(
        lines=(phrase("told-agreement-signed", number=case.number), phrase("told-confirmation-may", until=until))
    )
    await tell_parties(work, rules, changed, f"signed:{paper.id}", lambda _party: told, Lane.ESCALATION)
    await refresh_cards(work, rules, changed, but_not=by)
    return changed
