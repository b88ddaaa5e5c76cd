"""What the plan says of a team's coming days: the configuration with the special days that were added from chat."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.patrol_plan import TeamPlan
from domain.roster import planned_shifts
from domain.roster_renewal import last_published_day

if TYPE_CHECKING:
    from datetime import date

    from actions.rules import Rules
    from domain.roster import OpenShift
    from storage.unit_of_work import UnitOfWork


async def planned_ahead(work: UnitOfWork, rules: Rules, unit: str) -> dict[tuple[str, str], OpenShift]:
    """The team's planned shifts from today to the last day that is published, by slot and day."""
    patrol, calendar = rules.township.patrol, rules.calendar
    first = calendar.local(work.now).date()
    extra = [each.stretch for each in await work.special_days.since(first)]
    plan = patrol.team_of(unit) or TeamPlan(unit=unit)
    found = planned_shifts(plan, rules.township, calendar, first, last_day(work, rules), extra)
    return {(each.slot, each.day.isoformat()): each for each in found}


def last_day(work: UnitOfWork, rules: Rules) -> date:
    """The last day whose shifts are published."""
    return last_published_day(work.now, rules.township.patrol.published_ms, rules.calendar)


def after_last_day(work: UnitOfWork, rules: Rules) -> int:
    """The end of that day (UTC ms)."""
    return rules.calendar.time_of(last_day(work, rules) + timedelta(days=1))
