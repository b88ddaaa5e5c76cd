"""The people and the cases of a centre, put in place before anything is killed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from actions.accept_case import accept_case
from actions.ask_opening import ask_opening
from actions.file_report import Report, file_report
from actions.rules import Rules
from actions.supervise_case import propose_supervision, supervise_case
from actions.tell import Notice, show_case
from actions.withdraw_case import withdraw_case
from bot.application import build
from domain.cases import Case, KnownAs
from domain.messages import phrase
from domain.words import CaseKind, Language, Role
from playground.client import Phone
from storage.cases import Place
from storage.outgoing import Lane
from storage.unit_of_work import UnitOfWork
from storage.vault import Identity
from tests.faults.bustle import all_done
from tests.faults.centre import POLICE, REASON, WATER, Centre, Matter
from tests.faults.town import Town, a_town
from tests.journeys.village import settings_in

PATIENCE = 120.0
"""Seconds for anything: a busy machine takes some for every life that begins."""
HANDLED = ("watched", "proposed", "lifted", "opened", "refused", "asked")
"""What the mediator has accepted before it begins."""


@asynccontextmanager
async def a_centre(folder: Path, lives: asyncio.subprocess.Process, broken: str = "") -> AsyncIterator[Centre]:
    """Everybody in place, every case on somebody's screen, the program running and nothing left to do."""
    async with a_town(folder, lives) as town:
        town.patience = PATIENCE
        centre = await centre_in(town)
        shouwang = build(settings_in(folder, town.url), town.playground.clock)
        await shouwang.start()
        async with shouwang.database.transaction() as work:
            await _cases(work, shouwang.rules, centre)
        await shouwang.stop()
        await town.start()
        await all_done(town)
        if broken:
            await town.abandon()
            town.broken = broken
            await town.start()
        yield centre


async def centre_in(town: Town) -> Centre:
    """The people of a town's centre, of whom the program does not know yet."""

    async def seat(number: int, name: str) -> Phone:
        return await town.client.person(name, id=number)

    return Centre(
        town,
        staff=[await seat(31 + number, f"干事{number}") for number in range(4)],
        director=await seat(35, "郭长青"),
        keepers=[await seat(41 + number, f"保管员{number}") for number in range(2)],
        second=await seat(45, "何小满"),
        officers={WATER: await seat(51, "江水生"), POLICE: await seat(52, "严守正")},
        reporters=[await seat(11 + number, f"村民{number}") for number in range(4)],
    )


async def person_of(work: UnitOfWork, phone: Phone, role: Role | None = None, unit: str = "") -> int:
    """Somebody, known to the program from now on, with a role if one is given."""
    person = await work.people.meet(phone.id, phone.name, Language.ZH_HANS)
    await work.people.welcomed(person.id)
    if role is not None:
        await work.people.grant(person.id, role, unit)
    return person.id


async def _cases(work: UnitOfWork, rules: Rules, centre: Centre) -> None:
    hall, town = rules.township.centre.code, centre.town
    staff = [await person_of(work, each, Role.CENTRE_STAFF, hall) for each in centre.staff]
    director = await person_of(work, centre.director, Role.DIRECTOR, hall)
    for keeper in centre.keepers:
        await person_of(work, keeper, Role.IDENTITY_OFFICER, hall)
    await person_of(work, centre.second, Role.MEDIATOR, town.home)
    for unit, phone in centre.officers.items():
        await person_of(work, phone, Role.DEPARTMENT_OFFICER, unit)
    mediator, head = await person_of(work, town.mediator), await person_of(work, town.head)
    whose = {
        **dict.fromkeys(("alone", "shared"), staff[0]),
        **dict.fromkeys(("leads", "joins", "plain"), staff[1]),
        "named": staff[1],
        "whole": staff[2],
        "watched": staff[3],
        "proposed": director,
        "lifted": director,
        "given": head,
        **dict.fromkeys(("opened", "refused", "asked"), mediator),
        "gone": staff[0],
    }
    for name, seen_by in whose.items():
        number = 3 if name == "gone" else len(centre.matters) % 3
        about = frozenset({head}) if name == "named" else frozenset[int]()
        case = await file_for(work, rules, centre, name, centre.reporters[number], about)
        if name in HANDLED:
            case = await accept_case(work, rules, case, mediator)
            await show(work, rules, case, mediator)
        if seen_by != mediator:
            await show(work, rules, case, seen_by)
        if name == "proposed":
            await propose_supervision(work, rules, case, staff[3], REASON)
        elif name == "lifted":
            await supervise_case(work, rules, case, director)
        elif name == "asked":
            await ask_opening(work, rules, case, mediator, "talk", REASON)
        elif name == "gone":
            await withdraw_case(work, rules, case)


async def file_for(
    work: UnitOfWork, rules: Rules, centre: Centre, name: str, reporter: Phone, about: frozenset[int] = frozenset()
) -> Case:
    """A confidential report of somebody, in words that no other has."""
    words = "".join(chr(0x4E00 + 97 * len(centre.matters) + each) for each in range(24))
    person = await person_of(work, reporter)
    category = next(each.code for each in rules.township.categories if each.kind is CaseKind.DISPUTE)
    identity = Identity(person_id=person, telegram_id=reporter.id, name=reporter.name, contact="13800000000")
    report = Report(
        CaseKind.DISPUTE,
        category,
        centre.town.home,
        words,
        (),
        Place(),
        urgent=False,
        known_as=KnownAs.CONFIDENTIAL,
        reporter=identity,
        about=about,
    )
    case = (await file_report(work, rules, report)).case
    centre.matters[name] = Matter(case.id, case.number, words, reporter)
    return case


async def show(work: UnitOfWork, rules: Rules, case: Case, person_id: int) -> None:
    """Put a case's card on somebody's screen."""
    await show_case(work, rules, case, person_id, Notice("seen", phrase("headline-new"), Lane.ESCALATION, lasting=True))
