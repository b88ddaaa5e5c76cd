"""Whether somebody may read a text of a case: what they may not read they can find neither by its words nor by its likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.wording import OWN_WORDS
from domain.access import Act, may
from domain.wording import may_read_words

if TYPE_CHECKING:
    from domain.access import Viewer
    from domain.cases import Case
    from storage.entries import Entry


def may_read_entry(viewer: Viewer, case: Case, conflicts: frozenset[int], entry: Entry) -> bool:
    """Whoever may see the case, except for the words of a tip whose reporter has not agreed to that."""
    if entry.kind in OWN_WORDS and not may_read_words(case, viewer):
        return False
    return may(viewer, Act.VIEW, case, conflicts)
