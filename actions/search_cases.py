"""Find cases by number, unit, category, state, kind and words, inside of what somebody may see and read.

Nothing readable is kept for it: the texts are opened and looked through, newest case first, and forgotten. Why, and how
long that takes: docs/decisions/search.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from actions.readable import may_read_entry
from domain.access import Act, may, scope_of
from domain.search import read_query, stands_in
from storage.cases import Wanted

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.access import Viewer
    from domain.cases import Case
    from domain.search import Query
    from storage.unit_of_work import UnitOfWork

MOST_FOUND = 40
MOST_READ = 2_000
"""The texts of so many cases are looked through; older ones are found by narrowing the search."""
AT_ONCE = 200


class Found(NamedTuple):
    """What was found, newest first; `whole` unless there may be more."""

    cases: tuple[Case, ...]
    whole: bool


async def search_cases(work: UnitOfWork, rules: Rules, person_id: int, text: str) -> Found:
    """Look for what a line says. Who holds no role finds nothing."""
    viewer = await work.people.viewer(person_id)
    query = read_query(text, rules.township)
    if not viewer.holdings or query.empty:
        return Found((), whole=True)
    if query.number is not None:
        return await _by_number(work, viewer, query.number)
    return await _by_values(work, viewer, query)


async def _by_number(work: UnitOfWork, viewer: Viewer, number: str) -> Found:
    case = await work.cases.by_number(number)
    if case is None or not may(viewer, Act.VIEW, case, await work.conflicts.of(case.id)):
        return Found((), whole=True)
    return Found((case,), whole=True)


async def _by_values(work: UnitOfWork, viewer: Viewer, query: Query) -> Found:
    scope = scope_of(viewer)
    wanted = Wanted(query.units, query.categories, query.states, query.kinds)
    found: list[Case] = []
    before: int | None = None
    for _slice in range(MOST_READ // AT_ONCE):
        cases = await work.cases.found_in(scope, wanted, limit=AT_ONCE, before=before)
        for case in cases:
            if not query.words or await _says(work, viewer, case, query.words):
                found.append(case)
                if len(found) == MOST_FOUND:
                    return Found(tuple(found), whole=False)
        if len(cases) < AT_ONCE:
            return Found(tuple(found), whole=True)
        before = cases[-1].id
    return Found(tuple(found), whole=False)


async def _says(work: UnitOfWork, viewer: Viewer, case: Case, words: tuple[str, ...]) -> bool:
    named = await work.conflicts.of(case.id)
    entries = await work.entries.of(case.id)
    return stands_in(words, [entry.text for entry in entries if may_read_entry(viewer, case, named, entry)])
