"""The centre ends a case that is not the township's to deal with; the reporter hears why and where to turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.close_case import Ending, end_case
from domain.cases import Step

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def dismiss_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int, text: str) -> Case:
    """Dismiss, whether or not somebody has it; `text` is the reason, which the reporter gets word for word."""
    return await end_case(work, rules, case, Step.DISMISS, person_id, Ending("not_ours", text))
