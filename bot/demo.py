"""The invented people of the playground, each with a role and a word of welcome."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from actions.give_role import give_role
from actions.renew_soon import renew_soon
from domain.messages import Localised, Message, phrase
from domain.teams import MemberState
from domain.words import Language, Role, UnitKind
from handlers.menu import keyboard_of
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.township import Township
    from playground.client import PlaygroundClient
    from storage.database import Database


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One of them. `role` is None for a villager; `in_team` puts them into the first village's patrol.

    `town` seats them at the centre, `department` at the department with that code.
    """

    id: int
    name: str
    label: str
    color: str
    role: Role | None = None
    town: bool = False
    in_team: bool = False
    department: str | None = None


PEOPLE = (
    DemoPerson(1001, "李春禾", "villager", "#c2410c"),
    DemoPerson(1002, "王大河", "villager", "#a16207"),
    DemoPerson(1003, "周晓岚", "patroller", "#15803d", Role.PATROLLER, in_team=True),
    DemoPerson(1004, "陈广田", "mediator", "#0e7490", Role.MEDIATOR),
    DemoPerson(1005, "赵玉梅", "village_head", "#1d4ed8", Role.VILLAGE_HEAD),
    DemoPerson(1006, "孙立言", "centre_staff", "#7c3aed", Role.CENTRE_STAFF, town=True),
    DemoPerson(1007, "郭长青", "director", "#be123c", Role.DIRECTOR, town=True),
    DemoPerson(1008, "何知远", "admin", "#475569", Role.ADMIN, town=True),
    DemoPerson(1009, "沈明澜", "oversight", "#334155", Role.OVERSIGHT, town=True),
    DemoPerson(1010, "刘守义", "shift_lead", "#b45309", Role.SHIFT_LEAD, in_team=True),
    DemoPerson(1011, "胡秋生", "patroller", "#4d7c0f", Role.PATROLLER, in_team=True),
    DemoPerson(1012, "罗翠兰", "patroller", "#0f766e", Role.PATROLLER, in_team=True),
    DemoPerson(1013, "方静仪", "identity_officer", "#9333ea", Role.IDENTITY_OFFICER, town=True),
    DemoPerson(1014, "董安平", "department_officer", "#0369a1", Role.DEPARTMENT_OFFICER, department="police_post"),
)


def demo_people(township: Township) -> tuple[DemoPerson, ...]:
    """Those of them who have a place in this township: not every one has the department."""
    departments = {None, *(unit.code for unit in township.units_of(UnitKind.DEPARTMENT))}
    return tuple(person for person in PEOPLE if person.department in departments)


async def seat_demo_people(town: PlaygroundClient, database: Database, rules: Rules) -> None:
    """Put them into the playground and the database. Whoever is there already is left as they are."""
    home = rules.township.units_of(UnitKind.VILLAGE)[0].code
    for person in demo_people(rules.township):
        await town.person(person.name, id=person.id, label=person.label, color=person.color)
        await _enter(database, rules, person, home)


async def _enter(database: Database, rules: Rules, person: DemoPerson, home: str) -> None:
    township = rules.township
    async with database.transaction() as work:
        if await work.people.by_telegram_id(person.id) is not None:
            return
        known = await work.people.meet(person.id, person.name, Language.ZH_HANS)
        await work.people.welcomed(known.id)
        await work.people.set_unit(known.id, home)
        name = Localised(name=township.name)
        line = phrase("demo-welcome-villager", township=name, name=person.name)
        if person.role is not None:
            await give_role(work, rules, known.id, person.role, _unit_of(person, township, home))
            role = phrase(f"role-{person.role.value.replace('_', '-')}")
            line = phrase("demo-welcome-official", township=name, name=person.name, role=role)
        if person.in_team:
            member = await work.teams.ask(home, known.id)
            await work.teams.decide(member, MemberState.MEMBER, None)
            await give_role(work, rules, known.id, Role.PATROLLER, home)
            await renew_soon(work, home)
            line = phrase("demo-welcome-patroller", township=name, name=person.name)
        keys = keyboard_of(await work.people.holdings_of(known.id))
        await work.outbox.put(Outgoing(ToPerson(known.id), Lane.REPLY, Message(lines=(line,), menu=keys)))


def _unit_of(person: DemoPerson, township: Township, home: str) -> str:
    return person.department or (township.centre.code if person.town else home)
