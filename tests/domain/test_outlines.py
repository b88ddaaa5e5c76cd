"""Which corners make an area, however one walks around it."""

from __future__ import annotations

from math import cos, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geometry import DEGREE_METRES, Place, inside
from domain.outlines import is_shape, ring_of, square_metres, with_corner

MIDDLE = (27.33, 112.63)
SQUARE = ((27.33, 112.63), (27.33, 112.64), (27.34, 112.64), (27.34, 112.63))


def around(turns: list[float], metres: float) -> list[Place]:
    """Places around the middle, at these parts of a whole turn."""
    north, east = metres / DEGREE_METRES, metres / DEGREE_METRES / cos(radians(MIDDLE[0]))
    return [(MIDDLE[0] + north * sin(2 * pi * turn), MIDDLE[1] + east * cos(2 * pi * turn)) for turn in turns]


def collected(places: list[Place]) -> tuple[Place, ...]:
    """The corners after all of them were sent."""
    corners: tuple[Place, ...] = ()
    for place in places:
        corners = with_corner(corners, place)
    return corners


@given(
    steps=st.lists(st.integers(1, 4), min_size=3, max_size=12),
    metres=st.floats(100, 3_000),
    start=st.integers(0, 11),
    back=st.booleans(),
    closed=st.booleans(),
)
def test_who_walks_around_once_makes_an_area(
    steps: list[int], metres: float, start: int, back: bool, closed: bool
) -> None:
    """From any corner on, either way round, whether or not the first corner is sent once more at the end."""
    total = sum(steps)
    turns = [sum(steps[:number]) / total for number in range(len(steps))]
    start %= len(turns)
    turns = turns[start:] + turns[:start]
    places = around(turns[::-1] if back else turns, metres)
    corners = collected([*places, places[0]] if closed else places)
    ring = ring_of(corners)
    assert len(ring) == len(places)
    if square_metres(ring) >= 1_000:
        assert is_shape(ring)
    assert square_metres(ring) <= pi * metres**2
    if max(steps) * 2 < total:
        assert inside(MIDDLE, ring)


@given(st.permutations(range(6)))
def test_of_corners_in_disorder_only_those_count_whose_sides_do_not_cross(order: list[int]) -> None:
    """On a circle that is the order in which they lie, from any of them and either way round."""
    ring = ring_of(around([number / 6 for number in order], 500))
    steps = {(other - one) % 6 for one, other in zip(order, [*order[1:], order[0]], strict=True)}
    assert is_shape(ring) is (steps in ({1}, {5}))


def test_a_place_that_is_sent_twice_is_one_corner() -> None:
    """A phone that did not move has sent it again; a few steps further is another."""
    near = (SQUARE[0][0] + 3 / DEGREE_METRES, SQUARE[0][1])
    apart = (SQUARE[0][0] + 8 / DEGREE_METRES, SQUARE[0][1])
    assert collected([SQUARE[0], SQUARE[0], near]) == (SQUARE[0],)
    assert collected([SQUARE[0], apart]) == (SQUARE[0], apart)


def test_a_ring_is_written_as_geojson_does() -> None:
    """Longitude first."""
    assert ring_of(SQUARE)[1] == (112.64, 27.33)


@pytest.mark.parametrize(
    "corners",
    [
        (),
        SQUARE[:2],
        (SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3]),
        ((27.33, 112.63), (27.34, 112.63), (27.35, 112.63)),
        ((27.33, 112.63), (27.3301, 112.63), (27.3301, 112.6301)),
    ],
)
def test_what_encloses_nothing_is_no_area(corners: tuple[Place, ...]) -> None:
    """Too few, sides that cross, corners on one line, a patch of a few steps."""
    assert not is_shape(ring_of(corners))


def test_a_field_is_measured_in_square_metres() -> None:
    """A hundredth of a degree either way, there."""
    expected = (0.01 * DEGREE_METRES) ** 2 * cos(radians(27.33))
    assert square_metres(ring_of(SQUARE)) == pytest.approx(expected, rel=0.001)
