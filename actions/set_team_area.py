"""The lead says where the team patrols, or leaves it to the configuration again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.events import EventKind
from domain.outlines import is_shape, ring_of
from domain.patrol_plan import Area, Point
from domain.refusals import Refusal, RefusalCode
from domain.team_ground import TeamGround, ground_of, must_lie_here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.rules import Rules
    from domain.geometry import Place
    from storage.unit_of_work import UnitOfWork


async def set_team_area(
    work: UnitOfWork, rules: Rules, unit: str, place: tuple[float, float], radius: int, by: int
) -> None:
    """A circle around a place, in metres. Raises Refusal(PLACE_FAR_OFF)."""
    must_lie_here(rules.township.patrol, place)
    latitude, longitude = place
    await work.team_areas.put(unit, Area(centre=Point(latitude=latitude, longitude=longitude), radius=radius), by)
    await work.events.append(EventKind.AREA_CHANGED, None, by, {"unit": unit, "radius": radius})


async def set_team_corners(work: UnitOfWork, rules: Rules, unit: str, corners: Sequence[Place], by: int) -> None:
    """What lies between these corners, in the order in which one walks around. Raises Refusal(PLACE_FAR_OFF, AREA_NO_SHAPE)."""
    for corner in corners:
        must_lie_here(rules.township.patrol, corner)
    ring = ring_of(corners)
    if not is_shape(ring):
        raise Refusal(RefusalCode.AREA_NO_SHAPE)
    await work.team_areas.put(unit, Area(polygon=ring), by)
    await work.events.append(EventKind.AREA_CHANGED, None, by, {"unit": unit, "radius": None, "corners": len(ring)})


async def forget_team_area(work: UnitOfWork, unit: str, by: int) -> None:
    """The configuration's area counts again."""
    await work.team_areas.remove(unit)
    await work.events.append(EventKind.AREA_CHANGED, None, by, {"unit": unit, "radius": None})


async def ground_of_team(work: UnitOfWork, rules: Rules, unit: str) -> TeamGround:
    """Where the team patrols now."""
    stored = TeamGround(
        area=await work.team_areas.of_team(unit),
        routes=tuple(each.plan for each in await work.team_places.routes(unit)),
        hot_spots=tuple(each.plan for each in await work.team_places.hot_spots(unit)),
    )
    unused = await work.team_places.unused(unit)
    return ground_of(rules.township.patrol.team_of(unit), stored, unused)
