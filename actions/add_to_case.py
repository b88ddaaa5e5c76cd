"""Add the reporter's further words to their case, and tell whoever deals with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.matter import leading_of
from actions.tell import Notice, tell
from domain.cases import Step
from domain.events import EventKind
from domain.messages import phrase
from domain.words import Recipient
from storage.entries import EntryKind
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Attachment
    from storage.unit_of_work import UnitOfWork


async def add_to_case(
    work: UnitOfWork, rules: Rules, case: Case, text: str, attachments: tuple[Attachment, ...], *, joined: bool = False
) -> Case:
    """Keep an addition. `joined` says that it was meant as a report of its own first. The caller has asked whose case it is."""
    changed = await change_case(work, rules, case, Step.ADD, EventKind.JOINED if joined else EventKind.ADDED)
    entry = await work.entries.add(case.id, EntryKind.ADDITION, text, attachments)
    notice = Notice(name=f"added:{entry}", headline=phrase("headline-added"), lane=Lane.ESCALATION)
    await tell(work, rules, await leading_of(work, changed), (Recipient.HANDLER,), notice)
    return changed
