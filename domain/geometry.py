"""Distances on the ground. A place is (latitude, longitude) in WGS 84 degrees; a line or ring is as GeoJSON has it.

That is: pairs of (longitude, latitude). Good to a part in a hundred over the width of a county; a shape that lies across
the 180th meridian or a pole is not understood.
"""

from __future__ import annotations

from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.patrol_plan import Area

Place = tuple[float, float]
"""Latitude and longitude."""
GeoPoint = tuple[float, float]
"""Longitude and latitude."""

EARTH_METRES = 6_371_008.8
"""The mean radius."""
DEGREE_METRES = radians(1) * EARTH_METRES


def metres_between(one: Place, other: Place) -> float:
    """The way between two places along the great circle (haversine)."""
    south, north = radians(one[0]), radians(other[0])
    half_latitude, half_longitude = (north - south) / 2, radians(other[1] - one[1]) / 2
    square = sin(half_latitude) ** 2 + cos(south) * cos(north) * sin(half_longitude) ** 2
    return 2 * EARTH_METRES * asin(sqrt(min(1.0, square)))


def inside(place: Place, polygon: Sequence[GeoPoint]) -> bool:
    """Whether a place lies in a polygon, whose last point may repeat its first. On its very edge it may be either."""
    latitude, longitude = place
    crossings = 0
    for (from_longitude, from_latitude), (to_longitude, to_latitude) in _edges(polygon):
        if (from_latitude > latitude) != (to_latitude > latitude):
            share = (latitude - from_latitude) / (to_latitude - from_latitude)
            crossings += longitude < from_longitude + share * (to_longitude - from_longitude)
    return crossings % 2 == 1


def metres_from_line(place: Place, points: Sequence[GeoPoint]) -> float:
    """How far a place is from the nearest point of a line. The line has at least one point."""
    ends = pairwise(points) if len(points) > 1 else ((points[0], points[0]),)
    return _metres_from_edges(place, ends)


def metres_outside(place: Place, area: Area) -> float:
    """How far a place is outside an area; 0 in it."""
    if area.centre is not None and area.radius is not None:
        centre = (area.centre.latitude, area.centre.longitude)
        return max(0.0, metres_between(place, centre) - area.radius)
    if inside(place, area.polygon):
        return 0.0
    return _metres_from_edges(place, _edges(area.polygon))


def _edges(polygon: Sequence[GeoPoint]) -> Iterator[tuple[GeoPoint, GeoPoint]]:
    yield from pairwise(polygon)
    yield polygon[-1], polygon[0]


def _metres_from_edges(place: Place, edges: Iterable[tuple[GeoPoint, GeoPoint]]) -> float:
    return min(metres_between(place, _nearest(place, start, end)) for start, end in edges)


def _nearest(place: Place, start: GeoPoint, end: GeoPoint) -> Place:
    """The point of a stretch that is nearest to a place, found on a plane that touches the earth there."""
    narrowed = cos(radians(place[0]))
    start_east, start_north = (start[0] - place[1]) * narrowed, start[1] - place[0]
    east, north = (end[0] - start[0]) * narrowed, end[1] - start[1]
    length = hypot(east, north)
    share = 0.0 if length == 0 else -(start_east * east + start_north * north) / length / length
    share = min(1.0, max(0.0, share))
    return start[1] + share * (end[1] - start[1]), start[0] + share * (end[0] - start[0])
