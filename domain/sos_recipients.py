"""Who is called when a patroller is in need, and who may say that it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.duty import on_call
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.access import Holder, Viewer
    from domain.shifts import RosteredShift

ON_DUTY_ROLES = frozenset({Role.CENTRE_STAFF, Role.DIRECTOR})
"""Who may say that a call is over: whoever is on call, and all others of the centre, who may stand in."""
LEAD, HEAD, DUTY_OFFICER = 0, 2, 3
"""From which rung of the ladder each of those is looked for who are called beside the others of the shift."""


def called_for(
    person_id: int,
    shifts: Sequence[RosteredShift],
    units: Iterable[str],
    holders: Sequence[Holder],
    out_of_reach: frozenset[int],
) -> tuple[int, ...]:
    """Everybody who is called for somebody in need, each once.

    `shifts` are those whose people are out now, the person's own or their team's; `units` are their teams. The lead, the
    village head and the duty officer are each looked for upwards until one is there who can be reached.
    """
    shut_out = out_of_reach | {person_id}
    found = dict.fromkeys(person for person in _mates(shifts) if person not in shut_out)
    ladder = _ladder(shifts, frozenset(units), holders)
    for rung in (LEAD, HEAD, DUTY_OFFICER):
        reachable = ([each for each in group if each not in shut_out] for group in ladder[rung:])
        found.update(dict.fromkeys(next(filter(None, reachable), [])))
    return tuple(found)


def may_be_called(shifts: Sequence[RosteredShift], units: Iterable[str], holders: Sequence[Holder]) -> frozenset[int]:
    """Everybody whom `called_for` could name: it must be known who of them is out of reach."""
    rungs = _ladder(shifts, frozenset(units), holders)
    return frozenset(_mates(shifts)).union(*rungs)


def may_end(viewer: Viewer, person_id: int) -> bool:
    """Whether somebody may say that the call of a person is over: the person, and the duty officer."""
    return viewer.person_id == person_id or any(held.role in ON_DUTY_ROLES for held in viewer.holdings)


def _mates(shifts: Sequence[RosteredShift]) -> list[int]:
    return [post.person_id for rostered in shifts for post in rostered.standing]


def _ladder(shifts: Sequence[RosteredShift], units: frozenset[str], holders: Sequence[Holder]) -> tuple[list[int], ...]:
    """Who leads, who could lead, who answers for the village, who is on call, the last step inside the town, and the admins.

    Admins see no case by being admins; where a life may be in danger and nobody else can be reached, they are somebody.
    """
    return (
        [rostered.lead.person_id for rostered in shifts if rostered.lead is not None],
        [held.person_id for held in holders if held.role is Role.SHIFT_LEAD and held.unit in units],
        [held.person_id for held in holders if held.role is Role.VILLAGE_HEAD and held.unit in units],
        *([person] for person in on_call(holders)),
        [held.person_id for held in holders if held.role is Role.CENTRE_STAFF],
        [held.person_id for held in holders if held.role is Role.DIRECTOR],
        [held.person_id for held in holders if held.role is Role.ADMIN],
    )
