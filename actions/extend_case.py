"""Extend the time for settling once, with the parties' consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.tell import refresh_cards, tell_reporter
from domain.cases import Step
from domain.events import EventKind
from domain.messages import Span, say

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def extend_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int, consent: str = "spoken") -> Case:
    """Extend. How the parties consented is written down; the reporter is told, and may say so if nobody asked them."""
    changed = await change_case(work, rules, case, Step.EXTEND, EventKind.EXTENDED, person_id, {"consent": consent})
    by = Span(ms=rules.township.clocks.extension.after_ms)
    await tell_reporter(
        work, rules, changed, say("told-extended", number=case.number, by=by), f"extended:{changed.version}"
    )
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
