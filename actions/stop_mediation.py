"""End a mediation without an agreement: at any time, by whoever mediates or by a party.

The People's Mediation Law of the PRC lets a party refuse mediation or ask for its end (article 23), and has the mediators
end what comes to nothing and tell the parties where else they may turn: arbitration, an office, a court (article 26).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.mediating import change_mediation, note, open_mediation
from actions.tell_of_mediation import MediationNotice, tell_officials, tell_parties
from domain.events import EventKind
from domain.mediation import AppointmentState
from domain.messages import Message, phrase
from domain.refusals import Refusal, RefusalCode
from domain.words import Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.parties import Party
    from storage.unit_of_work import UnitOfWork


async def stop_mediation(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    reason: str,
    *,
    by: int | None,
    party: Party | None = None,
    closes: bool = False,
) -> None:
    """Stop. Everybody is told that they are free to turn to the court. The case is still the handler's to close.

    `by` is whoever mediates; without it a party, or for None the reporter, wants no more. When the caller `closes` the case
    with it, the closing tells them all. Raises Refusal(MEDIATION_OVER).
    """
    file = await open_mediation(work, case)
    if file.stopped or (file.paper is not None and file.paper.signed_at is not None):
        raise Refusal(RefusalCode.MEDIATION_OVER)
    standing = file.appointment
    if standing is not None:
        await work.appointments.end(standing.id, AppointmentState.CANCELLED)
    await change_mediation(work, file.mediation, stopped_by="party" if by is None else "handler")
    detail: dict[str, str | int | bool | list[int] | None] = {"reason": reason, "party": party.id if party else None}
    await note(work, rules, case.id, EventKind.MEDIATION_STOPPED, by, detail)
    told = Message(
        lines=(phrase("told-mediation-stopped", number=case.number), phrase("told-where-else")),
    )
    name = f"mediation-stopped:{work.now}"
    if not closes:
        await tell_parties(work, rules, case, name, lambda _party: told, Lane.ESCALATION)
    headline = phrase("headline-mediation-stopped" if by is not None else "headline-mediation-party-stops")
    notice = MediationNotice(name, headline, Lane.ESCALATION)
    await tell_officials(work, rules, case, (Recipient.HANDLER,), notice, but_not=by)
