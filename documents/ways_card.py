"""A team's routes and hot spots for those who keep it: those from chat, and those of the configuration, in use or taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from documents.patrol_words import team_name
from documents.places_card import MOST_SHOWN, hot_spot_line, location_of, route_line
from domain.messages import Button, Localised, Message, phrase
from domain.patrol_plan import HotSpot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.messages import Phrase
    from domain.team_ground import PlannedPlace, SetHotSpot, SetRoute, TeamGround, Unused
    from domain.township import Unit


class Ways(NamedTuple):
    """A team's ground in force, and what of its plan is not."""

    unit: Unit
    ground: TeamGround
    planned: Sequence[PlannedPlace]
    unused: Unused


def routes_card(ways: Ways, from_chat: Sequence[SetRoute], points: Mapping[str, str]) -> Message:
    """All that are walked; a button for each, for what was taken away, and for a new one.

    `points` are the checkpoints' names by code.
    """
    routes = ways.ground.routes
    lines = [phrase("team-routes" if routes else "team-routes-none", team=team_name(ways.unit))]
    lines += [route_line(each, points) for each in routes[: 2 * MOST_SHOWN]]
    buttons = [
        Button(label=phrase("choice-team-route", name=each.name), act="t-route", subject=str(each.id))
        for each in from_chat
    ]
    return _listed(ways, lines, buttons, "route")


def route_card(unit: Unit, route: SetRoute, points: Mapping[str, str]) -> Message:
    """One from chat."""
    gone = Button(label=phrase("button-team-route-gone"), act="t-route-gone", subject=str(route.id))
    back = Button(label=phrase("button-back"), act="t-routes", subject=unit.code)
    return Message(lines=(route_line(route.plan, points),), buttons=((gone,), (back,)))


def hot_spots_card(ways: Ways, from_chat: Sequence[SetHotSpot]) -> Message:
    """All that are watched; a button for each, for what was taken away, and for a new one."""
    spots = ways.ground.hot_spots
    lines = [phrase("team-spots" if spots else "team-spots-none", team=team_name(ways.unit))]
    lines += [hot_spot_line(each) for each in spots[: 2 * MOST_SHOWN]]
    buttons = [
        Button(label=phrase(f"choice-team-spot-{each.kind.value}", name=each.name), act="t-spot", subject=str(each.id))
        for each in from_chat
    ]
    return _listed(ways, lines, buttons, "spot")


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


def planned_card(planned: PlannedPlace, points: Mapping[str, str], *, away: bool) -> Message:
    """One of the configuration: to take away, or to bring back."""
    plan = planned.plan
    is_spot = isinstance(plan, HotSpot)
    name = "spot" if is_spot else "route"
    lines = [hot_spot_line(plan) if isinstance(plan, HotSpot) else route_line(plan, points)]
    lines += [phrase("team-planned-away")] if away else []
    change = (
        Button(label=phrase("button-team-planned-back"), act="t-plan-back", subject=planned.key)
        if away
        else Button(label=phrase(f"button-team-{name}-gone"), act="t-plan-gone", subject=planned.key)
    )
    where = Button(label=phrase("button-team-spot-where"), act="t-plan-where", subject=planned.key)
    back = Button(label=phrase("button-back"), act=f"t-{name}s", subject=planned.unit)
    return Message(lines=tuple(lines), buttons=(*(((where,),) if is_spot else ()), (change,), (back,)))


def planned_place(spot: HotSpot) -> Message:
    """Where a hot spot of the configuration is on the map."""
    return Message(
        lines=(phrase("team-planned-where", name=Localised(name=spot.name)),),
        attachments=(location_of(spot.place.latitude, spot.place.longitude),),
    )


def _planned_button(planned: PlannedPlace, *, away: bool) -> Button:
    name = Localised(name=planned.plan.name)
    if away:
        label = phrase("choice-team-planned-away", name=name)
    elif isinstance(planned.plan, HotSpot):
        label = phrase(f"choice-team-spot-{planned.plan.kind.value}", name=name)
    else:
        label = phrase("choice-team-route", name=name)
    return Button(label=label, act="t-plan", subject=planned.key)


def _listed(ways: Ways, lines: Sequence[Phrase], from_chat: Sequence[Button], kind: str) -> Message:
    """What is in use first, then what was taken away."""
    unit = ways.unit
    away = [(each.kind, each.plan.code) in ways.unused for each in ways.planned]
    planned = [_planned_button(each, away=gone) for each, gone in zip(ways.planned, away, strict=True)]
    buttons = [
        *(button for button, gone in zip(planned, away, strict=True) if not gone),
        *from_chat,
        *(button for button, gone in zip(planned, away, strict=True) if gone),
    ]
    rows = [tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2)]
    new = Button(label=phrase(f"button-team-{kind}-new"), act=f"t-{kind}-new", subject=unit.code)
    back = Button(label=phrase("button-back"), act="t-area", subject=unit.code)
    return Message(lines=tuple(lines), buttons=(*rows, (new,), (back,)))
