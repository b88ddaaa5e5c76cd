"""Take a case out of the reach of those it must not reach: from whoever handles it, from their cards, from what waits for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.end_opening import end_untenable, take_requests_from
from actions.file_report import say_that_nobody_may, tell_of_new_case
from actions.keep_due import keep_due
from actions.tell import refresh_cards, tell_reporter
from domain.access import TAKERS
from domain.cases import CaseState, taken_away
from domain.events import EventKind
from domain.messages import say
from domain.words import Level
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from storage.unit_of_work import UnitOfWork


async def take_away(
    work: UnitOfWork, rules: Rules, case: Case, excluded: frozenset[int], but_not: int | None = None
) -> Case:
    """The case as it is then: with whoever had it if they are none of `excluded`, else waiting for somebody else.

    What those people were shown of it, and of what was merged into it, is replaced by a word that says nothing of why, and
    what waits for them is not sent. `but_not` is whoever causes it: they need not be told who else may take it.
    """
    gone = await hide_from(work, case, excluded)
    for merged in await work.cases.merged_into(case.id):
        gone += await hide_from(work, merged, excluded)
    waits = case.state is CaseState.FILED and case.handler_id is None
    with_them = case.handler_id in excluded or (waits and case.acknowledged_by in excluded)
    moved = await _move(work, rules, case, excluded) if with_them else case
    told: tuple[int, ...] = ()
    if with_them or (waits and gone):
        # Whoever was told of it may be among those; the others are not told twice.
        told = await tell_of_new_case(work, rules, moved, but_not)
    if with_them:
        await _tell_reporter(work, rules, moved, somebody=bool(told) or but_not is not None)
    await end_untenable(work, rules, moved)
    return moved


async def hide_from(work: UnitOfWork, case: Case, excluded: frozenset[int]) -> list[int]:
    """Take from some persons what they were shown of a case and what waits for them; those to whom that happened."""
    shown = await work.cards.persons_shown(case.id)
    waiting = await work.conflicts.waiting_for(case.id)
    gone = [person for person in sorted({*shown, *waiting}) if person in excluded]
    for person in gone:
        await work.conflicts.withhold(case.id, person)
        if person in shown:
            elsewhere = say("card-elsewhere", number=case.number)
            key = f"case:{case.id}:{person}"
            await work.outbox.put(Outgoing(ToPerson(person), Lane.ESCALATION, elsewhere, card_key=key))
    await take_requests_from(work, case, excluded)
    return gone


async def _move(work: UnitOfWork, rules: Rules, case: Case, excluded: frozenset[int]) -> Case:
    """To somebody else of the unit who may take it, else to the centre."""
    left = any(
        held.unit == case.responsible_unit and held.role in TAKERS and held.person_id not in excluded
        for held in await work.people.holders()
    )
    unit = case.responsible_unit if left else rules.township.centre.code
    level = case.level if left or case.level is not Level.VILLAGE else Level.TOWN
    moved = replace(taken_away(case, work.now, excluded), responsible_unit=unit, level=level)
    await work.cases.save(moved)
    await work.events.append(EventKind.TAKEN_AWAY, case.id, None, {"unit": unit, "level": level.value})
    await keep_due(work, rules, moved)
    await refresh_cards(work, rules, moved)
    return moved


async def _tell_reporter(work: UnitOfWork, rules: Rules, case: Case, *, somebody: bool) -> None:
    """That somebody else will deal with it; where nobody is left, where to turn instead."""
    if somebody:
        told = say("told-taken-over", number=case.number)
        await tell_reporter(work, rules, case, told, f"taken-away:{case.version}")
    else:
        await say_that_nobody_may(work, rules, case)
