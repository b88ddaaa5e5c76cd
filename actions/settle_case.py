"""The matter is settled; what was agreed stays on file and the reporter is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.relay import Relayed, relay
from actions.tell import refresh_cards
from actions.tell_of_mediation import tell_parties
from domain.cases import Step
from domain.events import EventKind
from domain.messages import phrase, say
from storage.entries import EntryKind
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Attachment
    from storage.unit_of_work import UnitOfWork


async def settle_case(
    work: UnitOfWork, rules: Rules, case: Case, person_id: int, text: str, attachments: tuple[Attachment, ...]
) -> Case:
    """Settle by word of mouth: an agreement on paper settles a case by being signed. It stays open until it is closed.

    Parties of a mediation who agreed to be reached hear that it is settled, and not what the handler wrote of it.
    """
    changed = await change_case(work, rules, case, Step.SETTLE, EventKind.SETTLED, person_id)
    entry = await work.entries.add(case.id, EntryKind.RESULT, text, attachments, person_id)
    told = Relayed(phrase("told-settled", number=case.number), text, attachments)
    await relay(work, rules, changed, told, f"settled:{entry}")
    agreed = say("told-settled", number=case.number)
    await tell_parties(work, rules, changed, f"settled:{entry}", lambda _party: agreed, Lane.ESCALATION, reporter=False)
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
