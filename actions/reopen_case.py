"""The reporter says that it is not settled: the case opens again, one level up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.file_report import tell_of_new_case
from actions.matter import leading_of
from domain.cases import Step
from domain.events import EventKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def reopen_case(work: UnitOfWork, rules: Rules, case: Case) -> Case:
    """Reopen a closed case with the next level; those who can accept it there are told. Who mediated along does so no longer.

    For a case that was merged, the one it was merged into is opened again.
    """
    if case.merged_into is not None:
        await reopen_case(work, rules, await leading_of(work, case))
        return case
    await work.mediations.leave_all(case.id)
    before = replace(case, responsible_unit=rules.township.centre.code, joint=())
    changed = await change_case(work, rules, before, Step.REOPEN, EventKind.REOPENED)
    await tell_of_new_case(work, rules, changed)
    return changed
