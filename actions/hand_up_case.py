"""The handler passes a case to the next level; those who can take it there are told."""

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
from domain.words import Level
from storage.entries import EntryKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def hand_up_case(work: UnitOfWork, rules: Rules, case: Case, person_id: int, reason: str) -> Case:
    """Hand up with a reason, which stays on file. The clock of acceptance begins anew one level up."""
    moved = replace(case, responsible_unit=rules.township.centre.code)
    changed = await change_case(work, rules, moved, Step.HAND_UP, EventKind.HANDED_UP, person_id)
    await work.entries.add(case.id, EntryKind.REASON, reason, (), person_id)
    level = phrase(f"level-{changed.level.value}")
    told = say("told-handed-up", number=case.number, level=level)
    await tell_reporter(work, rules, changed, told, f"up:{changed.version}")
    await refresh_cards(work, rules, changed, but_not=person_id)
    await tell_of_new_case(work, rules, changed, but_not=person_id)
    if changed.level is Level.COUNTY:
        await give_county_report(work, changed)
    return changed
