"""Who may do what to a case: from roles, units, assignments and conflicts of interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.cases import Step
from domain.words import Level, Role

if TYPE_CHECKING:
    from domain.cases import Case


class Act(StrEnum):
    """Everything that may be allowed: the steps of a case, and looking."""

    ACCEPT = Step.ACCEPT.value
    """Take the case."""
    ACKNOWLEDGE = Step.ACKNOWLEDGE.value
    """Say that one has seen an urgent case."""
    ASSIGN = Step.ASSIGN.value
    """Give it to somebody."""
    ASK = Step.ASK.value
    """Ask the reporter."""
    LOG_PROGRESS = Step.LOG_PROGRESS.value
    """Write down what was done."""
    HAND_UP = Step.HAND_UP.value
    """Pass it up."""
    SETTLE = Step.SETTLE.value
    """Say that the matter is settled."""
    CLOSE = Step.CLOSE.value
    """End it with a result."""
    EXTEND = Step.EXTEND.value
    """Extend the time for settling."""
    SUPERVISE = Step.SUPERVISE.value
    """Put it under supervision."""
    VIEW = "view"
    """See the case."""
    VIEW_IDENTITY = "view_identity"
    """See the name of a reporter who agreed to be named."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who holds a role in a unit now."""

    person_id: int
    role: Role
    unit: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks: their roles, and everybody they answer to."""

    person_id: int
    holdings: tuple[Holder, ...]
    superiors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list may show somebody: cases of these units, all of the town's, or only those they handle.

    Cases that name them, or anybody they answer to, are left out in any case.
    """

    viewer_id: int
    units: frozenset[str] = frozenset()
    town: bool = False
    superiors: frozenset[int] = frozenset()


UNIT_ROLES = frozenset({Role.MEDIATOR, Role.VILLAGE_HEAD, Role.RESIDENT_CADRE, Role.DEPARTMENT_OFFICER})
TOWN_ROLES = frozenset({Role.CENTRE_STAFF, Role.DIRECTOR, Role.OVERSIGHT})
SUBORDINATES: Mapping[Role, frozenset[Role]] = {
    Role.VILLAGE_HEAD: frozenset({Role.MEDIATOR, Role.PATROLLER, Role.SHIFT_LEAD}),
    Role.SHIFT_LEAD: frozenset({Role.PATROLLER}),
}
"""Who answers to whom inside one unit."""
ANSWERS_TO_DIRECTOR = frozenset({Role.VILLAGE_HEAD, Role.RESIDENT_CADRE, Role.CENTRE_STAFF, Role.DEPARTMENT_OFFICER, Role.IDENTITY_OFFICER})
HANDLERS_OWN = frozenset({Act.ASK, Act.LOG_PROGRESS, Act.HAND_UP, Act.SETTLE, Act.CLOSE, Act.EXTEND, Act.VIEW_IDENTITY})


def answers_to(holders: Sequence[Holder]) -> Mapping[int, frozenset[int]]:
    """For each person everybody they answer to, directly or through others. Nobody answers to themselves."""
    direct: dict[int, set[int]] = {}
    for one in holders:
        bosses = direct.setdefault(one.person_id, set())
        bosses.update(other.person_id for other in holders if _commands(other, one))
    return {person: frozenset(_closure(person, direct)) for person in direct}


def superiors_of(person_id: int, holders: Sequence[Holder]) -> frozenset[int]:
    """Everybody one person answers to."""
    return answers_to(holders).get(person_id, frozenset())


def excluded_by(conflicts: frozenset[int], holders: Sequence[Holder]) -> frozenset[int]:
    """Whom a case must not reach: the persons it names and everybody who answers to one of them."""
    if not conflicts:
        return frozenset()
    below = {person for person, bosses in answers_to(holders).items() if bosses & conflicts}
    return conflicts | below


def scope_of(viewer: Viewer) -> Scope:
    """What lists may show somebody."""
    units = frozenset(held.unit for held in viewer.holdings if held.role in UNIT_ROLES)
    town = any(held.role in TOWN_ROLES for held in viewer.holdings)
    return Scope(viewer.person_id, units, town, viewer.superiors)


def may(viewer: Viewer, act: Act, case: Case, conflicts: frozenset[int]) -> bool:
    """Whether somebody may do something to a case, as far as roles go; `domain.cases.can` says whether it is possible."""
    if viewer.person_id in conflicts or viewer.superiors & conflicts:
        return False
    handles = case.handler_id == viewer.person_id
    if act in HANDLERS_OWN:
        return handles
    if act is Act.SUPERVISE:
        return _holds(viewer, Role.DIRECTOR)
    if act is Act.ASSIGN:
        return _may_assign(viewer, case)
    if act is Act.ACCEPT:
        return _may_accept(viewer, case)
    return handles or _sees(viewer, case)


def _may_accept(viewer: Viewer, case: Case) -> bool:
    if case.handler_id is not None:
        # It was given to somebody: theirs to accept.
        return case.handler_id == viewer.person_id
    if _holds(viewer, Role.OVERSIGHT) or (case.level is not Level.VILLAGE and _holds(viewer, *TOWN_ROLES)):
        return True
    takers = {Role.MEDIATOR, Role.VILLAGE_HEAD, Role.DEPARTMENT_OFFICER}
    own = any(held.role in takers and held.unit == case.responsible_unit for held in viewer.holdings)
    return own or _holds(viewer, Role.CENTRE_STAFF, Role.DIRECTOR)


def _may_assign(viewer: Viewer, case: Case) -> bool:
    head = any(held.role is Role.VILLAGE_HEAD and held.unit == case.responsible_unit for held in viewer.holdings)
    return head or _holds(viewer, Role.CENTRE_STAFF, Role.DIRECTOR, Role.OVERSIGHT)


def _sees(viewer: Viewer, case: Case) -> bool:
    scope = scope_of(viewer)
    return scope.town or case.unit in scope.units or case.responsible_unit in scope.units


def _holds(viewer: Viewer, *roles: Role) -> bool:
    return any(held.role in roles for held in viewer.holdings)


def _commands(boss: Holder, one: Holder) -> bool:
    if boss.person_id == one.person_id:
        return False
    if boss.role is Role.DIRECTOR:
        return one.role in ANSWERS_TO_DIRECTOR
    return boss.unit == one.unit and one.role in SUBORDINATES.get(boss.role, frozenset())


def _closure(person: int, direct: Mapping[int, set[int]]) -> set[int]:
    found: set[int] = set()
    waiting = [person]
    while waiting:
        for boss in direct.get(waiting.pop(), set()):
            if boss not in found and boss != person:
                found.add(boss)
                waiting.append(boss)
    return found
