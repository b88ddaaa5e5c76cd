"""Somebody came to a role or lost one, or is called otherwise: what must not reach them goes out of their reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nacl.exceptions

from actions.end_opening import end_untenable
from actions.keep_names import names_of
from actions.take_away import take_away
from domain.access import excluded_by
from domain.events import EventKind
from domain.naming import means

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def after_role_change(work: UnitOfWork, rules: Rules, person_id: int) -> None:
    """Compare one person with those whom cases name, and move every case that is with somebody it must not reach.

    Whom else that is depends on who answers to whom today, so every open case that names anybody is looked at.
    """
    if any(held.person_id == person_id for held in await work.people.holders()):
        await _compare(work, person_id)
    await _end_openings(work, rules, person_id)
    holders = await work.people.holders()
    for case_id in await work.conflicts.open_cases():
        case = await work.cases.get(case_id)
        if case is not None:
            await take_away(work, rules, case, excluded_by(await work.conflicts.of(case_id), holders))


async def _end_openings(work: UnitOfWork, rules: Rules, person_id: int) -> None:
    """Names that were opened to somebody in an office they hold no longer are hidden again."""
    for opening in await work.openings.live_of_person(person_id):
        case = await work.cases.get(opening.matter_id)
        if case is not None:
            await end_untenable(work, rules, case)


async def _compare(work: UnitOfWork, person_id: int) -> None:
    """With the names that reports are about, and with the parties of mediations: those are known by their account."""
    for case_id in await work.parties.cases_of(person_id):
        await _name(work, case_id, person_id)
    called = (await names_of(work, [person_id]))[person_id]
    for case_id, sealed in await work.conflicts.kept_names():
        try:
            name = work.vault.unseal_for_case(case_id, sealed).decode()
        except nacl.exceptions.CryptoError:
            # What was written in the case is gone, and with it whom it was about.
            continue
        if means(name, called):
            await _name(work, case_id, person_id)


async def _name(work: UnitOfWork, case_id: int, person_id: int) -> None:
    if person_id not in await work.conflicts.of(case_id):
        await work.conflicts.add(case_id, person_id)
        await work.events.append(EventKind.NAMED_LATER, case_id)
