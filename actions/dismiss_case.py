"""The centre ends a case that is not the township's to deal with; the reporter hears why and where to turn."""

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
    from storage.unit_of_work import UnitOfWork

OUTCOME = "not_ours"


async def dismiss_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int, text: str) -> Case:
    """Dismiss, whether or not somebody has it; `text` is the reason, which the reporter gets word for word."""
    changed = await change_case(work, rules, case, Step.DISMISS, EventKind.CLOSED, person_id, {"outcome": OUTCOME})
    entry = await work.entries.add(case.id, EntryKind.RESULT, text, (), person_id)
    told = Relayed(
        phrase("told-closed", number=case.number, outcome=phrase(f"outcome-{OUTCOME}")),
        text,
        after=(phrase("told-rate-it"),),
        buttons=rating_buttons(changed),
    )
    await relay(work, rules, changed, told, f"closed:{entry}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
