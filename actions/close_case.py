"""End a case with a result; the reporter is told and may rate it or say that it is not settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.relay import Relayed, relay
from actions.tell import refresh_cards
from documents.reporter_card import rating_buttons
from domain.cases import Step
from domain.events import EventKind
from domain.messages import phrase
from storage.entries import EntryKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Attachment
    from storage.unit_of_work import UnitOfWork


async def close_case(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    person_id: int,
    outcome: str,
    text: str,
    attachments: tuple[Attachment, ...],
) -> Case:
    """Close. `outcome` is a code of `domain.case_forms.OUTCOMES`."""
    changed = await change_case(work, rules, case, Step.CLOSE, EventKind.CLOSED, person_id, {"outcome": outcome})
    entry = await work.entries.add(case.id, EntryKind.RESULT, text, attachments, person_id)
    told = Relayed(
        phrase("told-closed", number=case.number, outcome=phrase(f"outcome-{outcome}")),
        text,
        attachments,
        after=(phrase("told-rate-it"),),
        buttons=rating_buttons(changed),
    )
    await relay(work, rules, changed, told, f"closed:{entry}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
