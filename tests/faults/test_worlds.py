"""Worlds made from numbers: in each the whole program lives through faults, crashes and moved clocks among busy people."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

import pytest

from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.seeded import Broken, play
from tests.faults.virtual import Stuck
from tests.journeys.village import ROOT

pytestmark = pytest.mark.faults
PATROLLED = range(2, 20, 3)
"""Worlds with a patrol team."""
AT_ONCE = min(4, os.cpu_count() or 1)


def test_worlds(lane: Lane, length: Length) -> None:
    """What must hold holds after every step of each."""
    with ProcessPoolExecutor(AT_ONCE, multiprocessing.get_context("spawn")) as pool:
        seeds = range(length.of(100, 2_000))
        for seed, fault, calls, reports in pool.map(_outcome, seeds, chunksize=4):
            assert not fault, f"world {seed}: {fault} (play it again: python -m tests.faults.seeded {seed})"
            lane.count(worlds=1, calls=calls, acknowledged_reports=reports)


def test_a_world_is_played_again_to_the_same_byte() -> None:
    """In another process, whatever order that process keeps its sets in."""
    first, second = (
        subprocess.run(
            [sys.executable, "-m", "tests.faults.seeded", "8"],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            capture_output=True,
            check=True,
        ).stdout
        for hash_seed in ("1", "2")
    )
    assert first == second


@pytest.mark.parametrize(
    ("broken", "seeds"),
    [
        ("says_again_without_a_word", range(20)),
        ("forgets_a_clock_now_and_then", range(20)),
        ("forgets_in_a_crash_what_may_have_arrived", range(20)),
        ("forgets_a_shift_now_and_then", PATROLLED),
        ("calls_for_help_once", PATROLLED),
        ("looks_for_people_twice", PATROLLED),
    ],
)
def test_worlds_of_a_wrong_program_break(broken: str, seeds: range) -> None:
    """The control: among a few worlds there is one in which it shows."""
    with ProcessPoolExecutor(AT_ONCE, multiprocessing.get_context("spawn")) as pool:
        found = [fault for _seed, fault, _calls, _reports in pool.map(_outcome, seeds, [broken] * len(seeds))]
    assert any(found)


def _outcome(seed: int, broken: str = "") -> tuple[int, str, int, int]:
    """One world: its number, what broke in it if anything did, its calls and its reports."""
    try:
        _fingerprint, calls, reports = play(seed, broken)
    except (Broken, Stuck) as fault:
        return seed, f"{type(fault).__name__}: {fault}", 0, 0
    return seed, "", calls, reports
