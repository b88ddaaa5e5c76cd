"""Somebody in need has moved or says where they are: everybody's card shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.tell_sos import refresh_sos_cards, ring_all
from documents.sos_card import place_of
from domain.durations import HOUR_MS
from domain.messages import phrase
from storage.sos_calls import SosState

if TYPE_CHECKING:
    from actions.rules import Rules
    from storage.sos_calls import SosCall
    from storage.unit_of_work import UnitOfWork

FOLLOWED_MS = 6 * HOUR_MS
"""For so long after a call a place that its person sends is shown on it: later ones are meant for something else."""
NOWHERE = 0.01
"""Degrees around the point where a phone without a position takes itself to be."""


async def followed_call(work: UnitOfWork, person_id: int) -> SosCall | None:
    """The call of somebody whose place is shown to those who are coming."""
    call = await work.sos_calls.of_person(person_id)
    if call is None or call.state is SosState.ENDED or work.now - call.at > FOLLOWED_MS:
        return None
    return call


async def locate_sos(work: UnitOfWork, rules: Rules, call: SosCall, place: tuple[float, float]) -> SosCall | None:
    """Keep the place and show it on every card; None for one that no phone has that knows where it is."""
    latitude, longitude = place
    if abs(latitude) < NOWHERE and abs(longitude) < NOWHERE:
        return None
    await work.sos_calls.locate(call.id, place)
    moved = replace(call, latitude=latitude, longitude=longitude, located_at=work.now)
    await refresh_sos_cards(work, rules, moved)
    if call.located_at is None:
        # The cards went out without a point on the map, and a card changed in place cannot be given one.
        name = (await work.people.names([call.person_id])).get(call.person_id, "—")
        line = phrase("sos-told-place", name=name)
        await ring_all(work, moved, line, "place", but_not=(call.person_id,), attachments=place_of(moved))
    return moved
