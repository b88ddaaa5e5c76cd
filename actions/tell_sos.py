"""The one way by which anybody is told of a call for help: at once, whatever the hour, and each on a card that stays true."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from documents.sos_card import (
    SosFile,
    again_card,
    helper_card,
    met_card,
    more_card,
    not_ended_card,
    own_card,
    stands_card,
)
from domain.messages import Message, phrase
from domain.notices import SosCondition
from domain.on_shift import on_shift
from domain.shifts import LONGEST_SHIFT_MS
from domain.sos_recipients import called_for, may_be_called, may_end
from domain.team_access import PATROLLING
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.rules import Rules
    from domain.messages import Attachment, Phrase
    from domain.on_shift import OnShift
    from domain.shifts import RosteredShift
    from storage.sos_calls import SosCall
    from storage.unit_of_work import UnitOfWork

SOS_CARD = "sos:"
"""How the names of the cards of a call begin: `sos:call:person`."""


class Surroundings(NamedTuple):
    """Who is around somebody in need: their own shift, the shifts whose people are out, their teams."""

    own: OnShift | None
    out: tuple[RosteredShift, ...]
    units: tuple[str, ...]


async def current_shift(work: UnitOfWork, rules: Rules, person_id: int) -> OnShift | None:
    """The shift that somebody stands on now, from the opening of its check-in until it is closed."""
    patrol = rules.township.patrol
    return on_shift(person_id, await work.shifts.under_way(person_id, patrol.opens_ms, patrol.check_out_after_ms))


async def surroundings(work: UnitOfWork, rules: Rules, person_id: int) -> Surroundings:
    """Who is around somebody. For who is on no shift these are the people of their teams who are out now."""
    own = await current_shift(work, rules, person_id)
    holdings = await work.people.holdings_of(person_id)
    units = tuple(dict.fromkeys(held.unit for held in holdings if held.role in PATROLLING))
    if own is not None:
        return Surroundings(own, (own.rostered,), tuple(dict.fromkeys((own.rostered.shift.unit, *units))))
    begun = [
        each
        for unit in units
        for each in await work.shifts.of_team(unit, work.now - LONGEST_SHIFT_MS, work.now + 1)
        if each.shift.ends_at > work.now
    ]
    return Surroundings(None, tuple(begun), units)


async def call_in(work: UnitOfWork, rules: Rules, call: SosCall) -> tuple[int, ...]:
    """Put the card of a call on the way to everybody who must know and does not yet; who that is.

    Whoever has blocked the bot is passed over, and the next one upwards is called instead.
    """
    around = await surroundings(work, rules, call.person_id)
    holders = await work.people.holders()
    unreachable = await work.people.out_of_reach(may_be_called(around.out, around.units, holders))
    persons = called_for(call.person_id, around.out, around.units, holders, unreachable)
    added = tuple([person for person in persons if await work.sos_calls.add_told(call.id, person)])
    file = await file_of(work, rules, call)
    for person in added:
        await _show(work, file, person, Lane.SOS)
    return added


async def say_again(work: UnitOfWork, rules: Rules, call: SosCall) -> tuple[int, ...]:
    """Ring once more at everybody who was told before; who that is."""
    file = await file_of(work, rules, call)
    for helper in file.helpers:
        ends = may_end(await work.people.viewer(helper.person_id), call.person_id)
        card = again_card(file, helper.person_id, work.now, may_end=ends)
        await work.outbox.put(
            Outgoing(
                ToPerson(helper.person_id),
                Lane.SOS,
                card,
                dedup_key=f"{SOS_CARD}{call.id}:again:{call.rounds}:{helper.person_id}",
                condition=SosCondition(call.id),
            )
        )
    return tuple(helper.person_id for helper in file.helpers)


async def ask_how_it_stands(work: UnitOfWork, rules: Rules, call: SosCall, *, again: bool) -> tuple[int, ...]:
    """Ask who came first, unless they have said; `again`, and once they have, ring at those who may end it; who that is."""
    file = await file_of(work, rules, call)
    asked = {} if call.word is not None or call.answered_by is None else {call.answered_by: stands_card(file)}
    if again or call.word is not None:
        for person in await _may_end(work, file):
            asked.setdefault(person, not_ended_card(file, person, work.now))
    for person, card in asked.items():
        await ring_one(work, call, person, card, f"stands:{work.now}")
    return tuple(asked)


async def tell_how_it_stands(work: UnitOfWork, rules: Rules, call: SosCall, person_id: int, *, more: bool) -> None:
    """What who came says: that more are needed, to everybody; that all is well, to those who may end the call."""
    file = await file_of(work, rules, call)
    line = phrase("sos-told-more" if more else "sos-told-met", name=file.name(person_id), who=file.name(call.person_id))
    helpers = tuple(helper.person_id for helper in file.helpers)
    persons = (*helpers, call.person_id) if more else await _may_end(work, file)
    coming = {helper.person_id for helper in file.coming}
    for person in persons:
        if person != person_id:
            card = met_card(file, person, line) if not more else more_card(file, line, comes=person in coming)
            await ring_one(work, call, person, card, f"said:{person_id}:{work.now}")


async def _may_end(work: UnitOfWork, file: SosFile) -> tuple[int, ...]:
    """The one who called, and of those who were told the ones on duty."""
    call = file.call
    told = [helper.person_id for helper in file.helpers]
    return (call.person_id, *[each for each in told if may_end(await work.people.viewer(each), call.person_id)])


async def refresh_sos_cards(work: UnitOfWork, rules: Rules, call: SosCall, but_not: int | None = None) -> None:
    """Bring everybody's card of a call up to date in place, the caller's own too.

    Not in a chat that cannot be reached: a card that comes back would be the reason to bring it up to date once more.
    """
    file = await file_of(work, rules, call)
    persons = [helper.person_id for helper in file.helpers]
    silent = {but_not, *await work.people.out_of_reach((call.person_id, *persons))}
    for person in persons:
        if person not in silent:
            await _show(work, file, person, Lane.REPLY)
    if call.person_id not in silent:
        await _put(work, call, call.person_id, own_card(file), Lane.REPLY)


async def ring_all(
    work: UnitOfWork,
    call: SosCall,
    line: Phrase,
    name: str,
    *,
    but_not: Iterable[int],
    attachments: tuple[Attachment, ...] = (),
) -> None:
    """A short word that rings at everybody who was told of a call and at the one who called, once for each `name`."""
    silent = set(but_not)
    for person in (call.person_id, *(helper.person_id for helper in await work.sos_calls.helpers(call.id))):
        if person not in silent:
            await ring_one(work, call, person, Message(lines=(line,), attachments=attachments), name)


async def ring_one(work: UnitOfWork, call: SosCall, person_id: int, message: Message, name: str) -> None:
    """The same at one person."""
    dedup_key = f"{SOS_CARD}{call.id}:{name}:{person_id}"
    await work.outbox.put(Outgoing(ToPerson(person_id), Lane.SOS, message, dedup_key=dedup_key))


async def sos_card_for(work: UnitOfWork, rules: Rules, call: SosCall, person_id: int) -> Message:
    """The card of a call as one person may see it now. The caller has asked whether they may."""
    file = await file_of(work, rules, call)
    if person_id == call.person_id:
        return own_card(file)
    return helper_card(file, person_id, may_end=may_end(await work.people.viewer(person_id), call.person_id))


async def file_of(work: UnitOfWork, rules: Rules, call: SosCall) -> SosFile:
    """What is on file of a call."""
    helpers = await work.sos_calls.helpers(call.id)
    told = [helper.person_id for helper in helpers]
    others = [each for each in (call.answered_by, call.ended_by) if each is not None]
    names = await work.people.names([call.person_id, *told, *others])
    units = [unit for unit in await _units(work, call) if unit in {each.code for each in rules.township.units}]
    return SosFile(call, rules.township.unit(units[0]).name if units else None, helpers, names)


async def _units(work: UnitOfWork, call: SosCall) -> list[str]:
    shift = await work.shifts.shift(call.shift_id) if call.shift_id is not None else None
    if shift is not None:
        return [shift.unit]
    return [held.unit for held in await work.people.holdings_of(call.person_id) if held.role in PATROLLING]


async def _show(work: UnitOfWork, file: SosFile, person_id: int, lane: Lane) -> None:
    call = file.call
    ends = may_end(await work.people.viewer(person_id), call.person_id)
    await _put(work, call, person_id, helper_card(file, person_id, may_end=ends), lane)


async def _put(work: UnitOfWork, call: SosCall, person_id: int, card: Message, lane: Lane) -> None:
    await work.outbox.put(Outgoing(ToPerson(person_id), lane, card, card_key=card_of(call, person_id)))


def card_of(call: SosCall, person_id: int) -> str:
    """The name of somebody's card of a call."""
    return f"{SOS_CARD}{call.id}:{person_id}"
