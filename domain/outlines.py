"""An area that is set corner by corner: the ring that the corners make, and whether anything lies within it."""

from __future__ import annotations

from itertools import combinations
from math import cos, radians
from typing import TYPE_CHECKING

from domain.geometry import DEGREE_METRES, metres_between

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.geometry import GeoPoint, Place

LEAST_CORNERS = 3
MOST_CORNERS = 30
SAME_CORNER_METRES = 5
"""Two places that are nearer to each other are one, sent twice."""
LEAST_SQUARE_METRES = 1_000
"""Less is no area that anybody patrols."""


def with_corner(corners: Sequence[Place], place: Place) -> tuple[Place, ...]:
    """The corners with one more. One that was just sent is not sent again."""
    if corners and metres_between(corners[-1], place) < SAME_CORNER_METRES:
        return tuple(corners)
    return (*corners, place)


def ring_of(corners: Sequence[Place]) -> tuple[GeoPoint, ...]:
    """The corners as GeoJSON writes a ring. Whoever came back to where they began has sent that corner twice."""
    closed = len(corners) > LEAST_CORNERS and metres_between(corners[0], corners[-1]) < SAME_CORNER_METRES
    return tuple((longitude, latitude) for latitude, longitude in (corners[:-1] if closed else corners))


def is_shape(ring: Sequence[GeoPoint]) -> bool:
    """Whether the ring goes around an area: no side crosses another, and it is not next to nothing."""
    return len(ring) >= LEAST_CORNERS and not _crosses_itself(ring) and square_metres(ring) >= LEAST_SQUARE_METRES


def square_metres(ring: Sequence[GeoPoint]) -> float:
    """How much lies within a ring that does not cross itself, measured on a plane that touches the earth there."""
    east, north = ring[0]
    narrowed = cos(radians(north)) * DEGREE_METRES
    flat = [((longitude - east) * narrowed, (latitude - north) * DEGREE_METRES) for longitude, latitude in ring]
    twice = sum(one[0] * other[1] - other[0] * one[1] for one, other in zip(flat, [*flat[1:], flat[0]], strict=True))
    return abs(twice) / 2


def _crosses_itself(ring: Sequence[GeoPoint]) -> bool:
    sides = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    return any(_cross(*one, *other) for one, other in combinations(sides, 2))


def _cross(start: GeoPoint, end: GeoPoint, from_: GeoPoint, to: GeoPoint) -> bool:
    """Whether two stretches cross. Two that only touch, as neighbours do, do not."""
    return _turn(start, end, from_) * _turn(start, end, to) < 0 and _turn(from_, to, start) * _turn(from_, to, end) < 0


def _turn(start: GeoPoint, end: GeoPoint, point: GeoPoint) -> int:
    """On which side of a stretch a point lies: 1, -1, or 0 on its line."""
    side = (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
    return (side > 0) - (side < 0)
