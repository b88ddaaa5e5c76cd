"""Somebody is coming to the one in need. The first has it, everybody is told who, and further ones may come too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell_sos import refresh_sos_cards, ring_all, ring_one
from documents.sos_card import NAMED_COMING
from domain.events import EventKind
from domain.messages import phrase, say
from domain.refusals import Refusal, RefusalCode
from storage.due import DueKind
from storage.sos_calls import SosState

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.sos_calls import SosCall
    from storage.unit_of_work import UnitOfWork


async def answer_sos(work: UnitOfWork, rules: Rules, sos_id: int, person_id: int) -> SosCall:
    """Say that somebody is coming; the call as it stands then. Says nothing twice.

    Raises Refusal(NOT_ALLOWED) for who was not told of the call.
    """
    call = await known_call(work, sos_id, person_id)
    if call.state is SosState.ENDED or not await work.sos_calls.add_coming(call.id, person_id):
        return call
    first = await work.sos_calls.answer(call.id, person_id)
    if first:
        await work.due.set(DueKind.SOS, str(call.id), work.now + rules.township.patrol.sos_stands_ms)
    await work.events.append(EventKind.SOS_ANSWERED, None, person_id, {"sos": call.id, "first": first})
    call = await known_call(work, sos_id, person_id)
    name = (await work.people.names([person_id])).get(person_id, "—")
    line = phrase("sos-told-coming", name=name)
    helpers = await work.sos_calls.helpers(call.id)
    if first:
        await ring_all(work, call, line, f"coming:{person_id}", but_not=(person_id,))
    else:
        await ring_one(work, call, call.person_id, say("sos-told-also", name=name), f"coming:{person_id}")
    if sum(helper.coming_at is not None for helper in helpers) <= NAMED_COMING:
        await refresh_sos_cards(work, rules, call, but_not=person_id)
    return call


async def known_call(work: UnitOfWork, sos_id: int, person_id: int) -> SosCall:
    """A call that somebody made or was told of. Raises Refusal(NOT_ALLOWED) to everybody else."""
    call = await work.sos_calls.get(sos_id)
    if call is not None:
        told = {helper.person_id for helper in await work.sos_calls.helpers(call.id)}
        if person_id in told | {call.person_id}:
            return call
    raise Refusal(RefusalCode.NOT_ALLOWED)
