"""The reporter says how satisfied they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_case import change_case
from domain.cases import Step
from domain.events import EventKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def rate_case(work: UnitOfWork, rules: Rules, case: Case, stars: int) -> Case:
    """Keep a rating from 1 to 5, in place of an earlier one."""
    rated = replace(case, rating=stars)
    return await change_case(work, rules, rated, Step.RATE, EventKind.RATED, detail={"stars": stars})
