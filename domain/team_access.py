"""Who may do what with a patrol team: its leads, the head of its village, and who names its leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.access import Holder
    from domain.township import Township, Unit

LEADING = frozenset({Role.SHIFT_LEAD, Role.VILLAGE_HEAD})
"""Who lets people in and keeps the team's days, places and members."""
STANDING_IN = (Role.CENTRE_STAFF, Role.DIRECTOR, Role.ADMIN)
"""Who does it for a team that has neither lead nor head: the first of these of whom there is anybody."""
PATROLLING = frozenset({Role.PATROLLER, Role.SHIFT_LEAD})
"""Who goes on patrol, and may call for help whether or not they are on a shift."""
TOWN = frozenset({Role.CENTRE_STAFF, Role.DIRECTOR})
"""Who sees every team's shifts, and may do with them what its lead may."""
WITH_PATROL_KEY = PATROLLING | TOWN | {Role.VILLAGE_HEAD, Role.ADMIN}
"""Whose lasting keyboard has a key for patrols."""


def deciders(holders: Sequence[Holder], unit: str) -> tuple[int, ...]:
    """Who decides for a team: its leads and its head; where there are none, the next one up of whom there is anybody."""
    near = dict.fromkeys(held.person_id for held in holders if held.unit == unit and held.role in LEADING)
    if near:
        return tuple(near)
    for role in STANDING_IN:
        found = dict.fromkeys(held.person_id for held in holders if held.role is role)
        if found:
            return tuple(found)
    return ()


def may_keep(person_id: int, holders: Sequence[Holder], unit: str) -> bool:
    """Whether somebody may let people in, take them out, and change the team's places."""
    return person_id in deciders(holders, unit) or may_name_leads(person_id, holders, unit)


def may_name_leads(person_id: int, holders: Iterable[Holder], unit: str) -> bool:
    """Whether somebody may say who leads shifts: the head of the village, and admins."""
    own = [held for held in holders if held.person_id == person_id]
    return any(held.role is Role.ADMIN or (held.role is Role.VILLAGE_HEAD and held.unit == unit) for held in own)


def may_set_special_days(person_id: int, holders: Iterable[Holder]) -> bool:
    """Whether somebody may say on which days the whole township patrols more: the centre's staff, the director, admins."""
    return any(held.person_id == person_id and held.role in STANDING_IN for held in holders)


def leads(person_id: int, holders: Iterable[Holder], unit: str) -> bool:
    """Whether somebody is one of the team's leads."""
    return any(held.person_id == person_id and held.role is Role.SHIFT_LEAD and held.unit == unit for held in holders)


def teams_led(person_id: int, holders: Sequence[Holder], township: Township) -> tuple[Unit, ...]:
    """The teams whose card is somebody's: those they lead or answer for; every team for who stands in or is an admin."""
    return tuple(unit for unit in township.units_with_team if may_keep(person_id, holders, unit.code))
