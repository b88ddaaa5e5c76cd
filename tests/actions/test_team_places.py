"""A lead sets corners, routes and hot spots; what is refused, what is written down, and what of a route was walked."""

from __future__ import annotations

import json

import pytest

from actions.authorise_team import hot_spot_led, route_led
from actions.change_checkpoint import (
    add_checkpoint,
    move_checkpoint,
    remove_checkpoint,
    rename_checkpoint,
    resize_checkpoint,
)
from actions.change_team_places import (
    MOST,
    WantedHotSpot,
    add_hot_spot,
    add_route,
    bring_back_planned,
    remove_hot_spot,
    remove_route,
    take_away_planned,
)
from actions.enter_checkpoints import enter_checkpoints
from actions.set_team_area import forget_team_area, ground_of_team, set_team_area, set_team_corners
from actions.shift_ground import checked_ground, walked
from domain.check_in import Evidence, judge
from domain.events import EventKind
from domain.patrol_plan import HotSpotKind
from domain.refusals import Refusal, RefusalCode
from domain.shifts import CheckInKind, Checkpoint, Mark
from domain.team_ground import PlaceKind, planned_places
from tests.actions.office import VILLAGE, Office
from tests.actions.patrol import a_patrol

FIELD = ((27.345, 112.63), (27.335, 112.64), (27.325, 112.63), (27.335, 112.62))
FAR = (29.2, 112.6)
JUNCTION = WantedHotSpot(HotSpotKind.ROAD, "国道口", (27.3401, 112.6502))


async def checkpoints(office: Office) -> tuple[Checkpoint, ...]:
    """The team's, as the configuration has them."""
    async with office.at_work() as work:
        await enter_checkpoints(work, office.rules)
        return await work.checkpoints.of_team(VILLAGE)


async def noted(office: Office, kind: EventKind) -> list[dict[str, object]]:
    """The details of what happened, of one kind."""
    async with office.database.alone() as connection:
        rows = await connection.rows("SELECT detail FROM event WHERE kind = ? ORDER BY id", (kind.value,))
    return [json.loads(str(row["detail"])) for row in rows]


async def refusal_of(office: Office, attempt: str, stops: tuple[int, ...] = ()) -> RefusalCode:
    """Why something is refused; nothing of it is kept."""
    with pytest.raises(Refusal) as refused:
        async with office.at_work() as work:
            match attempt:
                case "route":
                    await add_route(work, VILLAGE, "夜里一圈", stops, office.head)
                case "spot":
                    await add_hot_spot(work, office.rules, VILLAGE, JUNCTION._replace(place=FAR), office.head)
                case "far corner":
                    await set_team_corners(work, office.rules, VILLAGE, (*FIELD, FAR), office.head)
                case _:
                    crossed = (FIELD[0], FIELD[2], FIELD[1], FIELD[3])
                    await set_team_corners(work, office.rules, VILLAGE, crossed, office.head)
    return refused.value.code


async def test_corners_are_in_force_until_a_circle_or_the_configuration_is(office: Office) -> None:
    """Who is between them is in the area; what was set last counts."""
    async with office.at_work() as work:
        planned = await ground_of_team(work, office.rules, VILLAGE)
        await set_team_corners(work, office.rules, VILLAGE, (*FIELD, FIELD[0]), office.head)
        ground = await ground_of_team(work, office.rules, VILLAGE)
        assert ground.area is not None
        assert ground.area.polygon == tuple((longitude, latitude) for latitude, longitude in FIELD)
        assert (ground.routes, ground.hot_spots) == (planned.routes, planned.hot_spots)
        await set_team_area(work, office.rules, VILLAGE, FIELD[0], 500, office.head)
        circle = (await ground_of_team(work, office.rules, VILLAGE)).area
        assert circle is not None
        assert (circle.radius, circle.polygon) == (500, ())
        await set_team_corners(work, office.rules, VILLAGE, FIELD, office.head)
        await forget_team_area(work, VILLAGE, office.head)
        assert await ground_of_team(work, office.rules, VILLAGE) == planned
    assert [each.get("corners") for each in await noted(office, EventKind.AREA_CHANGED)] == [4, None, 4, None]


async def test_what_cannot_be_is_refused_and_leaves_no_trace(office: Office) -> None:
    """Far off, crossed, too short, past what is gone."""
    one, two, three = await checkpoints(office)
    async with office.at_work() as work:
        before = await ground_of_team(work, office.rules, VILLAGE)
        await remove_checkpoint(work, three, office.head)
    assert await refusal_of(office, "far corner") is RefusalCode.PLACE_FAR_OFF
    assert await refusal_of(office, "crossed corners") is RefusalCode.AREA_NO_SHAPE
    assert await refusal_of(office, "spot") is RefusalCode.PLACE_FAR_OFF
    assert await refusal_of(office, "route", (one.id,)) is RefusalCode.ROUTE_TOO_SHORT
    assert await refusal_of(office, "route", (one.id, three.id)) is RefusalCode.CHECKPOINT_GONE
    assert await refusal_of(office, "route", (one.id, two.id, 999)) is RefusalCode.CHECKPOINT_GONE
    async with office.at_work() as work:
        assert await ground_of_team(work, office.rules, VILLAGE) == before
    assert await noted(office, EventKind.ROUTE_CHANGED) == []


async def test_of_each_there_are_so_many_and_no_more(office: Office) -> None:
    """One that is taken away makes room for another."""
    one, two, _three = await checkpoints(office)
    async with office.at_work() as work:
        route = await add_route(work, VILLAGE, "夜里一圈", (one.id, two.id), office.head)
        spot = await add_hot_spot(work, office.rules, VILLAGE, JUNCTION, office.head)
        for _number in range(MOST - 1):
            await add_route(work, VILLAGE, "夜里一圈", (one.id, two.id), office.head)
            await add_hot_spot(work, office.rules, VILLAGE, JUNCTION, office.head)
        with pytest.raises(Refusal) as full:
            await add_hot_spot(work, office.rules, VILLAGE, JUNCTION, office.head)
        await remove_route(work, route, office.head)
        await remove_hot_spot(work, spot, office.head)
        await add_hot_spot(work, office.rules, VILLAGE, JUNCTION, office.head)
        await add_route(work, VILLAGE, "夜里一圈", (one.id, two.id), office.head)
    assert full.value.code is RefusalCode.LIST_FULL
    assert await refusal_of(office, "route", (one.id, two.id)) is RefusalCode.LIST_FULL
    changes = [each["change"] for each in await noted(office, EventKind.HOT_SPOT_CHANGED)]
    assert changes == [*["added"] * MOST, "removed", "added"]


async def test_routes_and_hot_spots_are_their_teams_alone(office: Office) -> None:
    """Refused to everybody else, and gone when they are."""
    one, two, _three = await checkpoints(office)
    async with office.at_work() as work:
        route = await add_route(work, VILLAGE, "夜里一圈", (one.id, two.id), office.head)
        spot = await add_hot_spot(work, office.rules, VILLAGE, JUNCTION, office.head)
        assert await route_led(work, office.rules, route.id, office.head) == route
        assert await hot_spot_led(work, office.rules, spot.id, office.head) == spot
        for person in (office.li, office.mediator, office.staff):
            with pytest.raises(Refusal):
                await route_led(work, office.rules, route.id, person)
            with pytest.raises(Refusal):
                await hot_spot_led(work, office.rules, spot.id, person)
        await remove_route(work, route, office.head)
        await remove_hot_spot(work, spot, office.head)
        for attempt in (
            route_led(work, office.rules, route.id, office.head),
            hot_spot_led(work, office.rules, spot.id, office.head),
        ):
            with pytest.raises(Refusal) as refused:
                await attempt
            assert refused.value.code is RefusalCode.PLACE_GONE
        for unknown in (route_led(work, office.rules, 999, office.head), hot_spot_led(work, office.rules, 9, 9)):
            with pytest.raises(Refusal) as refused:
                await unknown
            assert refused.value.code is RefusalCode.NOT_ALLOWED


async def test_what_is_taken_away_from_the_plan_is_written_down_once(office: Office) -> None:
    """A second time it is gone already, and what counts anyway is not brought back; another team's stays."""
    patrol = office.rules.township.patrol
    (route,) = planned_places(patrol, VILLAGE, PlaceKind.ROUTE)
    async with office.at_work() as work:
        elsewhere = await ground_of_team(work, office.rules, "liutang")
        await bring_back_planned(work, route, office.head)
        await take_away_planned(work, route, office.head)
        with pytest.raises(Refusal) as refused:
            await take_away_planned(work, route, office.head)
        assert (await ground_of_team(work, office.rules, VILLAGE)).routes == ()
        assert await ground_of_team(work, office.rules, "liutang") == elsewhere
        await bring_back_planned(work, route, office.head)
        assert (await ground_of_team(work, office.rules, VILLAGE)).routes == (route.plan,)
    assert refused.value.code is RefusalCode.PLACE_GONE
    assert [each["change"] for each in await noted(office, EventKind.ROUTE_CHANGED)] == ["removed", "brought_back"]


async def test_a_checkpoint_keeps_its_poster_whatever_it_is_called(office: Office) -> None:
    """Name and reach change alone; each is written down without the name."""
    first, *_more = await checkpoints(office)
    async with office.at_work() as work:
        await work.checkpoints.set_token(first.id, "a-token")
        named = await rename_checkpoint(work, first, "老村部", office.head)
        resized = await resize_checkpoint(work, named, 150, office.head)
        moved = await move_checkpoint(work, office.rules, resized, FIELD[0], office.head)
        assert await work.checkpoints.by_token("a-token") == moved
    assert (moved.name, moved.radius, moved.latitude, moved.code) == ("老村部", 150, FIELD[0][0], first.code)
    found = await noted(office, EventKind.CHECKPOINT_CHANGED)
    assert [each["change"] for each in found] == ["renamed", "resized", "moved"]
    assert "老村部" not in json.dumps(found, ensure_ascii=False)


async def test_at_a_hot_spot_from_chat_nobody_is_outside(office: Office) -> None:
    """As at one of the configuration."""
    patrol = await a_patrol(office)
    rostered = await patrol.rostered()
    here = Evidence(CheckInKind.LOCATION, JUNCTION.place, accuracy=10.0)
    found = []
    async with office.at_work() as work:
        for _time in range(2):
            ground = await checked_ground(work, office.rules, VILLAGE)
            judged = judge(here, ground, None, rostered.shift, rostered.shift.starts_at, office.rules.township.patrol)
            found.append(Mark.OUTSIDE in judged.marks)
            await add_hot_spot(work, office.rules, VILLAGE, JUNCTION, office.head)
    assert found == [True, False]


async def test_of_a_route_from_chat_counts_what_was_walked(office: Office) -> None:
    """Of several the one that was walked most of; one of which a single checkpoint is left is walked by nobody."""
    await checkpoints(office)
    patrol = await a_patrol(office)
    post = await patrol.post("zhou")
    ends = (27.3390, 112.6500), (27.3395, 112.6500)
    async with office.at_work() as work:
        one, two = [
            await add_checkpoint(work, office.rules, VILLAGE, f"端{number}", place, office.head)
            for number, place in enumerate(ends)
        ]
        for place in ends:
            await work.check_ins.add(post.id, CheckInKind.LOCATION, place=place, accuracy=10.0)
        assert (await walked(work, office.rules, VILLAGE, post.id)).coverage == 0
        await add_route(work, VILLAGE, "小路", (one.id, two.id, one.id), office.head)
        assert (await walked(work, office.rules, VILLAGE, post.id)).coverage == 1
        await remove_checkpoint(work, two, office.head)
        assert (await walked(work, office.rules, VILLAGE, post.id)).coverage == 0
