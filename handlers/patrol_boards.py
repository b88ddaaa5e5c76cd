"""The boards of patrolling: my own hours, one team for its lead, the town for the centre."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from documents.patrol_board import PAGE, TeamBoard, TownDay, team_board, town_board
from documents.patrol_hours import OwnHours, hours_page
from domain.buttons import page_in
from domain.patrol_counts import counts_of, coverage_of, team_counts
from domain.refusals import Refusal, RefusalCode
from domain.shifts import BEYOND_PUBLISHED_MS, ShiftState
from domain.team_access import LEADING, TOWN
from domain.words import Role
from handlers.rosters import arranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from telegram import Update

    from domain.buttons import Pressed
    from domain.shifts import RosteredShift
    from handlers.context import ShouwangContext

DAY = timedelta(days=1)
WEEK_DAYS = 7
"""So many days of coverage stand on the town's board."""
TEAM_ROLES = LEADING | {Role.RESIDENT_CADRE}
"""Who may see the board of a team of theirs."""
IN_TOWN = "town"


async def on_board_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any board. Whether the person may see it is asked at every press."""
    context.toast(None, update)
    match pressed.act:
        case "b-hours":
            await _show_hours(context, pressed.subject)
        case "b-board":
            await _show_team(context, pressed.subject)
        case _:
            await _show_town(context, pressed.subject)


async def _show_hours(context: ShouwangContext, subject: str) -> None:
    work, patrol, calendar = context.work, context.rules.township.patrol, context.rules.calendar
    today = _today(context)
    first = min(_month(subject) or today.replace(day=1), today.replace(day=1))
    after = _next_month(first)
    me = context.person.id
    in_year = await work.shifts.of_person(me, _midnight(context, first.replace(month=1)), _midnight(context, after))
    in_month = [each for each in in_year if each.shift.starts_at >= _midnight(context, first)]
    begun = [each for each in in_month if each.shift.starts_at <= work.now and _takes_place(each)]
    hours = OwnHours(
        month=first.isoformat()[:7],
        in_month=counts_of(in_month, me, patrol, calendar),
        in_year=counts_of(in_year, me, patrol, calendar),
        shifts=begun,
        earlier=(first - DAY).isoformat()[:7],
        later=after.isoformat()[:7] if after <= today else None,
    )
    # From the menu it comes as a page of its own; turned over it stays in its place.
    await context.say(hours_page(hours, context.rules.township), in_place=bool(subject))


async def _show_team(context: ShouwangContext, subject: str) -> None:
    work, rules = context.work, context.rules
    patrol, calendar = rules.township.patrol, rules.calendar
    wanted, _, way = subject.partition(".")
    units = await _teams_of(context)
    unit = wanted or next(iter(units), "")
    if unit not in units and not (await _is_of_town(context) and unit in _teams(context)):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    today = _today(context)
    month = await work.shifts.of_team(unit, _midnight(context, today.replace(day=1)), work.now + 1)
    ahead = await work.shifts.of_team(unit, work.now + 1, work.now + patrol.published_ms + BEYOND_PUBLISHED_MS)
    standing = await _under_way(context, unit)
    board = TeamBoard(
        unit=unit,
        today=standing,
        planned=any(_takes_place(each) for each in ahead),
        gaps=[each for each in ahead if _takes_place(each) and not coverage_of(each, work.now).full],
        month=team_counts(month, patrol, calendar),
        names=await work.people.names([post.person_id for each in standing for post in each.posts]),
        others=() if way == IN_TOWN else [each for each in units if each != unit],
        arranges=await arranges(context, unit),
        town=way == IN_TOWN,
    )
    await context.say(team_board(board, rules.township, work.now), in_place=bool(subject))


async def _under_way(context: ShouwangContext, unit: str) -> Sequence[RosteredShift]:
    """A team's shifts of today, and those of yesterday that go on over midnight."""
    work, today = context.work, _today(context)
    begins_from = _midnight(context, today - DAY)
    found = await work.shifts.of_team(unit, begins_from, _midnight(context, today + DAY))
    midnight = _midnight(context, today)
    return [
        each
        for each in found
        if _takes_place(each) and (each.shift.starts_at >= midnight or each.shift.ends_at > work.now)
    ]


async def _show_town(context: ShouwangContext, subject: str) -> None:
    if not await _is_of_town(context):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    work, rules = context.work, context.rules
    wanted, _, number = subject.partition(".")
    day = _date(wanted) or _today(context)
    teams = _teams(context)
    pages = max(1, -(-len(teams) // PAGE))
    page = min(page_in(number), pages - 1)
    first = day - DAY * (WEEK_DAYS - 1)
    found = await work.shifts.between(_midnight(context, first), _midnight(context, day + DAY))
    shifts = [each for each in found if _takes_place(each)]
    town = TownDay(
        at=_midnight(context, day),
        day=day.isoformat(),
        teams=[
            (unit, [each for each in shifts if each.shift.unit == unit and each.shift.day == day.isoformat()])
            for unit in teams[page * PAGE : (page + 1) * PAGE]
        ],
        page=page,
        pages=pages,
        earlier=(day - DAY).isoformat(),
        later=(day + DAY).isoformat(),
        covered=[_covered(context, first + DAY * number, shifts) for number in range(WEEK_DAYS)],
    )
    await context.say(town_board(town, rules.township, work.now), in_place=bool(subject))


def _covered(context: ShouwangContext, day: date, shifts: Sequence[RosteredShift]) -> tuple[int, int, int]:
    of_day = [coverage_of(each, context.work.now) for each in shifts if each.shift.day == day.isoformat()]
    return _midnight(context, day), sum(each.full for each in of_day), len(of_day)


async def _teams_of(context: ShouwangContext) -> tuple[str, ...]:
    """The teams whose board is the person's own."""
    holdings = await context.work.people.holdings_of(context.person.id)
    return tuple(dict.fromkeys(held.unit for held in holdings if held.role in TEAM_ROLES))


async def _is_of_town(context: ShouwangContext) -> bool:
    holdings = await context.work.people.holdings_of(context.person.id)
    return any(held.role in TOWN for held in holdings)


def _teams(context: ShouwangContext) -> tuple[str, ...]:
    """All teams, in the order of the configuration."""
    return tuple(unit.code for unit in context.rules.township.units_with_team)


def _takes_place(rostered: RosteredShift) -> bool:
    return rostered.shift.state is not ShiftState.CANCELLED


def _today(context: ShouwangContext) -> date:
    return context.rules.calendar.local(context.work.now).date()


def _midnight(context: ShouwangContext, day: date) -> int:
    return context.rules.calendar.time_of(day)


def _next_month(first: date) -> date:
    return (first + 31 * DAY).replace(day=1)


def _month(written: str) -> date | None:
    return _date(f"{written}-01") if written else None


def _date(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
