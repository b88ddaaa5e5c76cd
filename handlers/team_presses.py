"""Which press under a team's messages goes where, and the forms of teams: the table of contents of this part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers import planned_ways, special_days, team_area, team_card, team_days, team_joining, team_places, team_ways
from handlers.patrol_menu import show_more_of_patrol, show_patrol_in_place

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from telegram import Update

    from domain.buttons import Pressed
    from handlers.context import ShouwangContext

    Press = Callable[[Update, ShouwangContext, Pressed], Awaitable[None]]

PRESSES: Mapping[str, Press] = {
    "t-join": team_joining.press_join,
    "t-ask": team_joining.press_ask,
    "t-yes": team_joining.press_decision,
    "t-no": team_joining.press_decision,
    "t-leave": team_joining.press_leave,
    "t-leave-yes": team_joining.press_leave_yes,
    "t-house": team_joining.press_household,
    "t-days": team_days.press_days,
    "t-day-week": team_days.press_weekday,
    "t-day-next": team_days.press_next_days,
    "t-day-one": team_days.press_one_day,
    "t-day-words": team_days.press_words,
    "t-day-off": team_days.press_day_off,
    "t-team": team_card.press_team,
    "t-members": team_card.press_members,
    "t-member": team_card.press_member,
    "t-out": team_card.press_out,
    "t-out-yes": team_card.press_out_yes,
    "t-lead-on": team_card.press_lead,
    "t-lead-off": team_card.press_lead,
    "t-link": team_card.press_link,
    "t-link-new": team_card.press_new_link,
    "t-hand": team_card.press_hand,
    "t-hand-to": team_card.press_hand_to,
    "t-take": team_card.press_handover_answer,
    "t-not": team_card.press_handover_answer,
    "t-points": team_places.press_points,
    "t-point": team_places.press_point,
    "t-point-new": team_places.press_new_point,
    "t-point-where": team_places.press_where,
    "t-point-move": team_places.press_move,
    "t-point-name": team_places.press_name,
    "t-point-radius": team_places.press_radius,
    "t-point-within": team_places.press_within,
    "t-point-lost": team_places.press_lost,
    "t-point-lost-yes": team_places.press_lost_yes,
    "t-point-gone": team_places.press_gone,
    "t-point-gone-yes": team_places.press_gone_yes,
    "t-area": team_area.press_area,
    "t-area-where": team_area.press_area_where,
    "t-area-set": team_area.press_area_set,
    "t-area-corners": team_area.press_area_corners,
    "t-area-plan": team_area.press_area_plan,
    "t-routes": team_ways.press_routes,
    "t-route": team_ways.press_route,
    "t-route-new": team_ways.press_new_route,
    "t-route-gone": team_ways.press_route_gone,
    "t-route-gone-yes": team_ways.press_route_gone_yes,
    "t-spots": team_ways.press_spots,
    "t-spot": team_ways.press_spot,
    "t-spot-new": team_ways.press_new_spot,
    "t-spot-where": team_ways.press_spot_where,
    "t-spot-gone": team_ways.press_spot_gone,
    "t-spot-gone-yes": team_ways.press_spot_gone_yes,
    "t-plan": planned_ways.press_planned,
    "t-plan-where": planned_ways.press_planned_where,
    "t-plan-gone": planned_ways.press_planned_gone,
    "t-plan-gone-yes": planned_ways.press_planned_gone_yes,
    "t-plan-back": planned_ways.press_planned_back,
    "t-special": special_days.press_special_days,
    "t-special-new": special_days.press_new_days,
    "t-special-gone": special_days.press_gone,
    "t-special-gone-yes": special_days.press_gone_yes,
}
TEAM_FORMS = (
    *team_joining.JOINING_FORMS,
    *team_days.DAYS_FORMS,
    *team_places.PLACE_FORMS,
    *team_area.AREA_FORMS,
    *team_ways.WAY_FORMS,
    *special_days.SPECIAL_DAYS_FORMS,
)


async def on_team_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button of the patrol menu and of a team. What is not known leads back to the menu."""
    context.toast(None, update)
    press = PRESSES.get(pressed.act)
    if press is not None:
        await press(update, context, pressed)
    elif pressed.act == "t-more":
        await show_more_of_patrol(context)
    else:
        await show_patrol_in_place(context)
