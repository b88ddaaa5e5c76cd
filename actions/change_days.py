"""A member says on which days they cannot come, or can after all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.day_words import read_days
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from datetime import date

    from actions.rules import Rules
    from domain.teams import Member
    from storage.unit_of_work import UnitOfWork


async def toggle_weekday(work: UnitOfWork, member: Member, weekday: int) -> None:
    """A day of every week (1 is Monday): away, or not any more."""
    same = [each for each in await work.teams.unavailable(member.id) if each.weekday == weekday]
    for each in same:
        await work.teams.remove_unavailable(member.id, each.id)
    if not same:
        await work.teams.add_unavailable(member.id, weekday=weekday)


async def toggle_day(work: UnitOfWork, member: Member, day: date) -> bool:
    """One day: away, or not any more. False when it lies in a longer stretch, which is not torn apart."""
    written = day.isoformat()
    stretches = [each for each in await work.teams.unavailable(member.id) if each.weekday is None and each.on(day)]
    if any(each.first != each.last for each in stretches):
        return False
    for each in stretches:
        await work.teams.remove_unavailable(member.id, each.id)
    if not stretches:
        await work.teams.add_unavailable(member.id, first=written, last=written)
    return True


async def add_days(work: UnitOfWork, rules: Rules, member: Member, text: str) -> None:
    """The days that somebody typed. Raises Refusal(DAYS_UNREADABLE) for what names no days to come."""
    days = read_days(text, rules.calendar.local(work.now).date())
    if days is None:
        raise Refusal(RefusalCode.DAYS_UNREADABLE)
    first, last = days.first.isoformat(), days.last.isoformat()
    known = await work.teams.unavailable(member.id)
    if not any(each.first == first and each.last == last for each in known):
        await work.teams.add_unavailable(member.id, first=first, last=last)
