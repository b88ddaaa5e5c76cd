"""Which deadlines run for a case, and when each ends."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.cases import OPEN_STATES, WORKED_ON, Case, CaseState
from domain.words import CaseKind, Level

if TYPE_CHECKING:
    from domain.calendar import Calendar
    from domain.case_clocks import Clocks, Period


class DeadlineKind(StrEnum):
    """What has to happen by when. How long each takes is the township's own rule: `clocks` of its configuration."""

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


class Deadline(NamedTuple):
    """One deadline; all times UTC ms.

    It is counted from `started_at` and has run since `active_since`: the time for a first action is counted from the
    filing, but it is the handler's only from the day on which they accepted. What lies before that day is not theirs.
    """

    kind: DeadlineKind
    at: int
    started_at: int
    active_since: int


def active_deadlines(case: Case, clocks: Clocks, calendar: Calendar) -> tuple[Deadline, ...]:
    """The deadlines that run now, met or missed. A reopened case is counted from its reopening.

    The time for settling a dispute is the township's promise and no limitation of anybody's rights: China's People's
    Mediation Law (articles 21 to 26) sets no period and leaves either side free to go to court at any time.
    """
    if case.state not in OPEN_STATES:
        return ()
    if case.state is CaseState.SETTLED:
        return (_close(case, clocks, calendar),)
    start = case.filed_at if case.reopened_at is None else case.reopened_at
    found = []
    if case.state is CaseState.FILED:
        period = _stronger(case, clocks.accept, clocks)
        found.append(_until(DeadlineKind.ACCEPT, case.awaiting_since, period, calendar))
    if case.state in WORKED_ON and case.first_action_at is None:
        period = _stronger(case, clocks.first_action[case.kind], clocks)
        found.append(_until(DeadlineKind.FIRST_ACTION, start, period, calendar, case.accepted_at))
    if case.kind is CaseKind.DISPUTE and case.level is Level.VILLAGE:
        found.append(_until(DeadlineKind.SETTLE_VILLAGE, start, clocks.settle_village, calendar))
    found.append(_settle(case, start, clocks, calendar))
    return tuple(found)


def _stronger(case: Case, period: Period, clocks: Clocks) -> Period:
    """The period, shorter for a case that was filed in a special period."""
    if not case.special or clocks.special_factor == 1:
        return period
    return period.changed(after_ms=round(period.after_ms * clocks.special_factor))


def _until(
    kind: DeadlineKind, start_at: int, period: Period, calendar: Calendar, active_since: int | None = None
) -> Deadline:
    return Deadline(
        kind, calendar.end_of_period(start_at, period), start_at, start_at if active_since is None else active_since
    )


def _settle(case: Case, start_at: int, clocks: Clocks, calendar: Calendar) -> Deadline:
    if case.extended_at is None:
        return _until(DeadlineKind.SETTLE, start_at, clocks.settle, calendar)
    longer = clocks.settle.changed(after_ms=clocks.settle.after_ms + clocks.extension.after_ms)
    return _until(DeadlineKind.SETTLE, start_at, longer, calendar, case.extended_at)


def _close(case: Case, clocks: Clocks, calendar: Calendar) -> Deadline:
    start = case.settled_at if case.settled_at is not None else case.filed_at
    return _until(DeadlineKind.CLOSE, start, clocks.close, calendar)
