"""What the tests of the page stand on: a small bot that speaks the Bot API over HTTP, and a way to start Chromium."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp

TOKEN = "7000000001:AAF-page_tests_only_000000000000000"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

CARD = "<b>核对一下</b>\n内容：{text}"
CARD_KEYS = [
    [{"text": "确认上报", "callback_data": "confirm"}],
    [{"text": "说明", "callback_data": "explain"}, {"text": "不回应", "callback_data": "silent"}],
]
MENU = [[{"text": "我的事项"}, {"text": "帮助"}], [{"text": "发送位置", "request_location": True}]]

SMALL_TEXTS = """() => [...document.querySelectorAll('body *')].filter(node =>
    [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()) &&
    node.checkVisibility() &&
    parseFloat(getComputedStyle(node).fontSize) * (node.ownerSVGElement ? node.getScreenCTM().a : 1) < 13.99)
    .map(node => node.outerHTML)"""

NAMELESS_CONTROLS = """() => [...document.querySelectorAll('button, a, input, textarea, select')].filter(node =>
    node.checkVisibility() && !node.innerText?.trim() && !node.ariaLabel && !node.labels?.length)
    .map(node => node.outerHTML)"""

PALE_TEXTS = """() => {
    const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const read = colour => {
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 1, 1);
        const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
        return [[red, green, blue], alpha / 255];
    };
    const over = ([colour, alpha], ground) => colour.map((part, index) => part * alpha + ground[index] * (1 - alpha));
    const ground = node => {
        const layers = [];
        for (let at = node; at; at = at.parentElement) layers.unshift(read(getComputedStyle(at).backgroundColor));
        return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
    };
    const light = colour => colour.map(part => part / 255)
        .map(part => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const shown = [...document.querySelectorAll('body *')].filter(node =>
        [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim()) &&
        node.checkVisibility() && !node.closest('svg, .spoiler'));
    return shown.map(node => {
        const below = ground(node);
        const text = over(read(getComputedStyle(node).color), below);
        const [dark, bright] = [light(below), light(text)].sort((a, b) => a - b);
        return [(bright + 0.05) / (dark + 0.05), node.outerHTML];
    }).filter(([ratio]) => ratio < 4.5).map(([ratio, html]) => `${ratio.toFixed(2)} ${html}`);
}"""
"""Texts whose contrast with what lies under them is below 4.5 to 1, the least that WCAG AA asks for."""


@dataclass
class SmallBot:
    """Answers each message with a card, each place with its coordinates, each press with a toast or an alert."""

    url: str
    session: aiohttp.ClientSession
    updates: list[dict[str, Any]] = field(default_factory=list)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    async def call(self, method: str, **params: object) -> Any:
        """One Bot API call; an answer that is not ok is returned whole."""
        async with self.session.post(f"{self.url}/bot{TOKEN}/{method}", json=params) as response:
            answer = await response.json()
        return answer["result"] if answer["ok"] else answer

    async def run(self) -> None:
        """Poll for updates until cancelled."""
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=20):
                offset = update["update_id"] + 1
                self.updates.append(update)
                self.came.set()
                await self.handle(update)

    async def edits(self, least: int) -> list[dict[str, Any]]:
        """The edited messages that came, as soon as there are so many."""
        async with asyncio.timeout(10):
            while len(found := [each["edited_message"] for each in self.updates if "edited_message" in each]) < least:
                self.came.clear()
                await self.came.wait()
        return found

    async def handle(self, update: dict[str, Any]) -> None:
        """Answer one update."""
        if "callback_query" in update:
            await self.pressed(update["callback_query"])
        elif "message" in update:
            await self.told(update["message"])

    async def told(self, message: dict[str, Any]) -> None:
        """Somebody wrote or sent something."""
        chat = message["chat"]["id"]
        if message.get("text", "").startswith("/start"):
            await self.call("sendMessage", chat_id=chat, text="您好", reply_markup={"keyboard": MENU})
        elif "location" in message:
            place = message["location"]
            await self.call("sendMessage", chat_id=chat, text=f"位置 {place['latitude']:.3f} {place['longitude']:.3f}")
        elif "text" in message:
            safe = message["text"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            keys = {"inline_keyboard": CARD_KEYS}
            text = CARD.format(text=safe)
            await self.call("sendMessage", chat_id=chat, text=text, parse_mode="HTML", reply_markup=keys)
        else:
            await self.call("sendMessage", chat_id=chat, text="收到附件")

    async def pressed(self, query: dict[str, Any]) -> None:
        """Somebody pressed a button of a card."""
        message = query["message"]
        if query["data"] == "explain":
            await self.call(
                "answerCallbackQuery", callback_query_id=query["id"], text="先核对，再确认。", show_alert=True
            )
        elif query["data"] == "confirm":
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text="已经上报")
            ids = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
            await self.call("editMessageText", text="已受理 482-9137", **ids)


@contextlib.asynccontextmanager
async def small_bot(url: str) -> AsyncIterator[SmallBot]:
    """The small bot, polling until the block ends."""
    async with aiohttp.ClientSession() as session:
        bot = SmallBot(url, session)
        running = asyncio.create_task(bot.run())
        try:
            yield bot
        finally:
            running.cancel()
            # The server may have gone before: a bot that polls in vain has nothing to tell the test.
            with contextlib.suppress(asyncio.CancelledError, aiohttp.ClientError):
                await running
