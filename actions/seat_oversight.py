"""The oversight contact of the configuration holds that role, if their account is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.give_role import give_role
from domain.events import EventKind
from domain.words import Role

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def seat_oversight(work: UnitOfWork, rules: Rules) -> None:
    """Seat them, once. They too may be named in a case by what somebody typed."""
    township = rules.township
    contact, unit = township.oversight, township.centre.code
    if contact.telegram_id is None:
        return
    name = contact.name.in_language(township.default_language)
    person = await work.people.meet(contact.telegram_id, name, township.default_language)
    if any(held.role is Role.OVERSIGHT for held in await work.people.holdings_of(person.id)):
        return
    await give_role(work, rules, person.id, Role.OVERSIGHT, unit)
    detail = {"role": Role.OVERSIGHT.value, "unit": unit, "invited_by": None, "confirmed_by": None}
    await work.events.append(EventKind.ROLE_GRANTED, None, person.id, detail)
