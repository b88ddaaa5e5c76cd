"""A world made from a number: the whole program on counted time, people who do anything at all, and a far end with faults.

`python -m tests.faults.seeded 17` plays the world of that number and prints the same bytes each time.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import hashlib
import logging
import random
import re
import secrets
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import aiohttp
import orjson
import structlog
from telegram.error import NetworkError, TimedOut

from bot.application import build
from bot.health import HealthPage
from bot.pacer import Place
from bot.sender import Sender
from bot.settings import Settings
from bot.shouwang import Shouwang
from bot.telegram_request import AiohttpRequest, NotConnected
from domain.numbers import read_number
from domain.words import Language, Role
from playground.bot_api import BotApi
from playground.faults import Faults
from playground.messages import Call, Upload
from playground.people_api import Editing, Hands, NewPerson, Pressing, Sending
from playground.places import SentPlace
from playground.world import World
from scheduler.waker import Waker
from storage.outbox import Outbox
from storage.outbox_rows import OutboxRow
from storage.sqlite_connection import SqliteConnection
from tests.faults import checks, seeded_patrol
from tests.faults.broken import BROKEN
from tests.faults.opened import opened
from tests.faults.reporter import words
from tests.faults.virtual import VirtualClock, VirtualLoop, opens_in_the_loop, passes
from tests.journeys.village import HOME, MONDAY_MORNING, settings_in

MEMORY = Path("/dev/shm")  # noqa: S108 - where the files of a world cost no disk, if there is such a place
ACTS = 120
HOUR_MS = 3_600_000
VILLAGERS = (11, 12, 13, 14)
CADRES = {21: Role.MEDIATOR, 22: Role.MEDIATOR, 23: Role.VILLAGE_HEAD, 31: Role.CENTRE_STAFF, 32: Role.DIRECTOR}
ONWARD = ("提交", "保密", HOME, "受理", "枫林", "我来了", "人平安")
RECEIVED = "收到了。案号"
SAYINGS = (
    "好的",
    "昨天下午去看过了，两家约好周五再谈",
    "不要了",
    "家里老人住，求快一点",
    "/start",
    "/help",
    "我要反映",
    "谢谢",
)

_sending: contextvars.ContextVar[OutboxRow | None] = contextvars.ContextVar("_sending", default=None)


class Broken(AssertionError):
    """Something that must always hold did not."""


@dataclass
class Trouble:
    """How often what goes wrong with a call; shares of one."""

    refused: float = 0.0
    failed: float = 0.0
    unreachable: float = 0.0
    lost_before: float = 0.0
    lost_after: float = 0.0
    timed_out: float = 0.0

    def of(self, chance: random.Random) -> str:
        """What happens to this call; empty when all goes well."""
        draw = chance.random()
        for name, share in vars(self).items():
            draw -= share
            if draw < 0:
                return str(name)
        return ""


@dataclass
class Seeded:
    """One world while it is played. `trace` has everything that went over the wire, with its time."""

    seed: int
    folder: Path
    loop: VirtualLoop
    chance: random.Random
    clock: VirtualClock
    settings: Settings
    world: World
    api: BotApi
    hands: Hands
    trouble: Trouble = field(default_factory=Trouble)
    trace: Any = field(default_factory=hashlib.sha256)
    calls: int = 0
    acknowledged: dict[str, int] = field(default_factory=dict)
    said: Counter[int] = field(default_factory=Counter)
    claimed: dict[int, int] = field(default_factory=dict)
    """What the clock said when a message was last taken to be sent: it may be set back while the message is on its way."""
    lives: int = 0
    faults: list[str] = field(default_factory=list)
    """What was wrong with a message that somebody got."""
    told: set[tuple[str, int]] = field(default_factory=set)
    """What people of a patrol team were told, and who."""
    _ours: asyncio.Task[Any] | None = None
    _shouwang: Shouwang | None = None

    @property
    def patrols(self) -> bool:
        """Whether there is a patrol team in this world: in every third."""
        return self.seed % 3 == 2

    # The program's life.

    async def begin(self) -> None:
        """Start the program on what its last life left."""
        self.lives += 1
        self._shouwang = build(self.settings, self.clock)
        await self._shouwang.start()

    async def crash(self) -> None:
        """End it between two instants: nothing more is written, nothing more is sent."""
        assert self._shouwang is not None
        database = self._shouwang.database
        database.connection.direct.close()
        database._lock_file.release()
        mine = asyncio.current_task()
        for _round in range(5):
            others = [task for task in asyncio.all_tasks() if task is not mine]
            for task in others:
                task.cancel()
            if others:
                await asyncio.wait(others, timeout=1)
        self._shouwang = None

    async def stop(self) -> None:
        """End it as an operator does."""
        assert self._shouwang is not None
        await self._shouwang.stop()
        self._shouwang = None

    # The far end.

    async def exchange(self, url: str, body: object, read_seconds: float) -> tuple[int, bytes]:
        """What the wire does with one call."""
        name = url.rsplit("/", 1)[1]
        values, uploads = _read(body)
        self.calls += 1
        self.trace.update(b"%.6f %s %s\n" % (self.loop.time(), name.encode(), orjson.dumps(values)))
        await passes(self.chance.expovariate(20))
        what = self.trouble.of(self.chance)
        if what == "unreachable":
            raise NotConnected("ClientConnectorError")
        if what == "lost_before":
            raise NetworkError("ServerDisconnectedError")
        if what == "failed":
            return 500, b'{"ok":false,"error_code":500,"description":"Internal Server Error"}'
        if what == "refused" and name != "getUpdates":
            return 429, orjson.dumps({"ok": False, "error_code": 429, "description": "Too Many Requests",
                                      "parameters": {"retry_after": self.chance.randint(1, 5)}})  # fmt: skip
        bot = self.api.bot("424242:a-token-of-no-real-bot-at-all")
        answer = await self.api.perform(bot, name, Call(values, uploads))
        payload = answer.body if isinstance(answer.body, bytes) else b""
        if answer.status == 200:
            self._arrived(name, values)
        await passes(self.chance.expovariate(20))
        if what == "lost_after":
            raise NetworkError("ServerDisconnectedError")
        if what == "timed_out" and name != "getUpdates":
            await passes(read_seconds)
            raise TimedOut
        return answer.status, payload

    def _arrived(self, name: str, values: dict[str, Any]) -> None:
        """Look at a message that somebody has got."""
        text = str(values.get("text") or values.get("caption") or "")
        row = _sending.get()
        if row is not None and self.claimed[row.id] < row.not_before and row.not_before - row.created_at > HOUR_MS:
            self.faults.append(f"notice {row.id} was said before its time")
        if row is not None and name.casefold().startswith("send") and name != "sendChatAction":
            self.said[row.id] += 1
            if self.said[row.id] > 1 and text and not re.search(rf"\b{row.id}\b", text.splitlines()[-1]):
                self.faults.append(f"notice {row.id} was said again without a word")
        if RECEIVED in text:
            number = read_number(text)
            assert number is not None
            if not self._query("SELECT 1 FROM matter WHERE number = ?", number):
                self.faults.append(f"{number} was acknowledged and is not on file")
            self.acknowledged[number] = int(values["chat_id"])
        for promise in seeded_patrol.PROMISES:
            if promise in text and row is not None and name == "sendMessage":
                self.told.add((promise, int(values["chat_id"])))

    # What must always hold.

    def check(self) -> None:
        """What was seen on the wire, and the invariants that the database shows. Raises Broken."""
        if self.faults:
            raise Broken("; ".join(self.faults))
        for number in self.acknowledged:
            if not self._query("SELECT 1 FROM matter WHERE number = ?", number):
                raise Broken(f"{number} was acknowledged and is gone")
        if found := self._query(
            "SELECT number FROM matter WHERE state NOT IN ('closed', 'withdrawn') AND NOT EXISTS "
            "(SELECT 1 FROM due WHERE kind = 'case' AND subject = CAST(matter.id AS TEXT))"
        ):
            raise Broken(f"open cases without a clock: {found}")
        if self._query(checks.EARLY) != [(0,)]:
            raise Broken("a step was run before its time")
        if self._query(checks.DOUBLED) != [(0,)]:
            raise Broken("a step was run again")
        for promise, person in sorted(self.told):
            if not seeded_patrol.kept(self._query, promise, person):
                raise Broken(f"{person} was told {promise}, and it is not on file")
        if wrong := seeded_patrol.wrong(self._query):
            raise Broken(wrong)

    def _query(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        with opened(self.folder / "shouwang.db", self.settings.keys.path) as connection:
            return connection.execute(sql, parameters).fetchall()

    # People.

    def act(self) -> None:
        """Somebody does something."""
        if self.patrols and self.chance.random() < 0.6:
            seeded_patrol.act(self.hands, self.world, self.chance, self.chance.choice(seeded_patrol.TEAM))
            return
        person = self.chance.choice((*VILLAGERS, *VILLAGERS, *CADRES))
        draw = self.chance.random()
        buttons = self._buttons(person)
        if buttons and draw < 0.65:
            message, data = self._choose(buttons)
            self.hands.press(person, message, Pressing(from_id=person, data=data))
        elif draw < 0.9:
            new = person in VILLAGERS and self.chance.random() < 0.6
            text = words(self.chance) if new else self.chance.choice(SAYINGS)
            self.hands.send(person, Sending(from_id=person, text=text))
        elif draw < 0.95:
            place = SentPlace(latitude=self.chance.uniform(26, 27), longitude=self.chance.uniform(112, 113))
            self.hands.send(person, Sending(from_id=person, location=place))
        elif draw < 0.98 and (mine := self._own(person)):
            self.hands.edit(person, self.chance.choice(mine), Editing(from_id=person, text=words(self.chance)))
        else:
            self.hands.block(person, blocked=not self.world.people[person].blocked)

    def _buttons(self, person: int) -> list[tuple[int, str, str]]:
        return [
            (number, str(button["text"]), str(button["callback_data"]))
            for number, message in self.world.chats[person].messages.items()
            for row in message.get("reply_markup", {}).get("inline_keyboard", [])
            for button in row
            if "callback_data" in button
        ]

    def _choose(self, buttons: list[tuple[int, str, str]]) -> tuple[int, str]:
        """Mostly what leads on, sometimes anything on the newest message, sometimes something from long ago."""
        onward = [each for each in buttons if any(label in each[1] for label in ONWARD)]
        newest = [each for each in buttons if each[0] == buttons[-1][0]]
        draw = self.chance.random()
        pool = onward[-1:] if onward and draw < 0.7 else newest if draw < 0.9 else buttons
        number, _label, data = self.chance.choice(pool)
        return number, data

    def _own(self, person: int) -> list[int]:
        return [
            number
            for number, message in self.world.chats[person].messages.items()
            if message["from"]["id"] == person and "text" in message
        ]

    # Time.

    async def play(self) -> None:
        """Everything that happens in this world, and what must hold at each point of it."""
        await self.begin()
        await self._seat()
        for _act in range(ACTS):
            draw = self.chance.random()
            if draw < 0.80:
                self.act()
            elif draw < 0.88:
                self.clock.move(self.chance.choice((600_000, -600_000, HOUR_MS, 5 * HOUR_MS, 30 * HOUR_MS, -HOUR_MS)))
            elif draw < 0.95:
                self.trouble = Trouble(**{name: self.chance.choice((0.0, 0.0, 0.05, 0.15)) for name in vars(Trouble())})
            elif draw < 0.98:
                await self.crash()
                await self.begin()
            else:
                await self.stop()
                await self.begin()
            await passes(self.chance.choice((0.0, 0.05, 0.5, 3.0)))
            self.check()
        await self._end()

    async def _seat(self) -> None:
        assert self._shouwang is not None
        township = self.settings.township
        home = next(unit.code for unit in township.units if unit.name.zh_hans == HOME)
        for number in (*VILLAGERS, *CADRES):
            self.hands.person(NewPerson(id=number, first_name=f"人{number}"))
        async with self._shouwang.database.transaction() as work:
            for number, role in CADRES.items():
                person = await work.people.meet(number, f"人{number}", Language.ZH_HANS)
                await work.people.welcomed(person.id)
                place = home if role in {Role.MEDIATOR, Role.VILLAGE_HEAD} else township.centre.code
                await work.people.grant(person.id, role, place)
            if self.patrols:
                for number in seeded_patrol.TEAM:
                    self.hands.person(NewPerson(id=number, first_name=f"人{number}"))
                await seeded_patrol.seat_team(work, self._shouwang.rules, home)

    async def _end(self) -> None:
        """The line is good again and two days pass: nothing may be left undone."""
        assert self._shouwang is not None
        self.trouble = Trouble()
        for person in self.world.people.values():
            person.blocked = False
        await passes(120)
        self.clock.move(50 * HOUR_MS)
        await passes(400)
        self.check()
        now = self.clock.now()
        # A call for help that nobody answers is due again and again.
        if left := self._query(
            "SELECT kind, subject, due_at, attempts FROM due WHERE kind IN ('case', 'shift') AND due_at <= ? "
            "OR kind = 'sos' AND due_at <= ?",
            now,
            now - 5_000,
        ):
            raise Broken(f"due and not done: {left}")
        if left := self._query(
            "SELECT id, state FROM outbox WHERE state IN ('pending', 'sending') AND not_before <= ?", now - 5_000
        ):
            raise Broken(f"to be sent and not sent: {left}")
        # An attachment of which nobody knows whether it arrived is told to the admins and kept there; its words arrived.
        if left := self._query("SELECT source, reference, error_kind FROM quarantine WHERE error_kind != 'attachment'"):
            raise Broken(f"set aside: {left}")
        self.trace.update(repr(self._query("SELECT matter_id, kind, at, detail FROM event ORDER BY id")).encode())
        await self.stop()


def _read(body: object) -> tuple[dict[str, Any], dict[str, Upload]]:
    if isinstance(body, aiohttp.FormData):
        fields = [(str(names["name"]), value) for names, _headers, value in body._fields]
        uploads = {name: Upload(name, value, "image/png") for name, value in fields if isinstance(value, bytes)}
        return {name: value for name, value in fields if isinstance(value, str)}, uploads
    return (orjson.loads(body) if isinstance(body, bytes) and body else {}), {}


@contextlib.contextmanager
def _own_ways(seeded: Seeded) -> Iterator[None]:
    """What of the program would look at the machine's time, draw from its noise or use its network is put on ours."""
    send, claim = Sender.send, Outbox.claim

    async def exchange(
        _request: AiohttpRequest, url: str, _method: str, body: object, read_seconds: float, *_more: float
    ) -> tuple[int, bytes]:
        return await seeded.exchange(url, body, read_seconds)

    async def watched(sender: Sender, row: OutboxRow, place: Place) -> object:
        _sending.set(row)
        return await send(sender, row, place)

    async def claimed(
        outbox: Outbox, limit: int, without_chats: dict[int, int | None] | None = None
    ) -> list[OutboxRow]:
        rows = await claim(outbox, limit, without_chats)
        seeded.claimed.update((row.id, seeded.clock.now()) for row in rows)
        return rows

    def set_alarm(waker: Waker) -> None:
        if waker.next_at is not None:
            seconds = max(0.0, (waker.next_at - seeded.clock.now()) / 1000)
            seeded.loop.call_later(min(seconds, 60.0), waker.ring)

    async def nothing(*_given: object) -> None:
        return None

    noise = random.Random(seeded.seed)
    changes: list[tuple[type | Any, str, Callable[..., Any] | Any]] = [
        (secrets, "token_bytes", noise.randbytes),
        (secrets, "token_hex", lambda size: noise.randbytes(size).hex()),
        (SqliteConnection, "open", classmethod(opens_in_the_loop(seeded.chance))),
        (AiohttpRequest, "exchange", exchange),
        (AiohttpRequest, "initialize", nothing),
        (AiohttpRequest, "shutdown", nothing),
        (Outbox, "claim", claimed),
        (Sender, "send", watched),
        (Waker, "_set_alarm", set_alarm),
        (HealthPage, "start", nothing),
        (HealthPage, "stop", nothing),
    ]
    with contextlib.ExitStack() as stack:
        for where, name, what in changes:
            stack.enter_context(patch.object(where, name, what))
        random.seed(seeded.seed)
        yield


def play(seed: int, broken: str = "") -> tuple[str, int, int]:
    """Play a world to its end: the fingerprint of all that happened, how many calls there were and how many reports.

    Raises Broken. With `broken` the program is one of `tests.faults.broken`, and this process is good for nothing else.
    """
    if broken:
        BROKEN[broken]()
    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    loop = VirtualLoop()
    troubles: list[BaseException] = []
    loop.set_exception_handler(lambda _loop, context: troubles.append(context.get("exception") or Broken(str(context))))
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        clock = VirtualClock(loop, MONDAY_MORNING)
        world = World(clock)  # type: ignore[arg-type]
        api = BotApi(world, Faults(), "shouwang_bot", 1)
        # A line that is bad for hours would have a message given up, which is right, and no fault to be found here.
        settings = settings_in(Path(folder), "http://127.0.0.1:1", SHOUWANG_DELIVERY__ATTEMPTS="60")
        chance = random.Random(seed)
        seeded = Seeded(seed, Path(folder), loop, chance, clock, settings, world, api, Hands(world, api))
        asyncio.set_event_loop(loop)
        try:
            with _own_ways(seeded):
                loop.run_until_complete(seeded.play())
        finally:
            for task in asyncio.all_tasks(loop):
                task.cancel()
            loop.close()
            asyncio.set_event_loop(None)
    return seeded.trace.hexdigest(), seeded.calls, len(seeded.acknowledged)


if __name__ == "__main__":
    sys.stdout.write(f"{play(int(sys.argv[1]))}\n")
