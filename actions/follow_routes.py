"""A case whose category was changed goes on by the routes of the new one, if whoever sorts it wishes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.route_case import route_case
from actions.take_away import hide_from
from domain.access import Act, may
from domain.cases import Step, can
from domain.events import EventKind
from domain.routing import rerouted

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.routing import Routing
    from storage.unit_of_work import UnitOfWork


async def other_route(work: UnitOfWork, rules: Rules, case: Case) -> Routing | None:
    """Where the routes would have the case go since its category was changed last; None where it can stay as it is.

    What is being mediated, or stands for others, is not taken past the village: those people are in the middle of it.
    """
    changes = [event for event in await work.events.of(case.id) if event.kind is EventKind.RECATEGORISED]
    if not changes or not can(case, Step.ROUTE):
        return None
    wanted = rerouted(rules.township, case, str(changes[-1].detail["was"]))
    if wanted is not None and wanted.past_unit and not case.past_unit and await _has_begun(work, case):
        return None
    return wanted


async def follow_route(work: UnitOfWork, rules: Rules, case: Case, person_id: int) -> Case:
    """Give it to those units; the same case if it is theirs already. Who may not see it any more is shown nothing of it."""
    wanted = await other_route(work, rules, case)
    if wanted is None:
        return case
    given = replace(case, level=wanted.level, past_unit=wanted.past_unit)
    routed = await route_case(work, rules, given, wanted.leading, wanted.helping, person_id)
    if routed.past_unit and not case.past_unit:
        named = await work.conflicts.of(case.id)
        there = {held.person_id for held in await work.people.holders() if held.unit == case.unit}
        hidden = [each for each in there if not may(await work.people.viewer(each), Act.VIEW, routed, named)]
        await hide_from(work, routed, frozenset(hidden))
    return routed


async def _has_begun(work: UnitOfWork, case: Case) -> bool:
    mediation = await work.mediations.get(case.id)
    goes_on = mediation is not None and mediation.stopped_at is None
    return goes_on or bool(await work.cases.merged_into(case.id))
