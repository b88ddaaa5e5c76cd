"""A case changes hands: assigned to a person, handed up, reopened one level up."""

from __future__ import annotations

import pytest

from actions.accept_case import accept_case
from actions.assign_case import assign_case
from actions.close_case import close_case
from actions.hand_up_case import hand_up_case
from actions.reopen_case import reopen_case
from actions.route_case import route_case
from actions.tell import card_for
from domain.access import Holder
from domain.case_forms import assignees
from domain.cases import Case, CaseState, KnownAs
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.words import Level, Role
from storage.entries import EntryKind
from tests.actions.office import DEPARTMENT, VILLAGE, Office


async def accepted(office: Office, person: int, known_as: KnownAs = KnownAs.CONFIDENTIAL) -> Case:
    """A case that somebody has accepted, with everything about that already told."""
    case = await office.file(known_as=known_as)
    async with office.at_work() as work:
        taken = await accept_case(work, office.rules, case, person)
    await office.told()
    return taken


def officer(office: Office) -> Holder:
    """The officer at the police post."""
    return Holder(office.officer, Role.DEPARTMENT_OFFICER, DEPARTMENT)


async def test_a_department_is_given_a_case_that_its_officer_could_not_see_before(office: Office) -> None:
    """The officer gets the card with the button to accept; the case is the town's and waits anew."""
    case = await office.file()
    await office.told()
    office.clock.forward(hours=3)
    async with office.at_work() as work:
        given = await assign_case(work, office.rules, case, officer(office), office.staff)
    assert (given.responsible_unit, given.level, given.state) == (DEPARTMENT, Level.TOWN, CaseState.FILED)
    assert given.awaiting_since == office.clock.at
    told = await office.told()
    (card,) = [each for each in told if each.person_id == office.officer]
    assert card.phrases[0] == "headline-assigned"
    assert "c-accept" in {button.act for row in card.message.buttons for button in row}
    (word,) = [each for each in told if each.person_id == office.li]
    assert word.phrases == ("told-assigned",)


async def test_within_its_village_an_assigned_case_stays_the_villages(office: Office) -> None:
    """The head gives it to a mediator: nothing has moved up."""
    case = await office.file()
    to = Holder(office.second, Role.MEDIATOR, VILLAGE)
    async with office.at_work() as work:
        given = await assign_case(work, office.rules, case, to, office.head)
    assert (given.level, given.responsible_unit) == (Level.VILLAGE, VILLAGE)


async def test_who_was_given_a_case_sees_the_reporters_name_only_after_accepting(office: Office) -> None:
    """Being given it is not yet having taken it."""
    case = await accepted(office, office.mediator, KnownAs.NAMED)
    async with office.at_work() as work:
        given = await assign_case(work, office.rules, case, officer(office), office.staff)
        before = await card_for(work, office.rules, given, office.officer)
        taken = await accept_case(work, office.rules, given, office.officer)
        after = await card_for(work, office.rules, taken, office.officer)
        former = await card_for(work, office.rules, taken, office.mediator)
    assert "李春禾" not in before.model_dump_json()
    assert "李春禾" in after.model_dump_json()
    assert "李春禾" not in former.model_dump_json()


async def test_nobody_whom_a_case_must_not_reach_can_be_given_it(office: Office) -> None:
    """Not the named head, nor the mediators who answer to the head; nor whoever has it already."""
    case = await office.file(about=frozenset({office.head}))
    async with office.at_work() as work:
        holders = await work.people.holders()
        named = await work.conflicts.of(case.id)
        taken = await accept_case(work, office.rules, case, office.staff)
    offered = {held.person_id for held in assignees(case, holders, named)}
    assert offered == {office.staff, office.officer}
    assert {held.person_id for held in assignees(taken, holders, named)} == {office.officer}


async def test_the_people_of_the_village_are_offered_before_those_of_the_town(office: Office) -> None:
    """Each person once, in the order in which somebody would look for them."""
    case = await office.file()
    async with office.at_work() as work:
        offered = [held.person_id for held in assignees(case, await work.people.holders(), frozenset())]
    assert offered[:3] == [office.mediator, office.second, office.head]
    assert set(offered[3:]) == {office.staff, office.officer}
    assert len(offered) == len(set(offered))


async def test_handing_up_tells_the_centre_and_the_reporter_and_keeps_the_reason_inside(office: Office) -> None:
    """The centre can take it; why it came stands on the card and is not told to the reporter."""
    case = await accepted(office, office.mediator)
    async with office.at_work() as work:
        moved = await hand_up_case(work, office.rules, case, office.mediator, "两家都不让步")
    assert (moved.level, moved.state, moved.handler_id) == (Level.TOWN, CaseState.FILED, None)
    told = await office.told()
    (card,) = [each for each in told if each.person_id == office.staff]
    assert card.phrases[0] == "headline-new"
    assert "两家都不让步" in card.values
    (word,) = [each for each in told if each.person_id == office.li]
    assert "两家都不让步" not in word.values
    async with office.at_work() as work:
        assert [entry.kind for entry in await work.entries.of(case.id)][-1] is EntryKind.REASON


async def test_when_the_only_one_of_the_centre_hands_up_the_next_above_is_told(office: Office) -> None:
    """Whoever passes it on knows already, so somebody else has to hear of it."""
    case = await accepted(office, office.mediator)
    async with office.at_work() as work:
        at_town = await hand_up_case(work, office.rules, case, office.mediator, "请镇里来")
        taken = await accept_case(work, office.rules, at_town, office.staff)
    await office.told()
    async with office.at_work() as work:
        moved = await hand_up_case(work, office.rules, taken, office.staff, "请县里来")
    assert moved.level is Level.COUNTY
    ringing = {each.person_id for each in await office.told() if each.phrases[0] == "headline-new"}
    assert ringing == {office.director}


async def test_a_departments_closed_case_that_is_not_settled_goes_to_the_centre(office: Office) -> None:
    """One level up is not the same officer again."""
    case = await office.file()
    async with office.at_work() as work:
        given = await assign_case(work, office.rules, case, officer(office), office.staff)
        taken = await accept_case(work, office.rules, given, office.officer)
        closed = await close_case(work, office.rules, taken, office.officer, "failed", "没谈成", ())
    await office.told()
    async with office.at_work() as work:
        opened = await reopen_case(work, office.rules, closed)
    assert opened.level is Level.COUNTY
    ringing = {each.person_id for each in await office.told() if each.phrases[0] == "headline-reopened"}
    assert ringing == {office.staff}


@pytest.mark.parametrize("gone", ["staff", "director"])
async def test_a_new_case_always_finds_somebody(office: Office, gone: str) -> None:
    """Everybody of the village is shut out and one of the town is missing: the next above is told."""
    async with office.at_work() as work:
        role = Role.CENTRE_STAFF if gone == "staff" else Role.DIRECTOR
        await work.people.end(office.people[gone], role, office.rules.township.centre.code)
    await office.file(about=frozenset({office.head}))
    ringing = {each.person_id for each in await office.told()}
    assert ringing == {office.director if gone == "staff" else office.staff}


async def test_of_a_case_that_nobody_may_know_its_reporter_hears_where_to_turn(office: Office) -> None:
    """The director is named and there is no oversight contact: the admin, who answers to him, hears nothing either."""
    async with office.at_work() as work:
        await work.people.end(office.oversight, Role.OVERSIGHT, office.rules.township.centre.code)
    await office.file(about=frozenset({office.director}))
    told = await office.told()
    assert [(each.person_id, each.phrases) for each in told] == [(office.li, ("told-nobody-may",))]


async def test_a_case_that_nobody_is_there_for_is_an_alarm_that_does_not_say_which(office: Office) -> None:
    """An admin who is not concerned hears that there is such a case."""
    async with office.at_work() as work:
        for name, role in (("staff", Role.CENTRE_STAFF), ("director", Role.DIRECTOR), ("oversight", Role.OVERSIGHT)):
            await work.people.end(office.people[name], role, office.rules.township.centre.code)
    case = await office.file(about=frozenset({office.head}))
    told = [each for each in await office.told() if each.person_id != office.li]
    assert {each.person_id for each in told} == {office.admin}
    assert {each.phrases for each in told} == {("alarm-nobody",)}
    assert case.number not in told[0].values


async def test_every_change_of_hands_stands_in_the_event_log(office: Office) -> None:
    """Who gave it, to whom, and to which unit and level."""
    case = await office.file()
    async with office.at_work() as work:
        await assign_case(work, office.rules, case, officer(office), office.staff)
    assigned = next(event for event in await office.events(case) if event.kind is EventKind.ASSIGNED)
    assert assigned.detail == {"to": office.officer, "unit": DEPARTMENT, "by": office.staff, "level": "town"}


async def test_a_case_that_has_ended_is_shared_with_nobody(office: Office) -> None:
    """A form that was begun before its end and sent afterwards shows it to no further unit."""
    case = await office.file()
    async with office.at_work() as work:
        taken = await accept_case(work, office.rules, case, office.mediator)
        closed = await close_case(work, office.rules, taken, office.mediator, "done", "好了", ())
        with pytest.raises(Refusal) as refused:
            await route_case(work, office.rules, closed, closed.responsible_unit, (DEPARTMENT,), office.staff)
    assert refused.value.code is RefusalCode.NOT_NOW


@pytest.mark.parametrize("how", ["handed up", "not settled"])
async def test_an_urgent_case_that_somebody_has_seen_is_told_to_whoever_takes_it_next(office: Office, how: str) -> None:
    """That it was seen in the village once does not make the word to the town untrue."""
    case = await office.file(urgent=True)
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
        if how == "not settled":
            case = await close_case(work, office.rules, case, office.mediator, "done", "好了", ())
    await office.told()
    async with office.at_work() as work:
        if how == "handed up":
            await hand_up_case(work, office.rules, case, office.mediator, "办不了")
        else:
            await reopen_case(work, office.rules, case)
    headline = "headline-new" if how == "handed up" else "headline-reopened"
    told = [each for each in await office.told_to(office.staff) if headline in each.phrases]
    assert len(told) == 1
