"""A list shows exactly what may be seen: in any organisation, for any case, whoever asks."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.access import Act, Holder, may, scope_of, viewer_among
from domain.cases import OPEN_STATES, Case, CaseState
from domain.words import CaseKind, Language, Level, Role
from storage.cases import Place, Wanted
from storage.database import Database
from tests.conftest import HandClock, some_keys
from tests.domain.samples import filed

PERSONS = tuple(range(1, 7))
UNITS = ("fenglin", "elsewhere", "police_post", "water_office", "centre")
ALL = 1_000

holders = st.lists(
    st.builds(Holder, st.sampled_from(PERSONS), st.sampled_from(Role), st.sampled_from(UNITS)), max_size=9
).map(tuple)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Case, frozenset[int]]:
    """Any case with the persons it names."""
    case = replace(
        filed(),
        unit=draw(st.sampled_from(UNITS)),
        responsible_unit=draw(st.sampled_from(UNITS)),
        level=draw(st.sampled_from(Level)),
        state=draw(st.sampled_from(CaseState)),
        kind=draw(st.sampled_from((CaseKind.DISPUTE, CaseKind.DISPUTE, CaseKind.HAZARD))),
        handler_id=draw(st.none() | st.sampled_from(PERSONS)),
        past_unit=draw(st.booleans()),
        helping=tuple(sorted(draw(st.frozensets(st.sampled_from(UNITS), max_size=3)))),
        joint=tuple(sorted(draw(st.frozensets(st.sampled_from(PERSONS), max_size=3)))),
    )
    return case, draw(st.frozensets(st.sampled_from(PERSONS), max_size=2))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(holders=holders, drawn=st.lists(cases(), min_size=1, max_size=6))
async def test_lists_and_the_rule_agree_both_ways(
    holders: tuple[Holder, ...], drawn: list[tuple[Case, frozenset[int]]]
) -> None:
    """What a list, a count or a search shows somebody they may see, and what they may see is shown."""
    with tempfile.TemporaryDirectory() as folder:
        database = await Database.open(Path(folder) / "a.db", HandClock(), some_keys())
        try:
            async with database.transaction() as work:
                for person in PERSONS:
                    await work.people.meet(person, str(person), Language.EN)
                known = []
                for number, (case, named) in enumerate(drawn, 1):
                    kept = replace(case, id=number, number=f"{number:03d}-0000")
                    await work.cases.add(kept, Place(), None)
                    await work.assignments.share(number, kept.helping, None)
                    for person in kept.joint:
                        await work.mediations.join(number, person)
                    for person in named:
                        await work.conflicts.add(number, person)
                    known.append((kept, named))
                for person in PERSONS:
                    viewer = viewer_among(person, holders)
                    if not viewer.holdings:
                        continue
                    scope = scope_of(viewer)
                    seen = {case.id for case, named in known if may(viewer, Act.VIEW, case, named)}
                    is_open = {case.id for case, _named in known if case.state in OPEN_STATES}
                    found = await work.cases.found_in(scope, Wanted(), limit=ALL)
                    listed = await work.cases.open_in(scope, limit=ALL)
                    assert {case.id for case in found} == seen
                    assert {case.id for case in listed} == seen & is_open
                    assert await work.cases.count_open_in(scope) == len(seen & is_open)
                    assert {case.id: (case.helping, case.joint) for case in found} == {
                        case.id: (case.helping, case.joint) for case, _named in known if case.id in seen
                    }
                    for case, _named in known:
                        near = await work.cases.near(scope, case, 0, limit=ALL)
                        assert {each.id for each in near} <= (seen & is_open) - {case.id}
        finally:
            await database.close()
