"""The matter is settled; what was agreed stays on file and the reporter is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.relay import Relayed, relay
from actions.tell import refresh_cards
from domain.cases import Step
from domain.events import EventKind
from domain.messages import phrase
from storage.entries import EntryKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Attachment
    from storage.unit_of_work import UnitOfWork


async def settle_case(
    work: UnitOfWork, rules: Rules, case: Case, person_id: int, text: str, attachments: tuple[Attachment, ...]
) -> Case:
    """Settle. The case stays open until it is closed with a result."""
    changed = await change_case(work, rules, case, Step.SETTLE, EventKind.SETTLED, person_id)
    entry = await work.entries.add(case.id, EntryKind.RESULT, text, attachments, person_id)
    told = Relayed(phrase("told-settled", number=case.number), text, attachments)
    await relay(work, rules, changed, told, f"settled:{entry}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
