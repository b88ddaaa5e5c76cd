"""The reporter of a tip agrees that those who deal with it read it as it was written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.matter import leading_of
from actions.tell import Notice, refresh_cards, tell
from domain.events import EventKind
from domain.messages import phrase
from domain.words import Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def agree_to_words(work: UnitOfWork, rules: Rules, case: Case) -> Case:
    """Agree; it cannot be taken back, for what was read was read. The caller has asked whose case it is."""
    if not case.words_held:
        return case
    agreed = replace(case, words_held=False, version=case.version + 1)
    await work.cases.save(agreed)
    await work.events.append(EventKind.WORDS_AGREED, case.id)
    notice = Notice(name=f"words-agreed:{case.id}", headline=phrase("headline-words-agreed"), lane=Lane.REMINDER)
    leading = await leading_of(work, agreed)
    await tell(work, rules, leading, (Recipient.HANDLER,), notice)
    await refresh_cards(work, rules, leading)
    return agreed
