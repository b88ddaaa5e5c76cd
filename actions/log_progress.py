"""The handler writes down what was done; the reporter is told."""

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


async def log_progress(
    work: UnitOfWork, rules: Rules, case: Case, person_id: int, text: str, attachments: tuple[Attachment, ...]
) -> Case:
    """Keep what was done. It answers a supervision and counts as the first action."""
    changed = await change_case(work, rules, case, Step.LOG_PROGRESS, EventKind.PROGRESSED, person_id)
    entry = await work.entries.add(case.id, EntryKind.PROGRESS, text, attachments, person_id)
    told = Relayed(phrase("told-progress", number=case.number), text, attachments)
    await relay(work, rules, changed, told, f"progress:{entry}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
