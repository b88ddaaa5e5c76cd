"""The reporter answers the handler's question."""

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


async def waits_for_answer(work: UnitOfWork, case: Case) -> bool:
    """Whether the handler's last question has not been answered."""
    entries = await work.entries.of(case.id)
    talk = [entry.kind for entry in entries if entry.kind in {EntryKind.QUESTION, EntryKind.ANSWER}]
    return talk[-1:] == [EntryKind.QUESTION]


async def answer_question(
    work: UnitOfWork, rules: Rules, case: Case, text: str, attachments: tuple[Attachment, ...]
) -> Case:
    """Answer; whoever handles the case is shown it under the reporter's pseudonym."""
    changed = await change_case(work, rules, case, Step.ADD, EventKind.ANSWERED)
    entry = await work.entries.add(case.id, EntryKind.ANSWER, text, attachments)
    notice = Notice(name=f"answered:{entry}", headline=phrase("headline-answered"), lane=Lane.ESCALATION)
    await tell(work, rules, await leading_of(work, changed), (Recipient.HANDLER,), notice)
    return changed
