"""Which deadlines run for a case, and when each ends."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.cases import OPEN_STATES, WORKED_ON, Case, CaseState
from domain.words import CaseKind, Level

if TYPE_CHECKING:
    from domain.calendar import Calendar
    from domain.township import Clocks, Period


class DeadlineKind(StrEnum):
    """What has to happen by when."""

    ACCEPT = "accept"
    """A named person accepts."""
    FIRST_ACTION = "first_action"
    """The reporter is told of the first action."""
    SETTLE_VILLAGE = "settle_village"
    """A dispute is settled in the village; then it is the town's."""
    SETTLE = "settle"
    """The matter is settled."""
    CLOSE = "close"
    """A settled case is closed with its result."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One deadline; both times UTC ms."""

    kind: DeadlineKind
    at: int
    started_at: int


def active_deadlines(case: Case, clocks: Clocks, calendar: Calendar) -> tuple[Deadline, ...]:
    """The deadlines that run now. A reopened case is counted from its reopening."""
    if case.state not in OPEN_STATES:
        return ()
    start = case.filed_at if case.reopened_at is None else case.reopened_at
    found = []
    if case.state is CaseState.FILED:
        found.append(_until(DeadlineKind.ACCEPT, case.awaiting_since, clocks.accept, calendar))
    if case.state in WORKED_ON and case.first_action_at is None:
        found.append(_until(DeadlineKind.FIRST_ACTION, start, clocks.first_action[case.kind], calendar))
    if case.state is CaseState.SETTLED and case.settled_at is not None:
        found.append(_until(DeadlineKind.CLOSE, case.settled_at, clocks.close, calendar))
        return tuple(found)
    if case.kind is CaseKind.DISPUTE and case.level is Level.VILLAGE:
        found.append(_until(DeadlineKind.SETTLE_VILLAGE, start, clocks.settle_village, calendar))
    found.append(_settle(case, start, clocks, calendar))
    return tuple(found)


def _until(kind: DeadlineKind, start_at: int, period: Period, calendar: Calendar) -> Deadline:
    return Deadline(kind, calendar.end_of_period(start_at, period), start_at)


def _settle(case: Case, start_at: int, clocks: Clocks, calendar: Calendar) -> Deadline:
    if case.extended_at is None:
        return _until(DeadlineKind.SETTLE, start_at, clocks.settle, calendar)
    longer = clocks.settle.changed(after_ms=clocks.settle.after_ms + clocks.extension.after_ms)
    return _until(DeadlineKind.SETTLE, start_at, longer, calendar)
