"""Who mediates a case, and the changes of a mediation: the row, the event and the clock, in that order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.keep_mediation_due import keep_mediation_due
from domain.access import Act, may
from domain.cases import OPEN_STATES
from domain.refusals import Refusal, RefusalCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.rules import Rules
    from domain.cases import Case
    from domain.events import EventKind
    from domain.mediation import Confirmation, Court, Mediation, MediationFile
    from storage.unit_of_work import UnitOfWork

Detail = dict[str, str | int | bool | list[int] | None]


async def mediates(work: UnitOfWork, case: Case, person_id: int) -> bool:
    """Whether somebody mediates a case: its handler, once they have accepted it, and those who mediate along."""
    viewer = await work.people.viewer(person_id)
    named = await work.conflicts.of(case.id)
    if not may(viewer, Act.VIEW, case, named):
        return False
    handles = case.accepted_at is not None and may(viewer, Act.LOG_PROGRESS, case, named)
    return handles or person_id in await work.mediations.joint(case.id)


async def mediators(work: UnitOfWork, case: Case) -> tuple[int, ...]:
    """The handler and those who mediate along, as far as they may see the case."""
    found = [case.handler_id] if case.handler_id is not None else []
    found += [person for person in await work.mediations.joint(case.id) if person != case.handler_id]
    return tuple([person for person in found if await mediates(work, case, person)])


async def open_mediation(work: UnitOfWork, case: Case) -> MediationFile:
    """The mediation of an open case, begun if it was not. Raises Refusal(MEDIATION_OVER) for one that has ended."""
    if case.state not in OPEN_STATES:
        raise Refusal(RefusalCode.MEDIATION_OVER)
    await work.mediations.begin(case.id)
    return await mediation_of(work, case)


async def mediation_of(work: UnitOfWork, case: Case) -> MediationFile:
    """All that is kept of a mediation. Raises Refusal(MEDIATION_OVER) where none was begun."""
    file = await work.mediations.file(case.id)
    if file is None:
        raise Refusal(RefusalCode.MEDIATION_OVER)
    return file


async def note(
    work: UnitOfWork,
    rules: Rules,
    case_id: int,
    event: EventKind,
    actor_id: int | None,
    detail: Mapping[str, str | int | bool | list[int] | None],
) -> None:
    """Write down what happened and bring the clock in line."""
    await work.events.append(event, case_id, actor_id, detail)
    await keep_mediation_due(work, rules, case_id)


async def change_mediation(
    work: UnitOfWork,
    mediation: Mediation,
    *,
    stopped_by: str | None = None,
    goes_on: bool = False,
    confirmation: Confirmation | None = None,
    court: Court | None = None,
) -> Mediation:
    """The mediation with something changed now, kept. The caller notes the event."""
    changed = replace(mediation, version=mediation.version + 1)
    if stopped_by is not None:
        changed = replace(changed, stopped_at=work.now, stopped_by=stopped_by)
    if goes_on:
        changed = replace(changed, stopped_at=None, stopped_by=None)
    if confirmation is not None:
        changed = replace(changed, confirmation=confirmation, confirmation_at=work.now)
    if court is not None:
        changed = replace(changed, court=court, court_at=work.now)
    await work.mediations.save(changed)
    return changed
