"""The court's part: the joint application to confirm an agreement, and a dispute that went there, with what became of each.

The parties may apply together within thirty days of the agreement taking effect (People's Mediation Law of the PRC, article
33). Going to court instead is theirs to decide at any time; here only what they tell is written down.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.mediating import change_mediation, mediation_of, note
from actions.tell_of_mediation import tell_parties
from domain.events import EventKind
from domain.mediation import UNDECIDED, Confirmation, Court
from domain.messages import Message, phrase
from domain.refusals import Refusal, RefusalCode
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def note_confirmation(work: UnitOfWork, rules: Rules, case: Case, state: Confirmation, by: int) -> None:
    """Write down how far the confirmation has come; the parties are told what it means. Raises Refusal(NOT_NOW)."""
    file = await mediation_of(work, case)
    before = file.mediation.confirmation
    signed = file.paper is not None and file.paper.signed_at is not None
    decides = state in {Confirmation.CONFIRMED, Confirmation.REFUSED}
    late_change = before is Confirmation.NOT_WANTED and state is Confirmation.APPLIED
    if not signed or (before not in UNDECIDED and not late_change) or (decides and before is Confirmation.NONE):
        raise Refusal(RefusalCode.NOT_NOW)
    await change_mediation(work, file.mediation, confirmation=state)
    await note(work, rules, case.id, EventKind.CONFIRMATION_NOTED, by, {"state": state.value})
    told = Message(lines=(phrase(f"told-confirmation-{state.value.replace('_', '-')}", number=case.number),))
    name = f"confirmation:{state.value}:{work.now}"
    await tell_parties(work, rules, case, name, lambda _party: told, Lane.ESCALATION)


async def note_court(work: UnitOfWork, rules: Rules, case: Case, state: Court, by: int) -> None:
    """Write down that the dispute went to the court, or what became of it there. Raises Refusal(NOT_NOW)."""
    await work.mediations.begin(case.id)
    file = await mediation_of(work, case)
    begins = state is Court.REFERRED
    if begins == (file.mediation.court is Court.REFERRED):
        raise Refusal(RefusalCode.NOT_NOW)
    await change_mediation(work, file.mediation, court=state)
    await note(work, rules, case.id, EventKind.COURT_NOTED, by, {"state": state.value})
    told = Message(lines=(phrase(f"told-court-{state.value.replace('_', '-')}", number=case.number),))
    name = f"court:{state.value}:{work.now}"
    await tell_parties(work, rules, case, name, lambda _party: told, Lane.ESCALATION)
