"""Make a team's roster as far ahead as it is published, or mend it: what is agreed stays, what lacks is given."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from actions.end_offer import end_offer, end_offers_about
from actions.give_post import give_post, pass_on
from actions.keep_shift_due import keep_shift_due
from actions.offer_post import offer_post
from actions.plan_ahead import after_last_day, planned_ahead
from actions.tell_of_plan import tell_of_plan, tell_of_surplus
from actions.tell_of_roster import tell_of_roster
from domain.events import EventKind
from domain.presence import published
from domain.roster import WeekLimit, make_roster
from domain.roster_counts import LOOKED_BACK_MS, counts_before
from domain.roster_renewal import Team, busy_times, days_elsewhere, freed_posts, held_posts, open_shift
from domain.shifts import STANDING, PostState, RosteredShift, Shift, ShiftState, Way
from domain.team_access import LEADING
from storage.exchanges import ExchangeKind, ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.roster import Gap, OpenShift, Roster
    from domain.roster_renewal import Freed
    from domain.shifts import Post
    from storage.unit_of_work import UnitOfWork

WEEK_MS = 7 * 86_400_000
"""A roster reaches to the end of a week, and so far around its days it counts where else somebody stands."""


@dataclass(slots=True)
class Changes:
    """What a renewal has changed: shifts that are new or take fewer people, and for each person what they gained and lost."""

    new: set[int] = field(default_factory=set)
    touched: set[int] = field(default_factory=set)
    lessened: set[int] = field(default_factory=set)
    gained: dict[int, list[tuple[Shift, Post]]] = field(default_factory=lambda: defaultdict(list))
    lost: dict[int, list[tuple[Shift, Post]]] = field(default_factory=lambda: defaultdict(list))
    gaps: tuple[tuple[Shift, Gap], ...] = ()


async def renew_roster(work: UnitOfWork, rules: Rules, unit: str) -> None:
    """Bring a team's coming shifts up to date and tell everybody once what is new for them. Twice is once.

    Whoever was told of a post keeps it, unless they left the team or said that they cannot come that day. Shifts that begin
    within a day are the lead's to fill: nobody is put on them without being asked.
    """
    team = await _team(work, unit)
    changes = Changes()
    planned = await _make_shifts(work, rules, unit, team, changes)
    coming = await _coming(work, rules, unit)
    near = {each.shift.id for each in coming if _is_near(work, rules, each.shift) and each.shift.id not in changes.new}
    freed = freed_posts(coming, team)
    wanted = [each for each in coming if each.shift.id not in near]
    if wanted and team.members:
        roster = await _roster(work, rules, team, wanted, freed, planned)
        await _apply(work, rules, wanted, freed, roster, changes)
    for each in freed:
        if each.post.id not in {post.id for posts in changes.lost.values() for _shift, post in posts}:
            await _let_off(work, rules, each, changes, near=each.shift.id in near)
    for shift_id in changes.new | changes.touched:
        await keep_shift_due(work, rules, shift_id)
    if changes.new or changes.touched:
        detail: dict[str, str | int | bool | list[int] | None] = {
            "unit": unit,
            "shifts": len(changes.new),
            "given": sum(map(len, changes.gained.values())),
            "freed": len(freed),
            "gaps": len(changes.gaps),
        }
        await work.events.append(EventKind.ROSTERED, None, None, detail)
        # Who has left the team knows that nothing of it is theirs any more.
        here = team.person_ids
        lost = {person: posts for person, posts in changes.lost.items() if person in here}
        new = [each.shift for each in coming if each.shift.id in changes.new]
        await tell_of_roster(work, rules, unit, changes.gained, lost, changes.gaps, new)
    await tell_of_surplus(work, rules, unit, changes.lessened)
    await tell_of_plan(work, rules, unit)


async def _team(work: UnitOfWork, unit: str) -> Team:
    days = defaultdict(list)
    for each in await work.teams.unavailable_in(unit):
        days[each.member_id].append(each)
    return Team(await work.teams.members(unit), {member: tuple(found) for member, found in days.items()})


async def _make_shifts(
    work: UnitOfWork, rules: Rules, unit: str, team: Team, changes: Changes
) -> dict[tuple[str, str], OpenShift]:
    """Keep the shifts of the plan that are not kept yet, and their strength. A team of nobody has none."""
    planned = await planned_ahead(work, rules, unit)
    coming = {key: each for key, each in planned.items() if each.starts_at > work.now}
    kept = {(each.shift.slot, each.shift.day): each.shift for each in await _all_coming(work, rules, unit)}
    for (slot, day), each in coming.items():
        shift = kept.get((slot, day))
        if shift is not None:
            if shift.state is ShiftState.PLANNED and (
                shift.strength != each.strength or shift.published_at is None or shift.special is not each.special
            ):
                changed = replace(shift, strength=each.strength, special=each.special)
                told = shift.published_at is not None
                saved = replace(changed, version=shift.version + 1) if told else published(changed, work.now)
                await work.shifts.save(saved)
                if told and each.strength < shift.strength:
                    changes.lessened.add(shift.id)
                changes.touched.add(shift.id)
        elif team.members:
            made = await work.shifts.add(
                Shift(
                    id=0,
                    unit=unit,
                    slot=slot,
                    day=day,
                    starts_at=each.starts_at,
                    ends_at=each.ends_at,
                    strength=each.strength,
                    special=each.special,
                    state=ShiftState.PLANNED,
                    published_at=work.now,
                    chased_until=work.now - 1,
                    version=0,
                )
            )
            if made is not None:
                changes.new.add(made.id)
    return coming


async def _roster(
    work: UnitOfWork,
    rules: Rules,
    team: Team,
    wanted: list[RosteredShift],
    freed: tuple[Freed, ...],
    planned: dict[tuple[str, str], OpenShift],
) -> Roster:
    patrol, calendar = rules.township.patrol, rules.calendar
    unit = wanted[0].shift.unit
    leaders = frozenset(
        each.person_id for each in await work.people.holders() if each.unit == unit and each.role in LEADING
    )
    ids = {each.shift.id for each in wanted}
    since = work.now - LOOKED_BACK_MS
    past = await work.shifts.of_team(unit, since, work.now + 1)
    near = [each for each in await _coming(work, rules, unit) if each.shift.id not in ids]
    elsewhere = [each for each in await _elsewhere(work, rules, team) if each.shift.id not in ids]
    stood = [each for each in (*past, *near) if each.shift.state is not ShiftState.CANCELLED]
    night_from = patrol.hours_night_from
    return make_roster(
        [
            open_shift(each.shift, planned.get((each.shift.slot, each.shift.day)), night_from, calendar)
            for each in wanted
        ],
        team.to_be_rostered(leaders, calendar),
        held_posts(wanted, freed),
        counts_before(stood, team.members, since, night_from, calendar),
        patrol.rest_ms,
        busy=busy_times(elsewhere, wanted, team),
        limit=WeekLimit(patrol.most_in_seven_days, days_elsewhere(elsewhere, team)),
    )


async def _apply(
    work: UnitOfWork,
    rules: Rules,
    wanted: list[RosteredShift],
    freed: tuple[Freed, ...],
    roster: Roster,
    changes: Changes,
) -> None:
    """Give what is new, in place of what was freed where it was; then see who leads."""
    by_key = {(each.shift.slot, each.shift.day): each for each in wanted}
    leaving = defaultdict(list)
    for each in freed:
        leaving[each.shift.id].append(each.post)
    gone = {each.post.id for each in freed}
    for given in roster.given:
        rostered = by_key[given.slot, given.day.isoformat()]
        shift, post = rostered.shift, rostered.post_of(given.person_id)
        if post is not None and post.id not in gone and post.state is not PostState.EXCUSED:
            if given.leads and not post.leads and post.state in STANDING:
                await _let_lead(work, rostered, post)
                changes.touched.add(shift.id)
            continue
        was = leaving[shift.id].pop(0) if leaving[shift.id] else None
        if was is not None:
            await end_offers_about(work, rules, was, ExchangeState.WITHDRAWN)
            await pass_on(work, replace(was, leads=False))
            changes.lost[was.person_id].append((shift, was))
        new = await give_post(work, rules, shift, given.person_id, Way.ROSTER, leads=given.leads, was=was)
        if new is not None:
            changes.gained[given.person_id].append((shift, new))
            changes.touched.add(shift.id)
    changed = changes.new | {shift.id for posts in changes.lost.values() for shift, _post in posts}
    changed |= {each.shift.id for each in freed}
    changes.gaps = tuple(
        (by_key[gap.slot, gap.day.isoformat()].shift, gap)
        for gap in roster.gaps
        if by_key[gap.slot, gap.day.isoformat()].shift.id in changed
    )


async def _let_lead(work: UnitOfWork, rostered: RosteredShift, post: Post) -> None:
    for other in rostered.posts:
        if other.leads and other.state is not PostState.PASSED_ON:
            await work.shifts.save_post(replace(other, leads=False), other.state)
    await work.shifts.save_post(replace(post, leads=True), post.state)


async def _let_off(work: UnitOfWork, rules: Rules, each: Freed, changes: Changes, *, near: bool) -> None:
    """Nobody took the post: whoever stays in the team is replaced by whoever volunteers, where it is soon."""
    if near:
        await offer_post(work, rules, each.post, by_lead=each.left)
    if not each.left and near:
        return
    for offer in await work.exchanges.open_about(each.post.id):
        # A stand-in is still sought for somebody who has left, and whom nobody need excuse.
        if offer.kind is ExchangeKind.SWAP:
            await end_offer(work, rules, offer, ExchangeState.WITHDRAWN)
    await work.shifts.save_post(replace(each.post, state=PostState.EXCUSED, answered_at=work.now), each.post.state)
    changes.lost[each.post.person_id].append((each.shift, each.post))
    changes.touched.add(each.shift.id)


async def _coming(work: UnitOfWork, rules: Rules, unit: str) -> list[RosteredShift]:
    """The team's planned shifts from now on, those beyond the plan too."""
    return [each for each in await _all_coming(work, rules, unit) if each.shift.state is ShiftState.PLANNED]


async def _all_coming(work: UnitOfWork, rules: Rules, unit: str) -> tuple[RosteredShift, ...]:
    return await work.shifts.of_team(unit, work.now + 1, after_last_day(work, rules))


async def _elsewhere(work: UnitOfWork, rules: Rules, team: Team) -> list[RosteredShift]:
    """Every shift around these days on which a member stands, of this team and of others."""
    until = work.now + rules.township.patrol.published_ms + 2 * WEEK_MS
    found: dict[int, RosteredShift] = {}
    for member in team.members:
        for each in await work.shifts.of_person(member.person_id, work.now - WEEK_MS, until):
            found[each.shift.id] = each
    return [each for each in found.values() if each.shift.state is not ShiftState.CANCELLED]


def _is_near(work: UnitOfWork, rules: Rules, shift: Shift) -> bool:
    return shift.starts_at - work.now <= rules.township.patrol.day_before_ms
