"""What the playground's map is given of the configuration."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from actions.rules import Rules
from bot.demo import seat_demo_people
from bot.playground_places import lay_out_places
from bot.settings import load_settings
from domain.calendar import Calendar
from domain.township import Township
from playground.client import PlaygroundClient
from playground.server import Playground
from storage.database import Database

TOKEN = "4242:a-token-of-no-real-bot-at-all"
START = "https://t.me/shouwang_bot?start=c_"


@pytest.fixture(scope="module")
def township() -> Township:
    """The township of the configuration file."""
    return load_settings(Path(__file__).parents[2] / "config.toml", {}).township


@pytest.fixture
async def town(database: Database, township: Township) -> AsyncIterator[PlaygroundClient]:
    """A playground with a bot and the demo's people, in which nothing is laid out yet."""
    playground = Playground()
    url = await playground.start()
    playground.api.bot(TOKEN)
    async with PlaygroundClient(url) as client:
        await seat_demo_people(
            client, database, Rules(township, Calendar(township.time_zone), b"n" * 32, secrets.token_bytes)
        )
        yield client
    await playground.stop()


async def posters(town: PlaygroundClient) -> dict[str, str]:
    """The token of each checkpoint's poster."""
    shown: list[dict[str, Any]] = (await town.get("/places"))["checkpoints"]
    assert all(each["link"].startswith(START) for each in shown)
    return {each["id"]: each["link"].removeprefix(START) for each in shown}


async def test_the_map_shows_what_the_configuration_says(
    town: PlaygroundClient, database: Database, township: Township
) -> None:
    """Areas, checkpoints, routes and hot spots of every team; each poster's token leads to its checkpoint."""
    await lay_out_places(town, database, township)
    teams = township.patrol.teams
    shown = await town.get("/places")
    assert [area["id"] for area in shown["areas"]] == [team.unit for team in teams if team.area]
    assert len(shown["routes"]) == sum(len(team.routes) for team in teams)
    assert len(shown["hot_spots"]) == sum(len(team.hot_spots) for team in teams)
    tokens = await posters(town)
    assert set(tokens) == {f"{team.unit}/{point.code}" for team in teams for point in team.checkpoints}
    async with database.transaction() as work:
        for identifier, token in tokens.items():
            found = await work.checkpoints.by_token(token)
            assert found is not None
            assert f"{found.unit}/{found.code}" == identifier


async def test_a_new_start_hangs_new_posters_and_leaves_people_where_they_are(
    town: PlaygroundClient, database: Database, township: Township
) -> None:
    """The old posters are good no more; whoever was nowhere was set down the first time."""
    await lay_out_places(town, database, township)
    before = (await posters(town))["fenglin/bridge"]
    elsewhere = {"latitude": 27.3, "longitude": 112.7}
    await town.post("/people/1003/place", elsewhere)
    await lay_out_places(town, database, township)
    after = (await posters(town))["fenglin/bridge"]
    people = (await town.get("/state"))["people"]
    assert all(person["place"] for person in people)
    assert next(person["place"] for person in people if person["id"] == 1003) == elsewhere
    async with database.transaction() as work:
        assert await work.checkpoints.by_token(before) is None
        assert await work.checkpoints.by_token(after) is not None
