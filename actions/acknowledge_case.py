"""A named person says that they have seen an urgent case: the ladder stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.tell import refresh_cards, tell_reporter
from domain.cases import Step
from domain.events import EventKind
from domain.messages import say
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def acknowledge_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int) -> Case:
    """Acknowledge. It is not yet accepted by that: the clock of acceptance runs on."""
    changed = await change_case(work, rules, case, Step.ACKNOWLEDGE, EventKind.ACKNOWLEDGED, person_id)
    names = await work.people.names([person_id])
    told = say("told-acknowledged", number=case.number, name=names.get(person_id, "—"))
    await tell_reporter(work, rules, changed, told, f"acknowledged:{changed.version}", lane=Lane.SOS)
    await refresh_cards(work, rules, changed, but_not=person_id)
    return changed
