"""The clock of the machine moved by ten minutes and by a day, there and back: no escalation is missed and none is early."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path

import pytest

from tests.faults.bustle import HOUR_MS, a_bustle
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.town import a_town

pytestmark = pytest.mark.faults
PATIENCE = 900.0
TEN_MINUTES_MS = 600_000
MOVES = (TEN_MINUTES_MS, -TEN_MINUTES_MS, 24 * HOUR_MS, -24 * HOUR_MS)


async def test_a_clock_that_is_moved(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length
) -> None:
    """While a village reports. When two days have passed at last, all that fell due was done, once, and not before."""
    chance = random.Random(5)
    async with a_town(tmp_path, lives) as town:
        await town.start()
        async with a_bustle(town) as bustle:
            for number in range(length.of(8, 400)):
                town.move_clock(MOVES[number] if number < len(MOVES) else chance.choice(MOVES))
                lane.count(moves=1, updates=await bustle.updates(25))
            await bustle.ends()
            # Of a long run some thousands of cases are late at once, and one mediator is told of all of them, one by one.
            town.patience = PATIENCE
            await bustle.everything_late()
            assert await town.stop() == 0
            await bustle.check(lane)


async def test_a_program_that_looks_at_the_clock_once_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: it counts the time itself, and two days later nothing has been done."""
    async with a_town(tmp_path, lives) as town:
        town.broken = "looks_at_the_clock_once"
        await town.start()
        async with a_bustle(town) as bustle:
            await bustle.updates(25)
            await bustle.ends()
            town.patience = 3.0
            with pytest.raises(TimeoutError):
                await bustle.everything_late()
