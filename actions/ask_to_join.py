"""Somebody wants to join a patrol team: its leads and the head of its village are asked."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from actions.decide_joining import ask_key, let_in
from documents.team_asks import asked_card
from domain.events import EventKind
from domain.households import household_word
from domain.refusals import Refusal, RefusalCode
from domain.team_access import LEADING, deciders
from domain.teams import MemberState
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.teams import Member
    from storage.unit_of_work import UnitOfWork


class Joining(StrEnum):
    """What came of asking."""

    ASKED = "asked"
    """Those who decide were asked."""
    WAITS = "waits"
    """They had been asked before and have not answered."""
    JOINED = "joined"
    """Whoever decides joined their own team: nobody need be asked."""
    MEMBER = "member"
    """They belong to it already."""


class Asked(NamedTuple):
    """The membership, and what came of asking."""

    member: Member
    joining: Joining


async def ask_to_join(
    work: UnitOfWork, rules: Rules, unit: str, person_id: int, name: str, household: str | None
) -> Asked:
    """Ask. `name` is what the team calls them from now; who holds a role already keeps the name they hold it under.

    Raises Refusal(HOUSEHOLD_TAKEN) when the household has a member.
    """
    known = await work.teams.member(unit, person_id)
    if known is not None and known.state is MemberState.MEMBER:
        return Asked(known, Joining.MEMBER)
    word = household_word(household or "")
    if word is not None and await work.teams.household(unit, word) is not None:
        raise Refusal(RefusalCode.HOUSEHOLD_TAKEN)
    if known is not None and known.state is MemberState.ASKED:
        await work.teams.set_household(known, word)
        return Asked(known, Joining.WAITS)
    member = await work.teams.ask(unit, person_id, word)
    await work.teams.set_household(member, word)
    holdings = await work.people.holdings_of(person_id)
    if not holdings:
        await work.people.set_name(person_id, name)
    await work.events.append(EventKind.TEAM_ASKED, None, person_id, {"unit": unit})
    if any(held.unit == unit and held.role in LEADING for held in holdings):
        await let_in(work, member, person_id)
        return Asked(member, Joining.JOINED)
    await _ask(work, rules, member, name, word)
    return Asked(member, Joining.ASKED)


async def _ask(work: UnitOfWork, rules: Rules, member: Member, name: str, household: str | None) -> None:
    persons = deciders(await work.people.holders(), member.unit)
    shown = (await work.people.names([member.person_id])).get(member.person_id, name)
    card = asked_card(member.id, shown, rules.township.unit(member.unit), household)
    not_before = rules.calendar.quiet_until(work.now, rules.township.quiet_hours)
    for person in persons:
        key = f"{ask_key(member.id)}:{person}"
        # Who asks again is news again: a card changed in place further up would not ring. That nobody is asked twice for one
        # wish is kept by the membership's state, so the notice needs no name of its own.
        await work.cards.forget(key)
        await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, not_before=not_before, card_key=key))
