"""Checks that nothing was forgotten, puts right what it can, and feeds the watchdog only when there was nothing.

The due row of every open case, of its mediation and of every shift that is published stands at the time of its next step, a
call for help that nobody has answered is said again, nothing is said to be worked on that nobody works on, no due work is
late, and no message is stuck. What is forgotten at any instant is found within a minute.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from actions.alarm import alarm
from domain.durations import DAY_MS
from domain.messages import phrase
from scheduler.due_work import RETRY_MS
from scheduler.findings import Findings, Held
from scheduler.recurring import keep_recurring
from scheduler.wrong_times import (
    WrongTimes,
    wrong_calendar,
    wrong_calls,
    wrong_cases,
    wrong_incidents,
    wrong_kept,
    wrong_mediations,
    wrong_openings,
    wrong_shifts,
)
from storage.due import OF_A_CASE, DueKind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from actions.rules import Rules
    from domain.clock import Clock
    from scheduler.recurring import Recurring
    from storage.database import Database
    from storage.due import DueRow
    from storage.unit_of_work import UnitOfWork

EVERY_MS = 20_000
LATE_MS = 30_000
GRACE_SECONDS = 60.0
"""After a start or a jump of the clock much is late at once, and is being done."""
PAGE = 200
NAMED_IN_LOG = 1_000
NAMED_TO_ADMINS = 5

log = structlog.get_logger(__name__)


class Auditor:
    """Looks at everything that should happen from the side of the one who would notice that it does not."""

    def __init__(
        self,
        database: Database,
        rules: Rules,
        clock: Clock,
        recurring: Sequence[Recurring],
        feed: Callable[[], None],
        held: Callable[[], Held],
    ) -> None:
        self._database = database
        self._rules = rules
        self._clock = clock
        self._recurring = recurring
        self._feed = feed
        self._held = held
        self._audited_at: int | None = None
        self._quiet_until = clock.monotonic() + GRACE_SECONDS
        self._online = True
        self._kept_looked_at = 0
        self._incidents_looked_at = 0
        self.latest = Findings()
        """What the last audit found."""

    def clock_jumped(self) -> None:
        """Much will be late for a moment."""
        self._quiet_until = self._clock.monotonic() + GRACE_SECONDS

    def telegram_answers(self, *, answers: bool) -> None:
        """While Telegram cannot be reached messages wait, and that is not the program's fault."""
        self._online = answers

    async def on_beat(self) -> None:
        """Audit when some of the program's time has passed since the last one."""
        now = self._clock.now()
        if self._audited_at is None or now - self._audited_at >= EVERY_MS or now < self._audited_at:
            self._audited_at = now
            await self.audit()

    async def audit(self) -> Findings:
        """Look at everything once; what was found is logged, told to the admins once a day, and kept in `latest`."""
        wrong = await self._wrong_times()
        async with self._database.transaction() as work:
            found = await self._look(work, wrong)
            await self._put_right(work, found)
            if not found.all_well:
                await self._tell(work, found)
        self.latest = found
        if found.all_well:
            self._feed()
        return found

    async def _look(self, work: UnitOfWork, wrong: WrongTimes) -> Findings:
        held, before = self._held(), work.now - LATE_MS
        overdue = await work.due.overdue(before)
        late = tuple(row for row in overdue if row.due_at < before and row.attempts == 0)
        stuck = await work.overlooked.abandoned(held.messages)
        calm = self._calm
        if calm and self._online:
            stuck += await work.overlooked.waiting(before)
        left = await work.due.left(held.due_rows, max(RETRY_MS))
        return Findings(*wrong, left, late if calm else (), stuck, len(overdue) - len(late))

    @property
    def _calm(self) -> bool:
        return self._clock.monotonic() >= self._quiet_until

    async def _put_right(self, work: UnitOfWork, found: Findings) -> None:
        """Whoever works on such things may take them up again."""
        if found.left_work:
            await work.due.free(found.left_work)
        for message in found.stuck_messages:
            await work.outbox.put_back(message.id, work.now, perhaps_arrived=True)

    async def align(self) -> int:
        """At the start: set the due rows of all cases and shifts by the clocks as they are configured now; how many changed."""
        wrong = await self._wrong_times()
        changed = sum(map(len, wrong))
        if changed:
            log.info(
                "due rows were set by the configured clocks",
                action="due_rows_aligned",
                cases=len(wrong.cases),
                shifts=len(wrong.shifts),
                calls=len(wrong.calls),
                mediations=len(wrong.mediations),
                openings=len(wrong.openings),
                calendar=len(wrong.calendar),
                recurring=len(wrong.recurring),
            )
        return changed

    async def _wrong_times(self) -> WrongTimes:
        """Whatever has its due row not where its clocks want it. Each is put right at once."""
        followed_up = max(self._rules.township.clocks.follow_up_ms, default=0) + DAY_MS
        async with self._database.transaction() as work:
            calls = await wrong_calls(work, self._rules)
            openings = await wrong_openings(work, self._rules)
            centre = await wrong_calendar(work, self._rules)
            recurring = await keep_recurring(work, self._recurring)
            cases = await work.cases.watched(work.now - followed_up)
            shifts = await work.shifts.watched()
            kept = await work.cases.ended_since(work.now - DAY_MS)
            mediations = await work.mediations.watched(work.now - max(followed_up, self._confirmed_within()))
        await self._look_at_kept()
        return WrongTimes(
            await self._by_pages(cases, self._wrong_cases),
            await self._by_pages(shifts, self._wrong_shifts),
            tuple(calls),
            await self._by_pages(kept, self._wrong_kept),
            await self._by_pages(mediations, self._wrong_mediations),
            tuple(openings),
            tuple(centre),
            # A clock that was just set back is ahead of its rows for a moment, and that is no fault.
            tuple(each.kind.value for each in recurring if self._calm),
        )

    async def _look_at_kept(self) -> None:
        """Some of those that ended long ago, each time the next: only a changed configuration makes their time another.

        Incidents that became no case likewise.
        """
        async with self._database.transaction() as work:
            numbers = await work.cases.ended_after(self._kept_looked_at, PAGE)
            self._kept_looked_at = numbers[-1] if len(numbers) == PAGE else 0
            changed = await self._wrong_kept(work, numbers)
            met = await work.incidents.kept_alone_after(self._incidents_looked_at, PAGE)
            self._incidents_looked_at = max(met) if len(met) == PAGE else 0
            alone = await wrong_incidents(work, self._rules, met)
        if changed or alone:
            log.info("times of keeping were set", action="retention_aligned", cases=len(changed), incidents=len(alone))

    async def _wrong_kept(self, work: UnitOfWork, numbers: Sequence[int]) -> list[int]:
        return await wrong_kept(work, self._rules, await work.cases.several(numbers))

    async def _by_pages(
        self, watched: Sequence[int], look: Callable[[UnitOfWork, Sequence[int]], Awaitable[list[int]]]
    ) -> tuple[int, ...]:
        """Look at a part in each transaction, so that nobody waits long."""
        wrong: list[int] = []
        for start in range(0, len(watched), PAGE):
            async with self._database.transaction() as work:
                wrong += await look(work, watched[start : start + PAGE])
        return tuple(wrong)

    async def _wrong_cases(self, work: UnitOfWork, numbers: Sequence[int]) -> list[int]:
        return await wrong_cases(work, self._rules, await work.cases.several(numbers))

    async def _wrong_shifts(self, work: UnitOfWork, numbers: Sequence[int]) -> list[int]:
        return await wrong_shifts(work, self._rules, await work.shifts.several(numbers))

    async def _wrong_mediations(self, work: UnitOfWork, numbers: Sequence[int]) -> list[int]:
        return await wrong_mediations(work, self._rules, numbers)

    def _confirmed_within(self) -> int:
        return self._rules.township.mediation.confirmation_within_ms + DAY_MS

    async def _tell(self, work: UnitOfWork, found: Findings) -> None:
        log.error(
            "the audit found something",
            action="audit_failed",
            cases=found.cases[:NAMED_IN_LOG],
            shifts=found.shifts[:NAMED_IN_LOG],
            calls=found.calls[:NAMED_IN_LOG],
            due_rows=[row.id for row in (*found.left_work, *found.late_work)][:NAMED_IN_LOG],
            calendar=found.wrong_calendar[:NAMED_IN_LOG],
            recurring=found.wrong_recurring,
            notices=[message.id for message in found.stuck_messages][:NAMED_IN_LOG],
            **{f"count_{name}": count for name, count in found.counts().items()},
        )
        if found.shifts or found.calls:
            await self._tell_of_patrols(work, found)
        if found.wrong_calendar:
            line = phrase("alarm-audit-calendar", count=len(found.wrong_calendar))
            await alarm(work, self._rules, "audit-calendar", line)
        for kind in dict.fromkeys(found.wrong_recurring):
            line = phrase("alarm-audit-recurring", what=phrase(f"recurring-{kind.replace('_', '-')}"))
            await alarm(work, self._rules, "audit-recurring", line, kind)
        found = await _without_conflicts(work, found)
        if not (found.wrong_times_of_cases or found.left_work or found.late_work or found.stuck_messages):
            return
        named = await work.cases.several(found.cases[:NAMED_TO_ADMINS])
        line = phrase(
            "alarm-audit",
            cases=len(found.wrong_times_of_cases),
            late=len(found.left_work) + len(found.late_work),
            stuck=len(found.stuck_messages),
            named=len(named),
            numbers=" ".join(case.number for case in named),
            more=len(found.cases) - len(named),
        )
        await alarm(work, self._rules, "audit", line)

    async def _tell_of_patrols(self, work: UnitOfWork, found: Findings) -> None:
        line = phrase(
            "alarm-audit-patrol",
            shifts=len(found.shifts),
            shift_numbers=" ".join(str(number) for number in found.shifts[:NAMED_TO_ADMINS]),
            calls=len(found.calls),
            call_numbers=" ".join(str(number) for number in found.calls[:NAMED_TO_ADMINS]),
        )
        await alarm(work, self._rules, "audit-patrol", line)


async def _without_conflicts(work: UnitOfWork, found: Findings) -> Findings:
    """What the admins may hear: nothing of a case that names anybody, for they may answer to them."""
    quiet = await work.conflicts.among(found.cases)

    def told(row: DueRow) -> bool:
        return row.kind is not DueKind.OPENING and not (row.kind in OF_A_CASE and int(row.subject) in quiet)

    return replace(
        found,
        wrong_cases=tuple(case for case in found.wrong_cases if case not in quiet),
        wrong_kept=tuple(case for case in found.wrong_kept if case not in quiet),
        wrong_mediations=tuple(case for case in found.wrong_mediations if case not in quiet),
        left_work=tuple(filter(told, found.left_work)),
        late_work=tuple(filter(told, found.late_work)),
        stuck_messages=tuple(each for each in found.stuck_messages if each.case_id not in quiet),
    )
