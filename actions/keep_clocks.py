"""The clocks of all open cases are stronger while a special period lasts: noticed when it begins and when it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.escalation import next_step
from domain.events import EventKind
from domain.special_periods import is_special
from storage.due import DueKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork

PAGE = 200


async def keep_clocks(work: UnitOfWork, rules: Rules) -> None:
    """Let the clocks be as the day asks from now on, and set the due rows of open cases by them.

    What has been due meanwhile, as after an outage, is left as it was: it counts from the moment at which it is noticed.
    """
    special = await special_today(work, rules)
    if special is await work.stronger_clocks.are():
        return
    if special:
        await work.stronger_clocks.begin()
    else:
        await work.stronger_clocks.end()
    await work.events.append(EventKind.CLOCKS_CHANGED, None, None, {"stronger": special})
    numbers = await work.cases.watched(work.now)
    for start in range(0, len(numbers), PAGE):
        await _set_again(work, rules, numbers[start : start + PAGE])


async def special_today(work: UnitOfWork, rules: Rules) -> bool:
    """Whether today lies in a special period, of the configuration or added in chat."""
    today = rules.calendar.local(work.now).date()
    added = await work.special_days.since(today)
    return is_special(today, rules.township, [each.stretch for each in added])


async def _set_again(work: UnitOfWork, rules: Rules, numbers: list[int]) -> None:
    times = await work.due.times(DueKind.CASE, [str(number) for number in numbers])
    for case in await work.cases.several(numbers):
        step = next_step(case, rules.township, rules.calendar)
        if step is not None and times.get(str(case.id)) != step.at:
            await work.due.set(DueKind.CASE, str(case.id), step.at)
