"""The one door through which roles are given and taken, so that nobody has one unless what must not reach them is seen to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.after_role_change import after_role_change

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.words import Role
    from storage.unit_of_work import UnitOfWork


async def give_role(work: UnitOfWork, rules: Rules, person_id: int, role: Role, unit: str) -> None:
    """The person holds it from now. Whatever name they are to have in it they have been given before: names are compared here."""
    await work.people.grant(person_id, role, unit)
    await after_role_change(work, rules, person_id)


async def take_role(work: UnitOfWork, rules: Rules, person_id: int, role: Role, unit: str) -> None:
    """The person holds it no longer; nothing happens where they did not."""
    if await work.people.end(person_id, role, unit):
        await after_role_change(work, rules, person_id)
