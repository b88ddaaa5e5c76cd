"""Whoever takes up a party's link is a party from then on, and whom the case must not reach follows from that."""

from __future__ import annotations

from actions.accept_case import accept_case
from actions.after_role_change import after_role_change
from actions.appoint import propose_appointment
from actions.change_parties import add_party
from actions.link_party import make_party_link, take_up_party_link
from actions.merge_cases import merge_cases
from actions.run_due_case import run_due_case
from domain.access import Act, may
from domain.cases import Case, CaseState
from domain.events import EventKind
from domain.mediation import Side
from domain.words import Role
from storage.parties import PartyWords
from tests.actions.office import VILLAGE, Office


async def linked(office: Office, case: Case, person: int, by: int) -> Case:
    """The case once somebody has taken up the link of a new party."""
    async with office.at_work() as work:
        words = PartyWords(name="王二水")
        party = await add_party(work, office.rules, case, Side.B, words, minor=False, may_contact=True, by=by)
        link = await make_party_link(work, office.rules, party)
        await take_up_party_link(work, office.rules, link, person)
    return await office.case(case)


async def accepted(office: Office, by: int) -> Case:
    """A dispute that somebody has accepted; everybody was told of it."""
    case = await office.file()
    await office.told()
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, by)
    await office.told()
    return case


async def test_whoever_answers_to_an_official_who_is_a_party_has_the_case_no_longer(office: Office) -> None:
    """At once: the mediators answer to the head. Their cards say that it is elsewhere, and the centre is told."""
    case = await accepted(office, office.mediator)
    now = await linked(office, case, office.head, office.mediator)
    assert (now.state, now.handler_id, now.responsible_unit) == (CaseState.FILED, None, "centre")
    told = await office.told()
    assert [each.phrases for each in told if each.person_id == office.mediator] == [("card-elsewhere",)]
    assert "headline-new" in [each.phrases[0] for each in told if each.person_id == office.staff]


async def test_so_it_is_with_what_was_merged_into_the_case(office: Office) -> None:
    """Of that too whoever has become a party, and whoever answers to them, was shown a card."""
    case, other = await accepted(office, office.mediator), await office.file()
    await office.told()
    async with office.at_work() as work:
        case = await merge_cases(work, office.rules, case, other, office.staff)
    await office.told()
    await linked(office, case, office.head, office.mediator)
    told = [each for each in await office.told() if each.person_id == office.second]
    numbers = {each.line("card-elsewhere").values["number"] for each in told}
    assert numbers == {case.number, other.number}


async def test_a_party_who_comes_to_an_office_later_is_kept_away_from_the_case(office: Office) -> None:
    """As head of the village they would see it, and its mediator would answer to them."""
    wang = await office.seat("wang")
    case = await linked(office, await accepted(office, office.mediator), wang, office.mediator)
    await office.told()
    async with office.at_work() as work:
        await work.people.grant(wang, Role.VILLAGE_HEAD, VILLAGE)
        await after_role_change(work, office.rules, wang)
        viewer, named = await work.people.viewer(wang), await work.conflicts.of(case.id)
        assert not may(viewer, Act.VIEW, case, named)
    assert (await office.case(case)).handler_id is None
    assert EventKind.NAMED_LATER in [event.kind for event in await office.events(case)]


async def test_an_official_who_is_a_party_is_told_what_a_party_is_told(office: Office) -> None:
    """Also what waits for the morning, though the clock takes from them what they would be told by office."""
    case = await linked(office, await accepted(office, office.mediator), office.second, office.mediator)
    await office.told()
    office.clock.forward(hours=14)
    async with office.at_work() as work:
        await propose_appointment(work, office.rules, case, work.now + 72 * 3_600_000, "大樟树下", office.mediator)
        await run_due_case(work, office.rules, case.id)
    office.clock.forward(hours=12)
    assert "told-appointment" in [each.phrases[0] for each in await office.told_to(office.second)]
