"""The far end of the pacing bench: a Bot API in a process of its own that counts what arrives, and refuses as Telegram does.

Takes its orders as one line of JSON, says its port, and says all it saw when its input ends.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import cast

import orjson
import uvloop

ALL_LIMIT = 30
CHAT_BURST = 3
CHAT_GRACE = 0.02
"""A message to one chat may come so much early: it is a sustained rate that Telegram refuses."""
WRITERS_FROM = 9_000_000
"""People from this number on are those who write; below are those who are only reminded."""
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
SENDING = frozenset({"sendMessage", "sendPhoto", "editMessageText"})
ME: dict[str, object] = {
    "id": 424_242,
    "is_bot": True,
    "first_name": "Shouwang",
    "username": "pacing_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}


@dataclass(frozen=True)
class Orders:
    """How the far end behaves. All times are seconds; a wire of `wire` takes up to `jitter` longer, each way."""

    writers: int
    writers_each_second: float
    wire: float = 0.0
    jitter: float = 0.0
    flood_after: int = 0
    flood_seconds: int = 5
    seed: int = 1


@dataclass
class Seen:
    """What arrived and what was said to it; times are seconds of one monotonic clock, in order."""

    arrivals: list[tuple[float, int, bool]] = field(default_factory=list)
    """When a call to send arrived, to which chat, and whether it was taken."""
    texts: list[tuple[int, str]] = field(default_factory=list)
    """Of each that was taken, chat and text."""
    asked: dict[int, float] = field(default_factory=dict)
    """When what a person wrote was handed out."""
    flood: tuple[float, float] = (0.0, 0.0)
    refused_over_all: int = 0
    refused_for_chat: int = 0


class FarEnd:
    """Updates out, messages in."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.seen = Seen()
        self._random = random.Random(orders.seed)
        self._updates: deque[dict[str, object]] = deque()
        self._news = asyncio.Event()
        self._number = 0
        self._recent: deque[float] = deque()
        self._chat_free: dict[int, float] = {}
        self._writing: asyncio.Task[None] | None = None

    def delay(self) -> float:
        """How long the wire takes this time, one way."""
        return self.orders.wire + self._random.uniform(0.0, self.orders.jitter)

    async def answer(self, method: str, given: dict[str, object]) -> dict[str, object]:
        """The answer to a call that has arrived."""
        if method == "getUpdates":
            return {"ok": True, "result": await self._poll(given)}
        if method == "getMe":
            return {"ok": True, "result": ME}
        if method not in SENDING:
            return {"ok": True, "result": True}
        return self._sent(given)

    def _sent(self, given: dict[str, object]) -> dict[str, object]:
        now, chat = time.monotonic(), int(str(given["chat_id"]))
        wait = self._must_wait(now, chat)
        self.seen.arrivals.append((now, chat, wait == 0))
        if wait:
            says = f"Too Many Requests: retry after {wait}"
            return {"ok": False, "error_code": 429, "description": says, "parameters": {"retry_after": wait}}
        self.seen.texts.append((chat, str(given.get("text"))))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write())
        self._number += 1
        message = {"message_id": self._number, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}
        return {"ok": True, "result": message}

    def _must_wait(self, now: float, chat: int) -> int:
        """Whole seconds until it may be tried again; 0 if it is taken."""
        began, ended = self.seen.flood
        if self.orders.flood_after and not began and len(self.seen.texts) >= self.orders.flood_after:
            began, ended = self.seen.flood = (now, now + self.orders.flood_seconds)
        if began <= now < ended:
            return -int((now - ended) // 1)
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= ALL_LIMIT:
            self.seen.refused_over_all += 1
            return 1
        free = max(self._chat_free.get(chat, now), now)
        if free - now > CHAT_BURST - 1 + CHAT_GRACE:
            self.seen.refused_for_chat += 1
            return 1
        self._chat_free[chat] = free + 1
        self._recent.append(now)
        return 0

    async def _write(self) -> None:
        """People write, each once, at a steady rate."""
        began = time.monotonic()
        for number in range(self.orders.writers):
            await asyncio.sleep(began + (number + 1) / self.orders.writers_each_second - time.monotonic())
            person = WRITERS_FROM + number
            sender = {"id": person, "is_bot": False, "first_name": f"村民{number}", "language_code": "zh-hans"}
            chat = {"id": person, "type": "private", "first_name": sender["first_name"]}
            message = {"message_id": 1, "date": int(time.time()), "chat": chat, "from": sender}
            message["text"] = f"村口第{number}盏路灯坏了三天，晚上走路看不见"
            self._updates.append({"update_id": number + 1, "message": message})
            self._news.set()

    async def _poll(self, given: dict[str, object]) -> list[dict[str, object]]:
        offset, seconds = int(str(given.get("offset") or 0)), float(str(given.get("timeout") or 0))
        while self._updates and int(str(self._updates[0]["update_id"])) < offset:
            self._updates.popleft()
        if not self._updates and seconds:
            self._news.clear()
            try:
                async with asyncio.timeout(seconds):
                    await self._news.wait()
            except TimeoutError:
                return []
        batch = list(self._updates)[:100]
        now = time.monotonic()
        for update in batch:
            self.seen.asked.setdefault(WRITERS_FROM + int(str(update["update_id"])) - 1, now)
        return batch


class Connection(asyncio.Protocol):
    """One HTTP connection, as far as the bot's client speaks HTTP."""

    def __init__(self, far_end: FarEnd) -> None:
        self._far_end = far_end
        self._buffer = b""
        self._running: set[asyncio.Task[None]] = set()
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody connected."""
        # uvloop's transports are not of asyncio's class.
        self._transport = cast("asyncio.WriteTransport", transport)

    def data_received(self, data: bytes) -> None:
        """Some bytes: one request is answered as soon as it is whole."""
        self._buffer += data
        head, found, rest = self._buffer.partition(b"\r\n\r\n")
        if not found:
            return
        length = next((int(line[15:]) for line in head.lower().split(b"\r\n") if line[:15] == b"content-length:"), 0)
        if len(rest) < length:
            return
        self._buffer = rest[length:]
        method = head.split(b" ", 2)[1].rsplit(b"/", 1)[1].decode()
        given = orjson.loads(rest[:length]) if rest[:1] == b"{" else {}
        task = asyncio.create_task(self._answer(method, given))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _answer(self, method: str, given: dict[str, object]) -> None:
        if there := self._far_end.delay():
            await asyncio.sleep(there)
        payload = orjson.dumps(await self._far_end.answer(method, given))
        if back := self._far_end.delay():
            await asyncio.sleep(back)
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(OK % len(payload) + payload)


async def serve() -> None:
    """Serve until the input ends."""
    loop = asyncio.get_running_loop()
    far_end = FarEnd(Orders(**orjson.loads(sys.stdin.buffer.readline())))
    server = await loop.create_server(lambda: Connection(far_end), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.buffer.read)
    sys.stdout.buffer.write(orjson.dumps(asdict(far_end.seen), option=orjson.OPT_NON_STR_KEYS))


if __name__ == "__main__":
    uvloop.run(serve())
