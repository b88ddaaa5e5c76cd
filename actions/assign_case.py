"""Give a case to a person, who has yet to accept it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.tell import Notice, refresh_cards, show_case, tell_reporter
from domain.cases import Step, next_level
from domain.events import EventKind
from domain.messages import Localised, phrase, say
from domain.notices import Condition, Truth
from domain.words import Level
from storage.outgoing import Lane

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.access import Holder
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def assign_case(work: UnitOfWork, rules: Rules, case: Case, to: Holder, person_id: int) -> Case:
    """Assign. The unit of the new handler is responsible from now on; the caller has asked whether both may.

    A case that is given to somebody outside the unit where it happened is the town's from then on.
    """
    leaves = to.unit != case.unit and case.level is Level.VILLAGE
    given = replace(
        case,
        responsible_unit=to.unit,
        level=next_level(case.level) if leaves else case.level,
        helping=tuple(unit for unit in case.helping if unit != to.unit),
    )
    if given.helping != case.helping:
        await work.assignments.share(case.id, given.helping, person_id)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "to": to.person_id,
        "unit": to.unit,
        "by": person_id,
        "level": given.level.value,
    }
    changed = await change_case(work, rules, given, Step.ASSIGN, EventKind.ASSIGNED, to.person_id, detail)
    notice = Notice(
        name=f"assigned:{changed.version}",
        headline=phrase("headline-assigned"),
        lane=Lane.ESCALATION,
        condition=Condition(case_id=case.id, truth=Truth.UNACCEPTED),
        lasting=True,
    )
    await show_case(work, rules, changed, to.person_id, notice)
    unit = Localised(name=rules.township.unit(to.unit).name)
    await tell_reporter(
        work, rules, changed, say("told-assigned", number=case.number, unit=unit), f"assigned:{changed.version}"
    )
    await refresh_cards(work, rules, changed, but_not=to.person_id)
    return changed
