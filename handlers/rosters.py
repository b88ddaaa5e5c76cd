"""Rosters on the phone: one's own shifts, the team's two weeks, and one shift with what may be done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.roster_card import Places, RosterViewer, my_roster, shift_card, team_roster
from domain.exchanges import leads_team
from domain.messages import Message
from domain.refusals import Refusal, RefusalCode, refusal_phrase
from domain.shifts import BEYOND_PUBLISHED_MS, LONGEST_SHIFT_MS, ShiftState
from domain.team_access import TOWN
from domain.teams import MemberState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from telegram import Update

    from domain.buttons import Pressed
    from domain.messages import Phrase
    from domain.shifts import RosteredShift
    from handlers.context import ShouwangContext


async def show_my_roster(context: ShouwangContext) -> None:
    """The person's coming shifts; whoever leads a team without standing anywhere gets the way to its roster."""
    work, person_id = context.work, context.person.id
    until = work.now + context.rules.township.patrol.published_ms + BEYOND_PUBLISHED_MS
    shifts = await work.shifts.of_person(person_id, work.now - LONGEST_SHIFT_MS, until)
    teams = [member.unit for member in await work.teams.of_person(person_id)]
    with_team = {unit.code for unit in context.rules.township.units_with_team}
    led = [held.unit for held in await work.people.holdings_of(person_id) if held.unit in with_team]
    units = tuple(dict.fromkeys((*teams, *led)))
    places = Places(context.rules.township, context.rules.calendar, work.now)
    message = my_roster(_coming(context, shifts), person_id, units, places)
    await context.say(message, in_place=True)


async def show_team_roster(context: ShouwangContext, unit: str) -> None:
    """Two weeks of a team, for whoever belongs to it or answers for it. Raises Refusal."""
    viewer = await viewer_of(context, unit)
    shifts = await coming_of_team(context, unit)
    names = await context.work.people.names([post.person_id for each in shifts for post in each.posts])
    await context.say(
        team_roster(unit, shifts, names, viewer, context.rules.township, context.rules.calendar), in_place=True
    )


async def show_shift(
    context: ShouwangContext, shift_id: int, headline: Phrase | None = None, card_key: str | None = None
) -> None:
    """One shift as it is now, in place of what was pressed. Raises Refusal where it is not this person's to see."""
    rostered = await visible_shift(context, shift_id)
    viewer = await viewer_of(context, rostered.shift.unit)
    names = await context.work.people.names([post.person_id for post in rostered.posts])
    places = Places(context.rules.township, context.rules.calendar, context.work.now)
    await context.say(shift_card(rostered, names, viewer, places, headline), card_key=card_key, in_place=True)


async def change_shift(
    update: Update,
    context: ShouwangContext,
    shift_id: int,
    change: Callable[[], Awaitable[object]],
    done: Phrase,
    card_key: str | None = None,
) -> None:
    """Do something to a shift and show it; where it cannot be done any more, say why and show how it stands."""
    try:
        async with context.work.savepoint():
            await change()
    except Refusal as refusal:
        context.toast(refusal_phrase(refusal), update, alert=True)
        await show_shift(context, shift_id, card_key=card_key)
    else:
        context.toast(None, update)
        await show_shift(context, shift_id, done, card_key)


async def on_roster_press(update: Update, context: ShouwangContext, pressed: Pressed) -> bool:
    """The buttons that only show something; whether it was one of them."""
    match pressed.act:
        case "x-roster":
            await show_my_roster(context)
        case "x-team":
            await show_team_roster(context, pressed.subject)
        case "x-shift":
            await show_shift(context, int(pressed.subject))
        case _:
            return False
    context.toast(None, update)
    return True


async def visible_shift(context: ShouwangContext, shift_id: int) -> RosteredShift:
    """A shift of a team that the person belongs to or answers for. Raises Refusal."""
    rostered = await context.work.shifts.get(shift_id)
    if rostered is None:
        raise Refusal(RefusalCode.NO_SUCH_SHIFT)
    await viewer_of(context, rostered.shift.unit)
    return rostered


async def led_shift(context: ShouwangContext, shift_id: int) -> RosteredShift:
    """The same for whoever arranges who stands there. Raises Refusal."""
    rostered = await visible_shift(context, shift_id)
    await must_lead(context, rostered.shift.unit)
    return rostered


async def must_lead(context: ShouwangContext, unit: str) -> None:
    """See that the person may do what a team's lead may. Raises Refusal."""
    if not (await viewer_of(context, unit)).leads:
        raise Refusal(RefusalCode.NOT_ALLOWED)


async def viewer_of(context: ShouwangContext, unit: str) -> RosterViewer:
    """How the person stands to a team. Raises Refusal where they have nothing to do with it."""
    person_id = context.person.id
    leads = await arranges(context, unit)
    member = await context.work.teams.member(unit, person_id)
    if not leads and (member is None or member.state is not MemberState.MEMBER):
        raise Refusal(RefusalCode.NO_SUCH_SHIFT)
    return RosterViewer(person_id, leads)


async def arranges(context: ShouwangContext, unit: str) -> bool:
    """Whether the person may do what a team's lead may."""
    holders, person_id = await context.work.people.holders(), context.person.id
    town = any(each.person_id == person_id and each.role in TOWN for each in holders)
    return town or leads_team(holders, person_id, unit)


async def coming_of_team(context: ShouwangContext, unit: str) -> list[RosteredShift]:
    """A team's planned shifts that are not over, as far ahead as they are published."""
    now = context.work.now
    until = now + context.rules.township.patrol.published_ms + BEYOND_PUBLISHED_MS
    return _coming(context, await context.work.shifts.of_team(unit, now - LONGEST_SHIFT_MS, until))


async def say_in_place(context: ShouwangContext, message: Message, card_key: str | None = None) -> None:
    """Change the pressed message."""
    await context.say(message, card_key=card_key, in_place=True)


def _coming(context: ShouwangContext, shifts: Sequence[RosteredShift]) -> list[RosteredShift]:
    now = context.work.now
    return [each for each in shifts if each.shift.ends_at > now and each.shift.state is ShiftState.PLANNED]
