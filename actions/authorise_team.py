"""Whether somebody may do something with a team or a member of it now. Asked anew at every press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.decide_joining import ask_key
from domain.refusals import Refusal, RefusalCode
from domain.team_access import STANDING_IN, may_keep, may_name_leads
from domain.teams import MemberState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Checkpoint
    from domain.team_ground import SetHotSpot, SetRoute
    from domain.teams import Member
    from domain.township import Unit
    from storage.unit_of_work import UnitOfWork


async def team_led(work: UnitOfWork, rules: Rules, unit: str, person_id: int) -> Unit:
    """The unit whose team the person may keep. Raises Refusal(NOT_ALLOWED)."""
    found = next((each for each in rules.township.units_with_team if each.code == unit), None)
    if found is None or not may_keep(person_id, await work.people.holders(), unit):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    return found


async def member_led(work: UnitOfWork, rules: Rules, member_id: int, person_id: int) -> Member:
    """A membership, asked for or held, in a team that the person may keep. Raises Refusal(NOT_ALLOWED)."""
    member = await work.teams.by_id(member_id)
    if member is None:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    await team_led(work, rules, member.unit, person_id)
    return member


async def member_asking(work: UnitOfWork, rules: Rules, member_id: int, person_id: int) -> Member:
    """The same for whoever was asked whether somebody may join, too: in the stead of those who could not be reached.

    Raises Refusal(NOT_ALLOWED).
    """
    member = await work.teams.by_id(member_id)
    own = await work.people.holdings_of(person_id)
    stands_in = any(held.role in STANDING_IN for held in own)
    if member is not None and stands_in and await work.cards.message_of(f"{ask_key(member.id)}:{person_id}"):
        return member
    return await member_led(work, rules, member_id, person_id)


async def member_to_name(work: UnitOfWork, member_id: int, person_id: int) -> Member:
    """A member of a team whose leads the person names. Raises Refusal(NOT_ALLOWED, NO_LONGER_MEMBER)."""
    member = await work.teams.by_id(member_id)
    if member is None or not may_name_leads(person_id, await work.people.holders(), member.unit):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if member.state is not MemberState.MEMBER:
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    return member


async def own_membership(work: UnitOfWork, member_id: int, person_id: int) -> Member:
    """The person's own membership. Raises Refusal(NO_LONGER_MEMBER)."""
    member = await work.teams.by_id(member_id)
    if member is None or member.person_id != person_id or member.state is not MemberState.MEMBER:
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    return member


async def checkpoint_led(work: UnitOfWork, rules: Rules, checkpoint_id: int, person_id: int) -> Checkpoint:
    """A checkpoint in use, of a team that the person may keep. Raises Refusal(NOT_ALLOWED, CHECKPOINT_GONE)."""
    checkpoint = await work.checkpoints.get(checkpoint_id)
    if checkpoint is None:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    await team_led(work, rules, checkpoint.unit, person_id)
    if checkpoint.revoked_at is not None:
        raise Refusal(RefusalCode.CHECKPOINT_GONE)
    return checkpoint


async def route_led(work: UnitOfWork, rules: Rules, number: int, person_id: int) -> SetRoute:
    """A route from chat that is in use, of a team that the person may keep. Raises Refusal(NOT_ALLOWED, PLACE_GONE)."""
    route = await work.team_places.route(number)
    if route is None:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    await team_led(work, rules, route.unit, person_id)
    if route.removed_at is not None:
        raise Refusal(RefusalCode.PLACE_GONE)
    return route


async def hot_spot_led(work: UnitOfWork, rules: Rules, number: int, person_id: int) -> SetHotSpot:
    """A hot spot from chat that is in use, of a team that the person may keep. Raises Refusal(NOT_ALLOWED, PLACE_GONE)."""
    spot = await work.team_places.hot_spot(number)
    if spot is None:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    await team_led(work, rules, spot.unit, person_id)
    if spot.removed_at is not None:
        raise Refusal(RefusalCode.PLACE_GONE)
    return spot
