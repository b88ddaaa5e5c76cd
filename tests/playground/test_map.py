"""The big map in a real Chromium: people are dragged, posters scanned, routes walked, and a night is played."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from playground.client import Phone, PlaygroundClient
from playground.clock import MovedClock
from playground.hooks import Hooks
from playground.server import Playground
from tests.playground.page_town import (
    CHROMIUM,
    CHROMIUM_ARGUMENTS,
    NAMELESS_CONTROLS,
    PALE_TEXTS,
    SMALL_TEXTS,
    SmallBot,
    small_bot,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: `apt-get install chromium` brings it"),
]

WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 390, "height": 844}
EVENING = 1_795_003_200_000
"""2026-11-18 20:00 in the township."""
MORNING = EVENING + 10 * 3_600_000 + 30 * 60_000
HOME = (27.33, 112.634175)
GATE = {"latitude": 27.3331, "longitude": 112.636575}
LINK = "https://t.me/shouwang_bot?start=c_poster"
FAST_STEPS = "window.setTimeout = (real => (act, ms) => real(act, ms === undefined || ms > 250 ? ms : 1))(setTimeout)"
"""Playing waits a moment between two steps; a test need not."""
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PLACES: dict[str, Any] = {
    "areas": [
        {"id": "fenglin", "name": "枫林村", "centre": {"latitude": HOME[0], "longitude": HOME[1]}, "radius": 900},
        {"id": "zhuxi", "name": "竹溪村", "polygon": [[112.67, 27.31], [112.69, 27.31], [112.69, 27.33]]},
    ],
    "checkpoints": [
        {"id": "gate", "name": "村小门口", "place": GATE, "link": LINK},
        {"id": "bridge", "name": "石桥头", "place": {"latitude": 27.3272, "longitude": 112.637775}},
    ],
    "routes": [
        {
            "id": "round",
            "name": "村里一圈",
            "points": [[112.634175, 27.33], [112.636575, 27.3331], [112.637775, 27.3272]],
        }
    ],
    "hot_spots": [
        {"id": "school", "name": "村小门口", "place": GATE, "kind": "school"},
        {"id": "road", "name": "国道路口", "place": {"latitude": 27.3295, "longitude": 112.6301}, "kind": "road"},
    ],
}


@dataclass
class Seen:
    """A playground with two people on the map, and the page with the map open."""

    playground: Playground
    hooks: Hooks
    client: PlaygroundClient
    bot: SmallBot
    page: Page
    zhou: Phone
    chen: Phone

    @property
    def panel(self) -> Locator:
        """The map beside the phones."""
        return self.page.locator(".town")

    def pin(self, phone: Phone) -> Locator:
        """A person's pin."""
        return self.panel.locator(f".town-person[data-person='{phone.id}']")

    def act(self, name: str) -> Locator:
        """A control of the chosen person, or of the player."""
        return self.panel.locator(f"[data-act={name}]")

    def place(self, phone: Phone) -> dict[str, Any]:
        """Where the server has somebody."""
        return self.playground.world.people[phone.id].place or {}

    async def drag(self, pin: Locator, right: int, down: int) -> None:
        """Drag a pin by so many pixels."""
        box = await pin.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        await self.page.mouse.move(x, y)
        await self.page.mouse.down()
        await self.page.mouse.move(x + right / 2, y + down / 2)
        await self.page.mouse.move(x + right, y + down)
        await self.page.mouse.up()

    async def edits(self, least: int) -> list[dict[str, Any]]:
        """The places that the bot was told of as edits, when there are so many."""
        return [message["location"] for message in await self.bot.edits(least)]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of the town."""
        world = self.playground.world
        async with asyncio.timeout(10):
            while not holds():
                await world.events_after(world.sequence)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the tests of this file."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="module")
async def seen(browser: Browser) -> AsyncIterator[Seen]:
    """The evening of a village: a patroller and a mediator on the map, a third person nowhere yet."""
    hooks = Hooks()
    playground = Playground(clock=MovedClock(start_at=EVENING, frozen=True), hooks=hooks)
    url = await playground.start()
    context = await browser.new_context(viewport=WIDE, locale="zh-CN", has_touch=True)  # type: ignore[arg-type]
    async with PlaygroundClient(url) as client, small_bot(url) as bot:
        zhou = await client.person("周晓岚", id=1003, label="patroller", color="#15803d")
        chen = await client.person("陈广田", id=1004, label="mediator", color="#0e7490")
        await client.person("李春禾", id=1005, label="villager", color="#c2410c")
        await zhou.moves_to(*HOME, accuracy=15)
        await chen.moves_to(27.3285, 112.6312)
        await client.places(**PLACES)
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(url)
        await page.get_by_role("button", name="地图", exact=True).click()
        await page.get_by_role("combobox", name="看哪个村…").select_option(label="枫林")
        yield Seen(playground, hooks, client, bot, page, zhou, chen)
        await context.close()
    await playground.stop()
    assert errors == []


async def test_what_was_given_is_drawn(seen: Seen) -> None:
    """Areas, ways, posters and hot spots; a checkpoint without a poster says so and nobody scans it."""
    await expect(seen.panel.locator(".town-area")).to_have_count(2)
    await expect(seen.panel.locator(".town-route")).to_have_count(1)
    await expect(seen.panel.locator(".town-poster")).to_have_count(2)
    await expect(seen.panel.locator(".town-spot")).to_have_count(2)
    await seen.pin(seen.zhou).click()
    await seen.panel.get_by_role("button", name="“石桥头”的海报").click()
    await expect(seen.page.locator(".note")).to_have_text("“石桥头”没有挂海报")
    await seen.client.places(areas=PLACES["areas"][:1])
    await expect(seen.panel.locator(".town-area")).to_have_count(1)
    await expect(seen.panel.locator(".town-poster")).to_have_count(0)


async def test_a_dragged_person_is_where_they_were_dropped_also_after_a_reload(seen: Seen) -> None:
    """Nothing is shared: the bot hears nothing of it. The accuracy of the phone stays."""
    await seen.drag(seen.pin(seen.zhou), 60, -40)
    await seen.until(lambda: seen.place(seen.zhou)["latitude"] > HOME[0])
    place = seen.place(seen.zhou)
    assert place["longitude"] > HOME[1]
    assert place["horizontal_accuracy"] == 15
    await seen.page.reload()
    await expect(seen.pin(seen.zhou)).to_be_visible()
    assert seen.place(seen.zhou) == place
    assert seen.bot.updates == []


async def test_arrow_keys_move_a_person_too(seen: Seen) -> None:
    """For hands that cannot drag."""
    await seen.pin(seen.zhou).focus()
    await seen.page.keyboard.press("ArrowUp")
    await seen.page.keyboard.press("ArrowUp")
    await seen.until(lambda: seen.place(seen.zhou)["latitude"] > HOME[0])
    assert seen.place(seen.zhou)["longitude"] == pytest.approx(HOME[1], abs=1e-5)


async def test_dragging_somebody_who_shares_their_place_moves_it(seen: Seen) -> None:
    """Each drop is an edited message; after the end of sharing there are no more."""
    await seen.pin(seen.zhou).click()
    await seen.act("live").click()
    await expect(seen.panel.locator(".town-live")).to_have_text("实时共享到 04:00")
    await seen.drag(seen.pin(seen.zhou), 70, 0)
    (moved,) = await seen.edits(1)
    assert moved["longitude"] > HOME[1]
    assert moved["live_period"] == 28_800
    await seen.act("live").click()
    *_, ended = await seen.edits(2)
    assert "live_period" not in ended
    await expect(seen.panel.locator(".town-live")).to_have_count(0)
    await seen.drag(seen.pin(seen.zhou), -50, 20)
    await seen.until(lambda: seen.place(seen.zhou)["longitude"] < moved["longitude"])
    (message,) = (each for each in seen.playground.world.chats[1003].messages.values() if "location" in each)
    assert message["location"] == ended
    assert len(await seen.edits(2)) == 2


async def test_a_location_is_sent_from_where_the_person_is(seen: Seen) -> None:
    """From the map with one press; from the phone the pin stands there to begin with."""
    await seen.pin(seen.zhou).click()
    await seen.act("accuracy").select_option("200")
    await seen.act("send").click()
    phone = seen.page.locator(".phone[data-person='1003']")
    await expect(phone.locator(".theirs .text").last).to_have_text("位置 27.330 112.634")
    assert seen.bot.updates[-1]["message"]["location"]["horizontal_accuracy"] == 200
    await phone.get_by_role("button", name="附件").click()
    await phone.get_by_role("button", name="位置", exact=True).click()
    dialog = seen.page.get_by_role("dialog", name="在地图上选一个地点")
    await expect(dialog.locator(".map-where")).to_have_text("枫林附近")
    await dialog.get_by_role("combobox", name="发一次还是持续共享").select_option(label="共享 1 小时")
    await dialog.get_by_role("button", name="发送这个位置").click()
    await expect(seen.panel.locator(".town-live")).to_have_text("实时共享到 21:00")


async def test_a_poster_is_scanned_by_whoever_is_chosen(seen: Seen) -> None:
    """The phone says /start with what the poster carries; with nobody chosen the page asks who scans."""
    await seen.pin(seen.zhou).click()
    await seen.panel.locator("[data-checkpoint=gate]").click()
    await expect(seen.page.locator(".phone[data-person='1003'] .own .text")).to_have_text("/start c_poster")
    await expect(seen.page.locator(".note")).to_have_text("周晓岚在 418 米外扫了“村小门口”的海报")
    await seen.act("letGo").click()
    await seen.panel.locator("[data-checkpoint=gate]").click()
    dialog = seen.page.get_by_role("dialog", name="谁来扫“村小门口”的海报？")
    await dialog.get_by_role("button", name="陈广田").click()
    await expect(seen.page.locator(".phone[data-person='1004'] .own .text")).to_have_text("/start c_poster")


async def test_somebody_who_is_nowhere_is_put_on_the_map_by_a_click(seen: Seen) -> None:
    """Chosen below the map, then the place is pressed."""
    await seen.panel.get_by_role("button", name="李春禾", exact=True).click()
    await seen.panel.locator(".town-view").click(position={"x": 120, "y": 240})
    await expect(seen.panel.locator(".town-person")).to_have_count(3)
    assert seen.playground.world.people[1005].place is not None


async def test_somebody_sets_out_and_their_shared_place_goes_with_the_clock(seen: Seen) -> None:
    """Setting out begins to share; every fifteen seconds of the moved clock there is a point; standing still ends it."""
    await seen.pin(seen.zhou).click()
    await seen.act("route").select_option(label="村里一圈")
    await seen.act("pace").select_option(label="骑车")
    await seen.act("walk").click()
    await expect(seen.panel.locator(".town-walk")).to_have_text("在走“村里一圈”")
    await seen.client.advance(minutes=1)
    points = await seen.edits(5)
    assert points[-1]["latitude"] > points[1]["latitude"] > HOME[0]
    await expect(seen.panel.locator(".town-trail")).to_have_count(1)
    await seen.act("walk").click()
    await expect(seen.act("route")).to_be_visible()
    there = seen.place(seen.zhou)
    await seen.client.advance(minutes=5)
    assert seen.place(seen.zhou) == there


async def test_a_night_is_played_stopping_at_all_that_falls_due(seen: Seen) -> None:
    """Until half past six, past each of the program's own moments; then it stops by itself."""
    due = [EVENING + hours * 3_600_000 for hours in (1, 4, 9)]
    done: list[int] = []

    async def next_due() -> int | None:
        return next((at for at in due if at not in done), None)

    async def settle() -> None:
        now = seen.playground.clock.now()
        done.extend(at for at in due if at <= now and at not in done)
        stops.append(now)

    stops: list[int] = []
    seen.hooks.next_due, seen.hooks.settle = next_due, settle
    await seen.panel.get_by_label("播放速度").select_option(label="一分钟一晚")
    await seen.page.evaluate(FAST_STEPS)
    await seen.act("play").click()
    await expect(seen.page.locator(".note")).to_contain_text("06:30", timeout=60_000)
    assert seen.playground.clock.now() == MORNING
    assert set(due) <= set(stops)


async def test_the_playing_is_paused_and_goes_on(seen: Seen) -> None:
    """Paused the time stands still; pressed again it goes on from there."""
    await seen.page.evaluate(FAST_STEPS)
    await seen.panel.get_by_label("播放速度").select_option(label="一分钟走十分钟")
    await seen.act("play").click()
    await expect(seen.act("play")).to_have_text("暂停")
    await seen.until(lambda: seen.playground.clock.now() > EVENING + 10_000)
    await seen.act("play").click()
    await expect(seen.act("play")).to_have_text("播放到 06:30")
    paused = seen.playground.clock.now()
    await seen.page.evaluate(TWO_FRAMES)
    assert seen.playground.clock.now() == paused
    await seen.act("play").click()
    await seen.until(lambda: seen.playground.clock.now() > paused)


async def test_the_clock_goes_to_the_evening(seen: Seen) -> None:
    """To the next half past six in the evening, when a night's first reminders come."""
    await seen.act("evening").click()
    await expect(seen.page.locator(".note")).to_contain_text("18:30")
    assert seen.playground.clock.now() == EVENING + 22 * 3_600_000 + 30 * 60_000


async def test_the_map_is_panned_and_zoomed_and_looked_at_again(seen: Seen) -> None:
    """By dragging and by the buttons; a reload comes back to the same part. A press on an area looks at it."""
    view = seen.panel.locator(".town-base")
    before = await view.get_attribute("viewBox")
    for _turn in range(4):
        await seen.panel.get_by_role("button", name="缩小").click()
    await expect(view).not_to_have_attribute("viewBox", before or "")
    await expect(seen.panel.locator(".town-poster")).to_have_count(0)
    await seen.page.evaluate(TWO_FRAMES)
    zoomed = await view.get_attribute("viewBox") or ""
    await seen.page.reload()
    await expect(view).to_have_attribute("viewBox", zoomed)
    area = seen.panel.locator(".town-area").first
    await expect(area).to_be_visible()
    box = await area.bounding_box()
    assert box is not None
    await area.click(position={"x": box["width"] / 2, "y": box["height"] * 0.92})
    await expect(seen.panel.locator(".town-poster")).to_have_count(2)


async def test_on_a_narrow_screen_the_map_lies_over_the_phones(seen: Seen) -> None:
    """Everything within reach of a thumb: no control smaller than 40 pixels, nothing over the edge."""
    await seen.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    await seen.pin(seen.zhou).click()
    await seen.act("route").select_option(label="村里一圈")
    for name in ("send", "live", "walk", "play", "evening"):
        await expect(seen.act(name)).to_be_in_viewport(ratio=1)
        box = await seen.act(name).bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert await seen.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    await seen.panel.get_by_role("button", name="收起").click()
    await expect(seen.panel).to_be_hidden()


async def test_the_map_can_be_read_and_named(seen: Seen) -> None:
    """In both languages and by day and night, with somebody chosen and with nobody."""
    await check_readable(seen.page)
    await seen.pin(seen.zhou).click()
    await check_readable(seen.page)
    await seen.page.get_by_role("button", name="Show the page in English").click()
    await expect(seen.pin(seen.zhou)).to_be_visible()
    await seen.page.emulate_media(color_scheme="dark")
    await seen.pin(seen.zhou).click()
    await check_readable(seen.page)


async def check_readable(page: Page) -> None:
    """What is shown now can be read, and named by a screen reader."""
    assert await page.evaluate(SMALL_TEXTS) == []
    assert await page.evaluate(PALE_TEXTS) == []
    assert await page.evaluate(NAMELESS_CONTROLS) == []
