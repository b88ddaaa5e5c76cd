"""A team's ground: where it patrols, as the configuration plans it and as its lead has set it since."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.geometry import metres_between
from domain.local_names import LocalName
from domain.patrol_plan import HotSpot, HotSpotKind, Point, RoutePlan
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.patrol_plan import Area, Patrol, TeamPlan
    from domain.words import Language

FARTHEST_METRES = 40_000
"""No checkpoint and no area of the township lies farther from everything that the configuration places."""
FROM_CHAT = "chat"
"""How the codes of what was set from chat begin."""


class PlaceKind(StrEnum):
    """What of the configuration's ground can be taken away from chat."""

    ROUTE = "route"
    """A way that is walked."""
    HOT_SPOT = "hot_spot"
    """A place that is watched."""


Unused = frozenset[tuple[PlaceKind, str]]
"""What of one team's plan does not count: kinds and codes."""


@dataclass(frozen=True, slots=True)
class PlannedPlace:
    """A route or hot spot of the configuration, whether it counts or was taken away."""

    kind: PlaceKind
    unit: str
    plan: RoutePlan | HotSpot

    @property
    def key(self) -> str:
        """What a button calls it: unit and code together would not fit there."""
        return hashlib.sha256(f"{self.kind.value}:{self.unit}:{self.plan.code}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class TeamGround:
    """Where a team patrols now. Its checkpoints are not here: those in force are kept in the database."""

    area: Area | None = None
    routes: tuple[RoutePlan, ...] = ()
    hot_spots: tuple[HotSpot, ...] = ()


@dataclass(frozen=True, slots=True)
class SetRoute:
    """A way that a lead has set from chat: its checkpoints' codes in order. Some may not be in use any more."""

    id: int
    unit: str
    name: str
    checkpoints: tuple[str, ...]
    removed_at: int | None = None

    @property
    def plan(self) -> RoutePlan:
        """As the configuration would say it."""
        return RoutePlan(code=f"{FROM_CHAT}_{self.id}", name=_everywhere(self.name), checkpoints=self.checkpoints)


@dataclass(frozen=True, slots=True)
class SetHotSpot:
    """A place to watch that a lead has set from chat."""

    id: int
    unit: str
    kind: HotSpotKind
    name: str
    latitude: float
    longitude: float
    removed_at: int | None = None

    @property
    def plan(self) -> HotSpot:
        """As the configuration would say it."""
        place = Point(latitude=self.latitude, longitude=self.longitude)
        return HotSpot(code=f"{FROM_CHAT}_{self.id}", kind=self.kind, name=_everywhere(self.name), place=place)


@dataclass(frozen=True, slots=True)
class Entered:
    """A checkpoint as the configuration says it, in the township's language."""

    unit: str
    code: str
    name: str
    latitude: float
    longitude: float
    radius: int


def ground_of(plan: TeamPlan | None, stored: TeamGround, unused: Unused = frozenset()) -> TeamGround:
    """The ground in force. An area that the lead has set counts instead of the planned one; all else comes beside it.

    What is `unused` was taken away from the plan.
    """
    if plan is None:
        return stored
    return TeamGround(
        area=stored.area or plan.area,
        routes=(*(each for each in plan.routes if (PlaceKind.ROUTE, each.code) not in unused), *stored.routes),
        hot_spots=(
            *(each for each in plan.hot_spots if (PlaceKind.HOT_SPOT, each.code) not in unused),
            *stored.hot_spots,
        ),
    )


def planned_places(patrol: Patrol, unit: str, kind: PlaceKind) -> tuple[PlannedPlace, ...]:
    """All that the configuration says of one team's routes or hot spots."""
    plan = patrol.team_of(unit)
    if plan is None:
        return ()
    plans: tuple[RoutePlan, ...] | tuple[HotSpot, ...] = plan.routes if kind is PlaceKind.ROUTE else plan.hot_spots
    return tuple(PlannedPlace(kind, unit, each) for each in plans)


def planned_by_key(patrol: Patrol, key: str) -> PlannedPlace | None:
    """The one that a button means; None if the configuration has none such any more."""
    return next(
        (
            each
            for team in patrol.teams
            for kind in PlaceKind
            for each in planned_places(patrol, team.unit, kind)
            if each.key == key
        ),
        None,
    )


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


def must_lie_here(patrol: Patrol, place: tuple[float, float]) -> None:
    """Raises Refusal(PLACE_FAR_OFF) for a place that cannot be one of this township's."""
    if not lies_here(patrol, place):
        raise Refusal(RefusalCode.PLACE_FAR_OFF)


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


def _everywhere(name: str) -> LocalName:
    """What somebody has typed is called the same in every language."""
    return LocalName(zh_hans=name, zh_hant=name, en=name)
