"""A case goes out of the reach of those it must not reach, and nothing that they did with it stands in anybody's way."""

from __future__ import annotations

from actions.accept_case import accept_case
from actions.acknowledge_case import acknowledge_case
from actions.route_case import route_case
from actions.take_away import take_away
from domain.access import excluded_by
from domain.cases import Case, CaseState
from domain.words import Level
from storage.due import DueKind
from tests.actions.office import VILLAGE, Office

OTHER = "liutang"
QUARTER = 15 * 60_000


async def name_later(office: Office, case: Case, *persons: int) -> Case:
    """The case turns out to name some people; as it is then."""
    async with office.at_work() as work:
        for person in persons:
            await work.conflicts.add(case.id, person)
        now = await work.cases.get(case.id)
        assert now is not None
        excluded = excluded_by(await work.conflicts.of(case.id), await work.people.holders())
        return await take_away(work, office.rules, now, excluded)


async def due_at(office: Office, case: Case) -> int | None:
    """When the next step of its clocks is due."""
    async with office.at_work() as work:
        row = await work.due.of(DueKind.CASE, str(case.id))
    return row.due_at if row else None


async def test_that_they_have_seen_an_urgent_case_does_not_stop_the_ladder(office: Office) -> None:
    """Whoever is named said that they have seen it: somebody who may know of it has to."""
    case = await office.file(urgent=True)
    await office.told()
    async with office.at_work() as work:
        case = await acknowledge_case(work, office.rules, case, office.mediator)
    office.clock.forward(hours=1)
    now = await name_later(office, case, office.mediator)
    assert (now.acknowledged_at, now.acknowledged_by) == (None, None)
    assert now.awaiting_since == case.awaiting_since
    assert await due_at(office, case) == office.clock.at + QUARTER
    assert "headline-urgent" in [each.phrases[0] for each in await office.told_to(office.second)]
    async with office.at_work() as work:
        await acknowledge_case(work, office.rules, now, office.second)
    told = [each for each in await office.told_to(office.li) if "told-acknowledged" in each.phrases]
    assert [each.line("told-acknowledged").values["name"] for each in told] == ["second"]


async def test_an_urgent_case_that_they_had_accepted_is_pressing_again(office: Office) -> None:
    """Until somebody else says that they have seen it."""
    case = await office.file(urgent=True)
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
    office.clock.forward(hours=1)
    await name_later(office, case, office.mediator)
    assert await due_at(office, case) == office.clock.at + QUARTER


async def test_what_somebody_else_has_seen_stays_seen(office: Office) -> None:
    """They may know of it."""
    case = await office.file(urgent=True)
    async with office.at_work() as work:
        seen = await acknowledge_case(work, office.rules, case, office.second)
        case = await accept_case(work, office.rules, seen, office.mediator)
    now = await name_later(office, case, office.mediator)
    assert (now.state, now.acknowledged_by) == (CaseState.FILED, office.second)


async def test_of_a_case_of_the_town_that_was_given_to_a_village_somebody_else_there_takes_over(office: Office) -> None:
    """Whoever may take it there is asked, as they would have been at first."""
    case = await office.file(unit=OTHER)
    async with office.at_work() as work:
        given = await route_case(work, office.rules, case, VILLAGE, (), office.staff)
        case = await accept_case(work, office.rules, given, office.mediator)
    await office.told()
    now = await name_later(office, case, office.mediator)
    assert (now.level, now.responsible_unit, now.handler_id) == (Level.TOWN, VILLAGE, None)
    assert "headline-new" in [each.phrases[0] for each in await office.told_to(office.second)]


async def test_where_nobody_is_left_whoever_reported_hears_where_to_turn(office: Office) -> None:
    """As they would have at the filing: nobody in the township may know of it."""
    case = await office.file()
    await office.told()
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
    await office.told()
    await name_later(office, case, office.director, office.oversight)
    told = await office.told()
    assert "told-nobody-may" in [each.phrases[0] for each in told if each.person_id == office.li]
