"""An opening is over: the name goes out of the message it stands in, and those who were asked need not answer any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.show_opened import name_key, still_theirs
from actions.tell import refresh_cards
from documents.opening_card import decided_card, hidden_card
from domain.events import EventKind
from domain.messages import say
from domain.openings import OpeningState, can_be_opened
from storage.due import DueKind
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.cases import Case
    from domain.openings import Opening
    from storage.unit_of_work import UnitOfWork

TIME, CASE, OFFICE, NOBODY = "time", "case", "office", "nobody"
"""How it came to an end: its time is over, the case is, whoever asked has nothing to do with it now, nobody answered."""


async def end_opening(work: UnitOfWork, rules: Rules, case: Case, opening: Opening, why: str) -> None:
    """End one that waits or stands open. Nothing happens to one that is over."""
    granted = opening.state is OpeningState.GRANTED
    if not await work.openings.end(opening, OpeningState.ENDED if granted else OpeningState.LAPSED):
        return
    await work.due.clear(DueKind.OPENING, str(opening.id))
    await work.events.append(EventKind.OPENING_ENDED, case.id, None, {"opening": opening.id, "how": why})
    await work.outbox.drop_faces(name_key(opening))
    # Hidden at once, at night too: a message that is changed in place rings nowhere.
    shown = Outgoing(ToPerson(opening.asked_by), Lane.ESCALATION, hidden_card(case, why), card_key=name_key(opening))
    await work.outbox.put(shown)
    await take_requests_away(work, rules, case, opening.id)
    await refresh_cards(work, rules, case)


async def end_untenable(work: UnitOfWork, rules: Rules, case: Case) -> None:
    """End what may not stand as the case is now: it is over, or whoever asked has lost it."""
    for opening in await work.openings.live_of_case(case.id):
        if not can_be_opened(case):
            await end_opening(work, rules, case, opening, CASE)
        elif not await still_theirs(work, opening, case):
            await end_opening(work, rules, case, opening, OFFICE)


async def take_requests_away(
    work: UnitOfWork, rules: Rules, case: Case, opening_id: int, but_not: int | None = None
) -> None:
    """Those who were asked for the second word see that it was said, or is not wanted any more."""
    opening = await work.openings.get(opening_id)
    if opening is None:
        return
    card = decided_card(opening, case, rules.township)
    for person in await work.cards.persons_with(f"opening-ask:{opening_id}"):
        key = f"opening-ask:{opening_id}:{person}"
        await work.outbox.drop_faces(key)
        if person != but_not and await work.cards.message_of(key) is not None:
            await work.outbox.put(Outgoing(ToPerson(person), Lane.REPLY, card, card_key=key))


async def take_requests_from(work: UnitOfWork, case: Case, excluded: frozenset[int]) -> None:
    """Where somebody was asked for the second word whom the case must not reach, stands nothing of it."""
    for opening in await work.openings.live_of_case(case.id):
        asked = await work.cards.persons_with(f"opening-ask:{opening.id}")
        for person in (each for each in asked if each in excluded):
            key = f"opening-ask:{opening.id}:{person}"
            await work.outbox.put(
                Outgoing(ToPerson(person), Lane.ESCALATION, say("card-elsewhere", number=case.number), card_key=key)
            )
