"""Checks every minute that nothing was forgotten, and feeds the watchdog only then.

Every open case's due row stands at the time of its next step, no due work is late, and no message is stuck.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from actions.alarm import alarm
from domain.escalation import next_step
from domain.messages import phrase
from storage.due import DueKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from actions.rules import Rules
    from domain.cases import Case
    from domain.clock import Clock
    from storage.database import Database
    from storage.unit_of_work import UnitOfWork

EVERY_MS = 60_000
LATE_MS = 60_000
GRACE_SECONDS = 60.0
"""After a start or a jump of the clock much is late at once, and is being done."""
DAY_MS = 86_400_000
PAGE = 200

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Findings:
    """What an audit found. `set_aside` waits for a person, who knows of it; the other three are the program's fault."""

    wrong_cases: int = 0
    late_work: int = 0
    stuck_messages: int = 0
    set_aside: int = 0

    @property
    def all_well(self) -> bool:
        """Whether nothing was forgotten."""
        return not (self.wrong_cases or self.late_work or self.stuck_messages)


class Auditor:
    """Looks at everything that should happen from the side of the one who would notice that it does not."""

    def __init__(self, database: Database, rules: Rules, clock: Clock, feed: Callable[[], None]) -> None:
        self._database = database
        self._rules = rules
        self._clock = clock
        self._feed = feed
        self._audited_at: int | None = None
        self._quiet_until = clock.monotonic() + GRACE_SECONDS
        self._online = True
        self.latest = Findings()
        """What the last audit found."""

    def clock_jumped(self) -> None:
        """Much will be late for a moment."""
        self._quiet_until = self._clock.monotonic() + GRACE_SECONDS

    def telegram_answers(self, *, answers: bool) -> None:
        """While Telegram cannot be reached messages wait, and that is not the program's fault."""
        self._online = answers

    async def on_beat(self) -> None:
        """Audit when a minute of the program's time has passed since the last one."""
        now = self._clock.now()
        if self._audited_at is None or now - self._audited_at >= EVERY_MS or now < self._audited_at:
            self._audited_at = now
            await self.audit()

    async def audit(self) -> Findings:
        """Look at everything once; what was found is logged, told to the admins once a day, and kept in `latest`."""
        wrong = await self._wrong_cases()
        late = stuck = aside = 0
        calm = self._clock.monotonic() >= self._quiet_until
        async with self._database.transaction() as work:
            before = work.now - LATE_MS
            overdue = await work.due.overdue(before)
            aside = sum(row.due_at >= before or row.attempts > 0 for row in overdue)
            if calm:
                late = sum(row.due_at < before and row.attempts == 0 for row in overdue)
                stuck = await work.outbox.stuck(before) if self._online else 0
            found = Findings(len(wrong), late, stuck, aside)
            if not found.all_well:
                await self._tell(work, found)
        self.latest = found
        if found.all_well:
            self._feed()
        return found

    async def align(self) -> int:
        """At the start: set the due rows of all cases by the clocks as they are configured now; how many changed."""
        wrong = await self._wrong_cases()
        if wrong:
            log.info("due rows were set by the configured clocks", action="due_rows_aligned", cases=len(wrong))
        return len(wrong)

    async def _wrong_cases(self) -> list[int]:
        """The cases whose due row is not at their next step. Each is put right at once."""
        wrong: list[int] = []
        followed_up = max(self._rules.township.clocks.follow_up_ms, default=0) + DAY_MS
        async with self._database.transaction() as work:
            watched = await work.cases.watched(work.now - followed_up)
        for start in range(0, len(watched), PAGE):
            async with self._database.transaction() as work:
                wrong += await self._wrong_among(work, await work.cases.several(watched[start : start + PAGE]))
        return wrong

    async def _wrong_among(self, work: UnitOfWork, cases: tuple[Case, ...]) -> list[int]:
        times = await work.due.times(DueKind.CASE, [str(case.id) for case in cases])
        wrong = []
        for case in cases:
            step = next_step(case, self._rules.township, self._rules.calendar)
            set_for = times.get(str(case.id))
            if set_for != (step.at if step else None):
                wrong.append(case.id)
                if step is None:
                    await work.due.clear(DueKind.CASE, str(case.id))
                else:
                    await work.due.set(DueKind.CASE, str(case.id), step.at)
        return wrong

    async def _tell(self, work: UnitOfWork, found: Findings) -> None:
        log.error(
            "the audit found something",
            action="audit_failed",
            cases=found.wrong_cases,
            late=found.late_work,
            stuck=found.stuck_messages,
        )
        line = phrase("alarm-audit", cases=found.wrong_cases, late=found.late_work, stuck=found.stuck_messages)
        await alarm(work, self._rules, "audit", line)
