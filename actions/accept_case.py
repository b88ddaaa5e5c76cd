"""A named person takes a case; the reporter hears who it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.tell import refresh_cards, tell_reporter
from domain.cases import Step
from domain.events import EventKind
from domain.messages import say

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def accept_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int) -> Case:
    """Accept. Raises Refusal(TAKEN) when somebody else was faster. The caller has asked whether the person may."""
    changed = await change_case(work, rules, case, Step.ACCEPT, EventKind.ACCEPTED, person_id)
    names = await work.people.names([person_id])
    told = say("told-accepted", number=case.number, name=names.get(person_id, "—"))
    await tell_reporter(work, rules, changed, told, f"accepted:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
