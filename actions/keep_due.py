"""Keep a case's one due row at the next step that its clocks ask for, and when it has ended, the one of its time of keeping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.escalation import next_step
from domain.retention import kept_until
from storage.due import DueKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.rules import Rules
    from domain.cases import Case
    from domain.deadlines import Deadline
    from storage.unit_of_work import UnitOfWork


async def keep_due(work: UnitOfWork, rules: Rules, case: Case, deadlines: Sequence[Deadline] | None = None) -> None:
    """Set the due row to the case's next step, or take it away when there is none. `deadlines` as in `next_step`."""
    step = next_step(case, rules.township, rules.calendar, deadlines)
    if step is None:
        await work.due.clear(DueKind.CASE, str(case.id))
    else:
        await work.due.set(DueKind.CASE, str(case.id), step.at)
    until = kept_until(case, rules.township)
    if until is not None:
        await work.due.set(DueKind.RETENTION, str(case.id), until)
    elif case.reopened_at == work.now:
        await work.due.clear(DueKind.RETENTION, str(case.id))
