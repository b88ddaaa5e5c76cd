"""What the playground's map shows of the township: the teams' areas, checkpoints with their posters, routes, hot spots."""

from __future__ import annotations

import base64
import os
from typing import TYPE_CHECKING, Any

from bot.demo import demo_people
from domain.words import Language, UnitKind

if TYPE_CHECKING:
    from domain.patrol_plan import CheckpointPlan, Point, RoutePlan, TeamPlan
    from domain.township import Township
    from playground.client import PlaygroundClient
    from storage.database import Database

Json = dict[str, Any]

POSTER_PREFIX = "c_"
TOKEN_BYTES = 16
SHOWN = Language.ZH_HANS
TOWN_CENTRE = (27.2976, 112.6976)
STEPS = ((0.0012, -0.0022), (-0.0016, 0.0008), (0.0004, 0.0026), (-0.0022, -0.002), (0.0022, 0.0004))
"""How far from the middle, in degrees, each of several people stands, so that none stands on another."""


async def lay_out_places(town: PlaygroundClient, database: Database, township: Township) -> None:
    """Give the map what the configuration says, with fresh posters, and set down whoever is nowhere yet."""
    username = (await town.get("/state"))["bots"][0]["username"]
    teams = township.patrol.teams
    links = await _hang_posters(database, teams)
    await town.places(
        areas=[area for team in teams if (area := _area(team, township)) is not None],
        checkpoints=[
            {
                "id": _id(team, checkpoint.code),
                "name": checkpoint.name.in_language(SHOWN),
                "place": _place(checkpoint.place),
                "radius": checkpoint.radius,
                "link": f"https://t.me/{username}?start={POSTER_PREFIX}{links[team.unit, checkpoint.code]}",
            }
            for team in teams
            for checkpoint in team.checkpoints
        ],
        routes=[
            {"id": _id(team, route.code), "name": _named(team, route, township), "points": points}
            for team in teams
            for route in team.routes
            if len(points := _points(team, route)) > 1
        ],
        hot_spots=[
            {
                "id": _id(team, spot.code),
                "name": spot.name.in_language(SHOWN),
                "place": _place(spot.place),
                "kind": spot.kind.value,
            }
            for team in teams
            for spot in team.hot_spots
        ],
    )
    await _set_down_people(town, township)


async def _hang_posters(database: Database, teams: tuple[TeamPlan, ...]) -> dict[tuple[str, str], str]:
    """A token for every checkpoint's poster. Posters of an earlier start are good no more."""
    tokens: dict[tuple[str, str], str] = {}
    async with database.transaction() as work:
        for team in teams:
            for plan in team.checkpoints:
                place = (plan.place.latitude, plan.place.longitude)
                name = plan.name.in_language(SHOWN)
                checkpoint = await work.checkpoints.put(team.unit, plan.code, name, place, plan.radius)
                token = base64.urlsafe_b64encode(os.urandom(TOKEN_BYTES)).decode().rstrip("=")
                await work.checkpoints.set_token(checkpoint.id, token)
                tokens[team.unit, plan.code] = token
    return tokens


async def _set_down_people(town: PlaygroundClient, township: Township) -> None:
    """Villagers and cadres in their village, the others at the centre."""
    home_unit = township.units_of(UnitKind.VILLAGE)[0].code
    area = next((team.area for team in township.patrol.teams if team.unit == home_unit), None)
    middle = area.centre if area is not None else None
    home = (middle.latitude, middle.longitude) if middle is not None else TOWN_CENTRE
    placed = {person["id"] for person in (await town.get("/state"))["people"] if person.get("place")}
    for index, person in enumerate(demo_people(township)):
        if person.id in placed:
            continue
        latitude, longitude = TOWN_CENTRE if person.town or person.department else home
        north, east = STEPS[index % len(STEPS)]
        place = {"latitude": latitude + north, "longitude": longitude + east, "horizontal_accuracy": 15}
        await town.post(f"/people/{person.id}/place", place)


def _area(team: TeamPlan, township: Township) -> Json | None:
    if team.area is None:
        return None
    shown: Json = {"id": team.unit, "name": township.unit(team.unit).name.in_language(SHOWN)}
    if team.area.centre is not None:
        return shown | {"centre": _place(team.area.centre), "radius": team.area.radius}
    return shown | {"polygon": team.area.polygon}


def _points(team: TeamPlan, route: RoutePlan) -> list[tuple[float, float]]:
    by_code: dict[str, CheckpointPlan] = {checkpoint.code: checkpoint for checkpoint in team.checkpoints}
    stops = [by_code[code].place for code in route.checkpoints if code in by_code]
    return [*((stop.longitude, stop.latitude) for stop in stops), *route.points]


def _named(team: TeamPlan, route: RoutePlan, township: Township) -> str:
    return f"{township.unit(team.unit).name.in_language(SHOWN)} · {route.name.in_language(SHOWN)}"


def _place(point: Point) -> Json:
    return {"latitude": point.latitude, "longitude": point.longitude}


def _id(team: TeamPlan, code: str) -> str:
    return f"{team.unit}/{code}"
