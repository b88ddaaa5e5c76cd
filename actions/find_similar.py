"""Other open cases of the same place and weeks that may be of the same matter, as far as somebody may see and read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.readable import may_read_entry
from domain.access import TOWN_ROLES, scope_of
from domain.likeness import among, pairs_of
from storage.entries import EntryKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.access import Viewer
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork

LOOKED_AT = 40
REPORTED = frozenset({EntryKind.REPORT, EntryKind.ADDITION, EntryKind.SUMMARY})


async def find_similar(work: UnitOfWork, rules: Rules, case: Case, viewer: Viewer) -> tuple[Case, ...]:
    """The most alike first; nothing for somebody who does not sort cases.

    Words that the person may not read say nothing here either.
    """
    if all(held.role not in TOWN_ROLES for held in viewer.holdings):
        return ()
    own = await _words(work, case, viewer)
    if not own:
        return ()
    policy = rules.township.likeness
    near = await work.cases.near(scope_of(viewer), case, case.filed_at - policy.within_ms, limit=LOOKED_AT)
    linked = set(await work.case_links.of(case.id))
    written = {each.id: await _words(work, each, viewer) for each in near if each.id not in linked}
    by_id = {each.id: each for each in near}
    alike = among(pairs_of(own), {number: pairs_of(text) for number, text in written.items() if text})
    ranked = [(likeness, number) for likeness, number in alike if likeness >= policy.at_least]
    return tuple(by_id[number] for _likeness, number in ranked[: policy.most])


async def _words(work: UnitOfWork, case: Case, viewer: Viewer) -> str:
    named = await work.conflicts.of(case.id)
    entries = await work.entries.of(case.id)
    return "\n".join(
        entry.text for entry in entries if entry.kind in REPORTED and may_read_entry(viewer, case, named, entry)
    )
