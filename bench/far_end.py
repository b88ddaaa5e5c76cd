"""The far end of the rates: a Bot API in a process of its own, with people who report one thing after another.

Takes its orders as a line of JSON, says its port, measures when the program has asked for updates, says what it saw, and ends.
In a closed loop each person waits for the answer before the next step; in an open loop steps come at a steady rate.
"""

from __future__ import annotations

import asyncio
import re
import resource
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Any, cast
from urllib.parse import parse_qsl

import orjson
import uvloop

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
NUMBER = re.compile(r"\d{3}-\d{4}")
STEPS = ("枫林村", "保密", "提交")
MOST_AT_ONCE = 100
WARMING_UP = 0.3
"""This share of the measuring time goes before it, unmeasured."""
TICK_SECONDS = 0.01
Json = dict[str, Any]


@dataclass(frozen=True)
class Orders:
    """How the far end behaves. `answer_seconds` pass before each answer; `rate` is 0 for a closed loop."""

    chats: int
    seconds: float
    answer_seconds: float = 0.0
    rate: float = 0.0


@dataclass
class Seen:
    """What was measured. Waits are seconds from an update until its answer came; one number in ten is a sample of both ends."""

    updates: int = 0
    seconds: float = 0.0
    reports: int = 0
    cpu_seconds: float = 0.0
    waits: list[float] = field(default_factory=list)
    backlog_middle: int = 0
    backlog_end: int = 0


class Person:
    """Somebody who reports; after each report somebody new takes the place."""

    def __init__(self, number: int, far_end: FarEnd) -> None:
        self.number = number
        self._far_end = far_end
        self.waits_since = 0.0
        self.next_press: tuple[int, str] | None = None

    def _user(self) -> Json:
        return {"id": self.number, "is_bot": False, "first_name": f"村民{self.number}", "language_code": "zh-hans"}

    def _chat(self) -> Json:
        return {"id": self.number, "type": "private", "first_name": "村民"}

    def begin(self) -> None:
        """Write what happened."""
        text = f"村口第{self.number}盏路灯坏了三天，晚上走路看不见，老人摔了一跤"
        message = {"message_id": self._far_end.number(), "date": int(time.time()), "chat": self._chat()}
        self._send({"message": {**message, "from": self._user(), "text": text}})

    def press(self, message_id: int, data: str) -> None:
        """Press a button."""
        message = {"message_id": message_id, "date": int(time.time()), "chat": self._chat(), "text": "…"}
        query = {"id": f"q{self._far_end.number()}", "from": self._user(), "chat_instance": "1", "data": data}
        self._send({"callback_query": {**query, "message": message}})

    def _send(self, update: Json) -> None:
        self.waits_since = time.perf_counter()
        self._far_end.push(update)

    def read(self, message_id: int, parameters: Json) -> None:
        """Look at what the program said; go on if it is the answer."""
        if not self.waits_since:
            return
        markup = parameters.get("reply_markup") or {}
        markup = orjson.loads(markup) if isinstance(markup, str) else markup
        buttons = {
            button["text"]: button["callback_data"]
            for row in markup.get("inline_keyboard", [])
            for button in row
            if "callback_data" in button
        }
        # The last step first: an earlier one may still stand on the card.
        for step in reversed(STEPS):
            for label, data in buttons.items():
                if step in label:
                    self._answered((message_id, data))
                    return
        if NUMBER.search(str(parameters.get("text", ""))):
            self._far_end.seen.reports += 1
            self._answered(None)

    def _answered(self, then: tuple[int, str] | None) -> None:
        self._far_end.answered(time.perf_counter() - self.waits_since)
        self.waits_since = 0.0
        self.next_press = then
        self._far_end.goes_on(self)

    def act(self) -> None:
        """Take the next step."""
        if self.next_press is not None:
            self.press(*self.next_press)
            self.next_press = None
        else:
            self._far_end.replace(self)


class FarEnd:
    """Everybody, the updates that wait, and the counting."""

    def __init__(self, orders: Orders) -> None:
        self.orders = orders
        self.seen = Seen()
        self.people: dict[int, Person] = {}
        self._ready: deque[Person] = deque()
        self._updates: deque[Json] = deque()
        self._came = asyncio.Event()
        self._last_number = 1_000
        self._last_update = 0
        self._last_person = 100_000
        self.begun = False
        self._counting = False
        self._done = asyncio.get_running_loop().create_future()

    def number(self) -> int:
        """A number not given before."""
        self._last_number += 1
        return self._last_number

    def push(self, update: Json) -> None:
        """An update for the program."""
        self._last_update += 1
        self._updates.append({"update_id": self._last_update, **update})
        self._came.set()

    def answered(self, seconds: float) -> None:
        """Somebody has their answer."""
        if self._counting:
            self.seen.updates += 1
            self.seen.waits.append(seconds)

    def goes_on(self, person: Person) -> None:
        """At once in a closed loop; in an open one when it is their turn."""
        if self.orders.rate:
            self._ready.append(person)
        else:
            person.act()

    def replace(self, person: Person) -> None:
        """Whoever was helped goes; somebody new has something to report."""
        self.people.pop(person.number, None)
        self._somebody().begin()

    def _somebody(self) -> Person:
        self._last_person += 1
        person = Person(self._last_person, self)
        self.people[person.number] = person
        return person

    async def updates(self, offset: int, seconds: float) -> list[Json]:
        """What the program asks for."""
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if not self.begun and seconds > 0:
            self.begun = True
            self._task = asyncio.create_task(self._measure())
        if not self._updates and seconds > 0:
            self._came.clear()
            try:
                await asyncio.wait_for(self._came.wait(), seconds)
            except TimeoutError:
                return []
        return [self._updates[number] for number in range(min(len(self._updates), MOST_AT_ONCE))]

    async def _measure(self) -> None:
        loop = asyncio.get_running_loop()
        steady = asyncio.create_task(self._steady()) if self.orders.rate else None
        if steady is None:
            for _chat in range(self.orders.chats):
                self._somebody().begin()
        await asyncio.sleep(self.orders.seconds * WARMING_UP)
        sys.stdout.buffer.write(b"begin\n")
        sys.stdout.flush()
        self._counting, began, cpu = True, loop.time(), _cpu()
        await asyncio.sleep(self.orders.seconds / 2)
        self.seen.backlog_middle = self._waiting()
        await asyncio.sleep(self.orders.seconds / 2)
        self.seen.backlog_end = self._waiting()
        self._counting = False
        self.seen.seconds, self.seen.cpu_seconds = loop.time() - began, _cpu() - cpu
        if steady is not None:
            steady.cancel()
        self._done.set_result(None)

    async def _steady(self) -> None:
        """So many steps a second, whatever becomes of them: of people in the middle of a report, or of somebody new."""
        began, sent = time.perf_counter(), 0
        while True:
            await asyncio.sleep(TICK_SECONDS)
            while sent < (time.perf_counter() - began) * self.orders.rate:
                sent += 1
                if self._ready:
                    self._ready.popleft().act()
                else:
                    self._somebody().begin()

    def _waiting(self) -> int:
        return sum(1 for person in self.people.values() if person.waits_since)

    async def result(self) -> Seen:
        """What was seen, when the time is over."""
        await self._done
        return self.seen


class Connection(asyncio.Protocol):
    """One connection of the program; requests on it come one after another."""

    def __init__(self, far_end: FarEnd) -> None:
        self._far_end = far_end
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take whole requests from what came."""
        self._buffer += data
        while (head := self._buffer.find(b"\r\n\r\n")) >= 0:
            found = LENGTH.search(self._buffer, 0, head)
            end = head + 4 + (int(found[1]) if found else 0)
            if len(self._buffer) < end:
                return
            path = self._buffer.split(b" ", 2)[1]
            head_text, body = self._buffer[:head], self._buffer[head + 4 : end]
            self._buffer = self._buffer[end:]
            self._take(path.rsplit(b"/", 1)[1].decode().casefold(), _parameters(head_text, body))

    def _take(self, method: str, parameters: Json) -> None:
        if method == "getupdates":
            self._poll = asyncio.ensure_future(self._answer_poll(parameters))
        elif method == "getme":
            self._later(ME)
        elif method in {"sendmessage", "editmessagetext"}:
            chat, text = int(parameters["chat_id"]), str(parameters["text"])
            identifier = int(parameters.get("message_id") or self._far_end.number())
            about = {"id": chat, "type": "private"}
            self._later({"message_id": identifier, "date": 1, "chat": about, "from": ME, "text": text})
            person = self._far_end.people.get(chat)
            if person is not None:
                person.read(identifier, parameters)
        else:
            self._later(result=True)

    async def _answer_poll(self, parameters: Json) -> None:
        found = await self._far_end.updates(int(parameters.get("offset") or 0), float(parameters.get("timeout") or 0))
        self._later(found)

    def _later(self, result: object) -> None:
        seconds = self._far_end.orders.answer_seconds
        if seconds:
            asyncio.get_running_loop().call_later(seconds, self._write, result)
        else:
            self._write(result)

    def _write(self, result: object) -> None:
        if self._transport.is_closing():
            return
        body = orjson.dumps({"ok": True, "result": result})
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
        )


ME: Json = {
    "id": 424_242,
    "is_bot": True,
    "first_name": "bench",
    "username": "bench_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": True,
    "supports_inline_queries": False,
}
PART = re.compile(rb'name="([^"]+)"[^\r]*(?:\r\n[^\r\n]+)*\r\n\r\n(.*?)\r\n--', re.DOTALL)


def _parameters(head: bytes, body: bytes) -> Json:
    """The parameters of a call as JSON, as a form or in parts: each library has a way of its own."""
    kind = head.lower()
    if not body:
        return {}
    if b"application/json" in kind:
        return dict(orjson.loads(body))
    if b"multipart/form-data" in kind:
        return {name.decode(): value.decode() for name, value in PART.findall(body)}
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


async def main() -> None:
    """Serve until the measurement is over."""
    far_end = FarEnd(Orders(**orjson.loads(sys.stdin.buffer.readline())))
    server = await asyncio.get_running_loop().create_server(lambda: Connection(far_end), "127.0.0.1", 0)
    sys.stdout.buffer.write(b"%d\n" % server.sockets[0].getsockname()[1])
    sys.stdout.flush()
    seen = await far_end.result()
    sys.stdout.buffer.write(orjson.dumps(asdict(seen)) + b"\n")
    sys.stdout.flush()
    # Until it is ended: the program goes on for a moment.
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
