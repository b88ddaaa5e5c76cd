"""Wakes due work when the next of it falls due, whatever the clocks do.

APScheduler's one job rings at the time of the earliest row. It goes by the machine's wall clock and sets its timer once,
so it would sleep on when the clock is set or the machine has slept. A beat on the event loop's monotonic time reads
the program's clock anew each second: it notices both, and rings itself when the time has come.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from scheduler.clock import machine_time_in

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from domain.clock import Clock
    from scheduler.due_work import DueWork

BEAT_SECONDS = 1.0
JUMP_MS = 500
"""A wall clock that goes this much apart from the monotonic one between two beats was set."""
JOB = "next due work"
AFTER_TROUBLE_SECONDS = 1.0

log = structlog.get_logger(__name__)


class Waker:
    """Runs due work at its time. `on_jump` is told by how many milliseconds the clock was set, forward or back."""

    def __init__(self, clock: Clock, due_work: DueWork, on_jump: Callable[[int], None]) -> None:
        self._clock = clock
        self._due_work = due_work
        self._on_jump = on_jump
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._bell = asyncio.Event()
        self._turn = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._on_beat: list[Callable[[], Awaitable[None]]] = []
        self._wall = clock.now()
        self._monotonic = clock.monotonic()
        self._set_back = False
        self._stopping = False
        self.next_at: int | None = None
        """When the next due work is due, as far as is known."""

    def on_beat(self, listener: Callable[[], Awaitable[None]]) -> None:
        """Have `listener` called once a second."""
        self._on_beat.append(listener)

    def start(self) -> None:
        """Begin; what is due already is done at once."""
        self._scheduler.start()
        self._tasks = [
            asyncio.create_task(self._work(), name="due work"),
            asyncio.create_task(self._beats(), name="beat"),
        ]
        self.ring()

    async def stop(self) -> None:
        """Begin nothing more; the transaction at hand is finished."""
        self._stopping = True
        self._bell.set()
        if not self._tasks:
            return
        working, beating = self._tasks
        beating.cancel()
        await asyncio.gather(working, beating, return_exceptions=True)
        self._scheduler.shutdown(wait=False)

    def ring(self) -> None:
        """Due rows were written, or time has passed: look."""
        self._bell.set()

    def due_from(self, at: int) -> None:
        """Work was set to fall due then (UTC ms): look, unless there is a time to look before."""
        if self.next_at is None or at < self.next_at:
            self.ring()

    async def settle(self) -> None:
        """Do all that is due now."""
        await self.look_at_clock()
        await self._run()
        await self._due_work.settle()

    async def look_at_clock(self) -> None:
        """One beat: notice that the clock was set or the machine slept, and ring when the time has come."""
        wall, monotonic = self._clock.now(), self._clock.monotonic()
        jump = (wall - self._wall) - round((monotonic - self._monotonic) * 1000)
        self._wall, self._monotonic = wall, monotonic
        if abs(jump) > JUMP_MS:
            log.info("the clock was set", action="clock_set", by_ms=jump)
            self._set_back = self._set_back or jump < 0
            self._on_jump(jump)
            self.ring()
        if self.next_at is not None and self.next_at <= wall:
            self.ring()

    async def _work(self) -> None:
        while not self._stopping:
            await self._bell.wait()
            self._bell.clear()
            try:
                await self._run()
            except Exception:
                log.exception("due work could not use the database", action="due_work_stopped")
                await asyncio.sleep(AFTER_TROUBLE_SECONDS)
                self._bell.set()

    async def _run(self) -> None:
        async with self._turn:
            if self._stopping:
                return
            if self._set_back:
                await self._due_work.clock_set_back()
                self._set_back = False
            self.next_at = await self._due_work.run()
            self._set_alarm()

    def _set_alarm(self) -> None:
        """Put APScheduler's job at the time of the earliest row, translated to the machine's own clock."""
        if self.next_at is None:
            if self._scheduler.get_job(JOB) is not None:
                self._scheduler.remove_job(JOB)
            return
        seconds = (self.next_at - self._clock.now()) / 1000
        trigger = DateTrigger(run_date=machine_time_in(seconds))
        # A job that has fired is gone from the scheduler, so it is put there anew each time.
        self._scheduler.add_job(self._fire, trigger, id=JOB, replace_existing=True, misfire_grace_time=None)

    async def _fire(self) -> None:
        self.ring()

    async def _beats(self) -> None:
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            try:
                await self.look_at_clock()
                for listener in self._on_beat:
                    await listener()
            except Exception:
                log.exception("a beat failed", action="beat_failed")
