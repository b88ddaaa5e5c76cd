"""The reporter takes a report back: the clocks stop and whoever deals with it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.appoint import call_off
from actions.change_case import change_case
from actions.tell import Notice, refresh_cards, tell
from domain.cases import Step
from domain.events import EventKind
from domain.messages import phrase
from domain.words import Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def withdraw_case(work: UnitOfWork, rules: Rules, case: Case) -> Case:
    """Withdraw an open case. What was written stays on file until its time of keeping ends."""
    await call_off(work, rules, case)
    changed = await change_case(work, rules, case, Step.WITHDRAW, EventKind.WITHDRAWN)
    notice = Notice(name="withdrawn", headline=phrase("headline-withdrawn"), lane=Lane.REMINDER)
    await tell(work, rules, changed, (Recipient.HANDLER,), notice)
    await refresh_cards(work, rules, changed)
    return changed
