"""What the map is given, where people are, the posters they scan and the ways they walk, over the control API."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from playground.client import PlaygroundClient, PlaygroundError
from playground.clock import MovedClock
from playground.hooks import Hooks
from playground.places import metres_between
from playground.server import Playground

TOKEN = "4242:a-token-of-no-real-bot-at-all"
CENTRE = {"latitude": 27.33, "longitude": 112.634}
GATE = {"latitude": 27.3331, "longitude": 112.6366}
SHOWN: dict[str, Any] = {
    "areas": [
        {"id": "fenglin", "name": "枫林村", "centre": CENTRE, "radius": 900},
        {"id": "zhuxi", "name": "竹溪村", "polygon": [[112.6, 27.3], [112.61, 27.3], [112.61, 27.31]]},
    ],
    "checkpoints": [
        {"id": "gate", "name": "村小门口", "place": GATE, "radius": 80, "link": "https://t.me/b?start=c_x"}
    ],
    "routes": [{"id": "round", "name": "村里一圈", "points": [[112.634, 27.33], [112.644, 27.33]]}],
    "hot_spots": [{"id": "school", "name": "村小门口", "place": GATE, "kind": "school"}],
}
START_AT = 1_790_000_000_000


@dataclass
class Place:
    """A frozen playground with one bot and one person."""

    playground: Playground
    town: PlaygroundClient
    url: str
    session: aiohttp.ClientSession

    async def updates(self) -> list[dict[str, Any]]:
        """What came for the bot since the last call."""
        found = await self._ask({})
        if found:
            await self._ask({"offset": found[-1]["update_id"] + 1})
        return found

    async def _ask(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        async with self.session.post(f"{self.url}/bot{TOKEN}/getUpdates", json=body) as answer:
            result: list[dict[str, Any]] = (await answer.json())["result"]
            return result


@pytest.fixture
async def here() -> AsyncIterator[Place]:
    """A small town whose time stands still until it is moved."""
    playground = Playground(clock=MovedClock(start_at=START_AT, frozen=True))
    url = await playground.start()
    async with aiohttp.ClientSession() as session, PlaygroundClient(url) as town:
        place = Place(playground, town, url, session)
        await place.updates()
        await town.person("周晓岚", id=7)
        yield place
    await playground.stop()


async def test_what_the_map_shows_is_what_was_given_last(here: Place) -> None:
    """Whole and in place of what was there; a page that opens finds it in the state."""
    await here.town.places(**SHOWN)
    state = await here.town.get("/state")
    assert state["places"]["areas"][0] == SHOWN["areas"][0] | {"polygon": []}
    assert state["places"]["areas"][1]["polygon"] == SHOWN["areas"][1]["polygon"]
    assert state["places"]["checkpoints"] == SHOWN["checkpoints"]
    await here.town.places(routes=SHOWN["routes"])
    shown = await here.town.get("/places")
    assert shown == {"areas": [], "checkpoints": [], "routes": SHOWN["routes"], "hot_spots": []}


@pytest.mark.parametrize(
    "wrong",
    [
        {"areas": [{"id": "a", "name": "a"}]},
        {"areas": [{"id": "a", "name": "a", "centre": CENTRE, "radius": 9, "polygon": [[1, 1], [2, 2], [3, 3]]}]},
        {"checkpoints": [{"id": "a", "name": "a", "place": {"latitude": 91, "longitude": 0}}]},
        {"routes": [{"id": "a", "name": "a", "points": [[112, 27]]}]},
        {"posters": []},
    ],
)
async def test_places_that_make_no_sense_are_refused_and_change_nothing(here: Place, wrong: dict[str, Any]) -> None:
    """With a sentence; the map stays as it was."""
    await here.town.places(**SHOWN)
    with pytest.raises(PlaygroundError):
        await here.town.put("/places", wrong)
    assert (await here.town.get("/places"))["checkpoints"] == SHOWN["checkpoints"]


async def test_a_person_stays_where_they_are_put(tmp_path: Path) -> None:
    """Through a new start of the playground, and when their name is given again."""
    path = tmp_path / "town.json"
    first = Playground(state_path=path)
    async with PlaygroundClient(await first.start()) as town:
        phone = await town.person("周晓岚", id=7)
        await phone.moves_to(27.33, 112.634, accuracy=20)
        await town.places(**SHOWN)
    await first.stop()
    second = Playground(state_path=path)
    async with PlaygroundClient(await second.start()) as town:
        await town.person("周晓岚", id=7, label="patroller")
        state = await town.get("/state")
        assert state["people"][0]["place"] == CENTRE | {"horizontal_accuracy": 20}
        assert state["places"]["checkpoints"] == SHOWN["checkpoints"]
    await second.stop()


async def test_a_scanned_poster_starts_the_bot_with_what_it_carries(here: Place) -> None:
    """As a code scanned with a phone's camera does; the bot is told nothing of where it was scanned."""
    phone = await here.town.person("周晓岚", id=7)
    await phone.scan("https://t.me/shouwang_bot?start=c_abc-1_2")
    await phone.scan("tg://resolve?domain=Shouwang_Bot&start=c_x")
    await phone.scan("https://t.me/shouwang_bot")
    texts = [update["message"]["text"] for update in await here.updates()]
    assert texts == ["/start c_abc-1_2", "/start c_x", "/start"]


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/another_bot?start=c_x",
        "https://example.org/shouwang_bot?start=c_x",
        "no link at all",
        "https://t.me/shouwang_bot?start=" + "x" * 65,
        "https://t.me/shouwang_bot?start=a%20b",
    ],
)
async def test_a_code_that_leads_elsewhere_starts_nothing(here: Place, link: str) -> None:
    """Another bot, another site, words, or a parameter that Telegram would not carry."""
    phone = await here.town.person("周晓岚", id=7)
    with pytest.raises(PlaygroundError):
        await phone.scan(link)
    assert await here.updates() == []


async def test_a_walk_goes_with_the_clock_and_ends_at_the_routes_end(here: Place) -> None:
    """However far the clock is moved at once, the phone says every fifteen seconds where it is."""
    phone = await here.town.person("周晓岚", id=7)
    await phone.live(27.33, 112.634)
    await phone.walks((27.33, 112.634), (27.33, 112.644), speed=2.0)
    await here.updates()
    await here.town.advance(minutes=2)
    points = [update["edited_message"] for update in await here.updates()]
    assert [point["edit_date"] - START_AT // 1000 for point in points] == list(range(15, 121, 15))
    whole = metres_between((112.634, 27.33), (112.644, 27.33))
    gone = [metres_between((112.634, 27.33), (each["location"]["longitude"], 27.33)) for each in points]
    assert gone == pytest.approx([2.0 * second for second in range(15, 121, 15)], abs=0.5)
    await here.town.advance(seconds=whole / 2.0)
    assert (await here.updates())[-1]["edited_message"]["location"]["longitude"] == 112.644
    assert (await here.town.get("/state"))["walks"] == []


async def test_a_round_is_walked_again_and_again_until_the_person_is_put_elsewhere(here: Place) -> None:
    """From the last point back to the first one; a hand that moves them ends it."""
    await here.town.places(**SHOWN)
    phone = await here.town.person("周晓岚", id=7)
    await here.town.post("/people/7/walk", {"route": "round", "speed": 5.0, "again": True})
    whole = 2 * metres_between((112.634, 27.33), (112.644, 27.33))
    await here.town.advance(seconds=3 * whole / 5.0)
    (walk,) = (await here.town.get("/state"))["walks"]
    assert (walk["person_id"], walk["route"]) == (7, "round")
    await phone.moves_to(27.35, 112.7)
    await here.town.advance(minutes=5)
    state = await here.town.get("/state")
    assert state["walks"] == []
    assert state["people"][0]["place"] == {"latitude": 27.35, "longitude": 112.7}


async def test_somebody_who_stands_off_the_route_walks_to_it_first(here: Place) -> None:
    """Nobody jumps: no two points lie further apart than their speed allows."""
    phone = await here.town.person("周晓岚", id=7)
    await phone.live(27.325, 112.634)
    await phone.walks((27.33, 112.634), (27.33, 112.64), speed=1.5, every_ms=10_000)
    await here.town.advance(minutes=25)
    updates = await here.updates()
    places = [(update.get("edited_message") or update["message"])["location"] for update in updates]
    pairs = [(place["longitude"], place["latitude"]) for place in places]
    steps = [metres_between(one, other) for one, other in itertools.pairwise(pairs)]
    assert pairs[-1] == (112.64, 27.33)
    assert max(steps) <= 15.5


async def test_the_program_is_settled_at_every_point_of_a_walk() -> None:
    """So that what it does with a point is done before the next one comes."""
    hooks = Hooks()
    playground = Playground(clock=MovedClock(start_at=START_AT, frozen=True), hooks=hooks)
    times: list[int] = []

    async def settle() -> None:
        times.append(playground.clock.now() - START_AT)

    url = await playground.start()
    async with PlaygroundClient(url, settle=False) as town:
        phone = await town.person("周晓岚", id=7)
        await phone.walks((27.33, 112.634), (27.34, 112.634), every_ms=20_000)
        hooks.settle = settle
        await town.advance(minutes=1)
    await playground.stop()
    assert {20_000, 40_000, 60_000} <= set(times)


async def test_nobody_walks_a_way_that_is_not_there(here: Place) -> None:
    """An unknown route, an unknown person, or no speed at all."""
    for person, walk in (
        (7, {"route": "none"}),
        (99, {"points": [[1, 1], [2, 2]]}),
        (7, {"points": [[1, 1], [2, 2]], "speed": 0}),
    ):
        with pytest.raises(PlaygroundError):
            await here.town.post(f"/people/{person}/walk", walk)
