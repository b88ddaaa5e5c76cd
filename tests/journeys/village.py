"""A village for stories: its people with their phones, the unmodified bot behind a playground, a clock that stands still."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.application import Shouwang, build
from bot.settings import Settings, load_settings
from domain.numbers import read_number
from domain.words import Language, Role
from playground.client import Phone, PlaygroundClient
from playground.clock import MovedClock
from playground.server import Playground

ROOT = Path(__file__).parents[2]
MONDAY_MORNING = 1_790_557_200_000
"""Monday, 28 September 2026, 09:00 in Shanghai."""
HOME = "枫林村"


@dataclass
class Village:
    """Everybody in a story. `home` is the code of their village."""

    town: PlaygroundClient
    playground: Playground
    settings: Settings
    shouwang: Shouwang
    home: str
    li: Phone
    wang: Phone
    mediator: Phone
    second_mediator: Phone
    head: Phone
    staff: Phone
    director: Phone
    admin: Phone
    oversight: Phone

    async def case_number(self, phone: Phone) -> str:
        """The number on the newest message that has one."""
        for message in reversed(await phone.screen()):
            if message.from_bot and (number := read_number(message.text)):
                return number
        raise AssertionError("no case number is on the screen")

    async def report(self, phone: Phone, text: str, known_as: str = "保密") -> str:
        """Report something from the first word to the number."""
        await phone.send(text)
        await self.hand_in(phone, known_as)
        return await self.case_number(phone)

    async def hand_in(self, phone: Phone, known_as: str = "保密") -> None:
        """Answer what a report still asks as most people do, and send it."""
        for usual in ("都不是", known_as, "不给看", "跳过", "跳过", "跳过"):
            if any(usual in label for row in (await phone.last()).buttons for label in row):
                await phone.press(usual)
        await phone.press("提交")

    async def restart(self) -> None:
        """Stop the bot and start it again on the same files."""
        await self.shouwang.stop()
        self.shouwang = build(self.settings, self.playground.clock)
        await self.shouwang.start()
        self.playground.hooks.next_due = self.shouwang.next_due
        self.playground.hooks.settle = self.shouwang.settle


def settings_in(folder: Path, url: str, **more: str) -> Settings:
    """The shipped configuration with its files in a folder."""
    environment = {
        "SHOUWANG_TELEGRAM__TOKEN": "424242:a-token-of-no-real-bot-at-all",
        "SHOUWANG_TELEGRAM__BASE_URL": url,
        "SHOUWANG_STORAGE__PATH": str(folder / "shouwang.db"),
        "SHOUWANG_KEYS__PATH": str(folder / "keys.json"),
        "SHOUWANG_BACKUP__PATH": str(folder / "backups"),
        "SHOUWANG_HEALTH__PORT": "0",
        "SHOUWANG_DELIVERY__PER_SECOND": "100000",
        "SHOUWANG_DELIVERY__PER_CHAT_PER_SECOND": "100000",
        "SHOUWANG_DELIVERY__PER_CHAT_BURST": "1000",
    }
    return load_settings(ROOT / "config.toml", environment | more)


@asynccontextmanager
async def a_village(folder: Path, **more: str) -> AsyncIterator[Village]:
    """Everybody in place on a Monday morning; `more` is set in the configuration as environment variables do."""
    clock = MovedClock(start_at=MONDAY_MORNING, frozen=True)
    playground = Playground(clock=clock)
    url = await playground.start()
    settings = settings_in(folder, url, **more)
    shouwang = build(settings, clock)
    await shouwang.start()
    playground.hooks.next_due, playground.hooks.settle = shouwang.next_due, shouwang.settle
    home = next(unit.code for unit in settings.township.units if unit.name.zh_hans == HOME)
    centre = settings.township.centre.code
    async with PlaygroundClient(url) as town:

        async def seat(number: int, name: str, role: Role | None = None, unit: str = home) -> Phone:
            phone = await town.person(name, id=number)
            if role is not None:
                async with shouwang.database.transaction() as work:
                    person = await work.people.meet(number, name, Language.ZH_HANS)
                    await work.people.welcomed(person.id)
                    await work.people.grant(person.id, role, unit)
            return phone

        village = Village(
            town,
            playground,
            settings,
            shouwang,
            home,
            li=await seat(11, "李春禾"),
            wang=await seat(12, "王大河"),
            mediator=await seat(21, "陈广田", Role.MEDIATOR),
            second_mediator=await seat(22, "何小满", Role.MEDIATOR),
            head=await seat(23, "赵玉梅", Role.VILLAGE_HEAD),
            staff=await seat(31, "孙立言", Role.CENTRE_STAFF, centre),
            director=await seat(32, "郭长青", Role.DIRECTOR, centre),
            admin=await seat(33, "何知远", Role.ADMIN, centre),
            oversight=await seat(34, "沈明澜", Role.OVERSIGHT, centre),
        )
        try:
            yield village
        finally:
            await village.shouwang.stop()
    await playground.stop()
