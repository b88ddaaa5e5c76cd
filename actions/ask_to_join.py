"""Somebody wants to join a patrol team: its leads and the head of its village are asked, or who stands in for them."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from actions.decide_joining import ask_key, let_in
from actions.deciders_in_reach import deciders_in_reach
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
    member = replace(await work.teams.ask(unit, person_id, word), household=word)
    await work.teams.set_household(member, word)
    holdings = await work.people.holdings_of(person_id)
    if not holdings:
        await work.people.set_name(person_id, name)
    await work.events.append(EventKind.TEAM_ASKED, None, person_id, {"unit": unit})
    if any(held.unit == unit and held.role in LEADING for held in holdings):
        await let_in(work, rules, member, person_id)
        return Asked(member, Joining.JOINED)
    persons = await deciders_in_reach(work, unit)
    for person in persons:
        # Who asks again is news again: a card changed in place further up would not ring. That nobody is asked twice for one
        # wish is kept by the membership's state, so the notice needs no name of its own.
        await work.cards.forget(f"{ask_key(member.id)}:{person}")
    await _ask(work, rules, member, persons)
    return Asked(member, Joining.ASKED)


async def hand_up_asking(work: UnitOfWork, rules: Rules, member_id: int) -> None:
    """One of those who were asked has blocked the bot: where all of them have, the next ones up are asked."""
    member = await work.teams.by_id(member_id)
    if member is None or member.state is not MemberState.ASKED:
        return
    asked = deciders(await work.people.holders(), member.unit)
    persons = await deciders_in_reach(work, member.unit)
    if not set(asked) & set(persons):
        await _ask(work, rules, member, persons)


def asking_meant(card_key: str | None) -> int | None:
    """Whose wish to join a card asks about."""
    name, _, number = (card_key or "").rpartition(":")[0].rpartition(":")
    return int(number) if number.isdecimal() and ask_key(int(number)) == f"{name}:{number}" else None


async def _ask(work: UnitOfWork, rules: Rules, member: Member, persons: tuple[int, ...]) -> None:
    """Whoever has the card already keeps it as it stands."""
    name = (await work.people.names([member.person_id])).get(member.person_id, "—")
    card = asked_card(member.id, name, rules.township.unit(member.unit), member.household)
    not_before = rules.quiet_until(work.now)
    for person in persons:
        key = f"{ask_key(member.id)}:{person}"
        await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, not_before=not_before, card_key=key))
