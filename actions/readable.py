"""Whether somebody may read a text of a case: what they may not read they can find neither by its words nor by its likeness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.access import Act, may
from domain.words import CaseKind
from storage.entries import EntryKind

if TYPE_CHECKING:
    from domain.access import Viewer
    from domain.cases import Case
    from storage.entries import Entry

REPORTERS_OWN = frozenset({EntryKind.REPORT, EntryKind.ADDITION, EntryKind.ANSWER})
"""What the reporter wrote in their own words, by which they could be known."""


def may_read_entry(viewer: Viewer, case: Case, conflicts: frozenset[int], entry: Entry) -> bool:
    """Whoever may see the case, except that nobody searches tips by the words of whoever gave them."""
    if case.kind is CaseKind.TIP and entry.kind in REPORTERS_OWN:
        return False
    return may(viewer, Act.VIEW, case, conflicts)
