"""The one place that says which persons a notice about a shift is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.duty import on_call
from domain.patrol_plan import PatrolRecipient
from domain.shifts import STANDING, PostState
from domain.team_access import LEADING, TOWN
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from domain.access import Holder
    from domain.shifts import RosteredShift

UPWARDS = (PatrolRecipient.SHIFT_LEAD, PatrolRecipient.VILLAGE_HEAD, PatrolRecipient.DUTY_OFFICER)
"""Who answers for a shift, from near to far."""


def resolve_for_shift(
    recipient: PatrolRecipient, rostered: RosteredShift, holders: Sequence[Holder], person_id: int | None
) -> tuple[int, ...]:
    """The persons a recipient means for this shift now, in the order in which they came to their roles.

    `person_id` is whom the notice is about: for PATROLLER it is theirs alone, and nobody else is told of themselves.
    Without one, PATROLLER means everybody who stands on the shift. `holders` may leave out who cannot be reached: the
    first group upwards in which somebody is left has it. Empty only where not even a director exists.
    """
    if recipient is PatrolRecipient.PATROLLER:
        if person_id is not None:
            return (person_id,)
        return tuple(dict.fromkeys(post.person_id for post in rostered.posts if post.state in STANDING))
    for group in _groups(recipient, rostered, holders):
        left = dict.fromkeys(person for person in group if person != person_id)
        if left:
            return tuple(left)
    return ()


def may_lead(person_id: int, rostered: RosteredShift, holders: Sequence[Holder]) -> bool:
    """Whether somebody may do what the lead of a shift may: excuse, check somebody in, look for a stand-in.

    The shift's own lead, the leads of the team, the village's head, and those of the centre. Who leads and holds no role
    in the village any more does not.
    """
    own = [held for held in holders if held.person_id == person_id]
    town = any(held.role in TOWN for held in own)
    here = [held.role for held in own if held.unit == rostered.shift.unit]
    return town or any(role in LEADING for role in here) or _leads(person_id, rostered, here)


def belongs(person_id: int, unit: str, holders: Sequence[Holder]) -> bool:
    """Whether somebody holds any role in the village of a team: who has left it has no more to do with its shifts."""
    return any(held.person_id == person_id and held.unit == unit for held in holders)


def _groups(recipient: PatrolRecipient, rostered: RosteredShift, holders: Sequence[Holder]) -> Iterator[list[int]]:
    """Who is meant in the first place, and who instead."""
    unit = rostered.shift.unit
    if recipient is PatrolRecipient.SHIFT_LEAD:
        lead = rostered.lead
        yield [lead.person_id] if lead is not None and belongs(lead.person_id, unit, holders) else []
        yield _with(holders, Role.SHIFT_LEAD, unit)
    if recipient is not PatrolRecipient.DUTY_OFFICER:
        yield _with(holders, Role.VILLAGE_HEAD, unit)
    # Where the centre keeps no roster of who is on call, all of its staff are.
    yield from ([person] for person in on_call(holders))
    yield _with(holders, Role.CENTRE_STAFF)
    yield _with(holders, Role.DIRECTOR)


def _leads(person_id: int, rostered: RosteredShift, roles_here: Sequence[Role]) -> bool:
    post = rostered.post_of(person_id)
    return post is not None and post.leads and post.state is not PostState.EXCUSED and bool(roles_here)


def _with(holders: Sequence[Holder], role: Role, unit: str | None = None) -> list[int]:
    return [held.person_id for held in holders if held.role is role and unit in {None, held.unit}]
