"""A hundred people tap at once, with a kill in between as well: exactly one has the post, exactly one comes first."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from actions.keep_shift_due import keep_shift_due
from bot.application import build
from playground.client import Phone, SeenMessage
from tests.faults import checks
from tests.faults.bustle import press_at_once
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.opened import opened
from tests.faults.town import Town, a_town
from tests.faults.watch import BEFORE, member, plan
from tests.journeys.village import settings_in

pytestmark = pytest.mark.faults
PEOPLE = 100
KILLS_WITHIN = 250
"""The kill comes at one of so many happenings after the taps: about as many as these cause."""
STOOD_IN = "SELECT count(*) FROM event WHERE kind = 'stood_in'"
POSTS = "SELECT count(*) FROM post WHERE way = 'stand_in'"
CAME_FIRST = "SELECT count(*) FROM event WHERE kind = 'sos_answered' AND json_extract(detail, '$.first')"
COMING = "SELECT count(*) FROM sos_person WHERE coming_at IS NOT NULL"


@dataclass
class Crowd:
    """A team: one of them has a post that they cannot take, or is in need; everybody else taps."""

    town: Town
    one: Phone
    others: list[Phone]

    async def offered(self) -> list[tuple[Phone, SeenMessage]]:
        """The one cannot come, and everybody has the card."""
        await self.town.press(self.one, "来不了")
        return [(phone, await self.town.wait_for_button(phone, "我来", self.one.name)) for phone in self.others]

    async def called(self) -> list[tuple[Phone, SeenMessage]]:
        """The one is in need, and everybody has the card."""
        await self.one.send("/sos", settle=False)
        await self.town.press(self.one, "确认求救")
        return [(phone, await self.town.wait_for_button(phone, "我来了", self.one.name)) for phone in self.others]

    async def tap(self, cards: list[tuple[Phone, SeenMessage]], label: str, kill_after: int | None) -> None:
        """All at once; the program is killed after so much has happened, unless that is None."""
        await press_at_once(self.town, [(phone, card, label) for phone, card in cards], kill_after)

    async def heard(self, text: str) -> int:
        """How many of the others have a message with a text on their screen."""
        return sum([await phone.sees(text) for phone in self.others])

    def number(self, query: str) -> int:
        """A number from the database."""
        with opened(self.town.database, self.town.database.with_name("keys.json")) as connection:
            return int(connection.execute(query).fetchone()[0])


@asynccontextmanager
async def a_crowd(
    folder: Path, lives: asyncio.subprocess.Process, *, on_shift: bool, broken: str = ""
) -> AsyncIterator[Crowd]:
    """The team at half past seven, its shift at eight. `on_shift` puts everybody on it."""
    async with a_town(folder, lives) as town:
        town.broken = broken
        town.playground.clock.set(BEFORE)
        phones = [await town.client.person(f"队员{number}", id=2_000 + number) for number in range(PEOPLE + 1)]
        shouwang = build(settings_in(folder, town.url), town.playground.clock)
        await shouwang.start()
        async with shouwang.database.transaction() as work:
            persons = [await member(work, town.home, phone) for phone in phones]
            shift_id = await plan(work, town.home, "evening", persons if on_shift else persons[:1])
            await keep_shift_due(work, shouwang.rules, shift_id)
        await shouwang.stop()
        await town.start()
        await town.hears(phones[0], "能来吗")
        yield Crowd(town, phones[0], phones[1:])
        assert await town.stop() == 0


def kills(chance: random.Random, count: int) -> list[int | None]:
    """Once without, then at some time while all of them are dealt with."""
    return [None, *(chance.randrange(KILLS_WITHIN) for _kill in range(count))]


async def test_exactly_one_has_the_post(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length
) -> None:
    """A hundred tap "I take it"; everybody else's card says that it is gone."""
    for number, kill_after in enumerate(kills(random.Random(1), length.of(2, 60))):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_crowd(folder, lives, on_shift=False) as crowd:
            await crowd.tap(await crowd.offered(), "我来", kill_after)
            assert (crowd.number(STOOD_IN), crowd.number(POSTS)) == (1, 1)
            assert await crowd.heard("这一班是您的了") == 1
            assert await crowd.heard("已经有人") == PEOPLE - 1
            assert await checks.unmarked_copies(crowd.town.client) == []
            lane.count(taps=PEOPLE, kills=kill_after is not None, had_the_post=crowd.number(STOOD_IN))
        shutil.rmtree(folder)


async def test_exactly_one_comes_first(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length
) -> None:
    """A hundred say "I am coming": all are noted, one was first, and everybody's card names that one."""
    for number, kill_after in enumerate(kills(random.Random(2), length.of(1, 60))):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_crowd(folder, lives, on_shift=True) as crowd:
            await crowd.tap(await crowd.called(), "我来了", kill_after)
            assert (crowd.number(CAME_FIRST), crowd.number(COMING)) == (1, PEOPLE)
            first = crowd.number(
                "SELECT account(person.id, sealed) FROM person JOIN sos ON person.id = sos.answered_by"
            )
            name = next(phone.name for phone in crowd.others if phone.id == first)
            assert await crowd.heard(f"{name} 正赶过去") == PEOPLE
            assert await checks.unmarked_copies(crowd.town.client) == []
            lane.count(taps=PEOPLE, kills=kill_after is not None, came_first=crowd.number(CAME_FIRST))
        shutil.rmtree(folder)


async def test_a_program_that_gives_it_to_everybody_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: it goes by the card, and more than one has the post."""
    async with a_crowd(tmp_path, lives, on_shift=False, broken="gives_a_post_to_everybody") as crowd:
        await crowd.tap(await crowd.offered(), "我来", None)
        assert crowd.number(STOOD_IN) > 1


async def test_a_program_that_lets_everybody_come_first_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: everybody is told that they are the first."""
    async with a_crowd(tmp_path, lives, on_shift=True, broken="lets_everybody_come_first") as crowd:
        await crowd.tap(await crowd.called(), "我来了", None)
        assert crowd.number(CAME_FIRST) > 1
