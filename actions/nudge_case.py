"""The reporter asks where an overdue case stays: handler and village head are told at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.matter import leading_of
from actions.tell import Notice, tell
from domain.cases import Step
from domain.deadlines import active_deadlines
from domain.events import EventKind
from domain.messages import Moment, phrase
from domain.refusals import Refusal, RefusalCode
from domain.words import Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def nudge_case(work: UnitOfWork, rules: Rules, case: Case) -> Case:
    """Nudge, if some deadline has passed and the last nudge is old enough; otherwise a Refusal says from when.

    For a case that was merged, those are nudged who have the one it was merged into.
    """
    if case.merged_into is not None:
        await nudge_case(work, rules, await leading_of(work, case))
        return case
    deadlines = active_deadlines(case, rules.township.clocks, rules.calendar)
    passed = [deadline for deadline in deadlines if deadline.at <= work.now]
    if not passed:
        first = min((deadline.at for deadline in deadlines), default=None)
        values = {"at": Moment(at=first)} if first is not None else {}
        raise Refusal(RefusalCode.NUDGE_TOO_EARLY if values else RefusalCode.NOTHING_TO_NUDGE, values)
    every = rules.township.limits.nudge_every_ms
    if case.nudged_at is not None and case.nudged_at + every > work.now:
        raise Refusal(RefusalCode.NUDGE_TOO_EARLY, {"at": Moment(at=case.nudged_at + every)})
    changed = await change_case(work, rules, case, Step.NUDGE, EventKind.NUDGED)
    notice = Notice(name=f"nudge:{changed.version}", headline=phrase("headline-nudged"), lane=Lane.ESCALATION)
    await tell(work, rules, changed, (Recipient.HANDLER, Recipient.VILLAGE_HEAD), notice)
    return changed
