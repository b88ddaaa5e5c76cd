"""The patrol menu: what a patroller, a lead, the head of a village and the centre each have to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Button, Message, phrase
from domain.team_access import LEADING, PATROLLING, STANDING_IN, teams_led

if TYPE_CHECKING:
    from telegram import Update

    from domain.words import Role
    from handlers.context import ShouwangContext

Rows = list[tuple[Button, ...]]

ROSTER = Button(label=phrase("button-patrol-roster"), act="b-roster-picture")


async def show_patrol(_update: Update, context: ShouwangContext) -> None:
    """The menu as a new message."""
    await context.say(await _menu(context))


async def show_patrol_in_place(context: ShouwangContext) -> None:
    """The menu in the place of what was pressed."""
    await context.say(await _menu(context), in_place=True)


async def show_more_of_patrol(context: ShouwangContext) -> None:
    """What is needed less often."""
    roles = await _roles(context)
    rows: Rows = []
    if roles & PATROLLING:
        rows += [
            (_button("t-days"), _button("b-hours")),
            (_button("o-equipment"), _button("t-house")),
            (_button("t-join"), _button("t-leave")),
        ]
    else:
        rows.append((_button("t-join"),))
    if not roles.isdisjoint(STANDING_IN):
        rows.append((_button("t-special"),))
    rows.append((Button(label=phrase("button-back"), act="t-menu"),))
    await context.say(Message(lines=(phrase("patrol-more"),), buttons=tuple(rows)), in_place=True)


async def _menu(context: ShouwangContext) -> Message:
    """A call for help first and alone in its row, so that nobody presses beside it."""
    roles = await _roles(context)
    patrols, town = bool(roles & PATROLLING), not roles.isdisjoint(STANDING_IN)
    leads = not roles.isdisjoint(LEADING)
    if not patrols and not town and not leads:
        return Message(lines=(phrase("patrol-nobody"),), buttons=((_button("t-join"),),))
    rows: Rows = []
    if patrols:
        rows.append((_button("o-sos"),))
        rows.append((_button("s-mine"),))
        rows.append((_button("o-incident"), ROSTER))
    elif leads:
        rows.append((ROSTER,))
    if leads:
        rows.append((_button("t-team"), _button("b-board")))
    elif await _stands_in(context):
        rows.append((_button("t-team"),))
    if town:
        rows.append((_button("b-town"),))
    elif not leads:
        rows.append((_button("t-days"),))
    rows.append((_button("t-more"),))
    return Message(lines=(phrase("patrol-menu"),), buttons=tuple(rows))


async def _stands_in(context: ShouwangContext) -> bool:
    """Whether there is a team that the person keeps for want of a lead and a head, or as an admin."""
    holders = await context.work.people.holders()
    return bool(teams_led(context.person.id, holders, context.rules.township))


async def _roles(context: ShouwangContext) -> set[Role]:
    return {held.role for held in await context.work.people.holdings_of(context.person.id)}


def _button(act: str) -> Button:
    return Button(label=phrase(f"button-patrol-{act.partition('-')[2]}"), act=act)
