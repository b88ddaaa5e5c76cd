"""Say that a member leads the team's shifts, or does so no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.give_role import give_role, take_role
from actions.renew_soon import renew_soon
from documents.team_asks import lead_message
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.team_access import leads
from domain.words import Role
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.messages import MenuKey
    from domain.teams import Member
    from storage.unit_of_work import UnitOfWork


async def change_lead(
    work: UnitOfWork,
    rules: Rules,
    member: Member,
    by: int,
    *,
    leads_now: bool,
    keyboard: tuple[tuple[MenuKey, ...], ...],
) -> None:
    """Name a lead, or take it back. The caller has asked whether they may. `keyboard` is what the member works with then.

    Raises Refusal(ALREADY_CHANGED) where it is so already.
    """
    if leads(member.person_id, await work.people.holders(), member.unit) is leads_now:
        raise Refusal(RefusalCode.ALREADY_CHANGED)
    await set_lead(work, rules, member.unit, member.person_id, by, leads_now=leads_now)
    if member.person_id != by:
        told = lead_message(rules.township.unit(member.unit), keyboard, leads_now=leads_now)
        await work.outbox.put(Outgoing(ToPerson(member.person_id), Lane.REPLY, told))


async def set_lead(work: UnitOfWork, rules: Rules, unit: str, person_id: int, by: int, *, leads_now: bool) -> None:
    """Grant or end the role and write it down; nobody is told."""
    if leads_now:
        await give_role(work, rules, person_id, Role.SHIFT_LEAD, unit)
    else:
        await take_role(work, rules, person_id, Role.SHIFT_LEAD, unit)
        await work.team_links.withdraw(unit, person_id)
    await renew_soon(work, unit)
    await work.events.append(EventKind.LEAD_CHANGED, None, by, {"unit": unit, "person": person_id, "leads": leads_now})
