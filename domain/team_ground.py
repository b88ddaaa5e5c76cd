"""A team's ground: where it patrols, as the configuration plans it and as its lead has set it since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.geometry import metres_between

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.local_names import LocalName
    from domain.patrol_plan import Area, HotSpot, Patrol, RoutePlan, TeamPlan
    from domain.words import Language

FARTHEST_METRES = 40_000
"""No checkpoint and no area of the township lies farther from everything that the configuration places."""


@dataclass(frozen=True, slots=True)
class TeamGround:
    """Where a team patrols now. Its checkpoints are not here: those in force are kept in the database."""

    area: Area | None = None
    routes: tuple[RoutePlan, ...] = ()
    hot_spots: tuple[HotSpot, ...] = ()


@dataclass(frozen=True, slots=True)
class Entered:
    """A checkpoint as the configuration says it, in the township's language."""

    unit: str
    code: str
    name: str
    latitude: float
    longitude: float
    radius: int


def ground_of(plan: TeamPlan | None, stored: Area | None) -> TeamGround:
    """The ground in force: an area that the lead has set counts instead of the planned one."""
    if plan is None:
        return TeamGround(area=stored)
    return TeamGround(area=stored or plan.area, routes=plan.routes, hot_spots=plan.hot_spots)


def plan_of(patrol: Patrol, unit: str) -> TeamPlan | None:
    """What the configuration says of one team."""
    return next((team for team in patrol.teams if team.unit == unit), None)


def planned_checkpoints(patrol: Patrol, language: Language) -> tuple[Entered, ...]:
    """All checkpoints of the configuration."""
    return tuple(
        Entered(
            team.unit, each.code, _name(each.name, language), each.place.latitude, each.place.longitude, each.radius
        )
        for team in patrol.teams
        for each in team.checkpoints
    )


def lies_here(patrol: Patrol, place: tuple[float, float]) -> bool:
    """Whether a place (latitude, longitude) can be one of this township's: not far from what the configuration places.

    Where it places nothing, only the point where a phone puts itself that knows nothing (0, 0) is refused.
    """
    known = list(_places(patrol))
    if not known:
        return metres_between(place, (0.0, 0.0)) > FARTHEST_METRES
    return any(metres_between(place, each) <= FARTHEST_METRES for each in known)


def _places(patrol: Patrol) -> Iterator[tuple[float, float]]:
    for team in patrol.teams:
        if team.area is not None and team.area.centre is not None:
            yield team.area.centre.latitude, team.area.centre.longitude
        if team.area is not None and team.area.polygon:
            longitude, latitude = team.area.polygon[0]
            yield latitude, longitude
        for checkpoint in team.checkpoints:
            yield checkpoint.place.latitude, checkpoint.place.longitude


def _name(name: LocalName, language: Language) -> str:
    return name.in_language(language)
