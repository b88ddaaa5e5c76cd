"""The last look before a notice goes out: it is still true, and still for whoever was to get it."""

from __future__ import annotations

from actions.route_case import route_case
from domain.words import CaseKind, Role
from tests.actions.office import VILLAGE, Office


async def test_what_waits_for_the_morning_is_not_sent_to_a_unit_that_has_the_case_no_longer(office: Office) -> None:
    """Filed at night to one department, given to another in the same night: the first never sees it."""
    clerk = await office.seat("clerk", Role.DEPARTMENT_OFFICER, "justice_office")
    office.clock.forward(hours=14)
    tip = await office.file(kind=CaseKind.TIP)
    assert tip.responsible_unit == "police_post"
    async with office.at_work() as work:
        await route_case(work, office.rules, tip, "justice_office", (), office.staff)
    office.clock.forward(hours=12)
    told = {each.person_id for each in await office.told() if not each.silently}
    assert clerk in told
    assert office.officer not in told


async def test_nor_to_whoever_holds_the_office_no_longer(office: Office) -> None:
    """Somebody else of the unit has it."""
    office.clock.forward(hours=14)
    await office.file()
    async with office.at_work() as work:
        await work.people.end(office.mediator, Role.MEDIATOR, VILLAGE)
    office.clock.forward(hours=12)
    told = {each.person_id for each in await office.told()}
    assert office.second in told
    assert office.mediator not in told
