"""The ground in force, what lies in the township, and how two names of a household are the same."""

from __future__ import annotations

import pytest

from domain.households import household_word
from domain.patrol_plan import Area, HotSpotKind, Point
from domain.team_ground import (
    PlaceKind,
    SetHotSpot,
    SetRoute,
    TeamGround,
    ground_of,
    lies_here,
    planned_by_key,
    planned_checkpoints,
    planned_places,
)
from domain.words import Language
from tests.domain.samples import township

SET = Area(centre=Point(latitude=27.3, longitude=112.6), radius=500)
WAY = SetRoute(1, "fenglin", "夜里一圈", ("bridge", "chat_1"))
SPOT = SetHotSpot(2, "fenglin", HotSpotKind.ROAD, "国道口", 27.31, 112.61)


def test_what_the_lead_has_set_counts_instead_of_the_plan() -> None:
    """Only the area: routes and hot spots stay as they are planned, and what the lead has set comes beside them."""
    plan = township().patrol.team_of("fenglin")
    assert plan is not None
    assert ground_of(plan, TeamGround()) == TeamGround(plan.area, plan.routes, plan.hot_spots)
    ground = ground_of(plan, TeamGround(SET, (WAY.plan,), (SPOT.plan,)))
    assert ground == TeamGround(SET, (*plan.routes, WAY.plan), (*plan.hot_spots, SPOT.plan))
    assert WAY.plan.checkpoints == ("bridge", "chat_1")
    assert (SPOT.plan.kind, SPOT.plan.place) == (HotSpotKind.ROAD, Point(latitude=27.31, longitude=112.61))
    assert {name for each in (WAY, SPOT) for name in each.plan.name.every()} == {WAY.name, SPOT.name}


def test_what_was_taken_away_from_the_plan_does_not_count() -> None:
    """By kind and code: a hot spot of the same code stays, and so does what the lead has set."""
    plan = township().patrol.team_of("fenglin")
    assert plan is not None
    route = plan.routes[0]
    unused = frozenset({(PlaceKind.ROUTE, route.code), (PlaceKind.HOT_SPOT, route.code), (PlaceKind.ROUTE, "old")})
    ground = ground_of(plan, TeamGround(routes=(WAY.plan,)), unused)
    assert ground == TeamGround(plan.area, (*plan.routes[1:], WAY.plan), plan.hot_spots)


def test_a_button_finds_what_it_means_in_the_configuration_of_now() -> None:
    """Each has a key of its own that fits; one of an older configuration finds nothing."""
    patrol = township().patrol
    every = [each for team in patrol.teams for kind in PlaceKind for each in planned_places(patrol, team.unit, kind)]
    assert len({each.key for each in every}) == len(every) > 3
    assert [planned_by_key(patrol, each.key) for each in every] == every
    assert planned_by_key(patrol.model_copy(update={"teams": ()}), every[0].key) is None
    assert planned_places(patrol, "nowhere", PlaceKind.ROUTE) == ()


def test_a_team_without_a_plan_has_what_was_set() -> None:
    """Or nothing at all."""
    assert township().patrol.team_of("nowhere") is None
    assert ground_of(None, TeamGround(SET)).area == SET
    assert ground_of(None, TeamGround()).area is None


@pytest.mark.parametrize(
    ("place", "here"), [((27.33, 112.63), True), ((27.5, 112.7), True), ((29.2, 112.6), False), ((0.0, 0.0), False)]
)
def test_what_is_far_off_is_no_place_of_the_township(place: tuple[float, float], here: bool) -> None:
    """A village and a field beside it are; two hundred kilometres away and the point of a phone that knows nothing are not."""
    assert lies_here(township().patrol, place) is here


def test_where_nothing_is_placed_only_nowhere_is_refused() -> None:
    """A township may come without any place in its configuration."""
    empty = township().patrol.model_copy(update={"teams": ()})
    assert lies_here(empty, (45.0, 9.0))
    assert not lies_here(empty, (0.0, 0.0))


def test_every_checkpoint_of_the_configuration_is_planned_once() -> None:
    """By its team and code."""
    planned = planned_checkpoints(township().patrol, Language.EN)
    assert len({(each.unit, each.code) for each in planned}) == len(planned) > 20
    assert ("fenglin", "stone bridge") in {(each.unit, each.name) for each in planned}


@pytest.mark.parametrize("same", ["张家冲3号", " 张家冲 3号", "张家冲３号", "张家冲 3\u200b号 ".replace("\u200b", "")])
def test_what_looks_the_same_is_one_household(same: str) -> None:
    """Blanks and wide digits make no second one."""
    assert household_word(same) == "张家冲3号"


@pytest.mark.parametrize("nothing", ["", "  ", "\u200b"])
def test_nothing_is_no_household(nothing: str) -> None:
    """Whoever gives no word for it has none."""
    assert household_word(nothing) is None
