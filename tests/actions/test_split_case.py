"""A part of a case that becomes a case of its own."""

from __future__ import annotations

from actions.merge_cases import merge_cases
from actions.split_case import Part, split_case
from domain.words import CaseKind
from tests.actions.office import VILLAGE, Office


async def test_the_new_number_goes_to_its_reporter_alone(office: Office) -> None:
    """Whoever reported a case that was merged into the first hears of no case that is not theirs."""
    first, second = await office.file(), await office.file()
    async with office.at_work() as work:
        leading = await merge_cases(work, office.rules, first, second, office.staff)
    await office.told()
    part = Part(CaseKind.HAZARD, "public_facilities", VILLAGE, "路灯坏了")
    async with office.at_work() as work:
        await split_case(work, office.rules, leading, part, office.staff)
    told = [each for each in await office.told_to(office.li) if "told-split" in each.phrases]
    assert [each.line("told-split").values["number"] for each in told] == [first.number]
