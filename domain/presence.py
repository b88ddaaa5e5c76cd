"""What the clocks around a shift ask for: reminders, notices of who does not answer or come, and the shift's end.

Everything is computed from the shift with its posts, the township's patrol clocks and its calendar. The watermark
`Shift.chased_until` says up to when steps were run, so a step can neither be run twice nor be skipped. Whoever runs steps
sets it to the time up to which they asked (`chased`), in the same transaction; whoever publishes a shift starts it with
`published`. What lies up to the watermark is past: a clock that is set back does not bring it again. The steps:

- **A day before** the start each person is asked whether they will come, unless they have answered since. Whoever is rostered
  later than that moment is asked by what rosters them. A shift that is published later asks at once.
- **Unanswered**: on the evening before, the lead is told of each person who was asked before and has not answered. Somebody who
  is rostered after that evening's moment is not told of.
- **Gap**: then, and an hour before, the lead and the village head are told of a shift with too few people or no lead. A
  gap that opens later waits for the next of the two moments: whoever opens it tells of it.
- **An hour before**, each person who is still to come is reminded, unless they have answered since.
- **Absence**: while somebody is awaited, whoever the policy names is told so long after the start. Who is given a post when the
  shift is under way is awaited from that moment on, so the rungs are counted from it. A rung that would lie after the
  shift is closed is none.
- **Check-out**: some time after the end whoever is still present is asked, and the shift is closed.

What stands in a post or a shift when steps are run decides: a check-in, an excuse, a post passed on or a shift called off
stops what was to come. Quiet hours are not looked at here: what waits for their end is asked for in time and held back there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.patrol_plan import PatrolRecipient
from domain.shifts import AWAITED, PostState, ShiftState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from domain.calendar import Calendar
    from domain.patrol_plan import Patrol
    from domain.shifts import Post, RosteredShift, Shift

REMINDED = frozenset({PostState.ASSIGNED, PostState.COMING})
"""Posts whose person is to come, has not said no, and is not there yet."""
GAP_TOLD = (PatrolRecipient.SHIFT_LEAD, PatrolRecipient.VILLAGE_HEAD)


class ShiftStepKind(StrEnum):
    """What sort of step it is. Of steps at one time, those that stand first here come first."""

    DAY_BEFORE = "day_before"
    """A person is asked whether they will come."""
    UNANSWERED = "unanswered"
    """The lead is told who has not answered."""
    HOUR_BEFORE = "hour_before"
    """A person is reminded."""
    GAP = "gap"
    """There are too few people, or nobody leads."""
    ABSENCE = "absence"
    """Somebody has not checked in."""
    CHECK_OUT = "check_out"
    """Whoever is still present is asked, and the shift is closed."""


IN_ORDER = {kind: place for place, kind in enumerate(ShiftStepKind)}
REMINDERS = frozenset({ShiftStepKind.DAY_BEFORE, ShiftStepKind.HOUR_BEFORE})


class ShiftStep(NamedTuple):
    """One step and when it is due (UTC ms). `name` is this step's and no other's, on whatever shift.

    `person_id` is whom it is about; None for the whole shift: a gap, and the check-out, which is one step for all who are
    present. `tell` may be the very person it is about, when a lead does not answer or come: the resolver sees to that.
    """

    kind: ShiftStepKind
    name: str
    at: int
    tell: PatrolRecipient
    person_id: int | None


def published(shift: Shift, now: int) -> Shift:
    """The shift as it is published: its clocks run from now on, and nothing that lies before is asked for."""
    return replace(shift, published_at=now, chased_until=now - 1, version=shift.version + 1)


def chased(shift: Shift, until: int) -> Shift:
    """The shift after its steps were run up to a time."""
    return replace(shift, chased_until=max(shift.chased_until, until), version=shift.version + 1)


def next_shift_step(rostered: RosteredShift, patrol: Patrol, calendar: Calendar) -> ShiftStep | None:
    """The first step after the watermark. None only for a shift that is not published, was called off or is closed.

    The two moments of a gap are steps here even while there is none. So the watermark passes them in time, and a gap that
    opens after one is not told of as if it had been there.
    """
    return min(_pending(rostered, patrol, calendar), key=_order, default=None)


def shift_steps_to_run(rostered: RosteredShift, patrol: Patrol, calendar: Calendar, now: int) -> tuple[ShiftStep, ...]:
    """All steps after the watermark that are due by now, in order. None of them runs twice, none is early.

    After an outage stale steps are merged: of the reminders of one person, and of the notices of a gap, only the last is
    run, and once the shift has begun none of them, nor who has not answered. Every rung of an absence is run, and the
    check-out last.
    """
    upcoming = (step for step in _pending(rostered, patrol, calendar) if step.at <= now)
    due = sorted((step for step in upcoming if not (rostered.full and step.kind is ShiftStepKind.GAP)), key=_order)
    begun = rostered.shift.starts_at <= now
    return tuple(step for step in due if not _is_stale(step, due, begun=begun))


def _order(step: ShiftStep) -> tuple[int, int]:
    return step.at, IN_ORDER[step.kind]


def _is_stale(step: ShiftStep, due: list[ShiftStep], *, begun: bool) -> bool:
    match step.kind:
        case ShiftStepKind.ABSENCE | ShiftStepKind.CHECK_OUT:
            return False
        case ShiftStepKind.UNANSWERED:
            return begun
        case ShiftStepKind.GAP:
            return begun or any(each.kind is ShiftStepKind.GAP and each.at > step.at for each in due)
        case ShiftStepKind.DAY_BEFORE | ShiftStepKind.HOUR_BEFORE:
            same = (each for each in due if each.kind in REMINDERS and each.person_id == step.person_id)
            return begun or any(_order(each) > _order(step) for each in same)


def _pending(rostered: RosteredShift, patrol: Patrol, calendar: Calendar) -> Iterator[ShiftStep]:
    """Every step after the watermark that the shift as it stands asks for, in no order."""
    shift = rostered.shift
    if shift.state is not ShiftState.PLANNED or shift.published_at is None:
        return
    for step in _before_its_end(rostered, patrol, calendar, shift.published_at):
        if step.at > shift.chased_until and step.at >= shift.published_at:
            yield step
    # Whether it was closed its state says; so one whose end was brought forward, or that was published late, is closed too.
    at = max(_closes_at(shift, patrol), shift.chased_until + 1)
    yield _step(shift, ShiftStepKind.CHECK_OUT, at, PatrolRecipient.PATROLLER)


def _before_its_end(
    rostered: RosteredShift, patrol: Patrol, calendar: Calendar, published_at: int
) -> Iterator[ShiftStep]:
    shift = rostered.shift
    asked_at = max(shift.starts_at - patrol.day_before_ms, published_at)
    answer_by = _answer_by(shift, patrol, calendar)
    hour_before = shift.starts_at - patrol.hour_before_ms
    for post in rostered.posts:
        if asked_at < shift.starts_at and _is_reminded(post, asked_at):
            yield _step(shift, ShiftStepKind.DAY_BEFORE, asked_at, PatrolRecipient.PATROLLER, post)
        if asked_at < answer_by and post.state is PostState.ASSIGNED and post.assigned_at <= answer_by:
            yield _step(shift, ShiftStepKind.UNANSWERED, answer_by, PatrolRecipient.SHIFT_LEAD, post)
        if _is_reminded(post, hour_before):
            yield _step(shift, ShiftStepKind.HOUR_BEFORE, hour_before, PatrolRecipient.PATROLLER, post)
        if post.state in AWAITED:
            yield from _rungs(shift, post, patrol)
    for at in (answer_by, hour_before):
        for number, tell in enumerate(GAP_TOLD):
            yield _step(shift, ShiftStepKind.GAP, at, tell, number=number)


def _is_reminded(post: Post, at: int) -> bool:
    """Whether a reminder at that time is for this person: they were rostered by then, and what they said is older."""
    answered_since = post.answered_at is not None and post.answered_at > at
    return post.state in REMINDED and post.assigned_at <= at and not answered_since


def _rungs(shift: Shift, post: Post, patrol: Patrol) -> Iterator[ShiftStep]:
    since = max(shift.starts_at, post.assigned_at)
    for number, rung in enumerate(patrol.absence, 1):
        if since + rung.after_ms <= _closes_at(shift, patrol):
            yield _step(shift, ShiftStepKind.ABSENCE, since + rung.after_ms, rung.tell, post, number)


def _answer_by(shift: Shift, patrol: Patrol, calendar: Calendar) -> int:
    """The evening before, on the township's clock."""
    day_before = calendar.local(shift.starts_at).date() - timedelta(days=1)
    return calendar.time_of(day_before, patrol.answer_by)


def _closes_at(shift: Shift, patrol: Patrol) -> int:
    return shift.ends_at + patrol.check_out_after_ms


def _step(
    shift: Shift,
    kind: ShiftStepKind,
    at: int,
    tell: PatrolRecipient,
    post: Post | None = None,
    number: int = 0,
) -> ShiftStep:
    name = f"shift:{shift.id}:{kind.value}:{number}:{0 if post is None else post.id}:{at}"
    return ShiftStep(kind, name, at, tell, None if post is None else post.person_id)
