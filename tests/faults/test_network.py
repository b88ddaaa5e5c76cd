"""A bad line to Telegram: refused, dropped, half-open and lost answers; updates that come twice and out of order."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.faults import checks
from tests.faults.bustle import a_bustle
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.town import Town, a_town

pytestmark = pytest.mark.faults
PATIENCE = 900.0
"""Seconds: of thousands of messages one fails six times in a row, and each attempt comes later than the one before."""


async def bad_line(town: Town, seed: int) -> None:
    """From now on one call in five goes wrong."""
    await town.client.faults(
        {"method": "sendMessage", "action": "timeout_after", "times": 1, "probability": 0.1},
        {"method": "editMessageText", "action": "429", "retry_after": 1, "probability": 0.02},
        {"action": "429", "retry_after": 1, "probability": 0.02},
        {"action": "500", "probability": 0.06},
        {"action": "drop_before", "probability": 0.06},
        {"action": "drop_after", "probability": 0.06},
        {"latency_ms": 40, "probability": 0.2},
        duplicate_updates=0.3,
        shuffle_updates=True,
        seed=seed,
    )


async def test_abad_line(tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length) -> None:
    """One call in five goes wrong; when the line is good again everybody has been told everything, once."""
    async with a_town(tmp_path, lives) as town:
        town.patience = PATIENCE
        await town.start()
        async with a_bustle(town) as bustle:
            for seed in range(length.of(4, 40)):
                await bad_line(town, seed)
                lane.count(updates=await bustle.updates(60))
            await town.client.faults()
            await bustle.ends()
            await bustle.everything_late()
            copies = await checks.copies(bustle.phones)
            lane.count(messages_said_again=copies.total())
            assert await town.stop() == 0
            await bustle.check(lane)


async def test_a_program_that_says_again_without_a_word_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: of what arrived though its answer was lost a second copy comes that does not say so."""
    async with a_town(tmp_path, lives) as town:
        town.broken = "says_again_without_a_word"
        await town.start()
        async with a_bustle(town) as bustle:
            await town.client.faults({"method": "sendMessage", "action": "drop_after", "probability": 0.4})
            await bustle.updates(100)
            await town.client.faults()
            await bustle.ends()
            await bustle.all_done()
            assert await checks.unmarked_copies(town.client)
