"""Where a team patrols, from chat: a circle, or corner by corner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.authorise_team import team_led
from actions.set_team_area import forget_team_area, ground_of_team, set_team_area, set_team_corners
from documents.places_card import area_card, area_place
from domain.place_forms import CORNERS, CORNERS_FORM, corners_of
from domain.team_forms import AREA, AREA_FORM, place_of
from domain.team_ground import must_lie_here
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Input
    from domain.township import Unit
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def press_area(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Where the team patrols."""
    await _show_area(context, await _led(context, pressed.subject))


async def press_area_where(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Its middle is shown on the map."""
    unit = await _led(context, pressed.subject)
    area = (await ground_of_team(context.work, context.rules, unit.code)).area
    if area is not None:
        await context.say(area_place(unit, area))


async def press_area_set(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The middle, then how far around it."""
    unit = await _led(context, pressed.subject)
    await show(context, await begin(context, AREA, f"unit.{unit.code}"))


async def finish_area(context: ShouwangContext, draft: Draft) -> None:
    """Set it."""
    unit = await _led(context, draft.subject.partition(".")[2])
    radius = int(str(draft.answers["radius"]))
    await set_team_area(context.work, context.rules, unit.code, place_of(draft.answers), radius, context.person.id)
    await context.work.drafts.remove(draft.id)
    await _show_area(context, unit)
    await offer_parked(context)


async def press_area_corners(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One corner after the other, as one walks around it."""
    unit = await _led(context, pressed.subject)
    await show(context, await begin(context, CORNERS, f"unit.{unit.code}"))


async def look_at_corner(context: ShouwangContext, draft: Draft, given: Input) -> Draft:
    """A corner that lies far off is refused as it comes; those before it stay."""
    if given.place is not None:
        must_lie_here(context.rules.township.patrol, given.place)
    return draft


async def finish_corners(context: ShouwangContext, draft: Draft) -> None:
    """What lies between them is the area."""
    unit = await _led(context, draft.subject.partition(".")[2])
    corners = corners_of(draft.answers)
    await set_team_corners(context.work, context.rules, unit.code, corners, context.person.id)
    await context.work.drafts.remove(draft.id)
    await _show_area(context, unit)
    await offer_parked(context)


async def press_area_plan(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The configuration's area counts again."""
    unit = await _led(context, pressed.subject)
    await forget_team_area(context.work, unit.code, context.person.id)
    await _show_area(context, unit)


async def _show_area(context: ShouwangContext, unit: Unit) -> None:
    ground = await ground_of_team(context.work, context.rules, unit.code)
    points = {each.code: each.name for each in await context.work.checkpoints.of_team(unit.code)}
    was_set = await context.work.team_areas.of_team(unit.code) is not None
    await context.say(area_card(unit, ground, points, was_set=was_set), in_place=True)


async def _led(context: ShouwangContext, code: str) -> Unit:
    return await team_led(context.work, context.rules, code, context.person.id)


AREA_FORMS = (
    RegisteredForm(AREA_FORM, finish_area, nothing_to_confirm, no_changes, "button-send-addition"),
    RegisteredForm(
        CORNERS_FORM, finish_corners, nothing_to_confirm, no_changes, "button-send-addition", on_input=look_at_corner
    ),
)
