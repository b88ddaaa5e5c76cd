"""Routes and hot spots of the configuration, from chat: taken away from a team's ground, and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.authorise_team import team_led
from actions.change_team_places import bring_back_planned, take_away_planned
from documents.ways_card import planned_card, planned_place
from domain.messages import Button, Localised, Message, phrase
from domain.patrol_plan import HotSpot
from domain.refusals import Refusal, RefusalCode
from domain.team_ground import PlaceKind, planned_by_key
from handlers.team_ways import points_by_code, show_routes, show_spots

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.team_ground import PlannedPlace
    from handlers.context import ShouwangContext

SHORT = {PlaceKind.ROUTE: "route", PlaceKind.HOT_SPOT: "spot"}
"""What the phrases call them."""


async def press_planned(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One of them."""
    await _show(context, await _planned(context, pressed))


async def press_planned_where(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A hot spot is shown on the map."""
    planned = await _planned(context, pressed)
    if isinstance(planned.plan, HotSpot):
        await context.say(planned_place(planned.plan))


async def press_planned_gone(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once before it is taken away."""
    planned = await _planned(context, pressed)
    if await _is_away(context, planned):
        raise Refusal(RefusalCode.PLACE_GONE)
    yes = Button(label=phrase("button-team-point-gone-yes"), act="t-plan-gone-yes", subject=planned.key)
    back = Button(label=phrase("button-back"), act="t-plan", subject=planned.key)
    line = phrase(f"ask-team-{SHORT[planned.kind]}-gone", name=Localised(name=planned.plan.name))
    await context.say(Message(lines=(line,), buttons=((back,), (yes,))), in_place=True)


async def press_planned_gone_yes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """It does not count any more, also after a restart."""
    planned = await _planned(context, pressed)
    await take_away_planned(context.work, planned, context.person.id)
    await _show_all(context, planned)


async def press_planned_back(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """It counts again."""
    planned = await _planned(context, pressed)
    await bring_back_planned(context.work, planned, context.person.id)
    await _show_all(context, planned)


async def _show(context: ShouwangContext, planned: PlannedPlace) -> None:
    points = await points_by_code(context, planned.unit)
    await context.say(planned_card(planned, points, away=await _is_away(context, planned)), in_place=True)


async def _show_all(context: ShouwangContext, planned: PlannedPlace) -> None:
    unit = context.rules.township.unit(planned.unit)
    await (show_routes if planned.kind is PlaceKind.ROUTE else show_spots)(context, unit)


async def _is_away(context: ShouwangContext, planned: PlannedPlace) -> bool:
    return (planned.kind, planned.plan.code) in await context.work.team_places.unused(planned.unit)


async def _planned(context: ShouwangContext, pressed: Pressed) -> PlannedPlace:
    """The configuration may say something else since the button was shown. Raises Refusal(PLACE_GONE, NOT_ALLOWED)."""
    planned = planned_by_key(context.rules.township.patrol, pressed.subject)
    if planned is None:
        raise Refusal(RefusalCode.PLACE_GONE)
    await team_led(context.work, context.rules, planned.unit, context.person.id)
    return planned
