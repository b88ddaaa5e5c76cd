"""What the clocks ask for next: reminders, notices, moving up, chasing, following up.

Everything is computed from the case, the township's policy and the calendar. The watermark `Case.chased_until` says up to
when steps were run, so a step can neither be run twice nor be skipped.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.cases import OPEN_STATES, CaseState, KnownAs, Urgency
from domain.deadlines import DeadlineKind, active_deadlines
from domain.words import Level, Recipient

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.calendar import Calendar
    from domain.cases import Case
    from domain.deadlines import Deadline
    from domain.township import EscalationPolicy, Township


class StepKind(StrEnum):
    """What sort of step it is."""

    URGENT_RUNG = "urgent_rung"
    """The next ones are told of an urgent case that nobody has acknowledged."""
    DEADLINE_STEP = "deadline_step"
    """One step of the policy around a deadline."""
    AGAIN = "again"
    """Said again, long after the last step, because the case is still overdue."""
    SUPERVISION_CHASE = "supervision_chase"
    """The morning's chase of a supervised case."""
    FOLLOW_UP = "follow_up"
    """The reporter is asked whether it has held."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step and when it is due (UTC ms). `name` is the policy step's, a rung's or a follow-up's number."""

    kind: StepKind
    name: str
    at: int
    tell: tuple[Recipient, ...]
    deadline: DeadlineKind | None = None
    deadline_at: int | None = None
    moves_to: Level | None = None
    proposes_supervision: bool = False

    @property
    def reminds(self) -> bool:
        """Whether it comes before its deadline: pointless once that has passed."""
        return self.deadline_at is not None and self.at < self.deadline_at


def next_step(case: Case, township: Township, calendar: Calendar) -> PlannedStep | None:
    """The first step after the watermark. None only for withdrawn cases and for closed ones that were followed up."""
    return min(_upcoming(case, township, calendar), key=lambda step: step.at, default=None)


def steps_to_run(case: Case, township: Township, calendar: Calendar, now: int) -> tuple[PlannedStep, ...]:
    """All steps that are due by now, in order.

    After an outage stale steps are merged: a reminder whose deadline has passed is left out, and of what repeats (rungs,
    chases) only the last is run.
    """
    due = [step for step in _deadline_steps(case, township, calendar) if case.chased_until < step.at <= now]
    due = [step for step in due if not (step.reminds and step.deadline_at is not None and step.deadline_at <= now)]
    due += [step for step in (
        _last_rung(case, township, now),
        _last_again(case, township, calendar, now),
        _last_chase(case, township, calendar, now),
    ) if step is not None]
    follow_ups = [step for step in _follow_ups(case, township) if case.chased_until < step.at <= now]
    due += follow_ups[-1:]
    return tuple(sorted(due, key=lambda step: step.at))


def _upcoming(case: Case, township: Township, calendar: Calendar) -> Iterator[PlannedStep]:
    """Of every chain the first step after the watermark (deadline steps: all of them)."""
    after = case.chased_until
    yield from (step for step in _deadline_steps(case, township, calendar) if step.at > after)
    yield from (step for step in _follow_ups(case, township) if step.at > after)
    if _unacknowledged(case) and case.urgent_since is not None:
        every = township.urgent.acknowledge_within_ms
        yield _rung(case, township, max(1, (after - case.urgent_since) // every + 1))
    if _chased(case):
        yield _chase(township, calendar.next_local_time(after, township.supervision.chase_at))
    anchor = _again_anchor(case, township, calendar)
    if anchor is not None:
        every = township.escalation.again_every_ms
        yield _again(township, anchor + max(1, (after - anchor) // every + 1) * every)


def _deadline_steps(case: Case, township: Township, calendar: Calendar) -> list[PlannedStep]:
    policy = township.escalation
    return [
        step
        for deadline in active_deadlines(case, township.clocks, calendar)
        for step in (
            _village_steps(deadline, policy)
            if deadline.kind is DeadlineKind.SETTLE_VILLAGE
            else _steps_around(deadline, policy)
        )
    ]


def _steps_around(deadline: Deadline, policy: EscalationPolicy) -> list[PlannedStep]:
    return [
        PlannedStep(
            StepKind.DEADLINE_STEP,
            step.name,
            deadline.at + policy.offset_of(step, deadline.kind.value),
            step.tell,
            deadline.kind,
            deadline.at,
            step.moves_to,
            step.proposes_supervision,
        )
        for step in policy.steps
    ]


def _village_steps(deadline: Deadline, policy: EscalationPolicy) -> list[PlannedStep]:
    """The village's part of the time for settling: a reminder, and at its end the case is the town's at once."""
    around = _steps_around(deadline, policy)
    reminders = [step for step in around if step.reminds]
    moving = [step for step in around if step.moves_to is Level.TOWN]
    tell = tuple(dict.fromkeys(who for step in moving for who in (Recipient.HANDLER, Recipient.VILLAGE_HEAD, *step.tell)))
    moves = [
        PlannedStep(
            StepKind.DEADLINE_STEP, step.name, deadline.at, tell, deadline.kind, deadline.at, step.moves_to
        )
        for step in moving[:1]
    ]
    return [*reminders, *moves]


def _again_anchor(case: Case, township: Township, calendar: Calendar) -> int | None:
    """The last step of the chain that ends first: from here on the repetition counts."""
    if _chased(case):
        return None
    ends = [
        max(step.at for step in _steps_around(deadline, township.escalation))
        for deadline in active_deadlines(case, township.clocks, calendar)
        if deadline.kind is not DeadlineKind.SETTLE_VILLAGE
    ]
    return min(ends, default=None)


def _last_again(case: Case, township: Township, calendar: Calendar, now: int) -> PlannedStep | None:
    anchor = _again_anchor(case, township, calendar)
    if anchor is None:
        return None
    every = township.escalation.again_every_ms
    turns = (now - anchor) // every
    at = anchor + turns * every
    return _again(township, at) if turns >= 1 and at > case.chased_until else None


def _again(township: Township, at: int) -> PlannedStep:
    return PlannedStep(StepKind.AGAIN, "again", at, township.escalation.again_tell)


def _last_rung(case: Case, township: Township, now: int) -> PlannedStep | None:
    if not _unacknowledged(case) or case.urgent_since is None:
        return None
    number = (now - case.urgent_since) // township.urgent.acknowledge_within_ms
    rung = _rung(case, township, number) if number >= 1 else None
    return rung if rung is not None and rung.at > case.chased_until else None


def _rung(case: Case, township: Township, number: int) -> PlannedStep:
    since = case.urgent_since if case.urgent_since is not None else case.filed_at
    ladder = township.urgent.ladder
    at = since + number * township.urgent.acknowledge_within_ms
    return PlannedStep(StepKind.URGENT_RUNG, str(number), at, ladder[number % len(ladder)])


def _last_chase(case: Case, township: Township, calendar: Calendar, now: int) -> PlannedStep | None:
    if not _chased(case):
        return None
    at = calendar.last_local_time(now, township.supervision.chase_at)
    since = case.supervised_at if case.supervised_at is not None else now
    return _chase(township, at) if at > max(case.chased_until, since) else None


def _chase(township: Township, at: int) -> PlannedStep:
    return PlannedStep(StepKind.SUPERVISION_CHASE, "chase", at, township.supervision.tell)


def _follow_ups(case: Case, township: Township) -> list[PlannedStep]:
    if case.state is not CaseState.CLOSED or case.closed_at is None or case.known_as is KnownAs.UNLINKED:
        return []
    return [
        PlannedStep(StepKind.FOLLOW_UP, str(number), case.closed_at + after, (Recipient.REPORTER,))
        for number, after in enumerate(township.clocks.follow_up_ms, 1)
    ]


def _unacknowledged(case: Case) -> bool:
    return case.urgency is Urgency.URGENT and case.acknowledged_at is None and case.state in OPEN_STATES


def _chased(case: Case) -> bool:
    """Under supervision and not answered yet."""
    return case.supervised_at is not None and case.supervision_answered_at is None and case.state in OPEN_STATES
