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
    from domain.likeness import Pairs
    from storage.unit_of_work import UnitOfWork

LOOKED_AT = 40
REPORTED = frozenset({EntryKind.REPORT, EntryKind.ADDITION, EntryKind.SUMMARY})


async def find_similar(
    work: UnitOfWork, rules: Rules, case: Case, viewer: Viewer, read: dict[int, Pairs] | None = None
) -> tuple[Case, ...]:
    """The most alike first; nothing for somebody who does not sort cases.

    Words that the person may not read say nothing here either. `read` keeps what one viewer has read of which case, for whoever
    asks about several.
    """
    if all(held.role not in TOWN_ROLES for held in viewer.holdings):
        return ()
    known = {} if read is None else read
    own = await _pairs(work, case, viewer, known)
    if not own:
        return ()
    policy = rules.township.likeness
    near = await work.cases.near(scope_of(viewer), case, case.filed_at - policy.within_ms, limit=LOOKED_AT)
    linked = set(await work.case_links.of(case.id))
    written = {each.id: await _pairs(work, each, viewer, known) for each in near if each.id not in linked}
    by_id = {each.id: each for each in near}
    alike = among(own, {number: pairs for number, pairs in written.items() if pairs})
    ranked = [(likeness, number) for likeness, number in alike if likeness >= policy.at_least]
    return tuple(by_id[number] for _likeness, number in ranked[: policy.most])


async def _pairs(work: UnitOfWork, case: Case, viewer: Viewer, known: dict[int, Pairs]) -> Pairs:
    if case.id not in known:
        named = await work.conflicts.of(case.id)
        entries = await work.entries.of(case.id)
        texts = (each.text for each in entries if each.kind in REPORTED and may_read_entry(viewer, case, named, each))
        known[case.id] = pairs_of("\n".join(texts))
    return known[case.id]
