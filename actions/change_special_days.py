"""The town adds a special period for once, or takes it back; every team's roster follows in a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.keep_clocks import keep_clocks
from actions.renew_soon import renew_soon
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.special_days import LONGEST_SPECIAL_DAYS, MOST_SPECIAL_PERIODS
from domain.team_access import may_set_special_days

if TYPE_CHECKING:
    from datetime import date

    from actions.rules import Rules
    from domain.special_days import SpecialDays
    from storage.unit_of_work import UnitOfWork


async def add_special_days(work: UnitOfWork, rules: Rules, name: str, first: date, last: date, by: int) -> SpecialDays:
    """Days on which more patrols go out. The same ones are not added twice.

    Raises Refusal(NOT_ALLOWED, DAYS_UNREADABLE, DAYS_TOO_MANY, LIST_FULL).
    """
    await town_kept(work, by)
    today = rules.calendar.local(work.now).date()
    if last < first or last < today:
        raise Refusal(RefusalCode.DAYS_UNREADABLE)
    if (last - first).days >= LONGEST_SPECIAL_DAYS:
        raise Refusal(RefusalCode.DAYS_TOO_MANY, {"count": LONGEST_SPECIAL_DAYS})
    known = await work.special_days.since(today)
    for each in known:
        if (each.name, each.first, each.last) == (name, first, last):
            return each
    if len(known) >= MOST_SPECIAL_PERIODS:
        raise Refusal(RefusalCode.LIST_FULL, {"count": MOST_SPECIAL_PERIODS})
    added = await work.special_days.add(name, first, last, by)
    await _follow(work, rules, added, by, "added")
    return added


async def remove_special_days(work: UnitOfWork, rules: Rules, days: SpecialDays, by: int) -> None:
    """They are days like others. Whoever was told of a post keeps it. Twice is once. Raises Refusal(NOT_ALLOWED)."""
    await town_kept(work, by)
    if await work.special_days.remove(days.id):
        await _follow(work, rules, days, by, "removed")


async def town_kept(work: UnitOfWork, person_id: int) -> None:
    """Whether somebody may say when the whole township patrols more. Raises Refusal(NOT_ALLOWED)."""
    if not may_set_special_days(person_id, await work.people.holders()):
        raise Refusal(RefusalCode.NOT_ALLOWED)


async def _follow(work: UnitOfWork, rules: Rules, days: SpecialDays, by: int, change: str) -> None:
    detail = {
        "days": str(days.id),
        "first": days.first.isoformat(),
        "last": days.last.isoformat(),
        "change": change,
    }
    await work.events.append(EventKind.SPECIAL_DAYS_CHANGED, None, by, detail)
    await keep_clocks(work, rules)
    for unit in rules.township.units_with_team:
        await renew_soon(work, unit.code)
