"""The director puts a case under supervision; its handler is told and then chased every morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.tell import Notice, refresh_cards, tell, tell_reporter
from domain.cases import Step
from domain.events import EventKind
from domain.messages import phrase, say
from domain.notices import Condition, Truth
from domain.words import Recipient
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def supervise_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int) -> Case:
    """Supervise. It is answered by what the handler does next."""
    changed = await change_case(work, rules, case, Step.SUPERVISE, EventKind.SUPERVISED, person_id)
    notice = Notice(
        name=f"supervised:{changed.version}",
        headline=phrase("headline-supervised"),
        lane=Lane.ESCALATION,
        condition=Condition(case_id=case.id, truth=Truth.SUPERVISED),
    )
    await tell(work, rules, changed, (Recipient.HANDLER, Recipient.VILLAGE_HEAD), notice, but_not=person_id)
    told = say("told-supervised", number=case.number)
    await tell_reporter(work, rules, changed, told, f"supervised:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
