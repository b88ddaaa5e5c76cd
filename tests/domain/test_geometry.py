"""Distances and shapes on the ground."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geometry import DEGREE_METRES, inside, metres_between, metres_from_line, metres_outside
from domain.patrol_plan import Area, Point

HERE = (27.2, 111.45)
SQUARE = ((111.4, 27.1), (111.5, 27.1), (111.5, 27.3), (111.4, 27.3))
"""As GeoJSON has it: longitude first."""
HORSESHOE = ((0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (2.0, 3.0), (2.0, 1.0), (1.0, 1.0), (1.0, 3.0), (0.0, 3.0), (0.0, 0.0))

latitudes = st.floats(-90, 90)
longitudes = st.floats(-180, 180)
places = st.tuples(latitudes, longitudes)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    """And one of longitude half as much at sixty degrees north."""
    assert metres_between((27.0, 111.0), (28.0, 111.0)) == pytest.approx(111_195, abs=1)
    assert metres_between((60.0, 10.0), (60.0, 11.0)) == pytest.approx(DEGREE_METRES / 2, rel=1e-3)


def test_a_known_way() -> None:
    """From London to Paris it is 343.5 km through the air."""
    assert metres_between((51.5074, -0.1278), (48.8566, 2.3522)) == pytest.approx(343_556, rel=1e-3)


@given(one=places, other=places, third=places)
def test_distances_are_distances(
    one: tuple[float, float], other: tuple[float, float], third: tuple[float, float]
) -> None:
    """The same there and back, none to oneself, never more than half round the earth, no shorter by a detour."""
    there = metres_between(one, other)
    assert isclose(there, metres_between(other, one), abs_tol=1e-3)
    assert metres_between(one, one) == 0
    assert there <= 20_016_000
    assert there <= metres_between(one, third) + metres_between(third, other) + 1


@pytest.mark.parametrize(
    ("place", "lies_in"),
    [
        (HERE, True),
        ((27.2, 111.39), False),
        ((27.2, 111.51), False),
        ((27.31, 111.45), False),
        ((27.05, 111.45), False),
    ],
)
def test_inside_a_square_or_beside_it(place: tuple[float, float], *, lies_in: bool) -> None:
    """On each of its four sides."""
    assert inside(place, SQUARE) is lies_in


def test_a_closed_ring_is_as_good_as_an_open_one() -> None:
    """GeoJSON repeats the first point at the end, people leave it out."""
    assert inside(HERE, (*SQUARE, SQUARE[0]))
    assert not inside((27.2, 111.39), (*SQUARE, SQUARE[0]))


def test_the_bay_of_a_horseshoe_is_outside() -> None:
    """A village's bounds are not always round."""
    assert inside((0.5, 1.5), HORSESHOE)
    assert not inside((2.0, 1.5), HORSESHOE)
    assert inside((2.0, 0.5), HORSESHOE)
    assert inside((2.0, 2.5), HORSESHOE)


@given(latitude=st.floats(-1, 4), longitude=st.floats(-1, 4))
def test_a_horseshoe_is_its_three_parts(latitude: float, longitude: float) -> None:
    """The same as written by hand, away from its edges."""
    if min(abs(each - edge) for each in (latitude, longitude) for edge in range(4)) < 1e-9:
        return
    within = 0 < latitude < 3 and 0 < longitude < 3 and not (1 < longitude < 2 and latitude > 1)
    assert inside((latitude, longitude), HORSESHOE) is within


def test_outside_a_circle_is_what_lies_beyond_its_radius() -> None:
    """Nothing within, and the rest of the way without."""
    circle = Area(centre=Point(latitude=27.2, longitude=111.45), radius=1_000)
    assert metres_outside(HERE, circle) == 0
    assert metres_outside((27.205, 111.45), circle) == 0
    assert metres_outside((27.22, 111.45), circle) == pytest.approx(0.02 * DEGREE_METRES - 1_000, abs=1)


def test_outside_a_polygon_is_the_way_to_its_nearest_edge_or_corner() -> None:
    """Beside an edge straight to it, beyond a corner to the corner; nothing within, also far from all edges."""
    area = Area(polygon=SQUARE)
    assert metres_outside(HERE, area) == 0
    assert metres_outside((27.31, 111.45), area) == pytest.approx(0.01 * DEGREE_METRES, rel=1e-3)
    assert metres_outside((27.31, 111.51), area) == pytest.approx(
        metres_between((27.31, 111.51), (27.3, 111.5)), rel=1e-3
    )
    assert metres_outside((0.0, 0.0), area) > 10_000_000


@given(place=st.tuples(st.floats(26, 28), st.floats(110, 113)))
def test_within_a_polygon_and_outside_of_it_agree(place: tuple[float, float]) -> None:
    """No metres outside means inside, and the way out is never longer than to any corner."""
    outside = metres_outside(place, Area(polygon=SQUARE))
    assert inside(place, SQUARE) == (outside == 0) or outside < 0.01
    assert outside <= min(metres_between(place, (latitude, longitude)) for longitude, latitude in SQUARE) + 1


def test_a_line_is_as_near_as_its_nearest_point() -> None:
    """Beside its middle, beyond its end, and a line of one point or of twice the same."""
    line = ((111.4, 27.2), (111.5, 27.2))
    assert metres_from_line((27.21, 111.45), line) == pytest.approx(0.01 * DEGREE_METRES, rel=1e-3)
    assert metres_from_line((27.2, 111.51), line) == pytest.approx(
        metres_between((27.2, 111.51), (27.2, 111.5)), rel=1e-3
    )
    assert metres_from_line(HERE, ((111.45, 27.2),)) == pytest.approx(0, abs=1e-6)
    assert metres_from_line(HERE, ((111.45, 27.2), (111.45, 27.2))) == pytest.approx(0, abs=1e-6)
