"""The far end of the evening: a Bot API in a process of its own, and people who check in and call for help at their times.

Says its port, takes whatever it is given, and once it has its orders, a line of JSON, plays the evening and says what it saw.
"""

from __future__ import annotations

import asyncio
import re
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson
import uvloop

from bench.far_end import Connection, FarEnd, Orders, Person

Json = dict[str, Any]
PLACE = {"latitude": 27.33, "longitude": 112.634175}
CHECKED_IN = "签到好了"
ASKED = "能来吗"
CALLED = re.compile("🆘 <b>队员(\\d+) 求救！")
SURE = "确认求救"
AFTERWARDS = 3.0
"""Seconds in which the last ones may get their answers."""


@dataclass(frozen=True)
class EveningOrders:
    """When the evening begins (epoch seconds), for how long it is measured, and who does what when.

    `check_ins` and `calls` have, by telegram number, seconds after the beginning. `posters` are the tokens by number.
    """

    begins_at: float
    seconds: float
    answer_seconds: float
    check_ins: dict[str, float]
    posters: dict[str, str]
    calls: dict[str, float]


@dataclass
class EveningSeen:
    """Waits in seconds, from a tap until its answer, or its first notice to anybody, was on the wire."""

    check_ins: list[float] = field(default_factory=list)
    calls: list[float] = field(default_factory=list)
    everybody: list[float] = field(default_factory=list)
    """From a tap for help until the last of those who were called had their first notice."""
    asked: list[float] = field(default_factory=list)
    """When each reminder of the next day arrived, after the beginning."""
    unanswered: int = 0
    unheard: int = 0
    sent: int = 0


class Patroller(Person):
    """Somebody of a team."""

    def __init__(self, number: int, evening: Evening) -> None:
        super().__init__(number, evening)
        self._evening = evening

    def _message(self, **content: object) -> Json:
        message = {"message_id": self._evening.number(), "date": int(time.time()), "chat": self._chat()}
        return {"message": {**message, "from": self._user(), **content}}

    def check_in(self, token: str | None) -> None:
        """By a poster, or by a place."""
        if token is None:
            self._evening.push(self._message(location=PLACE))
        else:
            self.command(f"/start c_{token}")

    def command(self, text: str) -> None:
        """Write a command."""
        entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
        self._evening.push(self._message(text=text, entities=[entity]))

    def read(self, message_id: int, parameters: Json) -> None:
        """Look at what the program said."""
        self._evening.heard(self, message_id, parameters)


class Evening(FarEnd):
    """Everybody, and what they waited for."""

    def __init__(self) -> None:
        super().__init__(Orders(0, 0))
        self.found = EveningSeen()
        self._posters: dict[str, str] = {}
        self._patrollers: dict[int, Patroller] = {}
        self._checking_in: dict[int, float] = {}
        self._calling: dict[int, float] = {}
        self._called: dict[int, float] = {}
        self._told: dict[tuple[int, int], float] = {}
        self._unsure: set[int] = set()
        self._loop = asyncio.get_running_loop()
        self._began = float("inf")
        self.over = self._loop.create_future()

    def play(self, orders: EveningOrders) -> None:
        """Have everybody do what they will do at their times."""
        self.orders = Orders(0, orders.seconds, orders.answer_seconds)
        self._posters = orders.posters
        self._began = self._loop.time() + orders.begins_at - time.time()
        numbers = {int(number) for number in (*orders.check_ins, *orders.calls)}
        self._patrollers = {number: Patroller(number, self) for number in numbers}
        self.people.update(self._patrollers)
        for number, at in orders.check_ins.items():
            self._loop.call_at(self._began + at, self._check_in, int(number))
        for number, at in orders.calls.items():
            self._loop.call_at(self._began + at, self._ask_for_help, int(number))
        self._loop.call_at(self._began + orders.seconds + AFTERWARDS, self.over.set_result, None)

    async def _measure(self) -> None:
        """Nothing begins by itself here: everybody has their time."""

    def _check_in(self, number: int) -> None:
        self._checking_in[number] = self._loop.time()
        self._patrollers[number].check_in(self._posters.get(str(number)))

    def _ask_for_help(self, number: int) -> None:
        self._unsure.add(number)
        self._patrollers[number].command("/sos")

    def heard(self, person: Patroller, message_id: int, parameters: Json) -> None:
        """One message arrived at somebody."""
        now, text = self._loop.time(), str(parameters.get("text", ""))
        self.found.sent += now >= self._began
        if CHECKED_IN in text and (since := self._checking_in.pop(person.number, None)) is not None:
            self.found.check_ins.append(now - since)
        elif ASKED in text and now >= self._began:
            self.found.asked.append(now - self._began)
        elif (call := CALLED.search(text)) is not None:
            caller = int(call[1])
            self._told.setdefault((caller, person.number), now)
            if (since := self._calling.pop(caller, None)) is not None:
                self.found.calls.append(now - since)
        elif person.number in self._unsure and (data := _data(parameters, SURE)):
            self._unsure.discard(person.number)
            self._calling[person.number] = self._called[person.number] = now
            person.press(message_id, data)

    async def evening(self) -> EveningSeen:
        """What was seen, when it is over."""
        await self.over
        for caller, since in self._called.items():
            told = [at for (called_by, _person), at in self._told.items() if called_by == caller]
            self.found.everybody += [max(told) - since] if told else []
        self.found.unanswered, self.found.unheard = len(self._checking_in), len(self._calling) + len(self._unsure)
        return self.found


def _data(parameters: Json, label: str) -> str:
    markup = parameters.get("reply_markup") or {}
    markup = orjson.loads(markup) if isinstance(markup, str) else markup
    for row in markup.get("inline_keyboard", []):
        for button in row:
            if label in button["text"]:
                return str(button.get("callback_data", ""))
    return ""


async def main() -> None:
    """Serve until the evening is over."""
    loop, evening = asyncio.get_running_loop(), Evening()
    server = await loop.create_server(lambda: Connection(evening), "127.0.0.1", 0)
    sys.stdout.buffer.write(b"%d\n" % server.sockets[0].getsockname()[1])
    sys.stdout.flush()
    evening.play(EveningOrders(**orjson.loads(await loop.run_in_executor(None, sys.stdin.buffer.readline))))
    sys.stdout.buffer.write(orjson.dumps(asdict(await evening.evening())) + b"\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(main())
