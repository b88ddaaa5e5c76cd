"""The handler asks the reporter something, without learning who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.tell import tell_reporter
from domain.cases import KnownAs, Step
from domain.events import EventKind
from domain.messages import Button, Message, phrase
from domain.refusals import Refusal, RefusalCode
from storage.entries import EntryKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Attachment
    from storage.unit_of_work import UnitOfWork


async def ask_reporter(
    work: UnitOfWork, rules: Rules, case: Case, person_id: int, text: str, attachments: tuple[Attachment, ...]
) -> Case:
    """Ask. Raises Refusal(NO_WAY_BACK) for an unlinked tip: nobody can be asked."""
    if case.known_as is KnownAs.UNLINKED:
        raise Refusal(RefusalCode.NO_WAY_BACK)
    changed = await change_case(work, rules, case, Step.ASK, EventKind.ASKED, person_id)
    entry = await work.entries.add(case.id, EntryKind.QUESTION, text, attachments, person_id)
    names = await work.people.names([person_id])
    question = Message(
        lines=(phrase("told-asked", number=case.number, name=names.get(person_id, "—"), text=text),),
        buttons=((Button(label=phrase("button-answer"), act="m-answer", subject=str(case.id)),),),
        attachments=attachments,
    )
    await tell_reporter(work, rules, changed, question, f"asked:{entry}")
    return changed
