"""Whoever comes to a role, by whatever way, is compared with the names that reports are about."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

import bot
from actions.accept_case import accept_case
from actions.ask_to_join import ask_to_join
from actions.change_lead import set_lead
from actions.decide_joining import decide_joining
from actions.file_report import Report, file_report
from actions.hand_over_team import answer_handover, offer_team
from actions.invite import invite
from actions.leave_team import leave_team
from actions.take_up_invitation import take_up_invitation
from domain.access import Act, may
from domain.cases import Case, CaseState, KnownAs
from domain.events import EventKind
from domain.words import CaseKind, Role
from storage.cases import Place
from storage.unit_of_work import UnitOfWork
from storage.vault import Identity
from tests.actions.office import ACCOUNT, VILLAGE, Office

NAME = "罗金凤"
KEYS = ((),)
PROGRAM = ("actions", "bot", "documents", "handlers", "scheduler", "storage")
DOOR, TABLE = "actions/give_role.py", "storage/people.py"
FOR_THEMSELVES = re.compile(r"people\.(grant|end)\(")
BY_HAND = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) holding\b")

Way = Callable[[UnitOfWork, Office, int], Awaitable[None]]


async def joins(work: UnitOfWork, office: Office, person: int) -> None:
    """Asks to join the patrol team, and the head of the village says yes."""
    asked = await ask_to_join(work, office.rules, VILLAGE, person, NAME, None)
    await decide_joining(work, office.rules, asked.member, office.head, granted=True, keyboard=KEYS)


async def takes_up(work: UnitOfWork, office: Office, person: int) -> None:
    """Opens the link of an invitation."""
    link = await invite(work, office.rules, Role.RESIDENT_CADRE, VILLAGE, NAME, None)
    await take_up_invitation(work, office.rules, link, person)


async def is_made_lead(work: UnitOfWork, office: Office, person: int) -> None:
    """Is given the role beside another."""
    await set_lead(work, office.rules, VILLAGE, person, office.head, leads_now=True)


async def a_report(office: Office, names: tuple[str, ...] = (), about: frozenset[int] = frozenset()) -> Case:
    """About somebody by name, or by who they are."""
    reporter = Identity(person_id=office.li, telegram_id=ACCOUNT, name="李春禾")
    category = next(each.code for each in office.rules.township.categories if each.kind is CaseKind.DISPUTE)
    report = Report(
        *(
            CaseKind.DISPUTE,
            category,
            VILLAGE,
            "占了我家的地",
            (),
            Place(),
            False,
            KnownAs.CONFIDENTIAL,
            reporter,
            about,
        ),
        about_names=names,
    )
    async with office.at_work() as work:
        return (await file_report(work, office.rules, report)).case


@pytest.mark.parametrize("way", [joins, takes_up, is_made_lead])
async def test_whoever_comes_to_a_role_is_compared_with_the_names(office: Office, way: Way) -> None:
    """The report names somebody who was nobody then; now they may not learn of it."""
    case = await a_report(office, (NAME,))
    person = await office.seat("new")
    async with office.at_work() as work:
        await work.people.set_name(person, NAME)
        assert await work.conflicts.of(case.id) == frozenset()
        await way(work, office, person)
        assert await work.conflicts.of(case.id) == {person}
    assert EventKind.NAMED_LATER in {event.kind for event in await office.events(case)}


async def test_who_answers_to_somebody_since_a_team_was_handed_over_loses_the_case(office: Office) -> None:
    """It is about a member of the team in which its handler walks, and that member leads it now."""
    named, lead = await office.seat("named"), await office.seat("lead")
    async with office.at_work() as work:
        for person in (named, lead, office.second):
            await joins(work, office, person)
        await is_made_lead(work, office, lead)
    case = await a_report(office, about=frozenset({named}))
    async with office.at_work() as work:
        await accept_case(work, office.rules, case, office.second)
        member = await work.teams.member(VILLAGE, named)
        assert member is not None
        handover = await offer_team(work, office.rules, member, lead)
        kept = await work.cases.get(case.id)
        assert kept is not None
        assert kept.handler_id == office.second
        await answer_handover(work, office.rules, handover, accepted=True, givers_keyboard=KEYS)
    moved = await office.case(case)
    assert (moved.handler_id, moved.state) == (None, CaseState.FILED)


async def test_who_has_left_the_team_answers_to_its_lead_no_longer(office: Office) -> None:
    """The lead of one's team is named: one may see the case only after one has left. Leaving twice ends nothing twice."""
    lead = await office.seat("lead")
    async with office.at_work() as work:
        for person in (lead, office.second):
            await joins(work, office, person)
        await is_made_lead(work, office, lead)
    case = await a_report(office, about=frozenset({lead}))
    seen = []
    for _when in ("before", "after"):
        async with office.at_work() as work:
            viewer = await work.people.viewer(office.second)
            seen.append(may(viewer, Act.VIEW, case, await work.conflicts.of(case.id)))
            member = await work.teams.member(VILLAGE, office.second)
            assert member is not None
            if not seen[-1]:
                await leave_team(work, office.rules, member, office.second)
    assert seen == [False, True]


def test_there_is_no_other_door() -> None:
    """Nothing in the program gives or takes a role past it, and nothing but one module writes the table."""
    top = Path(bot.__file__).parents[1]
    modules = {
        module.relative_to(top).as_posix(): module.read_text(encoding="utf-8")
        for folder in PROGRAM
        for module in (top / folder).rglob("*.py")
    }
    assert {name for name, text in modules.items() if FOR_THEMSELVES.search(text)} == {DOOR}
    assert {name for name, text in modules.items() if BY_HAND.search(text)} == {TABLE}
