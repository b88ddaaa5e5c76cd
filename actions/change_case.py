"""Take one step in a case's life: the rule, the row, the event and the clock, in that order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.end_opening import end_untenable
from actions.joint_mediators import let_helpers_go
from actions.keep_due import keep_due
from actions.keep_mediation_due import keep_mediation_due
from domain.cases import apply
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.rules import Rules
    from domain.cases import Case, Step
    from domain.events import EventKind
    from storage.unit_of_work import UnitOfWork


async def case_of(work: UnitOfWork, case_id: int) -> Case:
    """The case, or Refusal(NO_SUCH_CASE)."""
    case = await work.cases.get(case_id)
    if case is None:
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    return case


async def change_case(
    work: UnitOfWork,
    rules: Rules,
    case: Case,
    step: Step,
    event: EventKind,
    actor_id: int | None = None,
    detail: Mapping[str, str | int | bool | list[int] | None] | None = None,
) -> Case:
    """The case after the step, kept. Raises the Refusal of `domain.cases.apply` when the step is not possible."""
    changed = apply(case, step, work.now, actor_id)
    await work.cases.save(changed)
    await work.events.append(event, case.id, actor_id, detail)
    await keep_due(work, rules, changed)
    await keep_mediation_due(work, rules, changed.id)
    await end_untenable(work, rules, changed)
    await let_helpers_go(work, rules, case, changed)
    return changed
