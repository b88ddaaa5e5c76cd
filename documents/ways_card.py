"""A team's routes and hot spots for those who keep it. Those of the configuration are shown; those from chat can be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.places_card import MOST_SHOWN, hot_spot_line, location_of, route_line
from documents.team_asks import team_name
from domain.messages import Button, Message, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.messages import Phrase
    from domain.patrol_plan import HotSpot, RoutePlan
    from domain.team_ground import SetHotSpot, SetRoute
    from domain.township import Unit


def routes_card(
    unit: Unit, routes: Sequence[RoutePlan], from_chat: Sequence[SetRoute], points: Mapping[str, str]
) -> Message:
    """All that are walked; a button for each from chat, and for a new one. `points` are the checkpoints' names by code."""
    lines = [phrase("team-routes" if routes else "team-routes-none", team=team_name(unit))]
    lines += [route_line(each, points) for each in routes[: 2 * MOST_SHOWN]]
    buttons = [
        Button(label=phrase("choice-team-route", name=each.name), act="t-route", subject=str(each.id))
        for each in from_chat
    ]
    return _listed(unit, lines, buttons, "route")


def route_card(unit: Unit, route: SetRoute, points: Mapping[str, str]) -> Message:
    """One from chat."""
    gone = Button(label=phrase("button-team-route-gone"), act="t-route-gone", subject=str(route.id))
    back = Button(label=phrase("button-back"), act="t-routes", subject=unit.code)
    return Message(lines=(route_line(route.plan, points),), buttons=((gone,), (back,)))


def hot_spots_card(unit: Unit, spots: Sequence[HotSpot], from_chat: Sequence[SetHotSpot]) -> Message:
    """All that are watched; a button for each from chat, and for a new one."""
    lines = [phrase("team-spots" if spots else "team-spots-none", team=team_name(unit))]
    lines += [hot_spot_line(each) for each in spots[: 2 * MOST_SHOWN]]
    buttons = [
        Button(label=phrase(f"choice-team-spot-{each.kind.value}", name=each.name), act="t-spot", subject=str(each.id))
        for each in from_chat
    ]
    return _listed(unit, lines, buttons, "spot")


def hot_spot_card(unit: Unit, spot: SetHotSpot) -> Message:
    """One from chat."""
    subject = str(spot.id)
    rows = [
        (Button(label=phrase(f"button-team-spot-{name}"), act=f"t-spot-{name}", subject=subject),)
        for name in ("where", "gone")
    ]
    back = Button(label=phrase("button-back"), act="t-spots", subject=unit.code)
    return Message(lines=(hot_spot_line(spot.plan),), buttons=(*rows, (back,)))


def hot_spot_place(spot: SetHotSpot) -> Message:
    """Where it is on the map."""
    return Message(
        lines=(phrase("team-point-where", name=spot.name),),
        attachments=(location_of(spot.latitude, spot.longitude),),
    )


def _listed(unit: Unit, lines: Sequence[Phrase], buttons: Sequence[Button], kind: str) -> Message:
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    new = Button(label=phrase(f"button-team-{kind}-new"), act=f"t-{kind}-new", subject=unit.code)
    back = Button(label=phrase("button-back"), act="t-area", subject=unit.code)
    return Message(lines=tuple(lines), buttons=(*rows, (new,), (back,)))
