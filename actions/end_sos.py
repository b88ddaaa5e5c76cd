"""A call for help is over, and somebody says how."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.tell_sos import refresh_sos_cards, ring_all
from domain.events import EventKind
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.sos_form import word_line
from domain.sos_recipients import may_end
from storage.due import DueKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.sos_calls import SosCall
    from storage.unit_of_work import UnitOfWork


async def end_sos(work: UnitOfWork, rules: Rules, sos_id: int, person_id: int, word: str) -> SosCall:
    """End it with a word; a call that has ended stays as it was.

    Raises Refusal(NOT_ALLOWED) for who is neither the one who called nor the duty officer.
    """
    call = await endable_call(work, sos_id, person_id)
    if not await work.sos_calls.end(call.id, person_id, word):
        return call
    await work.due.clear(DueKind.SOS, str(call.id))
    await work.events.append(EventKind.SOS_ENDED, None, person_id, {"sos": call.id, "rounds": call.rounds})
    call = await endable_call(work, sos_id, person_id)
    names = await work.people.names([call.person_id, person_id])
    line = phrase(
        "sos-told-ended",
        name=names.get(call.person_id, "—"),
        by=names.get(person_id, "—"),
        word=word_line(word),
    )
    await ring_all(work, call, line, "ended", but_not=(person_id,))
    await refresh_sos_cards(work, rules, call, but_not=person_id)
    return call


async def endable_call(work: UnitOfWork, sos_id: int, person_id: int) -> SosCall:
    """A call that somebody may end. Raises Refusal(NOT_ALLOWED)."""
    call = await work.sos_calls.get(sos_id)
    if call is not None and may_end(await work.people.viewer(person_id), call.person_id):
        return call
    raise Refusal(RefusalCode.NOT_ALLOWED)
