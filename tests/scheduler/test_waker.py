"""Due work is woken at its time, whichever way the clock is set; APScheduler alone would not do it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.schedulers import base
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from playground.clock import MovedClock
from scheduler.waker import JOB, Waker
from tests.conftest import HandClock


@dataclass
class Clock(HandClock):
    """A clock whose two faces are moved apart: the wall is set, the monotonic one runs on."""

    ran: float = 0.0

    def monotonic(self) -> float:
        """Seconds that only go forward."""
        return self.ran


@dataclass
class FakeWork:
    """Due work with one row."""

    clock: Clock
    due_at: int | None
    done_at: list[int] = field(default_factory=list)
    set_back: int = 0

    async def run(self) -> int | None:
        """Do the row if it is due."""
        if self.due_at is not None and self.due_at <= self.clock.now():
            self.done_at.append(self.clock.now())
            self.due_at = None
        return self.due_at

    async def clock_set_back(self) -> None:
        """Count it."""
        self.set_back += 1

    async def settle(self) -> None:
        """Nothing runs on the side."""


@asynccontextmanager
async def woken(clock: Clock, work: FakeWork, jumps: list[int]) -> AsyncIterator[Waker]:
    """A running waker that has looked once."""
    waker = Waker(clock, work, jumps.append)  # type: ignore[arg-type]
    waker.start()
    await waker.settle()
    await yields()
    yield waker
    await waker.stop()


async def yields() -> None:
    """Let every task that can run do so."""
    for _turn in range(20):
        await asyncio.sleep(0)


async def test_a_clock_set_forward_does_the_work_at_the_next_beat() -> None:
    """The row was two hours away; the clock jumps over it, and one beat later it is done."""
    clock = Clock()
    work = FakeWork(clock, clock.now() + 7_200_000)
    jumps: list[int] = []
    async with woken(clock, work, jumps) as waker:
        clock.forward(hours=3)
        clock.ran += 1
        await yields()
        assert work.done_at == []
        await waker.look_at_clock()
        await yields()
        assert work.done_at == [clock.now()]
        assert jumps == [3 * 3_600_000 - 1000]


async def test_a_clock_set_back_moves_the_alarm_and_loses_nothing() -> None:
    """After it APScheduler's job stands at the new distance, and the work is done when its time comes, once."""
    clock = Clock()
    due = clock.now() + 3_600_000
    work = FakeWork(clock, due)
    jumps: list[int] = []
    async with woken(clock, work, jumps) as waker:
        before = waker._scheduler.get_job(JOB).next_run_time
        clock.forward(hours=-2)
        clock.ran += 1
        await waker.look_at_clock()
        await yields()
        moved = waker._scheduler.get_job(JOB).next_run_time - before
        assert timedelta(hours=1, minutes=59) < moved < timedelta(hours=2, minutes=1)
        assert work.set_back == 1
        assert work.done_at == []
        clock.at = due
        clock.ran += 3 * 3600
        await waker.look_at_clock()
        await yields()
        await waker.look_at_clock()
        await yields()
        assert work.done_at == [due]
        assert len(jumps) == 1


async def test_a_machine_that_slept_does_the_work_at_the_first_beat() -> None:
    """Asleep the monotonic clock stands and the wall clock goes on: seen from here that is a jump forward."""
    clock = Clock()
    work = FakeWork(clock, clock.now() + 600_000)
    jumps: list[int] = []
    async with woken(clock, work, jumps) as waker:
        clock.forward(hours=8)
        await waker.look_at_clock()
        await yields()
        assert work.done_at == [clock.now()]


async def test_time_that_passes_as_it_should_is_no_jump() -> None:
    """Beats that agree with the wall clock tell nobody of anything, and ring when the time has come."""
    clock = Clock()
    work = FakeWork(clock, clock.now() + 5_000)
    jumps: list[int] = []
    async with woken(clock, work, jumps) as waker:
        for _beat in range(6):
            clock.forward(ms=1_000)
            clock.ran += 1.0
            await waker.look_at_clock()
            await yields()
        assert jumps == []
        assert work.done_at == [clock.now() - 1_000]


async def test_apscheduler_rings_by_itself_at_the_time_of_the_row() -> None:
    """On real time and without any beat the work is done when it falls due."""
    clock = MovedClock()
    done = asyncio.Event()

    class Work(FakeWork):
        async def run(self) -> int | None:
            next_at = await super().run()
            if self.done_at:
                done.set()
            return next_at

    work = Work(clock, clock.now() + 50)  # type: ignore[arg-type]
    waker = Waker(clock, work, lambda _jump: None)  # type: ignore[arg-type]
    waker.start()
    waker._tasks[1].cancel()
    async with asyncio.timeout(10):
        await done.wait()
    await waker.stop()

    assert len(work.done_at) == 1


async def test_a_new_row_sets_the_alarm() -> None:
    """A commit that wrote a due row rings; the alarm then stands at its time."""
    clock = Clock()
    work = FakeWork(clock, None)
    async with woken(clock, work, []) as waker:
        assert waker._scheduler.get_job(JOB) is None
        work.due_at = clock.now() + 60_000
        waker.ring()
        await yields()
        assert waker._scheduler.get_job(JOB) is not None


async def test_trouble_with_the_database_is_not_the_end_of_waking() -> None:
    """A run that raises is tried again."""
    clock = Clock()
    work = FakeWork(clock, None)
    real, failed = work.run, asyncio.Event()

    async def failing() -> int | None:
        work.run = real  # type: ignore[method-assign]
        failed.set()
        raise OSError

    async with woken(clock, work, []) as waker:
        work.run = failing  # type: ignore[method-assign]
        work.due_at = clock.now()
        waker.ring()
        await failed.wait()
        await waker.settle()
        assert work.done_at == [clock.now()]


async def test_apscheduler_alone_sleeps_through_a_clock_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """A beat that were a job of APScheduler's would be silent for as long as the clock was set back: hence our own."""
    now = datetime(2026, 9, 28, 1, tzinfo=UTC)

    class SetClock(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return now

    monkeypatch.setattr(base, "datetime", SetClock)
    scheduler = AsyncIOScheduler(timezone="UTC")

    async def beat() -> None:
        return None

    scheduler.start(paused=True)
    scheduler.add_job(beat, "interval", seconds=1, start_date=now, misfire_grace_time=None)
    scheduler.state = base.STATE_RUNNING
    assert scheduler._process_jobs() <= 1
    now -= timedelta(hours=5)
    asleep = scheduler._process_jobs()
    scheduler.shutdown(wait=False)
    await asyncio.sleep(0)

    assert asleep >= 5 * 3600
