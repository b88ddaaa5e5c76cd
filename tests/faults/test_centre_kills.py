"""A centre at its work, killed with -9 at random: what was shown as done is there, once and whole, and nobody else is told."""

from __future__ import annotations

import asyncio
import random
import shutil
from pathlib import Path

import pytest

from tests.faults import centre_checks
from tests.faults.bustle import all_done
from tests.faults.centre import Promise
from tests.faults.centre_begins import a_centre
from tests.faults.conftest import Length
from tests.faults.kills import killed_again_and_again
from tests.faults.lane import Lane

pytestmark = pytest.mark.faults
LONGEST_LIFE = 80
"""After so many happenings in the town a life is ended, if not before."""


async def test_killed_at_random(tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length) -> None:
    """Cases are given to one unit and to several and to a person, merged, split and supervised, names opened and refused."""
    for number in range(length.of(2, 30)):
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_centre(folder, lives) as centre:
            chance = random.Random(number)
            await killed_again_and_again(centre.town, centre.phones, centre.work(), chance, LONGEST_LIFE, lane)
            await all_done(centre.town)
            assert await centre.town.stop() == 0
            await centre_checks.check(centre, lane)
        shutil.rmtree(folder)


async def test_a_program_that_answers_before_the_commit_is_caught(
    tmp_path: Path, lives: asyncio.subprocess.Process
) -> None:
    """The control: a case was given away before somebody's eyes, and the kill takes it back."""
    async with a_centre(tmp_path, lives, "answers_before_the_commit") as centre:
        await centre.route("alone")
        await centre.town.kill()
        await centre.town.abandon()
        assert centre.promised == [Promise("routed", "alone", (("unit", "water_office"), ("helping", "")))]
        assert centre_checks.read(centre).lost == ["routed alone"]
