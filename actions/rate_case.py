"""The reporter says how satisfied they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.matter import leading_of
from domain.cases import Step, can
from domain.events import EventKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def rate_case(work: UnitOfWork, rules: Rules, case: Case, stars: int) -> Case:
    """Keep a rating from 1 to 5, in place of an earlier one; of a merged case as soon as the matter has come to an end."""
    if case.merged_into is not None and can(await leading_of(work, case), Step.RATE):
        own = replace(case, rating=stars, version=case.version + 1)
        await work.cases.save(own)
        await work.events.append(EventKind.RATED, case.id, None, {"stars": stars})
        return own
    rated = replace(case, rating=stars)
    return await change_case(work, rules, rated, Step.RATE, EventKind.RATED, detail={"stars": stars})
