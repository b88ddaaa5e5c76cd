"""An admin ends an office: whoever held it works with what is left to them, and what they had goes to others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.change_duty import end_duty
from actions.end_opening import take_requests_from
from actions.give_role import take_role
from actions.mediating import note
from actions.take_away import hide_from, take_away
from documents.office_cards import ended_message
from domain.access import Act, excluded_by, joins, may, viewer_among
from domain.case_forms import assignees
from domain.cases import OPEN_STATES
from domain.events import EventKind
from domain.invitation_form import OFFERED
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actions.rules import Rules
    from domain.access import Holder
    from domain.cases import Case
    from domain.messages import MenuKey
    from storage.people import Office
    from storage.unit_of_work import UnitOfWork

ENDABLE = frozenset(OFFERED)
"""What is given by invitation is ended here; roles in a patrol team by those who keep the team, oversight by the configuration."""


async def offices_kept(work: UnitOfWork, person_id: int) -> None:
    """Whether somebody may see who holds which office, and end one. Raises Refusal(NOT_ALLOWED)."""
    if all(held.role is not Role.ADMIN for held in await work.people.holdings_of(person_id)):
        raise Refusal(RefusalCode.NOT_ALLOWED)


async def office_to_end(work: UnitOfWork, office_id: int, by: int) -> Office:
    """An office that is held now and may be ended by this person.

    Raises Refusal(NOT_ALLOWED, OFFICE_ENDED, LAST_ADMIN).
    """
    await offices_kept(work, by)
    office = await work.people.office(office_id)
    if office is None or office.role not in ENDABLE:
        raise Refusal(RefusalCode.OFFICE_ENDED)
    admins = {held.person_id for held in await work.people.holders() if held.role is Role.ADMIN}
    if office.role is Role.ADMIN and admins <= {office.person_id}:
        raise Refusal(RefusalCode.LAST_ADMIN)
    return office


async def cases_to_give_back(work: UnitOfWork, office: Office) -> int:
    """How many open cases somebody would have no more once this office ended."""
    left = tuple(
        held
        for held in await work.people.holders()
        if (held.person_id, held.role, held.unit) != (office.person_id, office.role, office.unit)
    )
    found = 0
    for case in await work.cases.several(await work.conflicts.reaching(office.person_id)):
        found += _theirs(case, office.person_id) and not await _keeps(work, case, office.person_id, left)
    return found


async def end_office(
    work: UnitOfWork, rules: Rules, office_id: int, by: int, keyboard: tuple[tuple[MenuKey, ...], ...]
) -> int:
    """End it; how many cases went back. `keyboard` is what the person works with from now on.

    Raises Refusal(NOT_ALLOWED, OFFICE_ENDED, LAST_ADMIN).
    """
    office = await office_to_end(work, office_id, by)
    person = office.person_id
    reached = await work.conflicts.reaching(person)
    await take_role(work, rules, person, office.role, office.unit)
    given_back = 0
    for case in await work.cases.several(reached):
        given_back += await _take(work, rules, case, person)
    if office.role is Role.IDENTITY_OFFICER:
        await _take_requests(work, person)
    await end_duty(work, rules, person)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "person": person,
        "role": office.role.value,
        "unit": office.unit,
        "cases": given_back,
    }
    await work.events.append(EventKind.ROLE_ENDED, None, by, detail)
    told = ended_message(office.role, rules.township.unit(office.unit), keyboard)
    await work.outbox.put(Outgoing(ToPerson(person), Lane.REPLY, told))
    return given_back


async def _take(work: UnitOfWork, rules: Rules, case: Case, person: int) -> bool:
    """Take a case from somebody who may have it no longer; whether it was theirs."""
    holders = await work.people.holders()
    if person in case.joint and case.state in OPEN_STATES and not joins(viewer_among(person, holders), case):
        await work.mediations.leave(case.id, person)
        change = {"person": person, "joins": False}
        await note(work, rules, case.id, EventKind.JOINT_MEDIATOR_CHANGED, None, change)
    if case.erased_at is not None or await _keeps(work, case, person, holders):
        return False
    now = await work.cases.get(case.id) or case
    if now.state not in OPEN_STATES:
        await hide_from(work, now, frozenset({person}))
        return False
    theirs = _theirs(now, person)
    await take_away(work, rules, now, excluded_by(await work.conflicts.of(now.id), holders) | {person})
    return theirs


def _theirs(case: Case, person: int) -> bool:
    return case.handler_id == person and case.state in OPEN_STATES


async def _keeps(work: UnitOfWork, case: Case, person: int, holders: Sequence[Holder]) -> bool:
    """Whether somebody may still have a case that they were shown: who handles one, if it could be given to them now."""
    named = await work.conflicts.of(case.id)
    free = replace(case, handler_id=None)
    theirs = _theirs(case, person)
    if theirs and all(held.person_id != person for held in assignees(free, holders, named)):
        return False
    return may(viewer_among(person, holders), Act.VIEW, free if theirs else case, named)


async def _take_requests(work: UnitOfWork, person: int) -> None:
    """Whoever was asked for the second word as an identity officer is asked no longer."""
    for opening in await work.openings.waiting():
        case = await work.cases.get(opening.matter_id)
        if case is not None:
            await take_requests_from(work, case, frozenset({person}))
