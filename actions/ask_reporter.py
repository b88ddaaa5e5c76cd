"""The handler asks the reporter something, without learning who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.relay import Relayed, relay
from actions.tell import refresh_cards
from domain.cases import KnownAs, Step
from domain.events import EventKind
from domain.messages import Button, phrase
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
    question = Relayed(
        phrase("told-asked", number=case.number),
        text,
        attachments,
        after=(phrase("told-asked-words"),) if case.words_held else (),
        buttons=((Button(label=phrase("button-answer"), act="m-answer", subject=str(case.id)),),),
    )
    await relay(work, rules, changed, question, f"asked:{entry}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
