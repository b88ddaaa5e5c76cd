"""Claims what is due, in order, and has it done: each piece in its own part of a transaction, with all its effects.

A piece that fails is tried again later and at last set aside; nothing behind it waits.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from actions.alarm import alarm
from domain.messages import phrase
from scheduler.recurring import keep_recurring
from storage.quarantine import QuarantineSource

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from actions.rules import Rules
    from domain.clock import Clock
    from scheduler.recurring import Recurring
    from storage.database import Database
    from storage.due import DueKind, DueRow
    from storage.unit_of_work import UnitOfWork

    Action = Callable[[UnitOfWork, Rules, str], Awaitable[None]]
    """What is done inside the transaction, for the subject of the row."""
    Job = Callable[[], Awaitable[None]]
    """Slow work that opens transactions of its own."""

ROWS_AT_ONCE = 250
"""How many rows share a transaction at the most: after an outage there may be thousands."""
LONGEST_TURN_SECONDS = 0.05
"""After this the transaction ends: who writes meanwhile waits for it."""
RETRY_MS = (10_000, 60_000, 300_000)
JOB_LEASE_MS = 30 * 60_000
LONGEST_LEASE_MS = JOB_LEASE_MS

log = structlog.get_logger(__name__)


class DueWork:
    """Does what is due. The row, its effects and the next row are one commit."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        rules: Rules,
        actions: Mapping[DueKind, Action],
        jobs: Mapping[DueKind, Job],
        recurring: Sequence[Recurring],
    ) -> None:
        self._database = database
        self._clock = clock
        self._rules = rules
        self._actions = actions
        self._jobs = jobs
        self._recurring = {(each.kind, each.subject): each for each in recurring}
        self._running: dict[asyncio.Task[None], DueRow] = {}
        self._stopping = False
        self.done = 0
        """How many pieces of work were done since the start."""

    @property
    def held(self) -> frozenset[int]:
        """The rows whose slow jobs run now."""
        return frozenset(row.id for row in self._running.values())

    async def prepare(self) -> None:
        """At the start: nobody works on anything yet, what was set aside gets another chance, recurring work is set."""
        async with self._database.transaction() as work:
            await work.due.free_leases(0)
            await work.due.retry_quarantined()
            await keep_recurring(work, tuple(self._recurring.values()))

    async def clock_set_back(self) -> None:
        """Leases and recurring work lie no further ahead than they ever do."""
        async with self._database.transaction() as work:
            await work.due.free_leases(work.now + LONGEST_LEASE_MS)
            await keep_recurring(work, tuple(self._recurring.values()))

    async def run(self) -> int | None:
        """Do everything that is due now, most urgent first; when the next is due (UTC ms), None if nothing is."""
        while not self._stopping:
            async with self._database.transaction() as work:
                rows = await work.due.claim(ROWS_AT_ONCE)
                if not rows:
                    return await work.due.next_at()
                began = self._clock.monotonic()
                for row in rows:
                    await self._do(work, row)
                    if self._clock.monotonic() - began > LONGEST_TURN_SECONDS:
                        break
        return None

    async def settle(self) -> None:
        """Wait until the slow jobs that were begun have ended."""
        if self._running:
            await asyncio.wait(self._running)

    async def stop(self, seconds: float) -> None:
        """Begin nothing more; slow jobs have some seconds to end, and are otherwise begun again at the next start."""
        self._stopping = True
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        for task in list(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    async def _do(self, work: UnitOfWork, row: DueRow) -> None:
        job = self._jobs.get(row.kind)
        if job is not None:
            await work.due.lease(row, work.now + JOB_LEASE_MS)
            task = asyncio.create_task(self._do_job(row, job), name=f"job {row.kind.value}")
            self._running[task] = row
            task.add_done_callback(self._running.pop)
            return
        try:
            async with work.savepoint():
                await self._actions[row.kind](work, self._rules, row.subject)
                await self._finish(work, row)
        except Exception as error:  # noqa: BLE001 - whatever it is, the work behind it must not wait
            await self._fail(work, row, error)

    async def _do_job(self, row: DueRow, job: Job) -> None:
        try:
            await job()
        except Exception as error:  # noqa: BLE001 - it is tried again
            async with self._database.transaction() as work:
                await self._fail(work, row, error)
        else:
            async with self._database.transaction() as work:
                await self._finish(work, row)

    async def _finish(self, work: UnitOfWork, row: DueRow) -> None:
        self.done += 1
        recurring = self._recurring.get((row.kind, row.subject))
        if recurring is not None:
            await work.due.set(row.kind, row.subject, recurring.next_after(work.now))
        else:
            await work.due.done(row)

    async def _fail(self, work: UnitOfWork, row: DueRow, error: Exception) -> None:
        """Try again later, three times; then set it aside and say so."""
        kind = type(error).__name__
        log.error(
            "due work failed",
            action="due_work_failed",
            kind=row.kind.value,
            subject=row.subject,
            attempts=row.attempts + 1,
            exc_info=error,
        )
        if row.attempts < len(RETRY_MS):
            await work.due.fail(row, kind, work.now + RETRY_MS[row.attempts])
            return
        await work.due.fail(row, kind, None)
        await work.quarantine.put(QuarantineSource.DUE, str(row.id), kind)
        line = phrase("alarm-due", kind=row.kind.value, number=str(row.id), error=kind)
        await alarm(work, self._rules, "due", line, str(row.id))
        recurring = self._recurring.get((row.kind, row.subject))
        if recurring is not None:
            # It comes again all the same: one bad night must not be the last backup.
            await work.due.set(row.kind, row.subject, recurring.next_after(work.now))
