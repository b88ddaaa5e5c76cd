"""The page of phones in a real Chromium: a newcomer writes, presses, sends things, moves the clock, and comes back."""

from __future__ import annotations

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Locator, Page, async_playwright, expect

from playground.client import PlaygroundClient
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

HOUR_MS = 3_600_000
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@dataclass
class Town:
    """A running playground with its bot, seen through one browser."""

    playground: Playground
    client: PlaygroundClient
    bot: SmallBot
    context: BrowserContext
    page: Page
    url: str
    hooks: Hooks

    def phone(self, person: int) -> Locator:
        """The phone of a person on the page."""
        return self.page.locator(f".phone[data-person='{person}']")

    async def write(self, person: int, text: str) -> None:
        """Type a text into a phone and press Enter."""
        field = self.phone(person).locator("textarea")
        await field.fill(text)
        await field.press("Enter")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for the tests of this file."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield chromium
        await chromium.close()


@pytest_asyncio.fixture(loop_scope="module")
async def empty_town(browser: Browser, tmp_path: Path) -> AsyncIterator[Town]:
    """A playground in which nobody lives yet, open in a wide Chinese browser."""
    hooks = Hooks()
    playground = Playground(clock=MovedClock(), state_path=tmp_path / "state.json", hooks=hooks)
    url = await playground.start(port=0)
    context = await browser.new_context(viewport=WIDE, locale="zh-CN")  # type: ignore[arg-type]
    async with PlaygroundClient(url) as client, small_bot(url) as bot:
        page = await context.new_page()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield Town(playground, client, bot, context, page, url, hooks)
        await context.close()
    await playground.stop()
    assert errors == []


@pytest_asyncio.fixture(loop_scope="module")
async def town(empty_town: Town) -> Town:
    """The playground with a villager (1001) and a mediator (1002), and the page open."""
    people = (("李春禾", "villager", 1001, "#b45309"), ("陈广田", "mediator", 1002, "#0e7490"))
    for name, label, number, colour in people:
        person = {"id": number, "first_name": name, "label": label, "color": colour, "language_code": "zh-hans"}
        async with empty_town.bot.session.post(f"{empty_town.url}/playground/api/people", json=person) as answer:
            assert answer.status == 200
    await empty_town.page.goto(empty_town.url)
    await expect(empty_town.phone(1001)).to_be_visible()
    return empty_town


@pytest_asyncio.fixture(loop_scope="module")
async def started(town: Town) -> Town:
    """The same, after the villager pressed Start and was greeted."""
    await town.phone(1001).get_by_role("button", name="开始", exact=True).click()
    await expect(town.phone(1001).locator(".theirs")).to_contain_text("您好")
    return town


async def test_a_newcomer_starts_and_is_answered(started: Town) -> None:
    """Start says /start for the person; what they write then stands on the right, the bot's card on the left."""
    await started.write(1001, "村口的路灯坏了")
    phone = started.phone(1001)
    await expect(phone.locator(".own .text")).to_have_text(["/start", "村口的路灯坏了"])
    card = phone.locator(".theirs").last
    await expect(card.locator("strong")).to_have_text("核对一下")
    await expect(card.locator(".inline-keyboard .key")).to_have_count(3)
    assert await phone.locator("textarea").input_value() == ""


async def test_a_press_waits_is_answered_and_the_card_changes(started: Town) -> None:
    """A pressed button shows the bot's toast, and the edited message is drawn in its old place, marked as edited."""
    phone = started.phone(1001)
    await started.write(1001, "水管漏水")
    await phone.get_by_role("button", name="确认上报").click()
    await expect(phone.locator(".phone-toast")).to_have_text("已经上报")
    last = phone.locator(".theirs").last
    await expect(last).to_contain_text("已受理 482-9137")
    await expect(last).to_contain_text("已编辑")
    await expect(last.locator(".key")).to_have_count(0)


async def test_an_unanswered_press_goes_on_turning(started: Town) -> None:
    """While the bot says nothing the button is busy, and the others are not."""
    phone = started.phone(1001)
    await started.write(1001, "水管漏水")
    await phone.get_by_role("button", name="不回应").click()
    await expect(phone.get_by_role("button", name="不回应")).to_have_attribute("aria-busy", "true")
    await expect(phone.locator(".key.waiting")).to_have_count(1)


async def test_an_alert_stands_until_it_is_read(started: Town) -> None:
    """An answer with show_alert opens a dialog in the phone; OK closes it."""
    phone = started.phone(1001)
    await started.write(1001, "水管漏水")
    await phone.get_by_role("button", name="说明").click()
    alert = phone.get_by_role("dialog")
    await expect(alert).to_contain_text("先核对，再确认。")
    await alert.get_by_role("button", name="好").click()
    await expect(alert).to_have_count(0)


async def test_enter_does_not_send_while_characters_are_being_chosen(started: Town) -> None:
    """The Enter that ends a Chinese word in an input method belongs to the input method."""
    field = started.phone(1001).locator("textarea")
    await field.fill("路灯")
    composing = "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', %s, bubbles: true}))"
    await field.evaluate(composing % "isComposing: true")
    await field.evaluate(composing % "keyCode: 229")
    await field.press("Shift+Enter")
    assert await field.input_value() == "路灯\n"
    await expect(started.phone(1001).locator(".own")).to_have_count(1)
    await field.press("Enter")
    await expect(started.phone(1001).locator(".own .text").last).to_have_text("路灯")


async def test_markup_that_a_person_types_stays_text(started: Town) -> None:
    """Nothing a person writes becomes an element of the page."""
    text = "<img src=x onerror=\"document.title='broken'\"> & <b>bold</b>"
    await started.write(1001, text)
    phone = started.phone(1001)
    await expect(phone.locator(".own .text").last).to_have_text(text)
    await expect(phone.locator(".theirs .text").last).to_contain_text(text)
    await expect(phone.locator(".bubble img")).to_have_count(0)


async def test_a_reload_loses_nothing(started: Town) -> None:
    """Messages come from the server; the draft and the hidden phone are remembered by the browser."""
    await started.write(1001, "水管漏水")
    await expect(started.phone(1001).locator(".inline-keyboard")).to_be_visible()
    await started.phone(1001).locator("textarea").fill("还没写完")
    await started.page.get_by_role("button", name="收起 陈广田 的手机").click()
    await expect(started.phone(1002)).to_have_count(0)
    before = await started.phone(1001).locator(".row .text").all_inner_texts()
    await started.page.reload()
    await expect(started.phone(1001).locator(".row .text")).to_have_text(before)
    assert await started.phone(1001).locator("textarea").input_value() == "还没写完"
    await expect(started.phone(1002)).to_have_count(0)


async def test_a_restarted_server_is_found_again(started: Town) -> None:
    """When the playground comes back on its port with its state, the page says so and goes on without a reload."""
    port = int(started.url.rsplit(":", 1)[1])
    await started.playground.stop()
    await expect(started.page.locator(".lost")).to_be_visible()
    await started.playground.start(port=port)
    await expect(started.page.locator(".lost")).to_be_hidden(timeout=15_000)
    await expect(started.phone(1001).locator(".own .text")).to_have_text(["/start"])
    person = {"id": 1003, "first_name": "周晓岚", "label": "patroller"}
    async with started.bot.session.post(f"{started.url}/playground/api/people", json=person) as answer:
        assert answer.status == 200
    await expect(started.phone(1003)).to_be_visible()


async def test_the_clock_moves_and_stays_busy_until_the_program_is_done(town: Town) -> None:
    """+1 hour moves the township's time; the button turns until the program has settled."""
    asked, release = asyncio.Event(), asyncio.Event()

    async def settle() -> None:
        asked.set()
        await release.wait()

    town.hooks.settle = settle
    clock = town.page.locator(".clock")
    before = int(await clock.get_attribute("data-at") or 0)
    button = town.page.locator("[data-move=hour]")
    await button.click()
    await asked.wait()
    await expect(button).to_have_attribute("aria-busy", "true")
    release.set()
    await expect(button).to_have_attribute("aria-busy", "false")
    after = int(await clock.get_attribute("data-at") or 0)
    assert HOUR_MS <= after - before < HOUR_MS + 60_000


async def test_next_due_goes_to_the_programs_next_work(town: Town) -> None:
    """The third button asks the program when it has work next, and goes exactly there."""
    due_at = (await town.client.now()) + 5 * HOUR_MS

    async def next_due() -> int | None:
        return due_at if await town.client.now() < due_at else None

    town.hooks.next_due = next_due
    await town.page.locator("[data-move=next]").click()
    await expect(town.page.locator(".note")).to_contain_text("时钟已到")
    assert due_at <= await town.client.now() < due_at + 60_000


async def test_a_place_is_chosen_on_the_map(started: Town) -> None:
    """The reply keyboard's location button opens the map; a click and a village both set the pin that is sent."""
    phone = started.phone(1001)
    await phone.get_by_role("button", name="发送位置").click()
    dialog = started.page.get_by_role("dialog", name="在地图上选一个地点")
    await expect(dialog.get_by_role("button", name="发送这个位置")).to_be_disabled()
    await dialog.locator("svg.map").click(position={"x": 200, "y": 150})
    await dialog.get_by_role("combobox", name="选择一个村…").select_option(label="柳塘")
    await expect(dialog.locator(".map-where")).to_have_text("柳塘附近")
    await dialog.get_by_role("button", name="发送这个位置").click()
    await expect(phone.locator(".own .place .map-pin")).to_be_visible()
    await expect(phone.locator(".own .place")).to_contain_text("柳塘附近")
    await expect(phone.locator(".theirs .text").last).to_have_text("位置 27.286 112.684")


async def test_sample_photos_need_no_file(started: Town) -> None:
    """Two drawn photos go as an album with a caption and stand in one bubble."""
    phone = started.phone(1001)
    await phone.get_by_role("button", name="附件").click()
    await phone.get_by_role("button", name="示例照片").click()
    await phone.get_by_role("button", name="路灯坏了").click()
    await phone.get_by_role("button", name="路面积水").click()
    await phone.get_by_label("说明（可不填）").fill("昨晚拍的")
    await phone.get_by_role("button", name="发送 2 项").click()
    bubble = phone.locator(".own .with-pictures")
    await expect(bubble.locator("img")).to_have_count(2)
    await expect(bubble.locator(".text")).to_have_text("昨晚拍的")
    width = "image => image.decode().then(() => image.naturalWidth)"
    assert await bubble.locator("img").first.evaluate(width) == 960
    await expect(phone.locator(".theirs").filter(has_text="收到附件")).to_have_count(2)


async def test_a_photo_from_the_disk_is_looked_at_first(started: Town) -> None:
    """A chosen file is shown before it is sent, and arrives with the bot."""
    phone = started.phone(1001)
    await phone.get_by_role("button", name="附件").click()
    async with started.page.expect_file_chooser() as chooser:
        await phone.get_by_role("button", name="选择照片").click()
    await (await chooser.value).set_files({"name": "dot.png", "mimeType": "image/png", "buffer": DOT})
    await expect(phone.locator(".preview img")).to_be_visible()
    await phone.get_by_role("button", name="发送 1 项").click()
    await expect(phone.locator(".own .picture img")).to_be_visible()
    await expect(phone.locator(".theirs .text").last).to_have_text("收到附件")
    assert started.bot.updates[-1]["message"]["photo"]


async def test_a_voice_message_without_a_microphone(started: Town) -> None:
    """Where no microphone is, a sample voice message can be sent and played."""
    phone = started.phone(1001)
    await phone.get_by_role("button", name="发语音").click()
    await phone.get_by_role("button", name="发送示例语音").click()
    await phone.locator(".own .voice").get_by_role("button", name="播放").click()
    await expect(phone.locator(".theirs .text").last).to_have_text("收到附件")
    assert started.bot.updates[-1]["message"]["voice"]["duration"] == 2


async def test_the_reply_keyboard_speaks_for_the_person(started: Town) -> None:
    """A key of the reply keyboard sends its words; the keyboard can be put away and brought back."""
    phone = started.phone(1001)
    await phone.get_by_role("button", name="帮助").click()
    await expect(phone.locator(".own .text").last).to_have_text("帮助")
    await phone.get_by_role("button", name="收起按钮").click()
    await expect(phone.locator(".reply-keyboard")).to_be_hidden()
    await phone.get_by_role("button", name="显示按钮").click()
    await expect(phone.locator(".reply-keyboard")).to_be_visible()


async def test_a_hidden_phone_counts_what_it_has_not_shown(town: Town) -> None:
    """A message for a phone that is put away is counted on its chip, until the phone is seen again."""
    await town.page.get_by_role("button", name="收起 陈广田 的手机").click()
    await town.bot.call("sendMessage", chat_id=1002, text="有一件新事项")
    chip = town.page.locator(".chip").filter(has_text="陈广田")
    await expect(chip.locator(".badge")).to_have_text("1")
    await chip.get_by_role("button").first.click()
    await expect(town.phone(1002).locator(".theirs .text")).to_have_text("有一件新事项")
    await expect(chip.locator(".badge")).to_have_count(0)


async def test_a_reader_further_up_is_told_of_new_messages(started: Town) -> None:
    """New messages do not pull a reader down; a pill counts them and leads to the newest."""
    for number in range(25):
        await started.bot.call("sendMessage", chat_id=1001, text=f"第 {number} 条")
    phone = started.phone(1001)
    await expect(phone.locator(".theirs .text").last).to_have_text("第 24 条")
    await phone.locator(".scroller").evaluate("node => { node.scrollTop = 0; }")
    await expect(phone.locator(".pill")).to_be_visible()
    await started.bot.call("sendMessage", chat_id=1001, text="新来的")
    await phone.get_by_role("button", name="1 条新消息").click()
    await expect(phone.locator(".theirs .text").last).to_be_in_viewport()
    await expect(phone.locator(".pill")).to_be_hidden()


async def test_a_blocked_bot_is_refused_until_it_is_let_in(started: Town) -> None:
    """Blocking from the phone's menu makes the bot's sends fail; one button takes it back."""
    phone = started.phone(1001)
    await phone.get_by_role("button", name="更多").click()
    await phone.get_by_role("button", name="屏蔽机器人").click()
    unblock = phone.get_by_role("button", name="解除屏蔽并继续")
    await expect(unblock).to_be_visible()
    refused = await started.bot.call("sendMessage", chat_id=1001, text="听得到吗")
    assert refused["description"] == "Forbidden: bot was blocked by the user"
    await unblock.click()
    await expect(phone.locator("textarea")).to_be_visible()


async def test_an_invitation_is_scanned_from_another_phone(town: Town) -> None:
    """A link that the bot sent to one person can be opened on another's phone, as a scanned code would be."""
    await town.bot.call("sendMessage", chat_id=1001, text="https://t.me/shouwang_bot?start=inv-42")
    await expect(town.phone(1001).locator(".theirs")).to_have_count(1)
    await town.phone(1002).get_by_role("button", name="更多").click()
    await town.phone(1002).get_by_role("button", name="扫码或打开链接").click()
    await town.page.get_by_role("button", name="inv-42").click()
    await town.page.get_by_role("button", name="在这部手机上打开").click()
    await expect(town.phone(1002).locator(".own .text")).to_have_text("/start inv-42")


async def test_a_group_is_a_further_chat_in_each_members_phone(town: Town) -> None:
    """A group shows in its members' phones, with the sender's name over what others say."""
    await town.phone(1001).get_by_role("button", name="更多").click()
    await town.phone(1001).get_by_role("button", name="新建群组").click()
    dialog = town.page.get_by_role("dialog", name="新建群组")
    await dialog.get_by_label("群名").fill("柳塘巡逻队")
    await dialog.get_by_label("陈广田").check()
    await dialog.get_by_role("button", name="创建").click()
    for person in (1001, 1002):
        await town.phone(person).get_by_role("button", name="返回聊天列表").click()
        await town.phone(person).get_by_role("button", name="柳塘巡逻队").click()
    await town.write(1001, "今晚谁值班")
    await expect(town.phone(1002).locator(".theirs .sender").first).to_have_text("李春禾")
    await expect(town.phone(1002).locator(".theirs .text").first).to_have_text("今晚谁值班")


async def test_the_feed_tells_what_the_bot_did(started: Town) -> None:
    """The panel opens beside the phones and names the person and the words of each message."""
    await started.page.get_by_role("button", name="动态").click()
    feed = started.page.get_by_role("complementary", name="机器人做了什么")
    await expect(feed.locator(".feed-row").first).to_contain_text("对 李春禾 说")
    await expect(feed.locator(".feed-row").first).to_contain_text("您好")


async def test_an_empty_world_invites_to_add_somebody(empty_town: Town) -> None:
    """Without people the page asks for one, and the added person's phone is there at once."""
    await empty_town.page.goto(empty_town.url)
    await empty_town.page.get_by_role("main").get_by_role("button", name="添加人物").click()
    dialog = empty_town.page.get_by_role("dialog", name="添加人物")
    await dialog.get_by_label("姓名").last.fill("王大河")
    await dialog.get_by_role("button", name="添加", exact=True).click()
    await expect(empty_town.page.locator(".phone h2")).to_have_text("王大河")


async def test_on_a_narrow_screen_one_phone_fills_it(started: Town) -> None:
    """The chips are tabs there, nothing reaches over the edge, and the composer is in reach."""
    await started.page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    villager, mediator = started.phone(1001), started.phone(1002)
    await expect(villager).to_be_in_viewport(ratio=0.9)
    await expect(mediator).not_to_be_in_viewport()
    assert await started.page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]
    await started.page.locator(".chip-go").filter(has_text="陈广田").click()
    await expect(mediator).to_be_in_viewport(ratio=0.9)
    await expect(villager).not_to_be_in_viewport()
    await expect(started.page.locator(".chip.current")).to_contain_text("陈广田")
    await expect(mediator.get_by_role("button", name="开始", exact=True)).to_be_in_viewport(ratio=1)


async def test_everything_can_be_read_and_named(started: Town) -> None:
    """In both languages and by day and night: no text under 14 pixels, none too pale, no control without a name."""
    await started.write(1001, "水管漏水")
    await expect(started.phone(1001).locator(".inline-keyboard")).to_be_visible()
    await check_readable(started.page)
    await started.page.get_by_role("button", name="Show the page in English").click()
    await expect(started.phone(1002).get_by_role("button", name="Start")).to_be_visible()
    await started.page.emulate_media(color_scheme="dark")
    await check_readable(started.page)


async def check_readable(page: Page) -> None:
    """What is shown now can be read, and named by a screen reader."""
    assert await page.evaluate(SMALL_TEXTS) == []
    assert await page.evaluate(PALE_TEXTS) == []
    assert await page.evaluate(NAMELESS_CONTROLS) == []


async def test_a_crowd_does_not_flood_the_page(empty_town: Town) -> None:
    """Of very many people the first twelve get a phone by themselves; any other is one press away."""
    for number in range(14):
        await empty_town.client.post("/people", {"id": 2001 + number, "first_name": f"村民{number}"})
    await empty_town.page.goto(empty_town.url)
    await expect(empty_town.page.locator(".chip")).to_have_count(14)
    await expect(empty_town.page.locator(".phone")).to_have_count(12)
    await empty_town.page.get_by_role("button", name="显示 村民13 的手机").click()
    await expect(empty_town.phone(2014)).to_have_count(1)


async def test_nothing_is_fetched_from_elsewhere(town: Town) -> None:
    """The page works offline: every request goes to the playground itself."""
    asked: list[str] = []
    town.page.on("request", lambda request: asked.append(request.url))
    await town.page.reload()
    await expect(town.phone(1001)).to_be_visible()
    with contextlib.suppress(ValueError):
        asked.remove(f"{town.url}/")
    assert asked
    assert [address for address in asked if not address.startswith((town.url, "data:", "blob:"))] == []
