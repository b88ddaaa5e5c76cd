"""A shift begins: what of it is still offered, or still asked of the team, is over, and the cards say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.end_offer import end_offers_about, gap_card_key
from documents.patrol_words import shift_words
from documents.roster_card import open_button
from domain.exchanges import open_to_change
from domain.messages import Message, phrase
from storage.due import DueKind
from storage.exchanges import ExchangeState
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import RosteredShift, Shift
    from storage.unit_of_work import UnitOfWork


async def end_offers_at_start(work: UnitOfWork, shift: Shift) -> None:
    """For whoever offers a post of a shift, or asks the team for somebody: it ends as the shift begins."""
    await work.due.set(DueKind.OFFERS, str(shift.id), shift.starts_at)


async def run_due_offers(work: UnitOfWork, rules: Rules, shift_id: int) -> None:
    """The shift has begun. Who still has a card with a button that leads nowhere sees it changed where it stands."""
    rostered = await work.shifts.get(shift_id)
    if rostered is None or open_to_change(rostered.shift, work.now):
        return
    for post in rostered.posts:
        await end_offers_about(work, rules, post, ExchangeState.OVER)
    if rostered.missing:
        await _end_asking(work, rules, rostered)


async def _end_asking(work: UnitOfWork, rules: Rules, rostered: RosteredShift) -> None:
    """Whom the team was asked for; where nobody lacked any more it was said before."""
    shift, key = rostered.shift, gap_card_key(rostered.shift.id)
    line = phrase("roster-offer-over", shift=shift_words(shift, rules.township, rules.calendar))
    card = Message(lines=(line,), buttons=((open_button(shift.id),),))
    standing = {post.person_id for post in rostered.standing}
    for person in await work.cards.persons_with(key):
        # What waits to be asked is not asked any more, and what was never shown need not be taken back.
        await work.outbox.drop_faces(f"{key}:{person}")
        if person not in standing and await work.cards.message_of(f"{key}:{person}") is not None:
            await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, card_key=f"{key}:{person}"))
