"""The director asks the county to see to a case: it stands at the county from then on, and a report is prepared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_case import change_case
from actions.file_report import tell_of_new_case
from actions.give_county_report import give_county_report
from actions.tell import refresh_cards, tell_reporter
from domain.cases import Step
from domain.events import EventKind
from domain.messages import phrase, say
from storage.entries import EntryKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def refer_to_county(work: UnitOfWork, rules: Rules, case: Case, person_id: int, reason: str) -> Case:
    """Refer. The centre follows what becomes of it, so somebody there has to accept it anew."""
    moved = replace(case, responsible_unit=rules.township.centre.code)
    detail: dict[str, str | int | bool | list[int] | None] = {"level": "county"}
    changed = await change_case(work, rules, moved, Step.REFER, EventKind.HANDED_UP, person_id, detail)
    await work.entries.add(case.id, EntryKind.REASON, reason, (), person_id)
    level = phrase(f"level-{changed.level.value}")
    told = say("told-handed-up", number=case.number, level=level)
    await tell_reporter(work, rules, changed, told, f"up:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    await tell_of_new_case(work, rules, changed, but_not=person_id)
    await give_county_report(work, changed)
    return changed
