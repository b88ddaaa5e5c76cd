"""Find one's own open case that a new report seems to repeat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forms import texts_of
from domain.likeness import ALIKE, VERY_ALIKE, likeness
from storage.entries import EntryKind

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.forms import Answers
    from domain.words import CaseKind
    from storage.unit_of_work import UnitOfWork

LOOKED_AT = 10


async def find_likely_duplicate(work: UnitOfWork, person_id: int, kind: CaseKind, answers: Answers) -> Case | None:
    """The most alike of the person's own newest open cases, or None. Other people's cases are never looked at."""
    words = "\n".join(texts_of(answers))
    tag = work.vault.reporter_tag(person_id)
    best: tuple[float, Case] | None = None
    for case in await work.cases.reported_by(tag, limit=LOOKED_AT, only_open=True):
        entries = await work.entries.of(case.id)
        written = "\n".join(entry.text for entry in entries if entry.kind in {EntryKind.REPORT, EntryKind.ADDITION})
        alike = likeness(words, written)
        same_matter = case.kind is kind and case.unit == answers.get("unit")
        if alike >= (ALIKE if same_matter else VERY_ALIKE) and (best is None or alike > best[0]):
            best = (alike, case)
    return best[1] if best else None
