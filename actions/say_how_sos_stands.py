"""Who came to somebody in need says how it stands: all is well, or more people are needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.answer_sos import known_call
from actions.tell_sos import tell_how_it_stands
from domain.events import EventKind
from domain.refusals import Refusal, RefusalCode
from domain.sos_form import MET
from storage.sos_calls import SosState

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.sos_calls import SosCall
    from storage.unit_of_work import UnitOfWork


async def say_how_sos_stands(work: UnitOfWork, rules: Rules, sos_id: int, person_id: int, *, more: bool) -> SosCall:
    """Tell it; the call as it stands then. It ends nothing: that is for who called and the duty officer.

    Raises Refusal(NOT_ALLOWED) for who is not coming to the call.
    """
    call = await known_call(work, sos_id, person_id)
    coming = {helper.person_id for helper in await work.sos_calls.helpers(call.id) if helper.coming_at is not None}
    if person_id not in coming:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if call.state is SosState.ENDED or (call.word == MET and not more):
        return call
    if not more:
        await work.sos_calls.stands(call.id, MET)
    await work.events.append(EventKind.SOS_STANDS, None, person_id, {"sos": call.id, "more": more})
    await tell_how_it_stands(work, rules, call, person_id, more=more)
    return await known_call(work, sos_id, person_id)
