"""What time does to a case: every step that is due now, in order, written down, and the next one set."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.keep_due import keep_due
from actions.take_away import take_away
from actions.tell import Notice, refresh_cards, tell, tell_reporter
from documents.reporter_card import rating_buttons
from domain.access import excluded_by
from domain.cases import Step, apply, can, chased
from domain.deadlines import DeadlineKind, active_deadlines
from domain.escalation import PlannedStep, StepKind, steps_to_run
from domain.events import EventKind
from domain.messages import Message, Moment, Phrase, Span, phrase, say
from domain.notices import Condition, Truth
from storage.outgoing import Lane

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.rules import Rules
    from domain.cases import Case
    from domain.messages import Value
    from storage.unit_of_work import UnitOfWork

LATE_MS = 600_000
TRUTHS: Mapping[DeadlineKind, Truth] = {
    DeadlineKind.ACCEPT: Truth.UNACCEPTED,
    DeadlineKind.FIRST_ACTION: Truth.NO_FIRST_ACTION,
    DeadlineKind.SETTLE_VILLAGE: Truth.UNSETTLED,
    DeadlineKind.SETTLE: Truth.UNSETTLED,
    DeadlineKind.CLOSE: Truth.UNCLOSED,
}
"""What makes a notice about a deadline worth sending."""


async def run_due_case(work: UnitOfWork, rules: Rules, case_id: int) -> None:
    """Run what is due. A step that was run before is not run again: the watermark has passed it."""
    found = await work.cases.get(case_id)
    if found is None:
        return
    # Who answers to whom may have changed since: a case is never worked on by somebody it must not reach.
    named = await work.conflicts.of(case_id)
    case = found
    if named:
        case = await take_away(work, rules, found, excluded_by(named, await work.people.holders()))
    deadlines = active_deadlines(case, rules.township.clocks, rules.calendar)
    for step in steps_to_run(case, rules.township, rules.calendar, work.now, deadlines):
        case = await _run(work, rules, case, step)
    done = chased(case, work.now)
    await work.cases.save_chased(done)
    # Most steps only tell somebody, and the deadlines stay as they were.
    await keep_due(work, rules, done, deadlines if case is found else None)


async def _run(work: UnitOfWork, rules: Rules, case: Case, step: PlannedStep) -> Case:
    moved = await _move(work, rules, case, step)
    changed = await _propose_supervision(work, moved, step)
    told = await _tell(work, rules, changed, step, moves=moved.level is not case.level)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "step": step.name,
        "kind": step.kind.value,
        "deadline": step.deadline.value if step.deadline else None,
        "deadline_at": step.deadline_at,
        "due_at": step.at,
        "late_ms": work.now - step.at,
        "told": list(told),
    }
    await work.events.append(EventKind.STEP_RUN, case.id, None, detail)
    return changed


async def _move(work: UnitOfWork, rules: Rules, case: Case, step: PlannedStep) -> Case:
    if step.moves_to is None or not can(case, Step.ESCALATE):
        return case
    moved = replace(apply(case, Step.ESCALATE, work.now), responsible_unit=rules.township.centre.code)
    await work.cases.save(moved)
    await work.events.append(EventKind.ESCALATED, case.id, None, {"level": moved.level.value})
    level = phrase(f"level-{moved.level.value}")
    await tell_reporter(
        work, rules, moved, say("told-escalated", number=case.number, level=level), f"escalated:{step.at}"
    )
    await refresh_cards(work, rules, moved)
    return moved


async def _propose_supervision(work: UnitOfWork, case: Case, step: PlannedStep) -> Case:
    if not step.proposes_supervision or case.supervised_at is not None:
        return case
    proposed = replace(case, supervision_proposed_at=work.now, version=case.version + 1)
    await work.cases.save(proposed)
    await work.events.append(EventKind.SUPERVISION_PROPOSED, case.id)
    return proposed


async def _tell(work: UnitOfWork, rules: Rules, case: Case, step: PlannedStep, *, moves: bool) -> tuple[int, ...]:
    if step.kind is StepKind.FOLLOW_UP:
        return await _follow_up(work, rules, case, step)
    urgent = step.kind is StepKind.URGENT_RUNG
    notice = Notice(
        name=f"{step.kind.value}:{step.deadline.value if step.deadline else ''}:{step.name}:{step.at}",
        headline=_headline(step, work.now, moves=moves),
        lane=Lane.SOS if urgent else (Lane.REMINDER if step.reminds else Lane.ESCALATION),
        condition=Condition(case_id=case.id, truth=_truth(step)),
    )
    return await tell(work, rules, case, step.tell, notice)


async def _follow_up(work: UnitOfWork, rules: Rules, case: Case, step: PlannedStep) -> tuple[int, ...]:
    lines = (phrase("told-follow-up", number=case.number), phrase("mine-rate"))
    asked = Message(lines=lines, buttons=rating_buttons(case))
    condition = Condition(case_id=case.id, truth=Truth.CLOSED)
    await tell_reporter(work, rules, case, asked, f"follow-up:{step.at}", Lane.REMINDER, condition)
    return ()


def _truth(step: PlannedStep) -> Truth:
    match step.kind:
        case StepKind.URGENT_RUNG:
            return Truth.UNACKNOWLEDGED
        case StepKind.SUPERVISION_CHASE:
            return Truth.SUPERVISED
        case _:
            return TRUTHS[step.deadline] if step.deadline is not None else Truth.UNCLOSED


def _headline(step: PlannedStep, now: int, *, moves: bool) -> Phrase:
    """What is the matter; a notice that comes late says so. `moves`: the step has made the case the town's."""
    values: dict[str, Value] = {}
    if step.deadline is not None and step.deadline_at is not None:
        values = {
            "what": phrase(f"deadline-{step.deadline.value.replace('_', '-')}"),
            "at": Moment(at=step.deadline_at),
            "by": Span(ms=max(0, step.at - step.deadline_at)),
        }
    line = Phrase(id=_headline_name(step, moves=moves), values=values)
    if now - step.at <= LATE_MS:
        return line
    return phrase("headline-late", what=line, by=Span(ms=now - step.at))


def _headline_name(step: PlannedStep, *, moves: bool) -> str:
    match step.kind:
        case StepKind.URGENT_RUNG:
            return "headline-urgent-unseen"
        case StepKind.SUPERVISION_CHASE:
            return "headline-chase"
        case StepKind.AGAIN:
            return "headline-again"
        case _ if step.reminds:
            return "headline-remind"
        case _ if step.proposes_supervision:
            return "headline-propose-supervision"
        case _ if moves:
            return "headline-moved"
        case _ if step.deadline_at is not None and step.at > step.deadline_at:
            return "headline-overdue"
        case _:
            return "headline-due"
