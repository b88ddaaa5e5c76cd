"""The course of a matter as each of its reporters sees it."""

from __future__ import annotations

from actions.accept_case import accept_case
from actions.add_to_case import add_to_case
from actions.ask_opening import ask_opening
from actions.change_case import case_of
from actions.decide_opening import decide_opening
from actions.matter import steps_for_reporter
from actions.merge_cases import merge_cases
from actions.split_case import Part, split_case
from domain.events import EventKind
from domain.words import CaseKind, Role
from tests.actions.office import VILLAGE, Office


async def test_what_is_the_other_reporters_own_stands_in_nobody_elses_course(office: Office) -> None:
    """That their name was seen, what they added and what was made of it; what was done in the matter does."""
    await office.seat("keeper", Role.IDENTITY_OFFICER, "centre")
    first, second = await office.file(), await office.file()
    async with office.at_work() as work:
        leading = await merge_cases(work, office.rules, first, second, office.staff)
        leading = await accept_case(work, office.rules, leading, office.mediator)
        leading = await add_to_case(work, office.rules, leading, "又叫了一夜", ())
        opening, _asked = await ask_opening(work, office.rules, leading, office.mediator, "talk", "要当面谈")
        await decide_opening(work, office.rules, opening.id, office.keeper, granted=True)
        part = Part(CaseKind.HAZARD, "public_facilities", VILLAGE, "路灯坏了")
        await split_case(work, office.rules, leading, part, office.staff)
        kinds = {event.kind for event in await steps_for_reporter(work, await case_of(work, second.id))}
    assert EventKind.ACCEPTED in kinds
    of_the_first = {EventKind.ADDED, EventKind.OPENING_GRANTED, EventKind.IDENTITY_SHOWN, EventKind.SPLIT}
    assert not kinds & of_the_first
