"""Who may do what to a case: from roles, units, assignments and conflicts of interest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.cases import OPEN_STATES, Step
from domain.words import CaseKind, Role

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
    TRIAGE = "triage"
    """Sort it: give it to units, say what it is, merge, link and split it, propose supervision."""
    VIEW = "view"
    """See the case."""
    VIEW_PAPER = "view_paper"
    """See the signed agreement."""
    VIEW_IDENTITY = "view_identity"
    """See the name of a reporter who agreed to be named."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who holds a role in a unit now."""

    person_id: int
    role: Role
    unit: str
    on_call: int | None = None
    """0 for who is on duty at the centre now, 1 and more for who stands in; None for everybody else."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who asks: their roles, and everybody they answer to."""

    person_id: int
    holdings: tuple[Holder, ...]
    superiors: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """What a list may show somebody: cases of these units, all of the town's, or only those they handle or mediate along.

    Of these units are cases that they have to deal with or share in, and those that happened there, but for what was
    routed past them.

    Cases that name them, or anybody they answer to, are left out in any case.
    """

    viewer_id: int
    units: frozenset[str] = frozenset()
    town: bool = False
    superiors: frozenset[int] = frozenset()


UNIT_ROLES = frozenset({Role.MEDIATOR, Role.VILLAGE_HEAD, Role.RESIDENT_CADRE, Role.DEPARTMENT_OFFICER})
"""Roles that see the cases of their own unit: those that happened there and those it has to deal with."""
TOWN_ROLES = frozenset({Role.CENTRE_STAFF, Role.DIRECTOR, Role.OVERSIGHT})
"""Roles that see every case, but for conflicts of interest."""
TAKERS = frozenset({Role.MEDIATOR, Role.VILLAGE_HEAD, Role.DEPARTMENT_OFFICER})
"""Roles that may take a case of their unit."""
SUPERIORS_IN_UNIT: Mapping[Role, frozenset[Role]] = {
    Role.PATROLLER: frozenset({Role.SHIFT_LEAD, Role.VILLAGE_HEAD}),
    Role.SHIFT_LEAD: frozenset({Role.VILLAGE_HEAD}),
    Role.MEDIATOR: frozenset({Role.VILLAGE_HEAD}),
}
"""To whom in their own unit a role answers."""
OUTSIDE_THE_TOWN = frozenset({Role.REPORTER, Role.OVERSIGHT})
"""Roles that answer to nobody here. All others answer to the director, whether or not their unit has a head."""
HANDLERS_OWN = frozenset({Act.ASK, Act.LOG_PROGRESS, Act.HAND_UP, Act.SETTLE, Act.CLOSE, Act.EXTEND, Act.VIEW_IDENTITY})


def answers_to(holders: Sequence[Holder]) -> Mapping[int, frozenset[int]]:
    """For each person everybody they answer to, directly or through others. Nobody answers to themselves."""
    direct = _direct_superiors(holders)
    return {person: _all_above(person, direct) for person in direct}


def superiors_of(person_id: int, holders: Sequence[Holder]) -> frozenset[int]:
    """Everybody one person answers to; nobody for who holds no role."""
    # Asked for one person at a time, so only what lies above that person is looked at.
    found: set[int] = set()
    waiting = {person_id}
    while waiting:
        above = {each for held in holders if held.person_id in waiting for each in _directly_above(held, holders)}
        waiting = above - found
        found |= above
    return frozenset(found - {person_id})


def viewer_among(person_id: int, holders: Sequence[Holder]) -> Viewer:
    """One person with their roles and everybody they answer to."""
    own = tuple(holder for holder in holders if holder.person_id == person_id)
    return Viewer(person_id, own, superiors_of(person_id, holders))


def excluded_by(conflicts: frozenset[int], holders: Sequence[Holder]) -> frozenset[int]:
    """Whom a case must not reach: the persons it names and everybody who answers to one of them."""
    if not conflicts:
        return frozenset()
    below = {person for person, bosses in answers_to(holders).items() if bosses & conflicts}
    return conflicts | below


def may_know(viewer: Viewer, conflicts: frozenset[int]) -> bool:
    """Whether somebody may know of a case at all: it names neither them nor anybody they answer to."""
    return not conflicts or (viewer.person_id not in conflicts and not viewer.superiors & conflicts)


def scope_of(viewer: Viewer) -> Scope:
    """What lists may show somebody."""
    units = frozenset(held.unit for held in viewer.holdings if held.role in UNIT_ROLES)
    town = any(held.role in TOWN_ROLES for held in viewer.holdings)
    return Scope(viewer.person_id, units, town, viewer.superiors)


def may(viewer: Viewer, act: Act, case: Case, conflicts: frozenset[int]) -> bool:
    """Whether somebody may do something to a case, as far as roles go; `domain.cases.can` says whether it is possible.

    `conflicts` are the persons the case names. Who holds no role any more may do nothing, not even to what they
    handled. An admin who is nothing else sees no case, and nobody one whose texts were destroyed.
    """
    if case.erased_at is not None or not may_know(viewer, conflicts):
        return False
    handles = case.handler_id == viewer.person_id and bool(viewer.holdings)
    if act is Act.LOG_PROGRESS:
        return handles or _helps(viewer, case)
    if act in HANDLERS_OWN:
        return handles
    if act is Act.SUPERVISE:
        return _holds(viewer, Role.DIRECTOR)
    if act is Act.ASSIGN:
        return _may_assign(viewer, case)
    if act is Act.TRIAGE:
        return _holds(viewer, *TOWN_ROLES)
    if act is Act.ACCEPT:
        return _may_accept(viewer, case)
    sees = _sees(viewer, case) or joins(viewer, case)
    return handles or (sees and (act is not Act.VIEW_PAPER or _needs_paper(viewer, case)))


def joins(viewer: Viewer, case: Case) -> bool:
    """Whether somebody mediates along in an open dispute, from whatever unit; past its own village nobody of there does."""
    mediated = case.kind is CaseKind.DISPUTE and case.state in OPEN_STATES
    if viewer.person_id not in case.joint or not mediated:
        return False
    units = {held.unit for held in viewer.holdings if held.role in UNIT_ROLES}
    return (bool(units) and not (case.past_unit and case.unit in units)) or _holds(viewer, *TOWN_ROLES)


def _may_accept(viewer: Viewer, case: Case) -> bool:
    """Those of the unit that has to deal with it, and the town's; of one that was given to somebody, they alone."""
    if case.handler_id is not None:
        return case.handler_id == viewer.person_id and bool(viewer.holdings)
    own = any(held.role in TAKERS and held.unit == case.responsible_unit for held in viewer.holdings)
    return own or _holds(viewer, *TOWN_ROLES)


def _may_assign(viewer: Viewer, case: Case) -> bool:
    head = any(held.role is Role.VILLAGE_HEAD and held.unit == case.responsible_unit for held in viewer.holdings)
    return head or _holds(viewer, *TOWN_ROLES)


def _sees(viewer: Viewer, case: Case) -> bool:
    """As `scope_of` has it; asked for every card, so without making a scope."""
    units = {case.responsible_unit, *case.helping}
    if not case.past_unit:
        units.add(case.unit)
    return any(held.role in TOWN_ROLES or (held.role in UNIT_ROLES and held.unit in units) for held in viewer.holdings)


def _helps(viewer: Viewer, case: Case) -> bool:
    """Whoever could take cases of a unit that shares in this one."""
    return any(held.role in TAKERS and held.unit in case.helping for held in viewer.holdings)


def _needs_paper(viewer: Viewer, case: Case) -> bool:
    """Of those who see a case: who mediates it along or shares in it, heads of villages, the centre's staff, the director."""
    along = viewer.person_id in case.joint or _helps(viewer, case)
    return along or _holds(viewer, Role.VILLAGE_HEAD, Role.CENTRE_STAFF, Role.DIRECTOR)


def _holds(viewer: Viewer, *roles: Role) -> bool:
    return any(held.role in roles for held in viewer.holdings)


def _directly_above(own: Holder, holders: Sequence[Holder]) -> set[int]:
    """To whom somebody answers directly in one of their roles."""
    in_unit = SUPERIORS_IN_UNIT.get(own.role, frozenset())
    town = frozenset() if own.role in OUTSIDE_THE_TOWN else frozenset({Role.DIRECTOR})
    above = {
        held.person_id for held in holders if held.role in town or (held.unit == own.unit and held.role in in_unit)
    }
    return above - {own.person_id}


def _direct_superiors(holders: Sequence[Holder]) -> dict[int, frozenset[int]]:
    """For each person those they answer to directly, read in one pass."""
    holding: dict[tuple[str, Role], set[int]] = {}
    for held in holders:
        holding.setdefault((held.unit, held.role), set()).add(held.person_id)
    directors = frozenset(held.person_id for held in holders if held.role is Role.DIRECTOR)
    direct: dict[int, frozenset[int]] = {}
    for held in holders:
        above = frozenset[int]() if held.role in OUTSIDE_THE_TOWN else directors
        for role in SUPERIORS_IN_UNIT.get(held.role, frozenset()):
            above |= holding.get((held.unit, role), set())
        direct[held.person_id] = direct.get(held.person_id, frozenset()) | (above - {held.person_id})
    return direct


def _all_above(person: int, direct: Mapping[int, frozenset[int]]) -> frozenset[int]:
    found: set[int] = set()
    waiting = {person}
    while waiting:
        above = frozenset[int]().union(*(direct.get(each, frozenset()) for each in waiting))
        waiting = set(above - found)
        found |= above
    return frozenset(found - {person})
