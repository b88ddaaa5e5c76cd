"""Which deadlines run for a case, and when each ends."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.cases import OPEN_STATES, WORKED_ON, Case, CaseState
from domain.stronger_clocks import AS_ALWAYS, Pace, pace_from
from domain.words import CaseKind, Level

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    Without special periods it would be at `always_at`; `before` is the pace up to it, `after` that of what follows it.
    """

    kind: DeadlineKind
    at: int
    started_at: int
    active_since: int
    always_at: int
    before: Pace = AS_ALWAYS
    after: Pace = AS_ALWAYS

    def moment(self, offset_ms: int) -> int:
        """When a step comes so long after the deadline, or before it when negative.

        A reminder keeps its distance to the deadline, unless that lies in the past since a special period has begun: then it
        comes at once.
        """
        if offset_ms >= 0:
            return self.after.sooner(self.at + offset_ms)
        since, always = self.before.since, self.always_at + offset_ms
        return always if since is None or always <= since else max(self.at + offset_ms, since + 1)


def active_deadlines(case: Case, clocks: Clocks, calendar: Calendar) -> tuple[Deadline, ...]:
    """The deadlines that run now, met or missed. A reopened case is counted from its reopening.

    The time for settling a dispute is the township's promise and no limitation of anybody's rights: China's People's
    Mediation Law (articles 21 to 26) sets no period and leaves either side free to go to court at any time.
    """
    if case.state not in OPEN_STATES:
        return ()
    if case.state is CaseState.SETTLED:
        return _followed(case, [_close(case, clocks, calendar)], clocks)
    start = case.filed_at if case.reopened_at is None else case.reopened_at
    found = []
    if case.state is CaseState.FILED:
        pace = pace_from(case.awaiting_since, case.stronger, clocks.special_factor)
        found.append(_until(DeadlineKind.ACCEPT, case.awaiting_since, clocks.accept, calendar, pace=pace))
    if case.state in WORKED_ON and case.first_action_at is None:
        period, pace = clocks.first_action[case.kind], pace_from(start, case.stronger, clocks.special_factor)
        found.append(_until(DeadlineKind.FIRST_ACTION, start, period, calendar, case.accepted_at, pace))
    if case.kind is CaseKind.DISPUTE and case.level is Level.VILLAGE:
        found.append(_until(DeadlineKind.SETTLE_VILLAGE, start, clocks.settle_village, calendar))
    found.append(_settle(case, start, clocks, calendar))
    return _followed(case, found, clocks)


def _followed(case: Case, deadlines: Iterable[Deadline], clocks: Clocks) -> tuple[Deadline, ...]:
    """What follows a deadline comes sooner if that was missed, or will be, in a special period."""
    if not case.stronger:
        return tuple(deadlines)
    factor = clocks.special_factor
    return tuple(each._replace(after=pace_from(each.at, case.stronger, factor)) for each in deadlines)


def _until(
    kind: DeadlineKind,
    start_at: int,
    period: Period,
    calendar: Calendar,
    active_since: int | None = None,
    pace: Pace = AS_ALWAYS,
) -> Deadline:
    always_at = at = calendar.end_of_period(start_at, period)
    if pace.since is not None:
        sooner = pace.sooner(start_at + period.after_ms) - start_at
        at = calendar.end_of_period(start_at, period.changed(after_ms=sooner))
    return Deadline(kind, at, start_at, start_at if active_since is None else active_since, always_at, pace)


def _settle(case: Case, start_at: int, clocks: Clocks, calendar: Calendar) -> Deadline:
    if case.extended_at is None:
        return _until(DeadlineKind.SETTLE, start_at, clocks.settle, calendar)
    longer = clocks.settle.changed(after_ms=clocks.settle.after_ms + clocks.extension.after_ms)
    return _until(DeadlineKind.SETTLE, start_at, longer, calendar, case.extended_at)


def _close(case: Case, clocks: Clocks, calendar: Calendar) -> Deadline:
    start = case.settled_at if case.settled_at is not None else case.filed_at
    return _until(DeadlineKind.CLOSE, start, clocks.close, calendar)
