"""A township on real time whose program is a process that can be killed, and people who go on as people do."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from bot.application import build
from domain.words import Language, Role
from playground.client import Phone, PlaygroundClient, SeenMessage
from playground.clock import MovedClock
from playground.server import Playground
from tests.faults.clock import write_offset
from tests.journeys.village import HOME, MONDAY_MORNING, ROOT, settings_in

PATIENCE = 30.0
LOOK_AGAIN = 0.2


@dataclass
class Town:
    """The place and its people; the program is started with `start` and lives until it is killed or told to end."""

    folder: Path
    playground: Playground
    client: PlaygroundClient
    url: str
    home: str
    mediator: Phone
    head: Phone
    _zygote: asyncio.subprocess.Process
    environment: dict[str, str]
    _pid: int = 0
    _born: asyncio.Event = field(default_factory=asyncio.Event)
    _keeper: asyncio.Task[int] | None = None
    _stopping: bool = False
    patience: float = PATIENCE
    """How many seconds anybody waits for anything."""
    can_fill: bool = False
    """Whether the disk of the lives that are started can be full."""
    broken: str = ""
    """What is wrong with the program, of `tests.faults.broken`."""
    after_death: Callable[[], None] | None = None
    """Called when a life has ended with -9, before the next one begins."""

    @property
    def database(self) -> Path:
        """The program's database."""
        return self.folder / "shouwang.db"

    @property
    def tally(self) -> Path:
        """Is there once the program has died at its boundary."""
        return self.folder / "died"

    @property
    def full(self) -> Path:
        """While this is there, the disk has no room for the database."""
        return self.folder / "full"

    @property
    def complaints(self) -> int:
        """How often the program has said to its operator that something is wrong."""
        log = self.folder / "log"
        return log.read_text().count("[error") if log.exists() else 0

    async def start(self, die_at: int = 0, die_in_step: int | None = None) -> None:
        """Begin a life; with `die_at` one that ends at that boundary after its first update. Whoever dies is started again.

        `die_in_step` ends it at that step of what is pressed next, as `tests.faults.steps` counts them.
        """
        self._stopping = False
        self._born.clear()
        self._keeper = asyncio.create_task(self._keep_alive(die_at, die_in_step))
        await self._born.wait()

    async def kill(self) -> None:
        """End the life at once, as a power button would, and wait for the next one's beginning."""
        self._born.clear()
        os.kill(self._pid, signal.SIGKILL)
        await self._born.wait()

    async def stop(self) -> int:
        """Tell the program to end, once it listens: one that was born this instant does not yet; its exit code."""
        await self.until(self._listens)
        died = self.tally.exists()
        self._stopping = True
        os.kill(self._pid, signal.SIGTERM)
        assert self._keeper is not None
        async with asyncio.timeout(PATIENCE):
            code = await self._keeper
        if code == -signal.SIGKILL and self.tally.exists() and not died:
            # The boundary at which it was to die came while it ended.
            await self.start()
            return await self.stop()
        return code

    async def _listens(self) -> bool:
        """Whether the program has said what it does when it is told to end."""
        try:
            status = Path(f"/proc/{self._pid}/status").read_text().splitlines()
        except FileNotFoundError:
            # Between two lives.
            return False
        caught = next((int(line.split()[1], 16) for line in status if line.startswith("SigCgt")), 0)
        return bool(caught & 1 << signal.SIGTERM - 1)

    async def abandon(self) -> None:
        """End whatever lives still."""
        self._stopping = True
        if self._keeper is not None and not self._keeper.done():
            os.kill(self._pid, signal.SIGKILL)
            await self._keeper

    async def _keep_alive(self, die_at: int, die_in_step: int | None) -> int:
        while True:
            code = await self._live(die_at, die_in_step)
            if self._stopping:
                return code
            assert code == -signal.SIGKILL, f"the program ended by itself with {code}"
            if self.after_death is not None:
                self.after_death()
            die_at, die_in_step = 0, None

    async def _live(self, die_at: int, die_in_step: int | None) -> int:
        assert self._zygote.stdin is not None
        assert self._zygote.stdout is not None
        life = {
            "environment": self.environment,
            "clock": str(self.folder / "clock"),
            "log": str(self.folder / "log"),
            "tally": str(self.tally),
            "die_at": die_at,
            "die_in_step": die_in_step,
            "broken": self.broken,
            "can_fill": self.can_fill,
            "full": str(self.full),
        }
        self._zygote.stdin.write(orjson.dumps(life) + b"\n")
        self._pid = int(await self._zygote.stdout.readline())
        self._born.set()
        return int(await self._zygote.stdout.readline())

    async def until(self, holds: Callable[[], Awaitable[bool]]) -> None:
        """Wait until something holds, looking whenever anything happens in the town. Raises TimeoutError in the end."""
        world = self.playground.world
        async with asyncio.timeout(self.patience):
            while True:
                seen = world.sequence
                if await holds():
                    return
                if self._keeper is not None and self._keeper.done():
                    self._keeper.result()
                # What the program does without a word to anybody is no event.
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(world.events_after(seen), LOOK_AGAIN)

    async def happenings(self, count: int) -> None:
        """Wait until so much more has happened, however long that takes."""
        world = self.playground.world
        target = world.sequence + count
        while world.sequence < target:
            await world.events_after(world.sequence)

    async def wait_for_button(self, phone: Phone, label: str, about: str = "", after: int = 0) -> SeenMessage:
        """The newest message with a button of this label whose text has `about` in it, as soon as there is one.

        Only messages with a number above `after` count: an older one may be a copy of what was answered long ago.
        """
        found: list[SeenMessage] = []

        async def there() -> bool:
            for message in reversed(await phone.screen()):
                labels = [each for row in message.buttons for each in row]
                if message.message_id <= after:
                    break
                if message.from_bot and about in message.text and any(label in each for each in labels):
                    found.append(message)
                    return True
            return False

        await self.until(there)
        return found[-1]

    async def press(self, phone: Phone, label: str, about: str = "", after: int = 0) -> None:
        """Wait for a button and press it."""
        message = await self.wait_for_button(phone, label, about, after)
        await phone.press_in(message, label, settle=False)

    async def hears(self, phone: Phone, text: str) -> SeenMessage:
        """Wait until the bot has said something to somebody."""
        found: list[SeenMessage] = []

        async def said() -> bool:
            found[:] = [message for message in await phone.screen() if message.from_bot and text in message.text]
            return bool(found)

        await self.until(said)
        return found[-1]

    def move_clock(self, ms: int) -> None:
        """Set everybody's clock forward or back."""
        clock = self.playground.clock
        clock.set(clock.now() + ms)


@asynccontextmanager
async def a_town(folder: Path, zygote: asyncio.subprocess.Process) -> AsyncIterator[Town]:
    """A town with a mediator and a village head in place and the program not yet started."""
    clock = MovedClock(start_at=MONDAY_MORNING)
    write_offset(folder / "clock", clock.offset_ms)
    clock.subscribe(lambda: write_offset(folder / "clock", clock.offset_ms))
    playground = Playground(clock=clock, record_calls=200_000)
    url = await playground.start()
    settings = settings_in(folder, url)
    async with PlaygroundClient(url, settle=False) as client:
        home = next(unit.code for unit in settings.township.units if unit.name.zh_hans == HOME)
        mediator, head = await client.person("陈广田", id=21), await client.person("赵玉梅", id=22)
        shouwang = build(settings, clock)
        await shouwang.start()
        async with shouwang.database.transaction() as work:
            for phone, role in ((mediator, Role.MEDIATOR), (head, Role.VILLAGE_HEAD)):
                person = await work.people.meet(phone.id, phone.name, Language.ZH_HANS)
                await work.people.welcomed(person.id)
                await work.people.grant(person.id, role, home)
        await shouwang.stop()
        environment = {
            "SHOUWANG_CONFIG": str(ROOT / "config.toml"),
            "SHOUWANG_TELEGRAM__TOKEN": "424242:a-token-of-no-real-bot-at-all",
            "SHOUWANG_TELEGRAM__BASE_URL": url,
            "SHOUWANG_STORAGE__PATH": str(folder / "shouwang.db"),
            "SHOUWANG_KEYS__PATH": str(folder / "keys.json"),
            "SHOUWANG_BACKUP__PATH": str(folder / "backups"),
            "SHOUWANG_HEALTH__PORT": "0",
            "SHOUWANG_DELIVERY__PER_SECOND": "100000",
            "SHOUWANG_DELIVERY__PER_CHAT_PER_SECOND": "100000",
            "SHOUWANG_DELIVERY__PER_CHAT_BURST": "1000",
            "SHOUWANG_LIMITS__REPORTS_A_DAY": "1000",
        }
        town = Town(folder, playground, client, url, home, mediator, head, zygote, environment)
        try:
            yield town
        finally:
            await town.abandon()
    await playground.stop()


async def zygote() -> asyncio.subprocess.Process:
    """The process that the lives are forked from."""
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.life",
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
