"""Write down what else an official is called; reports that name somebody so are out of their reach from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.after_role_change import after_role_change
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.words import Role

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.unit_of_work import UnitOfWork


async def change_called(
    work: UnitOfWork, rules: Rules, person_id: int, word: str, by: int, *, taken_away: bool = False
) -> None:
    """Add a word, or as an admin take one away. Raises Refusal(NOT_ALLOWED) for whoever may not do this for this person."""
    roles = {held.role for held in await work.people.holdings_of(by)}
    holds = bool(await work.people.holdings_of(person_id))
    admin = Role.ADMIN in roles
    if not holds or not (admin or by == person_id) or (taken_away and (not admin or by == person_id)):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if taken_away:
        await work.called.remove(person_id, word)
    else:
        await work.called.add(person_id, word, by)
    detail: dict[str, str | int | bool | list[int] | None] = {"person": person_id, "taken_away": taken_away}
    await work.events.append(EventKind.CALLED_CHANGED, None, by, detail)
    if not taken_away:
        await after_role_change(work, rules, person_id)
