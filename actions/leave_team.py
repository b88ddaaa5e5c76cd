"""Somebody leaves a patrol team, or is taken out of it: their roles in it end, and so does what is asked of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_calendar_link import end_calendar_link
from actions.give_role import take_role
from actions.offer_post import offer_post
from actions.renew_soon import renew_soon
from actions.tell_of_change import settle_shift
from actions.tell_patrol import tell_persons
from documents.team_asks import left_message, taken_out_message
from domain.durations import DAY_MS
from domain.events import EventKind
from domain.exchanges import open_to_change
from domain.refusals import Refusal, RefusalCode
from domain.shifts import AWAITED, LONGEST_SHIFT_MS, PostState, ShiftState
from domain.team_access import deciders
from domain.words import Role
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.messages import MenuKey
    from domain.shifts import Post, RosteredShift
    from domain.teams import Member
    from storage.unit_of_work import UnitOfWork

AHEAD_MS = 2 * 366 * DAY_MS
"""No roster reaches farther."""


async def leave_team(
    work: UnitOfWork,
    rules: Rules,
    member: Member,
    by: int,
    keyboard: tuple[tuple[MenuKey, ...], ...] | None = None,
) -> int:
    """End the membership; how many posts the team has to fill now.

    `by` is who does it: they themselves, or somebody who keeps the team; then the person is told, with the `keyboard` that
    is left to them. What they said of days away stays, in case they come back. Raises Refusal(NO_LONGER_MEMBER).
    """
    if not await work.teams.leave(member):
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    offered = await _give_back(work, rules, member)
    await take_role(work, rules, member.person_id, Role.PATROLLER, member.unit)
    await take_role(work, rules, member.person_id, Role.SHIFT_LEAD, member.unit)
    await work.team_links.withdraw(member.unit, member.person_id)
    await renew_soon(work, member.unit)
    await work.events.append(
        EventKind.TEAM_LEFT, None, by, {"unit": member.unit, "person": member.person_id, "posts": offered}
    )
    if not await work.teams.of_person(member.person_id):
        await end_calendar_link(work, member.person_id, by)
    unit = rules.township.unit(member.unit)
    if by != member.person_id:
        told = taken_out_message(unit, keyboard)
        await work.outbox.put(Outgoing(ToPerson(member.person_id), Lane.REPLY, told))
    names = await work.people.names([member.person_id])
    others = [each for each in deciders(await work.people.holders(), member.unit) if each not in {by, member.person_id}]
    message = left_message(names.get(member.person_id, "—"), unit, offered)
    await tell_persons(work, rules, others, message, f"team-left:{member.id}:{work.now}", Lane.ESCALATION)
    return offered


async def posts_to_come(work: UnitOfWork, member: Member) -> tuple[tuple[RosteredShift, Post], ...]:
    """The posts in this team that somebody still has before them, earliest first."""
    awaited = await _awaited(work, member)
    return tuple((rostered, post) for rostered, post in awaited if open_to_change(rostered.shift, work.now))


async def _awaited(work: UnitOfWork, member: Member) -> tuple[tuple[RosteredShift, Post], ...]:
    """The same with a shift that goes on and where they have not come yet."""
    found = []
    for rostered in await work.shifts.of_person(member.person_id, work.now - LONGEST_SHIFT_MS, work.now + AHEAD_MS):
        post = rostered.post_of(member.person_id)
        planned = rostered.shift.state is ShiftState.PLANNED and rostered.shift.unit == member.unit
        if planned and post is not None and post.state in AWAITED:
            found.append((rostered, post))
    return tuple(found)


async def _give_back(work: UnitOfWork, rules: Rules, member: Member) -> int:
    """Nothing is asked of them any more. Where it is soon a stand-in is looked for; the rest the roster gives to others.

    What nobody was told of is simply taken away.
    """
    given_back = 0
    for rostered, post in await _awaited(work, member):
        shift = rostered.shift
        if shift.published_at is None:
            await work.shifts.remove_post(post.id)
            continue
        ahead = open_to_change(shift, work.now)
        given_back += ahead
        if ahead and shift.starts_at - work.now > rules.township.patrol.day_before_ms:
            # The renewal that follows finds a place that its person cannot fill, and does not ask the whole team for each.
            await work.shifts.save_post(replace(post, state=PostState.CANNOT, answered_at=work.now), post.state)
        else:
            if ahead:
                await offer_post(work, rules, post)
            now = await work.shifts.post(post.id) or post
            await work.shifts.save_post(replace(now, state=PostState.EXCUSED, answered_at=work.now), now.state)
        await settle_shift(work, rules, shift.id)
    return given_back
