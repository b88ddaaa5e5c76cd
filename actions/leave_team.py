"""Somebody leaves a patrol team, or is taken out of it: their roles in it end and their posts to come are offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.offer_post import offer_post
from actions.tell_patrol import tell_persons
from documents.team_asks import left_message, taken_out_message
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.shifts import AWAITED, ShiftState
from domain.team_access import deciders
from domain.words import Role
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.messages import MenuKey
    from domain.shifts import Post, RosteredShift
    from domain.teams import Member
    from storage.unit_of_work import UnitOfWork

AHEAD_MS = 2 * 366 * 86_400_000
"""No roster reaches farther."""


async def leave_team(
    work: UnitOfWork,
    rules: Rules,
    member: Member,
    by: int,
    keyboard: tuple[tuple[MenuKey, ...], ...] | None = None,
) -> int:
    """End the membership; how many posts are offered to the team now.

    `by` is who does it: they themselves, or somebody who keeps the team; then the person is told, with the `keyboard` that
    is left to them. What they said of days away stays, in case they come back. Raises Refusal(NO_LONGER_MEMBER).
    """
    if not await work.teams.leave(member):
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    offered = await _offer_posts(work, rules, member)
    await work.people.end(member.person_id, Role.PATROLLER, member.unit)
    await work.people.end(member.person_id, Role.SHIFT_LEAD, member.unit)
    await work.team_links.withdraw(member.unit, member.person_id)
    await work.events.append(
        EventKind.TEAM_LEFT, None, by, {"unit": member.unit, "person": member.person_id, "posts": offered}
    )
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
    found = []
    for rostered in await work.shifts.of_person(member.person_id, work.now + 1, work.now + AHEAD_MS):
        post = rostered.post_of(member.person_id)
        planned = rostered.shift.state is ShiftState.PLANNED and rostered.shift.unit == member.unit
        if planned and post is not None and post.state in AWAITED:
            found.append((rostered, post))
    return tuple(found)


async def _offer_posts(work: UnitOfWork, rules: Rules, member: Member) -> int:
    """What was published is offered; what nobody was told of is simply taken away, and the roster is made anew around it."""
    offered = 0
    for rostered, post in await posts_to_come(work, member):
        if rostered.shift.published_at is None:
            await work.shifts.remove_post(post.id)
        else:
            await offer_post(work, rules, post)
            offered += 1
    return offered
