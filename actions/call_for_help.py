"""A patroller is in need: everybody around them is called, and again each minute until one is coming."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.last_place import last_place
from actions.tell_sos import call_in, surroundings
from domain.events import EventKind
from domain.shifts import PostState
from domain.team_access import PATROLLING
from storage.due import DueKind

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.on_shift import OnShift
    from storage.sos_calls import SosCall
    from storage.unit_of_work import UnitOfWork


async def may_call(work: UnitOfWork, rules: Rules, person_id: int) -> bool:
    """Whether somebody calls their team when they are in danger: who patrols, on a shift or not."""
    holdings = await work.people.holdings_of(person_id)
    if any(held.role in PATROLLING for held in holdings):
        return True
    return (await surroundings(work, rules, person_id)).own is not None


async def call_for_help(work: UnitOfWork, rules: Rules, person_id: int) -> SosCall:
    """Call everybody; the call that has not ended, if there is one."""
    standing = await work.sos_calls.of_person(person_id)
    if standing is not None:
        return standing
    own = (await surroundings(work, rules, person_id)).own
    place, located_at = await _last_place(work, own)
    shift_id = own.rostered.shift.id if own is not None else None
    call = await work.sos_calls.add(person_id, shift_id, place, located_at)
    told = await call_in(work, rules, call)
    detail: dict[str, str | int | bool | list[int] | None] = {
        "sos": call.id,
        "shift": shift_id,
        "placed": place is not None,
        "told": list(told),
    }
    await work.events.append(EventKind.SOS_CALLED, None, person_id, detail)
    await work.due.set(DueKind.SOS, str(call.id), work.now + rules.township.patrol.sos_again_ms)
    return call


async def _last_place(work: UnitOfWork, own: OnShift | None) -> tuple[tuple[float, float] | None, int | None]:
    """Where they showed last that they are, on this shift: nothing older is looked at, nor anything after the check-out."""
    if own is None or own.post.state is not PostState.PRESENT:
        return None, None
    last = await last_place(work, own.post.id)
    return (None, None) if last is None else (last.place, last.at)
