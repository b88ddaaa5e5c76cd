"""Killed with -9, at random and at every boundary: what was acknowledged is there, once, and the clocks go on."""

from __future__ import annotations

import asyncio
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.faults import checks
from tests.faults.bustle import HOUR_MS, a_bustle, check
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.reporter import Reporter
from tests.faults.town import Town, a_town

pytestmark = pytest.mark.faults
UPDATES_A_KILL = 25
PATIENCE = 300.0
"""Seconds for all that is late after a long life; a busy machine does a hundred cases a second."""


async def test_killed_at_random(tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length) -> None:
    """Villagers report and a mediator accepts while the program is killed again and again, and the clock is moved."""
    for number in range(length.of(1, 20)):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_town(folder, lives) as town:
            await town.start()
            await _kill_again_and_again(town, random.Random(number), lane, length.of(12, 25))
        shutil.rmtree(folder)


async def _kill_again_and_again(town: Town, chance: random.Random, lane: Lane, kills: int) -> None:
    async with a_bustle(town) as bustle:
        copies: Counter[tuple[int, str]] = Counter()
        for _kill in range(kills):
            updates = await bustle.updates(UPDATES_A_KILL)
            await bustle.events(chance.randrange(30))
            if chance.random() < 0.1:
                town.move_clock(chance.randrange(1, 30) * HOUR_MS)
            await town.kill()
            now = await checks.copies(bustle.phones)
            assert max((now - copies).values(), default=0) <= 1, "a message was said more than twice for one kill"
            lane.count(kills=1, updates=updates, messages_said_again=(now - copies).total())
            copies = now
        await bustle.ends()
        town.patience = PATIENCE
        await bustle.everything_late()
        assert await town.stop() == 0
        await bustle.check(lane)


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
            await check(town, people, phones, lane)
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
            await _report_accept_escalate(town)
            await town.stop()
            if await checks.unmarked_copies(town.client):
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
