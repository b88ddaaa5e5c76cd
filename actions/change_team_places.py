"""A lead sets routes and hot spots beside those of the configuration, and takes away the ones and the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from domain.events import EventKind
from domain.patrol_plan import HotSpotKind
from domain.place_forms import LEAST_STOPS
from domain.refusals import Refusal, RefusalCode
from domain.team_ground import PlaceKind, must_lie_here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.rules import Rules
    from domain.team_ground import PlannedPlace, SetHotSpot, SetRoute
    from storage.unit_of_work import UnitOfWork

MOST = 20
"""Routes, and hot spots, that a team has from chat: more would be read by nobody."""


class WantedHotSpot(NamedTuple):
    """Why the place is watched, what it is called, and where it is (latitude and longitude)."""

    kind: HotSpotKind
    name: str
    place: tuple[float, float]


async def add_route(work: UnitOfWork, unit: str, name: str, stops: Sequence[int], by: int) -> SetRoute:
    """A way past checkpoints of the team, by their identifiers. Raises Refusal(ROUTE_TOO_SHORT, CHECKPOINT_GONE, LIST_FULL)."""
    codes = {each.id: each.code for each in await work.checkpoints.of_team(unit)}
    if len(stops) < LEAST_STOPS:
        raise Refusal(RefusalCode.ROUTE_TOO_SHORT)
    if any(stop not in codes for stop in stops):
        raise Refusal(RefusalCode.CHECKPOINT_GONE)
    _must_have_room(len(await work.team_places.routes(unit)))
    route = await work.team_places.add_route(unit, name, [codes[stop] for stop in stops], by)
    await work.events.append(EventKind.ROUTE_CHANGED, None, by, {"unit": unit, "route": route.id, "change": "added"})
    return route


async def remove_route(work: UnitOfWork, route: SetRoute, by: int) -> None:
    """It is not walked any more."""
    await work.team_places.remove_route(route.id)
    await work.events.append(
        EventKind.ROUTE_CHANGED, None, by, {"unit": route.unit, "route": route.id, "change": "removed"}
    )


async def add_hot_spot(work: UnitOfWork, rules: Rules, unit: str, wanted: WantedHotSpot, by: int) -> SetHotSpot:
    """A place to watch. Raises Refusal(PLACE_FAR_OFF, LIST_FULL)."""
    must_lie_here(rules.township.patrol, wanted.place)
    _must_have_room(len(await work.team_places.hot_spots(unit)))
    spot = await work.team_places.add_hot_spot(unit, wanted.kind, wanted.name, wanted.place, by)
    await _note_hot_spot(work, spot, by, "added")
    return spot


async def remove_hot_spot(work: UnitOfWork, spot: SetHotSpot, by: int) -> None:
    """It is not watched any more."""
    await work.team_places.remove_hot_spot(spot.id)
    await _note_hot_spot(work, spot, by, "removed")


async def take_away_planned(work: UnitOfWork, planned: PlannedPlace, by: int) -> None:
    """What the configuration says of it does not count any more. Raises Refusal(PLACE_GONE) if it did not before."""
    if not await work.team_places.take_away(planned.unit, planned.kind, planned.plan.code, by):
        raise Refusal(RefusalCode.PLACE_GONE)
    await _note_planned(work, planned, by, "removed")


async def bring_back_planned(work: UnitOfWork, planned: PlannedPlace, by: int) -> None:
    """What the configuration says of it counts again; nothing happens if it did before."""
    if await work.team_places.bring_back(planned.unit, planned.kind, planned.plan.code):
        await _note_planned(work, planned, by, "brought_back")


async def _note_planned(work: UnitOfWork, planned: PlannedPlace, by: int, change: str) -> None:
    kind = EventKind.ROUTE_CHANGED if planned.kind is PlaceKind.ROUTE else EventKind.HOT_SPOT_CHANGED
    await work.events.append(kind, None, by, {"unit": planned.unit, "code": planned.plan.code, "change": change})


async def _note_hot_spot(work: UnitOfWork, spot: SetHotSpot, by: int, change: str) -> None:
    detail = {"unit": spot.unit, "spot": str(spot.id), "kind": spot.kind.value, "change": change}
    await work.events.append(EventKind.HOT_SPOT_CHANGED, None, by, detail)


def _must_have_room(kept: int) -> None:
    if kept >= MOST:
        raise Refusal(RefusalCode.LIST_FULL, {"count": MOST})
