"""Where a team patrols, put together from the configuration and from what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.set_team_area import ground_of_team
from domain.check_in import Ground, summary_of

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.check_in import TrackSummary
    from domain.geometry import GeoPoint
    from domain.patrol_plan import RoutePlan
    from domain.shifts import Checkpoint
    from storage.unit_of_work import UnitOfWork


async def checked_ground(work: UnitOfWork, rules: Rules, unit: str) -> Ground:
    """A team's area, checkpoints and hot spots as they are now."""
    ground = await ground_of_team(work, rules, unit)
    return Ground(area=ground.area, checkpoints=await work.checkpoints.of_team(unit), hot_spots=ground.hot_spots)


async def walked(work: UnitOfWork, rules: Rules, unit: str, post_id: int) -> TrackSummary:
    """What one post's check-ins say of the way walked: of several routes the one that was walked most of."""
    check_ins = await work.check_ins.of(post_id)
    checkpoints = await work.checkpoints.of_team(unit)
    ground = await ground_of_team(work, rules, unit)
    found = [summary_of(check_ins, checkpoints, _points(route, checkpoints)) for route in ground.routes]
    return max(found, key=_share, default=summary_of(check_ins, checkpoints))


def _share(summary: TrackSummary) -> float:
    """How much of its route was walked; less than nothing where there is no route left."""
    return -1.0 if summary.coverage is None else summary.coverage


def _points(route: RoutePlan, checkpoints: tuple[Checkpoint, ...]) -> tuple[GeoPoint, ...]:
    """The way of a route; one that names only checkpoints leads straight from each to the next that is in use."""
    if route.points:
        return route.points
    places = {each.code: (each.longitude, each.latitude) for each in checkpoints}
    way = tuple(places[code] for code in route.checkpoints if code in places)
    # Standing at the one checkpoint that is left of a route is not walking it.
    return way if len(set(way)) > 1 else ()
