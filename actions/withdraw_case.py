"""The reporter takes a report back: the clocks stop and whoever deals with it is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.appoint import call_off
from actions.change_case import change_case
from actions.matter import leading_of
from actions.merge_cases import pass_on_matter
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
    """Withdraw an open case. What was written stays on file until its time of keeping ends.

    If others reported the same matter and were merged into this case, it goes on for them; a merged case is taken back
    alone, and whoever deals with the matter is told.
    """
    leading = await leading_of(work, case)
    await call_off(work, rules, case)
    await pass_on_matter(work, rules, case)
    alone = replace(case, merged_into=None)
    changed = await change_case(work, rules, alone, Step.WITHDRAW, EventKind.WITHDRAWN)
    if leading.id != case.id:
        one_of_them = Notice(f"withdrawn:{case.id}", phrase("headline-one-withdrawn"), Lane.REMINDER)
        await tell(work, rules, leading, (Recipient.HANDLER,), one_of_them)
        await refresh_cards(work, rules, leading)
        return changed
    notice = Notice(name="withdrawn", headline=phrase("headline-withdrawn"), lane=Lane.REMINDER)
    await tell(work, rules, changed, (Recipient.HANDLER,), notice)
    await refresh_cards(work, rules, changed)
    return changed
