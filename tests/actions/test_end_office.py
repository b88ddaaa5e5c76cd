"""An office ends: what its holder had goes to others, what waits for them is not sent, and what they did stays written down."""

from __future__ import annotations

import json

import pytest

from actions.accept_case import accept_case
from actions.acknowledge_case import acknowledge_case
from actions.ask_opening import ask_opening
from actions.change_duty import set_duty_order
from actions.end_office import cases_to_give_back, end_office
from actions.joint_mediators import toggle_joint_mediator
from domain.access import Act, may
from domain.cases import Case, CaseState
from domain.duty import on_call
from domain.events import EventKind
from domain.openings import OpeningState
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from storage.people import Office as HeldOffice
from tests.actions.office import VILLAGE, Office

KEYS = ((),)


async def held(office: Office, person: int, role: Role) -> HeldOffice:
    """The office of somebody in this role."""
    unit = VILLAGE if role in {Role.MEDIATOR, Role.VILLAGE_HEAD} else office.rules.township.centre.code
    async with office.at_work() as work:
        return next(
            each for each in await work.people.offices_in(unit) if (each.person_id, each.role) == (person, role)
        )


async def end(office: Office, ending: HeldOffice, by: int | None = None) -> int:
    """The admin ends it; how many cases went back."""
    async with office.at_work() as work:
        return await end_office(work, office.rules, ending.id, by or office.admin, KEYS)


async def accepted(office: Office, person: int, *, urgent: bool = False) -> Case:
    """A case that somebody has, everybody told of it."""
    case = await office.file(urgent=urgent)
    await office.told()
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, person)
    await office.told()
    return case


async def test_their_cases_go_back_and_everybody_concerned_hears_it(office: Office) -> None:
    """The other mediator is told, the reporter too; the old card shows nothing; they themselves get one kind sentence."""
    case = await accepted(office, office.mediator)
    ending = await held(office, office.mediator, Role.MEDIATOR)
    async with office.at_work() as work:
        assert await cases_to_give_back(work, ending) == 1
    assert await end(office, ending) == 1
    now = await office.case(case)
    assert (now.state, now.handler_id, now.responsible_unit) == (CaseState.FILED, None, VILLAGE)
    told = await office.told()
    by_person = {
        person: [each.phrases[0] for each in told if each.person_id == person] for person in office.people.values()
    }
    assert "headline-new" in by_person[office.second]
    assert "told-taken-over" in by_person[office.li]
    assert sorted(by_person[office.mediator]) == ["card-elsewhere", "office-ended"]
    async with office.at_work() as work:
        assert not may(await work.people.viewer(office.mediator), Act.VIEW, now, frozenset())


async def test_what_they_could_have_taken_is_taken_from_them_too(office: Office) -> None:
    """A card that waits to be accepted goes from their chat, and what has not been sent is not sent."""
    shown = await office.file()
    await office.told()
    await office.file()
    assert await end(office, await held(office, office.mediator, Role.MEDIATOR)) == 0
    told = await office.told_to(office.mediator)
    assert sorted(each.phrases[0] for each in told) == ["card-elsewhere", "office-ended"]
    assert (await office.case(shown)).state is CaseState.FILED


async def test_that_they_have_seen_an_urgent_case_counts_no_longer(office: Office) -> None:
    """Somebody who still holds an office has to say so."""
    case = await office.file(urgent=True)
    await office.told()
    async with office.at_work() as work:
        await acknowledge_case(work, office.rules, case, office.mediator)
    await end(office, await held(office, office.mediator, Role.MEDIATOR))
    assert (await office.case(case)).acknowledged_by is None


async def test_who_has_another_office_there_keeps_what_belongs_to_that(office: Office) -> None:
    """A mediator who is the head of the village too stays with the case; one who is only on a team does not."""
    for person, role, left in (
        (office.mediator, Role.VILLAGE_HEAD, office.mediator),
        (office.second, Role.PATROLLER, None),
    ):
        async with office.at_work() as work:
            await work.people.grant(person, role, VILLAGE)
        case = await accepted(office, person)
        assert await end(office, await held(office, person, Role.MEDIATOR)) == (left is None)
        assert (await office.case(case)).handler_id == left


async def test_names_that_were_asked_for_by_the_office_are_asked_for_no_longer(office: Office) -> None:
    """The request of whoever leaves ends with the office."""
    await office.seat("identity", Role.IDENTITY_OFFICER, office.rules.township.centre.code)
    case = await accepted(office, office.mediator)
    async with office.at_work() as work:
        opening, _asked = await ask_opening(work, office.rules, case, office.mediator, "talk", "要当面谈")
    await end(office, await held(office, office.mediator, Role.MEDIATOR))
    async with office.at_work() as work:
        now = await work.openings.get(opening.id)
    assert now is not None
    assert now.state is OpeningState.LAPSED


async def test_whoever_was_asked_for_the_second_word_has_nothing_of_it_left(office: Office) -> None:
    """The identity officer's card says only that it is dealt with elsewhere."""
    officer = await office.seat("identity", Role.IDENTITY_OFFICER, office.rules.township.centre.code)
    case = await accepted(office, office.mediator)
    async with office.at_work() as work:
        await ask_opening(work, office.rules, case, office.mediator, "talk", "要当面谈")
    assert await office.told_to(officer)
    await end(office, await held(office, officer, Role.IDENTITY_OFFICER))
    assert sorted(each.phrases[0] for each in await office.told_to(officer)) == ["card-elsewhere", "office-ended"]


async def test_they_mediate_along_no_longer(office: Office) -> None:
    """Also when they come back later they have to be asked in anew."""
    case = await accepted(office, office.mediator)
    async with office.at_work() as work:
        await toggle_joint_mediator(work, office.rules, case, office.second, office.mediator)
    await end(office, await held(office, office.second, Role.MEDIATOR))
    now = await office.case(case)
    assert (now.joint, now.handler_id) == ((), office.mediator)


async def test_they_are_not_on_call_any_more(office: Office) -> None:
    """Whose turn it is next has it at once, and whoever left hears nothing of it."""
    other = await office.seat("other", Role.CENTRE_STAFF, office.rules.township.centre.code)
    async with office.at_work() as work:
        await set_duty_order(work, office.rules, [office.staff, other], office.director)
        turn = await work.duty.turn()
    assert turn is not None
    assert turn.person_id is not None
    await office.told()
    await end(office, await held(office, turn.person_id, Role.CENTRE_STAFF))
    (left,) = {office.staff, other} - {turn.person_id}
    async with office.at_work() as work:
        now = await work.duty.turn()
        assert on_call(await work.people.holders()) == (left,)
    assert now is not None
    assert now.person_id == left
    assert [each.phrases[0] for each in await office.told_to(turn.person_id)] == ["office-ended"]


async def test_the_last_admin_stays(office: Office) -> None:
    """With a second one either may leave, and then the other is the last."""
    first = await held(office, office.admin, Role.ADMIN)
    with pytest.raises(Refusal) as refused:
        await end(office, first)
    assert refused.value.code is RefusalCode.LAST_ADMIN
    second = await office.seat("second_admin", Role.ADMIN, office.rules.township.centre.code)
    await end(office, first)
    with pytest.raises(Refusal) as refused:
        await end(office, await held(office, second, Role.ADMIN), second)
    assert refused.value.code is RefusalCode.LAST_ADMIN


async def test_only_an_admin_may_and_only_once(office: Office) -> None:
    """Nobody else, an old button ends nothing, and neither does one for a role that is not given by invitation."""
    ending = await held(office, office.mediator, Role.MEDIATOR)
    with pytest.raises(Refusal) as refused:
        await end(office, ending, office.director)
    assert refused.value.code is RefusalCode.NOT_ALLOWED
    await end(office, ending)
    for old in (ending, await held(office, office.oversight, Role.OVERSIGHT)):
        with pytest.raises(Refusal) as refused:
            await end(office, old)
        assert refused.value.code is RefusalCode.OFFICE_ENDED


async def test_an_old_button_does_not_end_an_office_that_they_came_to_anew(office: Office) -> None:
    """They left, and were invited again: that is another office."""
    ending = await held(office, office.mediator, Role.MEDIATOR)
    await end(office, ending)
    async with office.at_work() as work:
        await work.people.grant(office.mediator, Role.MEDIATOR, VILLAGE)
    with pytest.raises(Refusal):
        await end(office, ending)
    assert (await held(office, office.mediator, Role.MEDIATOR)).id != ending.id


async def test_what_they_did_stays_written_down_and_so_does_the_end(office: Office) -> None:
    """The acceptance stays in the case's history; the end is an event of codes, with no name in it."""
    case = await accepted(office, office.mediator)
    await end(office, await held(office, office.mediator, Role.MEDIATOR))
    happened = [(event.kind, event.actor_id) for event in await office.events(case)]
    assert (EventKind.ACCEPTED, office.mediator) in happened
    assert EventKind.TAKEN_AWAY in [kind for kind, _actor in happened]
    async with office.at_work() as work:
        assert await work.people.ever_served(office.mediator)
    async with office.database.alone() as connection:
        (row,) = await connection.rows(
            "SELECT actor_id, detail FROM event WHERE kind = ?", (EventKind.ROLE_ENDED.value,)
        )
    assert row["actor_id"] == office.admin
    codes = {"person": office.mediator, "role": "mediator", "unit": VILLAGE, "cases": 1}
    assert json.loads(str(row["detail"])) == codes
