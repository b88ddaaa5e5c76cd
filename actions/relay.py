"""Pass what an official wrote on to the reporter, whole: however long it is, with everything that was attached."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.tell import tell_reporter
from documents.long_text import parts_of
from domain.made_documents import relayed as clean
from domain.messages import Message, phrase

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Attachment, Button, Phrase
    from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Relayed:
    """What is passed on: `headline` says what it is; `after` and the buttons stand below the words."""

    headline: Phrase
    text: str
    attachments: tuple[Attachment, ...] = ()
    after: tuple[Phrase, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()


async def relay(work: UnitOfWork, rules: Rules, case: Case, relayed: Relayed, name: str) -> None:
    """Tell the reporter, in as many messages as the words need; nobody is told for an unlinked tip. `name` as in `tell`."""
    words = [phrase("told-words", text=part) for part in parts_of(relayed.text)] or [phrase("told-attached")]
    lines: list[tuple[Phrase, ...]] = [(relayed.headline, words[0]), *((part,) for part in words[1:])]
    last = len(lines) - 1
    files = tuple(map(clean, relayed.attachments))
    for number, part in enumerate(lines):
        message = Message(lines=part)
        if number == last:
            message = Message(lines=(*part, *relayed.after), buttons=relayed.buttons, attachments=files)
        await tell_reporter(work, rules, case, message, f"{name}:{number}")
