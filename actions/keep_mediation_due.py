"""Keep a mediation's one due row at the next step that its clocks ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.mediation_clocks import next_mediation_step
from storage.due import DueKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def keep_mediation_due(work: UnitOfWork, rules: Rules, case_id: int) -> None:
    """Set the due row to the next step, or take it away when there is none. A case without a mediation has no row."""
    file = await work.mediations.file(case_id)
    if file is None:
        return
    step = next_mediation_step(file, rules.township, rules.calendar)
    if step is None:
        await work.due.clear(DueKind.MEDIATION, str(case_id))
    else:
        await work.due.set(DueKind.MEDIATION, str(case_id), step.at)
