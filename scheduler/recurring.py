"""Work that comes again and again: its next time is a due row like any other, computed by APScheduler's own trigger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.due import DueKind
    from storage.unit_of_work import UnitOfWork

ONE_STEP = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Recurring:
    """One kind of work and when it comes."""

    kind: DueKind
    trigger: CronTrigger
    subject: str = ""

    def next_after(self, at: int) -> int:
        """The first time later than an instant; both UTC ms."""
        now = datetime.fromtimestamp(at / 1000, UTC) + ONE_STEP
        found: datetime | None = self.trigger.get_next_fire_time(None, now)
        if found is None:
            message = f"{self.kind.value} never comes again"
            raise ValueError(message)
        return round(found.timestamp() * 1000)


def daily(kind: DueKind, at: time, time_zone: str) -> Recurring:
    """Work of every day at a time of the township."""
    return Recurring(kind, CronTrigger(hour=at.hour, minute=at.minute, second=0, timezone=ZoneInfo(time_zone)))


async def keep_recurring(work: UnitOfWork, recurring: Sequence[Recurring]) -> list[Recurring]:
    """See that each has its row, and none later than its next time, as after a clock that was ahead was set back.

    Those that had not; they have now.
    """
    wrong = []
    for each in recurring:
        row = await work.due.of(each.kind, each.subject)
        following = each.next_after(work.now)
        if row is None or row.due_at > following:
            await work.due.set(each.kind, each.subject, following)
            wrong.append(each)
    return wrong
