"""Keep a shift's one due row at the next step that its clocks ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.presence import next_shift_step
from storage.due import DueKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def keep_shift_due(work: UnitOfWork, rules: Rules, shift_id: int) -> None:
    """Set the due row to the shift's next step, or take it away when there is none. For whoever changed it or a post."""
    rostered = await work.shifts.get(shift_id)
    step = None if rostered is None else next_shift_step(rostered, rules.township.patrol, rules.calendar)
    if step is None:
        await work.due.clear(DueKind.SHIFT, str(shift_id))
    else:
        await work.due.set(DueKind.SHIFT, str(shift_id), step.at)
