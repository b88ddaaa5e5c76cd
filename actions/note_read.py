"""Write down that somebody looked at a case."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.events import EventKind

if TYPE_CHECKING:
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


class ReadPart(StrEnum):
    """How much of a case was shown."""

    CARD = "card"
    """Its card, with the beginnings of the last texts."""
    FILES = "files"
    """All texts whole, and all files."""
    TIMELINE = "timeline"
    """What happened when."""
    PAPER = "paper"
    """The signed agreement."""
    DOCUMENT = "document"
    """A document was made of it."""


async def note_read(work: UnitOfWork, case: Case, person_id: int, part: ReadPart) -> None:
    """Somebody has opened this part of a case. Notices that they were sent stand in the event of their step."""
    await work.events.append(EventKind.CARD_SHOWN, case.id, person_id, {"part": part.value})
