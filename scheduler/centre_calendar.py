"""What of the centre's calendar comes again and again, as it is configured."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from actions.watch_special_days import BRIEFING, CLOCKS, RETURNS
from scheduler.recurring import Recurring
from storage.due import DueKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.township import Township


def calendar_work(township: Township) -> tuple[Recurring, ...]:
    """The screening rounds of the month, every evening the question whether a meeting is next, and what special periods ask for."""
    zone, plan = township.time_zone, township.screening
    rounds = [_at(DueKind.SCREENING, zone, plan.opens_at, day=_listed(plan.days))] if plan.days else []
    watch = township.special_watch
    days = (
        _at(DueKind.SPECIAL_PERIOD, zone, watch.asks_at, RETURNS),
        _at(DueKind.SPECIAL_PERIOD, zone, watch.briefing_at, BRIEFING),
        _at(DueKind.SPECIAL_PERIOD, zone, time(), CLOCKS),
    )
    return (*rounds, *(_at(DueKind.MEETING, zone, each.agenda_at, each.code) for each in township.meetings), *days)


def _listed(days: Iterable[int]) -> str:
    return ",".join(str(day) for day in sorted(set(days)))


def _at(kind: DueKind, time_zone: str, at: time, subject: str = "", **days: str) -> Recurring:
    trigger = CronTrigger(hour=at.hour, minute=at.minute, second=0, timezone=ZoneInfo(time_zone), **days)
    return Recurring(kind, trigger, subject)
