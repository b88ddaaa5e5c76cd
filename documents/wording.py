"""The texts of a case as far as somebody may read them, and what stands in the place of a tip's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.access import Act, may
from domain.cases import KnownAs
from domain.messages import AttachmentKind, phrase
from domain.wording import WHENS, may_read_words
from storage.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.access import Viewer
    from domain.cases import Case
    from domain.messages import Phrase
    from domain.wording import Particulars
    from storage.entries import Entry

OWN_WORDS = frozenset({EntryKind.REPORT, EntryKind.ADDITION})
"""What the reporter says by themselves; an answer is meant for whoever asked."""
PASSED_ON = frozenset({AttachmentKind.PHOTO, AttachmentKind.LOCATION})
"""What is passed on without the words: a voice, a film or a document may give away whose it is."""


def readable(entries: Sequence[Entry], case: Case, viewer: Viewer) -> tuple[Entry, ...]:
    """The texts with what this viewer may not read left out of them. The caller has asked who may see the case."""
    if not may(viewer, Act.VIEW_PAPER, case, frozenset()):
        entries = [entry for entry in entries if entry.kind is not EntryKind.PAPER]
    if may_read_words(case, viewer):
        return tuple(entries)
    return tuple(_without_words(entry) if entry.kind in OWN_WORDS else entry for entry in entries)


def particulars_lines(particulars: Particulars | None) -> tuple[Phrase, ...]:
    """What was said in the fields of a tip."""
    if particulars is None:
        return ()
    what, when = particulars.what, particulars.when
    said = phrase(f"tip-when-{when}") if when in WHENS else when
    return (
        *((phrase("tip-what", what=what),) if what else ()),
        *((phrase("tip-when", when=said),) if said else ()),
    )


def words_held_line(case: Case) -> Phrase:
    """That the words are kept back, and how to learn more, where there is a way."""
    return phrase("card-words-held-unlinked" if case.known_as is KnownAs.UNLINKED else "card-words-held")


def _without_words(entry: Entry) -> Entry:
    return replace(entry, text="", attachments=tuple(file for file in entry.attachments if file.kind in PASSED_ON))
