"""Checks that nothing was forgotten, puts right what it can, and feeds the watchdog only when there was nothing.

Every open case's due row stands at the time of its next step, nothing is said to be worked on that nobody works on, no due
work is late, and no message is stuck. What is forgotten at any instant is found within a minute.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import structlog

from actions.alarm import alarm
from domain.escalation import next_step
from domain.messages import phrase
from scheduler.due_work import RETRY_MS
from storage.due import DueKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from actions.rules import Rules
    from domain.cases import Case
    from domain.clock import Clock
    from storage.database import Database
    from storage.due import DueRow
    from storage.overlooked import Waiting
    from storage.unit_of_work import UnitOfWork

EVERY_MS = 20_000
LATE_MS = 30_000
GRACE_SECONDS = 60.0
"""After a start or a jump of the clock much is late at once, and is being done."""
DAY_MS = 86_400_000
PAGE = 200
NAMED_IN_LOG = 1_000
NAMED_TO_ADMINS = 5

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody in this program has in hand: due rows and messages, by identifier."""

    due_rows: frozenset[int] = frozenset()
    messages: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Findings:
    """What an audit found. `set_aside` waits for a person, who knows of it; everything else is the program's fault."""

    wrong_cases: tuple[int, ...] = ()
    """Cases whose due row was missing or stood at a wrong time; it was set."""
    left_work: tuple[DueRow, ...] = ()
    """Due rows that were leased to nobody; they were freed."""
    late_work: tuple[DueRow, ...] = ()
    stuck_messages: tuple[Waiting, ...] = ()
    """Messages that were on their way with nobody, put back, and those whose time is long past."""
    set_aside: int = 0

    @property
    def all_well(self) -> bool:
        """Whether nothing was forgotten."""
        return not (self.wrong_cases or self.left_work or self.late_work or self.stuck_messages)

    @property
    def cases(self) -> tuple[int, ...]:
        """The cases that all this is about, as far as it is about cases."""
        rows = {int(row.subject) for row in (*self.left_work, *self.late_work) if row.kind is DueKind.CASE}
        messages = {each.case_id for each in self.stuck_messages if each.case_id is not None}
        return tuple(sorted({*self.wrong_cases, *rows, *messages}))

    def counts(self) -> dict[str, int]:
        """How much of each was found."""
        found = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value if isinstance(value, int) else len(value) for name, value in found.items()}


class Auditor:
    """Looks at everything that should happen from the side of the one who would notice that it does not."""

    def __init__(
        self,
        database: Database,
        rules: Rules,
        clock: Clock,
        feed: Callable[[], None],
        held: Callable[[], Held],
    ) -> None:
        self._database = database
        self._rules = rules
        self._clock = clock
        self._feed = feed
        self._held = held
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
        """Audit when some of the program's time has passed since the last one."""
        now = self._clock.now()
        if self._audited_at is None or now - self._audited_at >= EVERY_MS or now < self._audited_at:
            self._audited_at = now
            await self.audit()

    async def audit(self) -> Findings:
        """Look at everything once; what was found is logged, told to the admins once a day, and kept in `latest`."""
        wrong = await self._wrong_cases()
        async with self._database.transaction() as work:
            found = await self._look(work, tuple(wrong))
            await self._put_right(work, found)
            if not found.all_well:
                await self._tell(work, found)
        self.latest = found
        if found.all_well:
            self._feed()
        return found

    async def _look(self, work: UnitOfWork, wrong_cases: tuple[int, ...]) -> Findings:
        held, before = self._held(), work.now - LATE_MS
        overdue = await work.due.overdue(before)
        late = tuple(row for row in overdue if row.due_at < before and row.attempts == 0)
        stuck = await work.overlooked.abandoned(held.messages)
        calm = self._clock.monotonic() >= self._quiet_until
        if calm and self._online:
            stuck += await work.overlooked.waiting(before)
        left = await work.due.left(held.due_rows, max(RETRY_MS))
        return Findings(wrong_cases, left, late if calm else (), stuck, len(overdue) - len(late))

    async def _put_right(self, work: UnitOfWork, found: Findings) -> None:
        """Whoever works on such things may take them up again."""
        if found.left_work:
            await work.due.free(found.left_work)
        for message in found.stuck_messages:
            await work.outbox.put_back(message.id, work.now, perhaps_arrived=True)

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
            cases=found.cases[:NAMED_IN_LOG],
            due_rows=[row.id for row in (*found.left_work, *found.late_work)][:NAMED_IN_LOG],
            notices=[message.id for message in found.stuck_messages][:NAMED_IN_LOG],
            **{f"count_{name}": count for name, count in found.counts().items()},
        )
        named = await work.cases.several(found.cases[:NAMED_TO_ADMINS])
        line = phrase(
            "alarm-audit",
            cases=len(found.wrong_cases),
            late=len(found.left_work) + len(found.late_work),
            stuck=len(found.stuck_messages),
            named=len(named),
            numbers=" ".join(case.number for case in named),
            more=len(found.cases) - len(named),
        )
        await alarm(work, self._rules, "audit", line)
