"""The last look before a message goes out: whether what it is about is still so, and theirs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.show_opened import stands_open
from domain.access import Act, may
from domain.mediation_clocks import open_matters
from domain.notices import (
    Condition,
    MediationCondition,
    OfferCondition,
    OpeningCondition,
    ShiftCondition,
    SosCondition,
    shift_still_true,
    still_true,
)
from domain.openings import OpeningState
from storage.exchanges import ExchangeState

if TYPE_CHECKING:
    from domain.notices import AnyCondition
    from storage.outbox_rows import OutboxRow
    from storage.unit_of_work import UnitOfWork


async def worth_sending(work: UnitOfWork, row: OutboxRow) -> bool:
    """Whether what a message is about is still so and, of a notice of a case to an official, whether they may still see it."""
    condition = row.condition
    if condition is None:
        return True
    if not isinstance(condition, Condition):
        return await _still_holds(work, condition)
    case = await work.cases.get(condition.case_id)
    if case is None or not still_true(condition, case):
        return False
    if row.reporter_of is not None or row.person_id is None:
        return True
    return may(await work.people.viewer(row.person_id), Act.VIEW, case, await work.conflicts.of(case.id))


async def _still_holds(work: UnitOfWork, condition: AnyCondition) -> bool:
    if isinstance(condition, ShiftCondition):
        return shift_still_true(condition, await work.shifts.get(condition.shift_id))
    if isinstance(condition, OfferCondition):
        offer = await work.exchanges.get(condition.offer_id)
        return offer is not None and offer.state is ExchangeState.OPEN
    if isinstance(condition, MediationCondition):
        file = await work.mediations.file(condition.mediation_of)
        return file is not None and condition.matter in open_matters(file)
    if isinstance(condition, OpeningCondition):
        return await _opening_stands(work, condition)
    return isinstance(condition, SosCondition) and await work.sos_calls.is_open(condition.sos_id)


async def _opening_stands(work: UnitOfWork, condition: OpeningCondition) -> bool:
    opening = await work.openings.get(condition.opening_id)
    if opening is None or opening.state is not condition.opening_state:
        return False
    granted = opening.state is OpeningState.GRANTED
    return not granted or await stands_open(work, opening, await work.cases.get(opening.matter_id))
