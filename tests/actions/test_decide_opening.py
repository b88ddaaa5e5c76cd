"""A name that was asked for or opened concerns the reporter of that one case, and those who may know of it."""

from __future__ import annotations

from actions.ask_opening import ask_opening
from actions.decide_opening import decide_opening
from actions.merge_cases import merge_cases
from actions.take_away import take_away
from domain.access import excluded_by
from domain.cases import Case
from domain.openings import Opening
from domain.words import Role
from tests.actions.office import Office


async def asked(office: Office, case: Case, by: int) -> Opening:
    """A request that waits for the second word."""
    async with office.at_work() as work:
        opening, _count = await ask_opening(work, office.rules, case, by, "talk", "要当面谈")
    return opening


async def name_later(office: Office, case: Case, person: int) -> None:
    """The case turns out to name somebody."""
    async with office.at_work() as work:
        await work.conflicts.add(case.id, person)
        now = await work.cases.get(case.id)
        assert now is not None
        excluded = excluded_by(await work.conflicts.of(case.id), await work.people.holders())
        await take_away(work, office.rules, now, excluded)


async def test_whoever_reported_a_merged_case_does_not_hear_that_the_name_of_another_was_opened(office: Office) -> None:
    """Theirs was not; and that the other's was is the other's to know."""
    await office.seat("keeper", Role.IDENTITY_OFFICER, "centre")
    first, second = await office.file(), await office.file()
    async with office.at_work() as work:
        await merge_cases(work, office.rules, first, second, office.staff)
    opening = await asked(office, await office.case(first), office.staff)
    await office.told()
    async with office.at_work() as work:
        await decide_opening(work, office.rules, opening.id, office.keeper, granted=True)
    told = [each for each in await office.told_to(office.li) if "told-opened" in each.phrases]
    assert [each.line("told-opened").values["number"] for each in told] == [first.number]


async def test_a_request_reaches_nobody_any_more_whom_the_case_turns_out_to_name(office: Office) -> None:
    """In its place stands a word that says nothing of why."""
    await office.seat("keeper", Role.IDENTITY_OFFICER, "centre")
    case = await office.file()
    await office.told()
    await asked(office, case, office.staff)
    assert "opening-headline" in [each.phrases[0] for each in await office.told_to(office.keeper)]
    await name_later(office, case, office.keeper)
    assert [each.phrases for each in await office.told_to(office.keeper)] == [("card-elsewhere",)]


async def test_what_waits_of_a_request_is_not_sent_to_whom_the_case_turns_out_to_name(office: Office) -> None:
    """Asked in the night, named before the morning."""
    await office.seat("keeper", Role.IDENTITY_OFFICER, "centre")
    case = await office.file()
    await office.told()
    office.clock.forward(hours=14)
    await asked(office, case, office.staff)
    await name_later(office, case, office.keeper)
    office.clock.forward(hours=8)
    assert await office.told_to(office.keeper) == []
