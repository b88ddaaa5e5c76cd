"""The patrol menu: what a patroller, a lead, the head of a village and the centre each have to press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Button, Message, phrase
from domain.team_access import PATROLLING, STANDING_IN
from domain.words import Role

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import ShouwangContext

Rows = list[tuple[Button, ...]]


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
    rows.append((Button(label=phrase("button-back"), act="t-menu"),))
    await context.say(Message(lines=(phrase("patrol-more"),), buttons=tuple(rows)), in_place=True)


async def _menu(context: ShouwangContext) -> Message:
    """A call for help first and alone in its row, so that nobody presses beside it."""
    roles = await _roles(context)
    patrols, keeps_all = bool(roles & PATROLLING), not roles.isdisjoint(STANDING_IN)
    keeps = keeps_all or not roles.isdisjoint({Role.SHIFT_LEAD, Role.VILLAGE_HEAD})
    if not patrols and not keeps:
        return Message(lines=(phrase("patrol-nobody"),), buttons=((_button("t-join"),),))
    rows: Rows = []
    if patrols:
        rows.append((_button("o-sos"),))
        rows.append((_button("s-mine"),))
        rows.append((_button("o-incident"), _button("x-roster")))
    elif keeps and not keeps_all:
        rows.append((_button("x-roster"),))
    if keeps:
        rows.append((_button("t-team"), *(() if keeps_all and not patrols else (_button("b-board"),))))
    if keeps_all:
        rows.append((_button("b-town"),))
    elif not keeps:
        rows.append((_button("t-days"),))
    rows.append((_button("t-more"),))
    return Message(lines=(phrase("patrol-menu"),), buttons=tuple(rows))


async def _roles(context: ShouwangContext) -> set[Role]:
    return {held.role for held in await context.work.people.holdings_of(context.person.id)}


def _button(act: str) -> Button:
    return Button(label=phrase(f"button-patrol-{act.partition('-')[2]}"), act=act)
