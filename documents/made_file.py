"""What every document that is made as a file has in common: the file, and the words of its reader's language."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from domain.messages import Phrase
from texts.typed import WORD_JOINER

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.calendar import Calendar
    from domain.cases import Case
    from domain.local_names import LocalName
    from domain.messages import Value
    from domain.township import Township
    from domain.words import Language
    from texts.renderer import Renderer

    Draw = Callable[[], "MadeFile"]
    """The slow part of making one: it needs no database any more and may run beside the event loop."""

NO_LETTERS = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk"})


class MadeFile(NamedTuple):
    """A finished file with the name under which a person keeps it."""

    name: str
    media_type: str
    content: bytes


class OfCases(NamedTuple):
    """A document about cases, ready to be drawn. That its reader has read each of them is written down where it is made."""

    draw: Draw
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Office:
    """For whom a document is made: the township, its calendar, and the reader's language."""

    township: Township
    calendar: Calendar
    renderer: Renderer
    language: Language

    def say(self, phrase_id: str, **values: Value) -> str:
        """A phrase of the catalogues as plain text."""
        text = self.renderer.plain(Phrase(id=phrase_id, values=values), self.language)
        return text.replace(WORD_JOINER, "")

    def name(self, name: LocalName) -> str:
        """A configured name."""
        return name.in_language(self.language)

    @cached_property
    def weekdays(self) -> tuple[str, ...]:
        """The days of the week in short, Monday first."""
        return tuple(self.say(f"weekday-short-{number}") for number in range(1, 8))

    def team(self, unit: str) -> str:
        """What a unit's team is called."""
        return self.name(self.township.unit(unit).team_name)


def drawable(text: str) -> str:
    """Typed text as a font can draw it: without emoji, control characters and what is never seen."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    kept = "".join(sign for sign in plain if unicodedata.category(sign) not in NO_LETTERS and not _varies(sign))
    return kept.strip() or "—"


def _varies(sign: str) -> bool:
    return 0xFE00 <= ord(sign) <= 0xFE0F
