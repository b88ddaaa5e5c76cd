"""The lead or the village head lets somebody into the team, or does not. The first of them decides, the others see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.give_role import give_role
from actions.renew_soon import renew_soon
from documents.team_asks import decided_card, joined_message, refused_message
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.team_access import deciders
from domain.teams import MemberState
from domain.words import Role
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.messages import MenuKey
    from domain.teams import Member
    from storage.unit_of_work import UnitOfWork


async def decide_joining(
    work: UnitOfWork,
    rules: Rules,
    member: Member,
    decider: int,
    *,
    granted: bool,
    keyboard: tuple[tuple[MenuKey, ...], ...],
) -> None:
    """Decide. The caller has asked whether they may. `keyboard` is what the new member works with from now on.

    Raises Refusal(ALREADY_CHANGED) when another was faster, HOUSEHOLD_TAKEN when another of the household came in meanwhile.
    """
    unit = rules.township.unit(member.unit)
    if granted:
        await let_in(work, rules, member, decider)
        told = joined_message(unit, keyboard)
    else:
        if not await work.teams.decide(member, MemberState.REFUSED, decider):
            raise Refusal(RefusalCode.ALREADY_CHANGED)
        await work.events.append(EventKind.TEAM_REFUSED, None, decider, {"unit": unit.code, "person": member.person_id})
        told = refused_message(unit)
    await work.outbox.put(Outgoing(ToPerson(member.person_id), Lane.REPLY, told))
    await _show_others(work, rules, member, decider, granted=granted)


async def let_in(work: UnitOfWork, rules: Rules, member: Member, decider: int) -> None:
    """The person belongs to the team and patrols from now. Raises Refusal as `decide_joining` does."""
    if member.household is not None:
        holder = await work.teams.household(member.unit, member.household)
        if holder is not None and holder.id != member.id:
            raise Refusal(RefusalCode.HOUSEHOLD_TAKEN)
    if not await work.teams.decide(member, MemberState.MEMBER, decider):
        raise Refusal(RefusalCode.ALREADY_CHANGED)
    await give_role(work, rules, member.person_id, Role.PATROLLER, member.unit)
    await renew_soon(work, member.unit)
    await work.events.append(EventKind.TEAM_JOINED, None, decider, {"unit": member.unit, "person": member.person_id})


def ask_key(member_id: int) -> str:
    """The name of the card on which somebody is asked; each who is asked has their own under it."""
    return f"team-ask:{member_id}"


async def _show_others(work: UnitOfWork, rules: Rules, member: Member, decider: int, *, granted: bool) -> None:
    """The cards of the others who were asked say how it was decided, and have no buttons any more.

    One that waits for the end of the quiet hours gets this face before it goes out; whoever came to decide only after it was
    asked hears what was decided.
    """
    names = await work.people.names([member.person_id])
    card = decided_card(names.get(member.person_id, "—"), rules.township.unit(member.unit), granted=granted)
    asked = await work.cards.persons_with(ask_key(member.id))
    for person in dict.fromkeys((*deciders(await work.people.holders(), member.unit), *asked)):
        key = f"{ask_key(member.id)}:{person}"
        if person != decider:
            shown = await work.cards.message_of(key) is not None
            not_before = None if shown else rules.quiet_until(work.now)
            await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, not_before=not_before, card_key=key))
