"""A disk that is full and has room again: nobody was promised what could not be written, and nothing typed is lost."""

from __future__ import annotations

import asyncio
import contextlib
import random
from pathlib import Path

import pytest

from tests.faults.bustle import a_bustle
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.opened import opened
from tests.faults.reporter import words
from tests.faults.town import Town, a_town

pytestmark = pytest.mark.faults


async def test_a_disk_full_and_back(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length
) -> None:
    """While it is full people write on; when there is room again each of them gets their answer."""
    chance = random.Random(4)
    async with a_town(tmp_path, lives) as town:
        town.can_fill = True
        await town.start()
        async with a_bustle(town) as bustle:
            for _time in range(length.of(4, 60)):
                updates = await bustle.updates(25)
                await bustle.events(chance.randrange(10))
                await _be_full_for_a_while(town)
                lane.count(times_full=1, updates=updates)
            await bustle.ends()
            await bustle.everything_late()
            assert await town.stop() == 0
            await bustle.check(lane)


@pytest.mark.parametrize(("broken", "kept"), [("", True), ("thinks_nothing_of_a_failed_commit", False)])
async def test_a_program_that_thinks_nothing_of_a_failed_commit_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process, broken: str, *, kept: bool
) -> None:
    """The control: what somebody wrote while the disk was full is gone. The program as it is has kept it."""
    text = words(random.Random(1))
    async with a_town(tmp_path, lives) as town:
        town.can_fill, town.broken, town.patience = True, broken, 3.0
        await town.start()
        villager = await town.client.person("李春禾", id=11)
        town.full.touch()
        await villager.send(text, settle=False)
        with contextlib.suppress(TimeoutError):
            await _complaint(town)
        town.full.unlink()
        with contextlib.suppress(TimeoutError):
            await town.wait_for_button(villager, "枫林村")
        assert await town.stop() == 0
        with opened(town.database, town.database.with_name("keys.json")) as connection:
            query = "SELECT count(*) FROM draft WHERE instr(answers(id, sealed), ?)"
            found = connection.execute(query, (text,)).fetchone()
        assert (found == (1,)) is kept


async def _be_full_for_a_while(town: Town) -> None:
    """Until the program has said to its operator that it cannot write."""
    town.full.touch()
    await _complaint(town)
    town.full.unlink()


async def _complaint(town: Town) -> None:
    said = town.complaints

    async def complained() -> bool:
        return town.complaints > said

    await town.until(complained)
