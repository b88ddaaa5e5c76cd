"""What time does to a shift: every step that is due now, in order, written down, and the next one set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.close_shift import close_shift
from actions.keep_shift_due import keep_shift_due
from actions.show_shift import lay_start_ready, refresh_shift, show_about, show_all, show_own
from actions.tell_patrol import in_reach
from domain.events import EventKind
from domain.messages import Span, phrase
from domain.notices import ShiftCondition, ShiftTruth
from domain.patrol_plan import PatrolRecipient
from domain.presence import ShiftStepKind, chased, shift_steps_to_run
from domain.shifts import ShiftState
from storage.outgoing import Lane

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.rules import Rules
    from domain.presence import ShiftStep
    from domain.shifts import Post, RosteredShift
    from storage.unit_of_work import UnitOfWork

OF_SEVERAL: Mapping[ShiftStepKind, ShiftTruth] = {
    ShiftStepKind.UNANSWERED: ShiftTruth.UNANSWERED,
    ShiftStepKind.ABSENCE: ShiftTruth.AWAITED,
}
"""Steps about one person that may be due for several of a shift at once, and what must be so of any of them."""


async def run_due_shift(work: UnitOfWork, rules: Rules, shift_id: int) -> None:
    """Run what is due. A step that was run before is not run again: the watermark has passed it."""
    rostered = await work.shifts.get(shift_id)
    if rostered is not None and rostered.shift.state is ShiftState.PLANNED:
        steps = shift_steps_to_run(rostered, rules.township.patrol, rules.calendar, work.now)
        await _refresh(work, rules, rostered, steps)
        at_once = await _told_at_once(work, rules, rostered, steps)
        for step in steps:
            notice, told = at_once.get(step) or (step.name, await _run(work, rules, rostered, step))
            await _note(work, shift_id, step, notice, told)
        shift = await work.shifts.shift(shift_id) or rostered.shift
        await work.shifts.save(chased(shift, work.now))
    await keep_shift_due(work, rules, shift_id)


async def _refresh(work: UnitOfWork, rules: Rules, rostered: RosteredShift, steps: tuple[ShiftStep, ...]) -> None:
    """An hour before, the lead gets the card of everybody; and how long somebody is waited for stands on the cards."""
    missed = {step.person_id for step in steps if step.kind is ShiftStepKind.ABSENCE}
    if missed or any(step.kind is ShiftStepKind.HOUR_BEFORE for step in steps):
        changed = {post.id for post in rostered.posts if post.person_id in missed}
        await refresh_shift(work, rules, rostered.shift.id, changed)


async def _told_at_once(
    work: UnitOfWork, rules: Rules, rostered: RosteredShift, steps: tuple[ShiftStep, ...]
) -> dict[ShiftStep, tuple[str, tuple[int, ...]]]:
    """Whoever would hear of several people for one reason at one moment hears it once.

    For each such step the name of the notice, which is the first one's, and whom it told.
    """
    alike: dict[tuple[ShiftStepKind, int, tuple[int, ...]], list[ShiftStep]] = {}
    for step in steps:
        if step.kind in OF_SEVERAL and step.tell is not PatrolRecipient.PATROLLER:
            persons = await in_reach(work, step.tell, rostered, step.person_id)
            alike.setdefault((step.kind, step.at, persons), []).append(step)
    told: dict[ShiftStep, tuple[str, tuple[int, ...]]] = {}
    for (kind, _at, persons), several in alike.items():
        if len(several) == 1:
            continue
        truth = OF_SEVERAL[kind]
        headline = phrase("shift-told-unanswered-many", count=len(several))
        if kind is ShiftStepKind.ABSENCE:
            waited = Span(ms=work.now - rostered.shift.starts_at)
            headline = phrase("shift-told-missing-many", count=len(several), span=waited)
        condition = ShiftCondition(rostered.shift.id, truth)
        await show_all(work, rules, rostered, persons, several[0].name, (headline,), condition)
        told |= dict.fromkeys(several, (several[0].name, persons))
    return told


async def _run(work: UnitOfWork, rules: Rules, rostered: RosteredShift, step: ShiftStep) -> tuple[int, ...]:
    if step.kind is ShiftStepKind.CHECK_OUT:
        # Nothing in this run has changed the shift: it is told of, and then closed.
        return await close_shift(work, rules, rostered)
    if step.kind is ShiftStepKind.GAP:
        return await _gap(work, rules, rostered, step)
    post = rostered.post_of(step.person_id) if step.person_id is not None else None
    if post is None:
        return ()
    persons = await in_reach(work, step.tell, rostered, step.person_id)
    if step.kind is ShiftStepKind.UNANSWERED:
        name = (await work.people.names([post.person_id])).get(post.person_id, "—")
        headline = phrase("shift-told-unanswered", name=name)
        await show_about(work, rules, rostered, post, persons, step.name, headline, _if(post, ShiftTruth.UNANSWERED))
    elif step.kind is ShiftStepKind.ABSENCE:
        await _absence(work, rules, rostered, post, persons, step)
    else:
        await _remind(work, rules, rostered, post, step)
    return persons


async def _remind(work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, step: ShiftStep) -> None:
    """A day before and an hour before; then the card to check in with is laid ready for the start."""
    shift = rostered.shift
    if step.kind is ShiftStepKind.DAY_BEFORE:
        headline, truth = phrase("shift-told-day-before"), ShiftTruth.PLANNED
    else:
        headline = phrase("shift-told-hour-before", span=Span(ms=shift.starts_at - work.now))
        truth = ShiftTruth.AWAITED
    await show_own(work, rules, rostered, post, step.name, Lane.REMINDER, headline, _if(post, truth))
    if step.kind is ShiftStepKind.HOUR_BEFORE:
        await lay_start_ready(work, rules, rostered.shift, post)


async def _absence(
    work: UnitOfWork, rules: Rules, rostered: RosteredShift, post: Post, persons: tuple[int, ...], step: ShiftStep
) -> None:
    waited = Span(ms=work.now - rostered.shift.starts_at)
    condition = _if(post, ShiftTruth.AWAITED)
    if step.tell is PatrolRecipient.PATROLLER:
        headline = phrase("shift-told-late", span=waited)
        await show_own(work, rules, rostered, post, step.name, Lane.ESCALATION, headline, condition)
        return
    name = (await work.people.names([post.person_id])).get(post.person_id, "—")
    headline = phrase("shift-told-missing", name=name, span=waited)
    await show_about(work, rules, rostered, post, persons, step.name, headline, condition)


async def _gap(work: UnitOfWork, rules: Rules, rostered: RosteredShift, step: ShiftStep) -> tuple[int, ...]:
    """Too few people, or nobody who leads: known before it starts."""
    if rostered.full:
        return ()
    persons = await in_reach(work, step.tell, rostered, None)
    condition = ShiftCondition(rostered.shift.id, ShiftTruth.UNDERMANNED)
    await show_all(work, rules, rostered, persons, step.name, (phrase("shift-told-gap"),), condition)
    return persons


def _if(post: Post, truth: ShiftTruth) -> ShiftCondition:
    return ShiftCondition(post.shift_id, truth, post.person_id)


async def _note(work: UnitOfWork, shift_id: int, step: ShiftStep, notice: str, told: tuple[int, ...]) -> None:
    detail: dict[str, str | int | bool | list[int] | None] = {
        "shift": shift_id,
        "step": step.name,
        "notice": notice,
        "kind": step.kind.value,
        "person": step.person_id,
        "due_at": step.at,
        "late_ms": work.now - step.at,
        "told": list(told),
    }
    await work.events.append(EventKind.SHIFT_STEP_RUN, None, None, detail)
