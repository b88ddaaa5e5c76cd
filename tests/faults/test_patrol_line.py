"""An evening's watch over a bad line, and with moved clocks: everybody is told, once, and nothing before its time."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults import checks, watch_checks
from tests.faults.bustle import HOUR_MS, all_done
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.test_network import PATIENCE, bad_line
from tests.faults.watch import END, MINUTE, START, Watch, a_watch

pytestmark = pytest.mark.faults
BACK = (MINUTE, 10 * MINUTE, 20 * MINUTE)
FOR_A_WHILE = 0.25
"""Seconds in which a clock is wrong before somebody sees it: until after a beat of the program or between two."""


async def test_a_bad_line(tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length) -> None:
    """One call in five goes wrong, updates come twice and out of order."""
    for seed in range(length.of(1, 20)):
        folder = tmp_path / str(seed)
        folder.mkdir()
        async with a_watch(folder, lives, length.of(1, 3)) as watch:
            watch.town.patience = PATIENCE
            await watch.town.start()
            await watch.begins()
            await bad_line(watch.town, seed)
            await watch.evening(rounds=1)
            await watch.town.client.faults()
            # What waits to be tried again is tried before the shift is over.
            watch.town.move_clock(2 * MINUTE)
            await all_done(watch.town)
            lane.count(messages_said_again=(await checks.copies(watch.phones)).total())
            await _ends(watch, lane)


async def test_clocks_that_are_moved(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length
) -> None:
    """Set back by minutes while something goes on, by an hour and a day between, and forward over several steps."""
    for seed in range(length.of(1, 30)):
        folder = tmp_path / str(seed)
        folder.mkdir()
        async with a_watch(folder, lives, 2) as watch:
            await watch.town.start()
            await watch.begins()
            clocks = Clocks(watch, random.Random(seed), lane)
            watch.clock(START - 5 * MINUTE)
            await clocks.wrong_during(watch.all(watch.before))
            await clocks.far_off()
            watch.clock(START + 10 * MINUTE + 5_000)
            await clocks.wrong_during(watch.all(watch.missed))
            await watch.all(watch.call)
            # Whoever is in need does not wait until the wrong clock's minute is over.
            watch.town.move_clock(-HOUR_MS)
            await watch.rounds(1)
            watch.town.move_clock(HOUR_MS)
            await watch.all(watch.come)
            await clocks.far_off()
            watch.clock(START + 61 * MINUTE)
            await watch.all(watch.looked_for)
            await watch.all(watch.safe)
            await clocks.far_off()
            watch.clock(END + 10 * MINUTE)
            await clocks.wrong_during(watch.all(watch.home))
            await _ends(watch, lane)


@dataclass
class Clocks:
    """A wall clock that goes wrong and right again."""

    watch: Watch
    chance: random.Random
    lane: Lane

    async def far_off(self) -> None:
        """Back by an hour and by a day, for a moment or until the program has seen it."""
        for back in (HOUR_MS, 24 * HOUR_MS):
            await self._wrong(back, self.chance.choice((0.1, 1.2)))

    async def wrong_during(self, part: Coroutine[Any, Any, None]) -> None:
        """Wrong by some minutes again and again while a part of the evening goes on: check-in is open all the same."""
        going_on = asyncio.create_task(part)
        while not going_on.done():
            await self._wrong(self.chance.choice(BACK), self.chance.uniform(0, FOR_A_WHILE))
            await asyncio.sleep(self.chance.uniform(0, FOR_A_WHILE))
        await going_on

    async def _wrong(self, back: int, seconds: float) -> None:
        self.watch.town.move_clock(-back)
        await asyncio.sleep(seconds)
        self.watch.town.move_clock(back)
        self.lane.count(moves=2)


async def _ends(watch: Watch, lane: Lane) -> None:
    watch.town.move_clock(49 * HOUR_MS)
    await all_done(watch.town)
    assert await watch.town.stop() == 0
    await watch_checks.check(watch, lane)


async def test_a_program_that_takes_everything_for_new_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: updates come twice, and somebody has checked in twice."""
    async with a_watch(tmp_path, lives, 1) as watch:
        watch.town.broken = "takes_everything_for_new"
        await watch.town.start()
        await watch.begins()
        await watch.town.client.faults(duplicate_updates=1.0)
        await watch.check_in(watch.squads[0].walker)
        await watch.town.client.faults()
        await all_done(watch.town)
        await watch.town.stop()
        assert watch_checks.read(watch).doubled > 0


async def test_a_program_that_says_again_without_a_word_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: of a call for help whose answer was lost a second copy comes that does not say so."""
    async with a_watch(tmp_path, lives, 1) as watch:
        watch.town.broken = "says_again_without_a_word"
        await watch.town.start()
        await watch.begins()
        squad = watch.squads[0]
        await watch.town.client.faults({"method": "sendMessage", "action": "drop_after", "probability": 0.4})
        await watch.call(squad)
        await watch.rounds(3)
        await watch.town.client.faults()
        await all_done(watch.town)
        assert await checks.unmarked_copies(watch.town.client)


async def test_a_program_that_looks_at_the_clock_once_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: it counts the time itself, and asks for nobody."""
    async with a_watch(tmp_path, lives, 1) as watch:
        watch.town.broken = "looks_at_the_clock_once"
        await watch.town.start()
        await watch.begins()
        await watch.check_in(watch.squads[0].walker)
        watch.clock(START + 10 * MINUTE + 5_000)
        watch.town.patience = 3.0
        with pytest.raises(TimeoutError):
            await watch.missed(watch.squads[0])
