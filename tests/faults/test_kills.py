"""Killed with -9, at random and at every boundary: what was acknowledged is there, once, and the clocks go on."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.client import Phone
from tests.faults import checks
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.reporter import Reporter, words
from tests.faults.town import Town, a_town, zygote

pytestmark = pytest.mark.faults
HOUR_MS = 3_600_000
PEOPLE = 6
UPDATES_A_KILL = 25


@pytest.fixture
async def lives() -> AsyncIterator[asyncio.subprocess.Process]:
    """The process that programs are forked from."""
    process = await zygote()
    yield process
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


async def test_killed_at_random(tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length) -> None:
    """Villagers report and a mediator accepts while the program is killed again and again, and the clock is moved."""
    chance = random.Random(20)
    kills = length.of(12, 500)
    async with a_town(tmp_path, lives) as town:
        await town.start()
        people = [Reporter(await town.client.person(f"村民{number}", id=100 + number)) for number in range(PEOPLE)]
        phones = [*(each.phone for each in people), town.mediator, town.head]
        over = asyncio.Event()
        reporting = [
            asyncio.create_task(_keep_reporting(town, each, random.Random(each.phone.id), over)) for each in people
        ]
        accepting = asyncio.create_task(_keep_accepting(town))
        copies: Counter[tuple[int, str]] = Counter()
        for _kill in range(kills):
            updates = await _some_updates(town, UPDATES_A_KILL)
            await _some_events(town, chance.randrange(30))
            if chance.random() < 0.1:
                town.move_clock(chance.randrange(1, 30) * HOUR_MS)
            await town.kill()
            now = await checks.copies(phones)
            assert max((now - copies).values(), default=0) <= 1, "a message was said more than twice for one kill"
            lane.count(kills=1, updates=updates, messages_said_again=(now - copies).total())
            copies = now
        over.set()
        await asyncio.gather(*reporting)
        accepting.cancel()
        assert await town.stop() == 0
        await _check(town, people, phones, lane)


async def _check(town: Town, people: list[Reporter], phones: list[Phone], lane: Lane) -> None:
    """Everything acknowledged is on file once, with its clock; and what was said twice says so."""
    on_file = checks.read(town.database)
    acknowledged = {text: number for each in people for text, number in each.told.items()}
    unmarked = await checks.unmarked_copies(phones)
    lane.count(
        acknowledged_reports=len(acknowledged),
        lost=len(on_file.lost(acknowledged)),
        effects_doubled=len(on_file.doubled()) + on_file.broken_steps,
        without_a_clock=len(on_file.without_clock()),
        said_again_without_a_word=len(unmarked),
    )
    assert on_file.integrity == "ok"
    assert on_file.lost(acknowledged) == []
    assert on_file.doubled() == []
    assert on_file.without_clock() == []
    assert on_file.broken_steps == 0
    assert unmarked == []


async def _keep_reporting(town: Town, who: Reporter, chance: random.Random, over: asyncio.Event) -> None:
    while not over.is_set():
        await who.report(town, words(chance))


async def _keep_accepting(town: Town) -> None:
    """Accept every second case that is shown, and leave the others to the clocks."""
    seen: set[int] = set()
    while True:
        fresh = [
            message
            for message in await town.mediator.screen()
            if message.from_bot
            and message.message_id not in seen
            and any("受理" in each for row in message.buttons for each in row)
        ]
        for message in fresh:
            seen.add(message.message_id)
            if message.message_id % 2:
                await town.mediator.press_in(message, "受理", settle=False)
        await _some_events(town, 1)


async def _some_updates(town: Town, count: int) -> int:
    """Wait until the program has confirmed so many more updates; how many it was."""
    bot = next(iter(town.playground.api.bots.values()))
    before = bot.next_update_id - bot.unconfirmed

    async def enough() -> bool:
        return bot.next_update_id - bot.unconfirmed - before >= count

    await town.until(enough)
    return bot.next_update_id - bot.unconfirmed - before


async def _some_events(town: Town, count: int) -> None:
    target = town.playground.world.sequence + count

    async def happened() -> bool:
        return town.playground.world.sequence >= target

    await town.until(happened)


@pytest.mark.parametrize("part", range(4))
async def test_killed_at_every_boundary(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length, part: int
) -> None:
    """Report, accept and escalate, killed at the first boundary, the second, and so on, until a run comes through alive.

    A short run takes every thirtieth.
    """
    step, number, through = length.of(120, 4), part * length.of(30, 1) + 1, False
    while not through:
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_town(folder, lives) as town:
            await town.start(die_at=number)
            people = await _report_accept_escalate(town)
            through = not town.tally.exists()
            await town.stop()
            phones = [*(each.phone for each in people), town.mediator, town.head]
            copies = await checks.copies(phones)
            lane.count(boundaries=1, messages_said_again=copies.total())
            assert max(copies.values(), default=0) <= 1, "a message was said more than twice for one kill"
            await _check(town, people, phones, lane)
        shutil.rmtree(folder)
        number += step


async def test_a_program_that_answers_before_the_commit_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: somebody was given a number, and the kill takes the report away."""
    async with a_town(tmp_path, lives) as town:
        town.broken = "answers_before_the_commit"
        await town.start()
        villager = Reporter(await town.client.person("李春禾", id=11))
        await villager.report(town, "路灯坏了，晚上看不见路")
        await town.kill()
        town.broken = ""
        await town.abandon()
        assert checks.read(town.database).lost(villager.told) == list(villager.told)


async def test_a_program_that_says_again_without_a_word_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: at one boundary or another a message arrives, its arrival is forgotten, and it comes again unmarked."""
    for number in range(191, 700, 20):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_town(folder, lives) as town:
            town.broken = "says_again_without_a_word"
            await town.start(die_at=number)
            people = await _report_accept_escalate(town)
            await town.stop()
            if await checks.unmarked_copies([*(each.phone for each in people), town.mediator, town.head]):
                return
    pytest.fail("no copy without a word was seen")


async def _report_accept_escalate(town: Town) -> list[Reporter]:
    """One case that is accepted, and one that nobody accepts until the village head is told."""
    li, wang = [
        Reporter(await town.client.person(name, id=number)) for name, number in (("李春禾", 11), ("王大河", 12))
    ]
    accepted = await li.report(town, "邻居把化粪池修在我家墙根下，臭得开不了窗")
    await town.press(town.mediator, "受理", accepted)
    await town.hears(li.phone, "已经受理")
    late = await wang.report(town, "村口的大槐树被大风刮断了半边，挂在电线上")
    await town.wait_for_button(town.mediator, "受理", late)
    town.move_clock(49 * HOUR_MS)
    await town.hears(town.head, late)
    return [li, wang]
