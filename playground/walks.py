"""People under way: along a route at a speed, on the moved clock, so that what they share of their place moves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, Field

from playground.people_api import Wrong
from playground.places import Pair, Place, metres_between

if TYPE_CHECKING:
    from playground.whereabouts import Whereabouts
    from playground.world import World

Json = dict[str, Any]

SHORTEST_PAUSE_MS = 1_000


class NewWalk(BaseModel, extra="forbid"):
    """Which way, how fast (metres a second), whether again and again, and how often the phone says where it is."""

    route: str | None = None
    points: list[Pair] = []
    speed: float = Field(default=1.3, gt=0, le=100)
    again: bool = False
    every_ms: int = Field(default=15_000, ge=SHORTEST_PAUSE_MS, le=600_000)


@dataclass
class Walk:
    """Somebody under way. `first` leads them to the route, `round` is the route itself."""

    person_id: int
    first: tuple[Pair, ...]
    round: tuple[Pair, ...]
    given: NewWalk
    began_at: int
    next_at: int

    def as_page(self) -> Json:
        """As the page sees a walk."""
        return {
            "person_id": self.person_id,
            "route": self.given.route,
            "points": [*self.first[:1], *self.round],
            "speed": self.given.speed,
            "again": self.given.again,
        }

    def at(self, now: int) -> tuple[Pair, bool]:
        """Where they are now, and whether they have arrived."""
        gone = self.given.speed * max(0, now - self.began_at) / 1000
        to_route = _length(self.first)
        if gone < to_route:
            return _along(self.first, gone), False
        gone -= to_route
        whole = _length(self.round)
        if whole == 0 or (gone >= whole and not self.given.again):
            return self.round[-1], True
        return _along(self.round, gone % whole), False


class Walks:
    """Everybody under way. Whoever is put somewhere by hand is under way no more."""

    def __init__(self, world: World, whereabouts: Whereabouts) -> None:
        self._world = world
        self._whereabouts = whereabouts
        self._walks: dict[int, Walk] = {}
        world.clock.subscribe(self.run)

    def begin(self, person_id: int, given: NewWalk) -> Json:
        """Set out from where the person is, to the route's beginning and along it."""
        route = self._world.places.route(given.route) if given.route is not None else None
        points = tuple(route.points if route else given.points)
        if len(points) < 2:
            raise Wrong("there is no such route")
        person = self._world.people.get(person_id)
        if person is None:
            raise Wrong(f"there is no person {person_id}")
        here = (person.place["longitude"], person.place["latitude"]) if person.place else points[0]
        # A round ends where it began.
        whole = (*points, points[0]) if given.again and points[0] != points[-1] else points
        now = self._world.clock.now()
        walk = Walk(person_id, (here, points[0]), whole, given, now, now)
        self._walks[person_id] = walk
        self.run()
        self._tell()
        return walk.as_page()

    def end(self, person_id: int) -> Json:
        """Stand still; also for somebody who is not under way."""
        if self._walks.pop(person_id, None) is not None:
            self._tell()
        return {}

    def as_page(self) -> list[Json]:
        """Everybody under way, as the page sees them."""
        return [walk.as_page() for walk in self._walks.values()]

    def next_due(self) -> int | None:
        """When a phone says next where it is (UTC ms)."""
        return min((walk.next_at for walk in self._walks.values()), default=None)

    def run(self) -> None:
        """Bring everybody to where they are by now."""
        now = self._world.clock.now()
        arrived = []
        for walk in list(self._walks.values()):
            if walk.next_at > now:
                continue
            (longitude, latitude), over = walk.at(now)
            known = (self._world.people[walk.person_id].place or {}).get("horizontal_accuracy")
            place = Place(latitude=round(latitude, 6), longitude=round(longitude, 6), horizontal_accuracy=known)
            self._whereabouts.put(walk.person_id, place)
            walk.next_at = now + walk.given.every_ms
            if over:
                arrived.append(walk.person_id)
        for person_id in arrived:
            self.end(person_id)

    def _tell(self) -> None:
        self._world.emit("walks", walks=self.as_page())


def _length(points: tuple[Pair, ...]) -> float:
    return sum(metres_between(one, other) for one, other in pairwise(points))


def _along(points: tuple[Pair, ...], metres: float) -> Pair:
    """The point so many metres along a line of points."""
    for one, other in pairwise(points):
        leg = metres_between(one, other)
        if metres < leg:
            share = metres / leg
            return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
        metres -= leg
    return points[-1]
