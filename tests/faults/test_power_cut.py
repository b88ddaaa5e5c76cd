"""The power goes while a village reports: whatever the disk holds then is a whole database with every promised report."""

from __future__ import annotations

import multiprocessing
import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from playground.clock import MovedClock
from storage import sqlite_connection
from tests.faults.conftest import Length
from tests.faults.disk import Act, Operation, hooked
from tests.faults.lane import Lane
from tests.faults.power import Findings, Record, look
from tests.faults.reporter import words
from tests.journeys.village import HOME, MONDAY_MORNING, a_village

pytestmark = pytest.mark.faults
REPORTS = 30
AT_ONCE = 2


async def _record(folder: Path) -> Record:
    """A morning of reports, some of them accepted, with at least one checkpoint."""
    chance = random.Random(7)
    record = Record(folder / "shouwang.db")
    with hooked(after=record.note):
        async with a_village(folder) as village:
            record.begin()
            for number in range(REPORTS):
                # Each by somebody new: nobody may report without an end on one day.
                villager = await village.town.person(f"村民{number}", id=500 + number)
                text = words(chance)
                await villager.send(text)
                for label in (HOME, "保密", "提交"):
                    await villager.press(label)
                record.promise(await village.case_number(villager), text)
                if number % 3 == 0:
                    await village.mediator.press("受理")
            record.end()
    written = {each.path for each in record.happened if isinstance(each, Operation) and each.act is Act.WRITE}
    assert len(written) == 2, "there was no checkpoint: only the log was written"
    return record


def _look(record: Record, folder: Path, images: int, *, honest: bool = True) -> Findings:
    keys, clock = folder / "keys.json", MovedClock(start_at=MONDAY_MORNING, frozen=True)
    whole = Findings()
    with ProcessPoolExecutor(AT_ONCE, multiprocessing.get_context("spawn")) as pool:
        parts = [
            pool.submit(look, record, images // AT_ONCE, seed, keys, clock, honest=honest) for seed in range(AT_ONCE)
        ]
        for part in parts:
            found = part.result()
            whole.images += found.images
            whole.corrupt += found.corrupt
            whole.lost += found.lost
            whole.promises = found.promises
    return whole


async def test_a_power_cut(tmp_path: Path, lane: Lane, length: Length) -> None:
    """At any point, with what was not synced missing, torn or out of order."""
    record = await _record(tmp_path)
    found = _look(record, tmp_path, length.of(600, 20_100))
    lane.count(
        operations=len(record.happened),
        images=found.images,
        corrupt=len(found.corrupt),
        acknowledged_reports=found.promises,
        lost=len(found.lost),
    )
    assert (found.corrupt, found.lost) == ([], [])


async def test_a_program_that_does_not_wait_for_the_disk_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with `synchronous = NORMAL` a commit returns before it is safe."""
    careless = tuple(each.replace("= FULL", "= NORMAL") for each in sqlite_connection.PRAGMAS)
    assert careless != sqlite_connection.PRAGMAS
    monkeypatch.setattr(sqlite_connection, "PRAGMAS", careless)
    record = await _record(tmp_path)
    assert _look(record, tmp_path, 200).lost


async def test_a_disk_that_lies_is_caught(tmp_path: Path) -> None:
    """The control of the images: on a disk that forgets what it said it had synced, reports are lost."""
    record = await _record(tmp_path)
    found = _look(record, tmp_path, 200, honest=False)
    assert found.lost or found.corrupt
