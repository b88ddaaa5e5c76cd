"""What the clocks ask for next: reminders, notices, moving up, chasing, following up.

Everything is computed from the case, the township's policy and the calendar. The watermark `Case.chased_until` says up
to when steps were run, so a step can neither be run twice nor be skipped. Whoever runs steps sets it to the time up to
which they asked, in the same transaction. The chains:

- **Around each deadline** that runs, the steps of the policy; of those, only what lies after the moment from which it
  runs (`Deadline.active_since`). In a special period they come sooner (`domain.stronger_clocks`), as do the rungs below.
- **Again**, at every `again_every` after the last step of the deadline that was missed last, until all is met. While
  the case waits for the answer to a supervision its place is taken by
- **the chase**, every morning after the supervision began.
- **The ladder** of an urgent case, a rung at a time until a named person acknowledges. Rung 0 is told by the filing.
- **Following up** a closed case with whoever reported it, unless no way to them was kept.
"""

from __future__ import annotations

from enum import StrEnum
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from domain.cases import OPEN_STATES, CaseState, KnownAs, Urgency, awaits_answer
from domain.deadlines import DeadlineKind, active_deadlines
from domain.stronger_clocks import pace_from
from domain.words import Level, Recipient

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from domain.calendar import Calendar
    from domain.case_clocks import EscalationPolicy, EscalationStep
    from domain.cases import Case
    from domain.deadlines import Deadline
    from domain.stronger_clocks import Pace
    from domain.township import Township


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


class PlannedStep(NamedTuple):
    """One step and when it is due (UTC ms). `name` is the policy step's, a rung's or a follow-up's number.

    `deadline` and `deadline_at` are those it belongs to; a rung, a chase and a follow-up belong to none.
    """

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


def next_step(
    case: Case, township: Township, calendar: Calendar, deadlines: Sequence[Deadline] | None = None
) -> PlannedStep | None:
    """The first step after the watermark. None only for withdrawn cases and for closed ones that were followed up.

    `deadlines` are the case's active ones, for a caller who has worked them out already.
    """
    running = active_deadlines(case, township.clocks, calendar) if deadlines is None else deadlines
    return min(_upcoming(case, township, calendar, running), key=lambda step: step.at, default=None)


def steps_to_run(
    case: Case, township: Township, calendar: Calendar, now: int, deadlines: Sequence[Deadline] | None = None
) -> tuple[PlannedStep, ...]:
    """All steps after the watermark that are due by now, in order. None of them runs twice, none is early.

    After an outage stale steps are merged: a reminder whose deadline has passed is left out, and of what repeats
    (rungs, chases, again, following up) only the last is run. The others are run one after the other, as if nothing had
    been in between. `deadlines` as in `next_step`.
    """
    running = active_deadlines(case, township.clocks, calendar) if deadlines is None else deadlines
    due = list(_deadline_steps(case, running, township.escalation, now))
    due += _last(_follow_ups(case, township), now)
    due += _last(_last_rung(case, township, now), now)
    due += _last(_last_again(case, running, township.escalation, now), now)
    due += _last(_last_chase(case, township, calendar, now), now)
    return tuple(_until_it_moves(case, sorted(due, key=lambda step: step.at)))


def _upcoming(
    case: Case, township: Township, calendar: Calendar, deadlines: Sequence[Deadline]
) -> Iterator[PlannedStep]:
    """Of every chain the first step after the watermark (of following up: all of them)."""
    yield from _next_deadline_steps(case, deadlines, township.escalation)
    yield from _follow_ups(case, township)
    yield from _next_rung(case, township)
    yield from _next_again(case, deadlines, township.escalation)
    yield from _next_chase(case, township, calendar)


def _last(steps: Iterable[PlannedStep], now: int) -> list[PlannedStep]:
    """The last step that is due, alone; nothing if none is."""
    return [step for step in steps if step.at <= now][-1:]


def _until_it_moves(case: Case, steps: Iterable[PlannedStep]) -> Iterator[PlannedStep]:
    """Once an earlier step of the same run has made the case the town's, the village's own time no longer runs."""
    in_village = case.level is Level.VILLAGE
    for step in steps:
        if step.deadline is DeadlineKind.SETTLE_VILLAGE and not in_village:
            continue
        in_village = in_village and step.moves_to is None
        yield step


# ---------------------------------------------------------------------------------------------- around a deadline


def _deadline_steps(
    case: Case, deadlines: Iterable[Deadline], policy: EscalationPolicy, now: int
) -> Iterator[PlannedStep]:
    """The steps that are due by now, without reminders that come too late."""
    for deadline in deadlines:
        for at, step in _moments(case, deadline, policy):
            if at <= now and not at < deadline.at <= now:
                yield _planned(deadline, step, at)


def _next_deadline_steps(case: Case, deadlines: Iterable[Deadline], policy: EscalationPolicy) -> Iterator[PlannedStep]:
    """The first step of all deadlines; of those that come at once, the first deadline's."""
    moments = [(at, deadline, step) for deadline in deadlines for at, step in _moments(case, deadline, policy)]
    if moments:
        at, deadline, step = min(moments, key=itemgetter(0))
        yield _planned(deadline, step, at)


def _moments(case: Case, deadline: Deadline, policy: EscalationPolicy) -> list[tuple[int, EscalationStep]]:
    """When each step after the watermark is due, without those that were past when their deadline began to run.

    The village's part of the time for settling has a reminder, and at its end the case is the town's at once: that is the
    policy's first moving step, brought forward. A policy that never moves a case leaves it in the village.
    """
    found = [(deadline.moment(offset), step) for offset, step in policy.around[deadline.kind]]
    if deadline.kind is DeadlineKind.SETTLE_VILLAGE:
        reminders = [(at, step) for at, step in found if at < deadline.at]
        found = reminders + [(deadline.at, step) for _at, step in found if step.moves_to is not None][:1]
    since = max(case.chased_until, deadline.active_since)
    return [(at, step) for at, step in found if at > since]


def _planned(deadline: Deadline, step: EscalationStep, at: int) -> PlannedStep:
    ends_in_village = deadline.kind is DeadlineKind.SETTLE_VILLAGE and at >= deadline.at
    tell = (Recipient.HANDLER, Recipient.VILLAGE_HEAD, *step.tell) if ends_in_village else step.tell
    return PlannedStep(
        StepKind.DEADLINE_STEP,
        step.name,
        at,
        tuple(dict.fromkeys(tell)),
        deadline.kind,
        deadline.at,
        step.moves_to,
        step.proposes_supervision and not ends_in_village,
    )


# ---------------------------------------------------------------------------------------------------------- again


class _Overdue(NamedTuple):
    """When it is said again: every so often after `anchor`, later than `after`, before the next deadline at `until`."""

    deadline: Deadline
    anchor: int
    after: int
    until: int | None


def _overdue(case: Case, deadlines: Iterable[Deadline], policy: EscalationPolicy) -> list[_Overdue]:
    """A stretch of repetition for each deadline; it ends when the next deadline is missed and has steps of its own.

    The village's time has none: at its end the case is the town's.
    """
    if awaits_answer(case):
        return []
    chain = policy.last_offset_ms
    answered = case.supervision_answered_at if case.supervision_answered_at is not None else case.filed_at
    own = sorted((each for each in deadlines if each.kind is not DeadlineKind.SETTLE_VILLAGE), key=lambda each: each.at)
    followers = [*(each.at for each in own[1:]), None]
    return [
        _Overdue(each, each.moment(chain), max(case.chased_until, each.active_since, answered), until)
        for each, until in zip(own, followers, strict=False)
    ]


def _next_again(case: Case, deadlines: Iterable[Deadline], policy: EscalationPolicy) -> Iterator[PlannedStep]:
    for stretch in _overdue(case, deadlines, policy):
        turn = max(1, (stretch.after - stretch.anchor) // policy.again_every_ms + 1)
        found = tuple(_again(stretch, turn, policy))
        if found:
            # A stretch ends before the next begins: what comes in it comes first.
            yield from found
            return


def _last_again(case: Case, deadlines: Iterable[Deadline], policy: EscalationPolicy, now: int) -> Iterator[PlannedStep]:
    if all(each.at > now for each in deadlines):
        return
    for stretch in _overdue(case, deadlines, policy):
        latest = now if stretch.until is None else min(now, stretch.until - 1)
        yield from _again(stretch, (latest - stretch.anchor) // policy.again_every_ms, policy)


def _again(stretch: _Overdue, turn: int, policy: EscalationPolicy) -> Iterator[PlannedStep]:
    """The n-th repetition, if it lies within its stretch."""
    at = stretch.anchor + turn * policy.again_every_ms
    if turn >= 1 and at > stretch.after and (stretch.until is None or at < stretch.until):
        deadline = stretch.deadline
        yield PlannedStep(StepKind.AGAIN, "again", at, policy.again_tell, deadline.kind, deadline.at)


# --------------------------------------------------------------------------------------------- the morning's chase


def _next_chase(case: Case, township: Township, calendar: Calendar) -> Iterator[PlannedStep]:
    if awaits_answer(case):
        yield _chase(case, township, calendar.next_local_time(_chased_from(case), township.supervision.chase_at))


def _last_chase(case: Case, township: Township, calendar: Calendar, now: int) -> Iterator[PlannedStep]:
    if awaits_answer(case):
        at = calendar.last_local_time(now, township.supervision.chase_at)
        if at > _chased_from(case):
            yield _chase(case, township, at)


def _chased_from(case: Case) -> int:
    return case.chased_until if case.supervised_at is None else max(case.chased_until, case.supervised_at)


def _chase(case: Case, township: Township, at: int) -> PlannedStep:
    """Once the date for the reply has passed, others are told too."""
    policy = township.supervision
    late = case.supervision_reply_by is not None and at > case.supervision_reply_by
    tell = (*policy.tell, *policy.overdue_tell) if late else policy.tell
    return PlannedStep(StepKind.SUPERVISION_CHASE, "late" if late else "chase", at, tuple(dict.fromkeys(tell)))


# -------------------------------------------------------------------------------------------------- the urgent ladder


def _next_rung(case: Case, township: Township) -> Iterator[PlannedStep]:
    ladder = _ladder(case, township)
    if ladder is not None:
        number = max(1, ladder.number_at(case.chased_until) + 1)
        yield _rung(township, ladder, number)


def _last_rung(case: Case, township: Township, now: int) -> Iterator[PlannedStep]:
    ladder = _ladder(case, township)
    if ladder is not None:
        rung = _rung(township, ladder, ladder.number_at(now))
        if rung.at > max(case.chased_until, ladder.since):
            yield rung


class _Ladder(NamedTuple):
    """When the rungs of an urgent case come that nobody has acknowledged."""

    since: int
    every_ms: int
    pace: Pace

    def at(self, number: int) -> int:
        return self.pace.sooner(self.since + number * self.every_ms)

    def number_at(self, instant: int) -> int:
        """The last rung that is due by an instant."""
        number = (self.pace.always(instant) - self.since) // self.every_ms
        while self.at(number) > instant:
            number -= 1
        while self.at(number + 1) <= instant:
            number += 1
        return number


def _ladder(case: Case, township: Township) -> _Ladder | None:
    waits = case.urgency is Urgency.URGENT and case.acknowledged_at is None and case.state in OPEN_STATES
    if not waits or case.urgent_since is None:
        return None
    pace = pace_from(case.urgent_since, case.stronger, township.clocks.special_factor)
    return _Ladder(case.urgent_since, township.urgent.acknowledge_within_ms, pace)


def _rung(township: Township, ladder: _Ladder, number: int) -> PlannedStep:
    told = township.urgent.ladder
    return PlannedStep(StepKind.URGENT_RUNG, str(number), ladder.at(number), told[number % len(told)])


# ------------------------------------------------------------------------------------------------------ following up


def _follow_ups(case: Case, township: Township) -> list[PlannedStep]:
    if case.state is not CaseState.CLOSED or case.closed_at is None or case.known_as is KnownAs.UNLINKED:
        return []
    steps = (
        PlannedStep(StepKind.FOLLOW_UP, str(number), case.closed_at + after, (Recipient.REPORTER,))
        for number, after in enumerate(township.clocks.follow_up_ms, 1)
    )
    return [step for step in steps if step.at > case.chased_until]
