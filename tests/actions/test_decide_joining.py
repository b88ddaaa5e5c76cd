"""Who answers to whom changes with a patrol team: what names somebody above is then nobody's below."""

from __future__ import annotations

from actions.accept_case import accept_case
from actions.ask_to_join import ask_to_join
from actions.decide_joining import decide_joining
from actions.hand_over_team import answer_handover, offer_team
from domain.cases import Case
from domain.words import CaseKind, Role
from tests.actions.office import VILLAGE, Office


async def with_the_officer(office: Office, about: int) -> Case:
    """A tip that names somebody, and that an officer of the town has accepted."""
    tip = await office.file(kind=CaseKind.TIP, about=frozenset({about}))
    async with office.at_work() as work:
        return await accept_case(work, office.rules, tip, office.officer)


async def join(office: Office, person: int) -> None:
    """Come into the village's patrol team."""
    async with office.at_work() as work:
        asked = await ask_to_join(work, office.rules, VILLAGE, person, "严守正", None)
        await decide_joining(work, office.rules, asked.member, office.head, granted=True, keyboard=((),))


async def test_an_officer_who_joins_the_patrol_has_what_names_its_head_no_longer(office: Office) -> None:
    """Whoever patrols answers to the head: at once, and not when the clock comes by next."""
    case = await with_the_officer(office, office.head)
    await join(office, office.officer)
    assert (await office.case(case)).handler_id is None


async def test_whoever_takes_a_team_over_is_above_those_who_patrol(office: Office) -> None:
    """What names the new lead is with none of the team any more."""
    lead, wang = await office.seat("lead", Role.SHIFT_LEAD), await office.seat("wang")
    await join(office, wang)
    await join(office, office.officer)
    case = await with_the_officer(office, wang)
    async with office.at_work() as work:
        member = await work.teams.member(VILLAGE, wang)
        assert member is not None
        handover = await offer_team(work, office.rules, member, lead)
        await answer_handover(work, office.rules, handover, accepted=True, givers_keyboard=((),))
    assert (await office.case(case)).handler_id is None
