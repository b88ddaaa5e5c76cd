"""An evening's watch, killed with -9 at random and at every boundary: who checked in is there, and whoever is in need is heard."""

from __future__ import annotations

import asyncio
import random
import shutil
from pathlib import Path

import pytest

from tests.faults import checks, watch_checks
from tests.faults.bustle import all_done
from tests.faults.conftest import Length
from tests.faults.kills import killed_again_and_again
from tests.faults.lane import Lane
from tests.faults.watch import Watch, a_watch

pytestmark = pytest.mark.faults
TWO_DAYS_MS = 49 * 3_600_000
LONGEST_LIFE = 60
"""After so many happenings in the town a life is ended, if not before."""


async def test_killed_at_random(tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length) -> None:
    """Four squads, from the first check-in until everybody is at home, while the program is killed again and again."""
    for number in range(length.of(1, 30)):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_watch(folder, lives, 4) as watch:
            await watch.town.start()
            await watch.begins()
            chance = random.Random(number)
            await killed_again_and_again(watch.town, watch.phones, watch.evening(), chance, LONGEST_LIFE, lane)
            await _ends(watch, lane)
        shutil.rmtree(folder)


@pytest.mark.parametrize("part", range(2))
async def test_killed_at_every_boundary(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length, part: int
) -> None:
    """The evening of one squad, killed at the first boundary, the second, and so on, until a run comes through alive.

    A short run takes a few of them.
    """
    step, number, through = length.of(360, 2), part * length.of(180, 1) + 1, False
    while not through:
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_watch(folder, lives, 1) as watch:
            await watch.town.start(die_at=number)
            await watch.begins()
            await watch.evening(rounds=1)
            through = not watch.town.tally.exists()
            copies = await checks.copies(watch.phones)
            lane.count(boundaries=1, messages_said_again=copies.total())
            assert max(copies.values(), default=0) <= 1, "a message was said more than twice for one kill"
            await _ends(watch, lane)
        shutil.rmtree(folder)
        number += step


async def _ends(watch: Watch, lane: Lane) -> None:
    watch.town.move_clock(TWO_DAYS_MS)
    await all_done(watch.town)
    assert await watch.town.stop() == 0
    await watch_checks.check(watch, lane)


async def test_a_program_that_answers_before_the_commit_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: somebody was told that they are checked in, and the kill takes it away."""
    async with a_watch(tmp_path, lives, 1) as watch:
        watch.town.broken = "answers_before_the_commit"
        await watch.town.start()
        await watch.begins()
        await watch.check_in(watch.squads[0].walker)
        await watch.town.kill()
        watch.town.broken = ""
        await watch.town.abandon()
        assert watch_checks.read(watch).lost == [f"checked_in {watch.squads[0].walker.id}"]


async def test_a_program_that_calls_once_is_caught(tmp_path: Path, lives: asyncio.subprocess.Process) -> None:
    """The control: nobody comes, and nothing more is heard of it."""
    async with a_watch(tmp_path, lives, 1) as watch:
        watch.town.broken = "calls_for_help_once"
        await watch.town.start()
        await watch.begins()
        squad = watch.squads[0]
        squad.stand_in = squad.lead
        await watch.call(squad)
        watch.town.patience = 3.0
        with pytest.raises(TimeoutError):
            await watch.rounds(1)


@pytest.mark.parametrize("broken", ["looks_for_people_early", "looks_for_people_twice"])
async def test_a_program_that_cannot_tell_the_time_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process, broken: str
) -> None:
    """The controls: the steps of an absence come before their time, or again."""
    async with a_watch(tmp_path, lives, 1) as watch:
        watch.town.broken = broken
        await watch.town.start()
        await watch.begins()
        await watch.evening(rounds=0)
        await watch.town.stop()
        kept = watch_checks.read(watch)
        assert (kept.early if broken == "looks_for_people_early" else kept.twice) > 0
