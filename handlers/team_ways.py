"""A team's routes and hot spots, from chat, beside those of the configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.authorise_team import hot_spot_led, route_led, team_led
from actions.change_team_places import WantedHotSpot, add_hot_spot, add_route, remove_hot_spot, remove_route
from actions.set_team_area import ground_of_team
from documents.ways_card import Ways, hot_spot_card, hot_spot_place, hot_spots_card, route_card, routes_card
from domain.buttons import number_in
from domain.messages import Button, Message, phrase
from domain.patrol_plan import HotSpotKind
from domain.place_forms import HOT_SPOT, HOT_SPOT_FORM, LEAST_STOPS, ROUTE, ROUTE_FORM, points_to_offer, stops_of
from domain.refusals import Refusal, RefusalCode
from domain.team_forms import place_of
from domain.team_ground import PlaceKind, planned_places
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.team_ground import SetHotSpot, SetRoute
    from domain.township import Unit
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def press_routes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """All routes of the team."""
    await show_routes(context, await _led(context, pressed.subject))


async def press_route(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One that was set from chat."""
    await _show_route(context, await _route(context, pressed))


async def press_new_route(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A new one: its name, then its checkpoints in the order in which they are walked."""
    unit = await _led(context, pressed.subject)
    checkpoints = await context.work.checkpoints.of_team(unit.code)
    if len(checkpoints) < LEAST_STOPS:
        raise Refusal(RefusalCode.ROUTE_TOO_SHORT)
    await show(context, await begin(context, ROUTE, f"unit.{unit.code}", points_to_offer(checkpoints)))


async def finish_route(context: ShouwangContext, draft: Draft) -> None:
    """Enter it."""
    unit = await _led(context, draft.subject.partition(".")[2])
    name, stops = str(draft.answers["name"]), stops_of(draft.answers)
    route = await add_route(context.work, unit.code, name, stops, context.person.id)
    await context.work.drafts.remove(draft.id)
    await _show_route(context, route)
    await offer_parked(context)


async def press_route_gone(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once before a route is taken away."""
    route = await _route(context, pressed)
    await _ask(context, "route", route.id, route.name)


async def press_route_gone_yes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """It is not walked any more."""
    route = await _route(context, pressed)
    await remove_route(context.work, route, context.person.id)
    await show_routes(context, context.rules.township.unit(route.unit))


async def press_spots(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """All hot spots of the team."""
    await show_spots(context, await _led(context, pressed.subject))


async def press_spot(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One that was set from chat."""
    spot = await _spot(context, pressed)
    await context.say(hot_spot_card(context.rules.township.unit(spot.unit), spot), in_place=True)


async def press_spot_where(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """It is shown on the map."""
    await context.say(hot_spot_place(await _spot(context, pressed)))


async def press_new_spot(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A new one: its name, why it is watched, and where it is."""
    unit = await _led(context, pressed.subject)
    await show(context, await begin(context, HOT_SPOT, f"unit.{unit.code}"))


async def finish_spot(context: ShouwangContext, draft: Draft) -> None:
    """Enter it."""
    unit = await _led(context, draft.subject.partition(".")[2])
    kind = HotSpotKind(str(draft.answers["kind"]))
    wanted = WantedHotSpot(kind, str(draft.answers["name"]), place_of(draft.answers))
    spot = await add_hot_spot(context.work, context.rules, unit.code, wanted, context.person.id)
    await context.work.drafts.remove(draft.id)
    await context.say(hot_spot_card(unit, spot), in_place=True)
    await offer_parked(context)


async def press_spot_gone(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once before a hot spot is taken away."""
    spot = await _spot(context, pressed)
    await _ask(context, "spot", spot.id, spot.name)


async def press_spot_gone_yes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """It is not watched any more."""
    spot = await _spot(context, pressed)
    await remove_hot_spot(context.work, spot, context.person.id)
    await show_spots(context, context.rules.township.unit(spot.unit))


async def show_routes(context: ShouwangContext, unit: Unit) -> None:
    """The list of routes, in the place of what was pressed."""
    from_chat = await context.work.team_places.routes(unit.code)
    ways = await _ways(context, unit, PlaceKind.ROUTE)
    await context.say(routes_card(ways, from_chat, await points_by_code(context, unit.code)), in_place=True)


async def _show_route(context: ShouwangContext, route: SetRoute) -> None:
    unit = context.rules.township.unit(route.unit)
    await context.say(route_card(unit, route, await points_by_code(context, route.unit)), in_place=True)


async def show_spots(context: ShouwangContext, unit: Unit) -> None:
    """The list of hot spots, in the place of what was pressed."""
    from_chat = await context.work.team_places.hot_spots(unit.code)
    await context.say(hot_spots_card(await _ways(context, unit, PlaceKind.HOT_SPOT), from_chat), in_place=True)


async def _ways(context: ShouwangContext, unit: Unit, kind: PlaceKind) -> Ways:
    ground = await ground_of_team(context.work, context.rules, unit.code)
    planned = planned_places(context.rules.township.patrol, unit.code, kind)
    return Ways(unit, ground, planned, await context.work.team_places.unused(unit.code))


async def points_by_code(context: ShouwangContext, unit: str) -> dict[str, str]:
    """The names of a team's checkpoints."""
    return {each.code: each.name for each in await context.work.checkpoints.of_team(unit)}


async def _ask(context: ShouwangContext, kind: str, number: int, name: str) -> None:
    yes = Button(label=phrase("button-team-point-gone-yes"), act=f"t-{kind}-gone-yes", subject=str(number))
    back = Button(label=phrase("button-back"), act=f"t-{kind}", subject=str(number))
    line = phrase(f"ask-team-{kind}-gone", name=name)
    await context.say(Message(lines=(line,), buttons=((back,), (yes,))), in_place=True)


async def _led(context: ShouwangContext, code: str) -> Unit:
    return await team_led(context.work, context.rules, code, context.person.id)


async def _route(context: ShouwangContext, pressed: Pressed) -> SetRoute:
    return await route_led(context.work, context.rules, number_in(pressed.subject), context.person.id)


async def _spot(context: ShouwangContext, pressed: Pressed) -> SetHotSpot:
    return await hot_spot_led(context.work, context.rules, number_in(pressed.subject), context.person.id)


WAY_FORMS = tuple(
    RegisteredForm(form, finish, nothing_to_confirm, no_changes, "button-send-addition")
    for form, finish in ((ROUTE_FORM, finish_route), (HOT_SPOT_FORM, finish_spot))
)
