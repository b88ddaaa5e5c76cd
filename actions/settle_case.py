"""The matter is settled; what was agreed stays on file and the reporter is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.tell import refresh_cards, tell_reporter
from domain.cases import Step
from domain.events import EventKind
from domain.messages import say
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
    await work.entries.add(case.id, EntryKind.RESULT, text, attachments, person_id)
    await tell_reporter(work, rules, changed, say("told-settled", number=case.number, text=text), f"settled:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
