"""What of the centre's calendar comes again and again, as it is configured."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from scheduler.recurring import Recurring
from storage.due import DueKind

if TYPE_CHECKING:
    from datetime import time

    from domain.township import Township


def calendar_work(township: Township) -> tuple[Recurring, ...]:
    """The screening rounds of the month."""
    plan = township.screening
    if not plan.days:
        return ()
    days = ",".join(str(day) for day in sorted(set(plan.days)))
    return (_at(DueKind.SCREENING, township.time_zone, plan.opens_at, day=days),)


def _at(kind: DueKind, time_zone: str, at: time, subject: str = "", **days: str) -> Recurring:
    trigger = CronTrigger(hour=at.hour, minute=at.minute, second=0, timezone=ZoneInfo(time_zone), **days)
    return Recurring(kind, trigger, subject)
