"""Tell a team's lead once where what was published differs from the plan of now, and do with one word what follows from it.

Nothing is changed by itself: people were told, and have arranged their days by it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from actions.cancel_shift import cancel_shift
from actions.end_offer import end_offers_about
from actions.plan_ahead import after_last_day, planned_ahead
from actions.tell_of_change import settle_shift
from actions.tell_of_roster import tell_of_roster
from actions.tell_patrol import in_reach, tell_persons
from documents.plan_card import differing_card, surplus_card
from domain.changed_plan import Change, differing, surplus
from domain.events import EventKind
from domain.patrol_plan import PatrolRecipient
from domain.shifts import PostState, RosteredShift, ShiftState
from storage.exchanges import ExchangeState
from storage.outgoing import Lane

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from actions.rules import Rules
    from domain.changed_plan import Differing
    from domain.messages import Message
    from domain.shifts import Post, Shift
    from storage.unit_of_work import UnitOfWork


async def look_at_plans(work: UnitOfWork, rules: Rules) -> None:
    """At the start, when the configuration may have changed: all teams."""
    for each in await differing_everywhere(work, rules):
        await _tell(work, rules, each)


async def tell_of_plan(work: UnitOfWork, rules: Rules, unit: str) -> None:
    """One team's shifts that the plan has not, or at other hours."""
    for each in await _differing_of(work, rules, unit, await _coming(work, rules, unit)):
        await _tell(work, rules, each)


async def differing_everywhere(work: UnitOfWork, rules: Rules) -> list[Differing]:
    """What differs, of all teams."""
    of_team: dict[str, list[RosteredShift]] = defaultdict(list)
    known = {unit.code for unit in rules.township.units if unit.team is not None}
    for each in await work.shifts.between(work.now + 1, after_last_day(work, rules)):
        if each.shift.unit in known:
            of_team[each.shift.unit].append(each)
    return [each for unit, shifts in of_team.items() for each in await _differing_of(work, rules, unit, shifts)]


async def cancel_gone(work: UnitOfWork, rules: Rules, unit: str, days: Collection[str], by: int) -> int:
    """Cancel the team's shifts on these days that the plan has no more; how many there were. Everybody on them is told."""
    found = [
        shift
        for each in await _differing_of(work, rules, unit, await _coming(work, rules, unit))
        if each.change is Change.GONE
        for shift in each.shifts
        if shift.day in days
    ]
    for shift in found:
        await cancel_shift(work, rules, shift.id, by)
    return len(found)


async def tell_of_surplus(work: UnitOfWork, rules: Rules, unit: str, shift_ids: Iterable[int]) -> None:
    """These shifts take fewer people than before: the lead hears where more stand now."""
    wanted = frozenset(shift_ids)
    found = [each for each in await _coming(work, rules, unit) if each.shift.id in wanted and surplus(each)]
    if found:
        message = surplus_card(unit, found, rules.township, rules.calendar)
        await _to_leads(work, rules, found[0].shift, message, f"surplus:{unit}:{work.now}")


async def take_off_surplus(work: UnitOfWork, rules: Rules, unit: str, days: Collection[str], by: int) -> int:
    """Who stands too many on these days need not come; how many posts that were. Each person is told once of all of theirs."""
    lost: dict[int, list[tuple[Shift, Post]]] = defaultdict(list)
    for each in await _coming(work, rules, unit):
        if each.shift.day not in days:
            continue
        for post in surplus(each):
            await end_offers_about(work, rules, post, ExchangeState.WITHDRAWN)
            await work.shifts.save_post(replace(post, state=PostState.EXCUSED, answered_at=work.now), post.state)
            detail = {"shift": each.shift.id, "post": post.id, "person": post.person_id}
            await work.events.append(EventKind.TAKEN_OFF, None, by, detail)
            lost[post.person_id].append((each.shift, post))
    for shift_id in {shift.id for posts in lost.values() for shift, _post in posts}:
        await settle_shift(work, rules, shift_id)
    await tell_of_roster(work, rules, unit, {}, lost, ())
    return sum(map(len, lost.values()))


async def _tell(work: UnitOfWork, rules: Rules, each: Differing) -> None:
    message = differing_card(each, rules.township, rules.calendar)
    await _to_leads(work, rules, each.shifts[0], message, f"plan-{each.name}")


async def _to_leads(work: UnitOfWork, rules: Rules, shift: Shift, message: Message, name: str) -> None:
    leads = await in_reach(work, PatrolRecipient.SHIFT_LEAD, RosteredShift(shift, ()), None)
    await tell_persons(work, rules, leads, message, name, Lane.REMINDER)


async def _differing_of(
    work: UnitOfWork, rules: Rules, unit: str, shifts: Iterable[RosteredShift]
) -> tuple[Differing, ...]:
    return differing([each.shift for each in shifts], await planned_ahead(work, rules, unit))


async def _coming(work: UnitOfWork, rules: Rules, unit: str) -> list[RosteredShift]:
    found = await work.shifts.of_team(unit, work.now + 1, after_last_day(work, rules))
    return [each for each in found if each.shift.state is ShiftState.PLANNED]
