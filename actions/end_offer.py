"""End an offer, and say so on the cards of everybody who was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.patrol_words import shift_words
from documents.roster_card import open_button
from domain.messages import Message, phrase
from storage.exchanges import ExchangeKind, ExchangeState
from storage.outgoing import Lane, Outgoing, ToPerson

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.rules import Rules
    from domain.shifts import Post
    from storage.exchanges import Exchange
    from storage.unit_of_work import UnitOfWork

ENDED: Mapping[ExchangeState, str] = {
    ExchangeState.TAKEN: "roster-offer-taken",
    ExchangeState.WITHDRAWN: "roster-offer-withdrawn",
    ExchangeState.OVER: "roster-offer-over",
}


def offer_card_key(exchange_id: int) -> str:
    """Under which name the cards of an offer stand, without the person."""
    return f"offer:{exchange_id}"


def gap_card_key(shift_id: int) -> str:
    """Under which name the cards that ask for more people on a shift stand, without the person."""
    return f"gap:{shift_id}"


async def end_offer(
    work: UnitOfWork,
    rules: Rules,
    exchange: Exchange,
    state: ExchangeState,
    taken_by: int | None = None,
    but_not: int | None = None,
) -> bool:
    """End it; False if it was over. `but_not` is who pressed, and is answered on their own card.

    Cards that are still on their way are not sent: what they ask is no longer asked.
    """
    if not await work.exchanges.end(exchange, state, taken_by):
        return False
    post = await work.shifts.post(exchange.post_id)
    shift = await work.shifts.shift(post.shift_id) if post is not None else None
    if shift is None:
        return True
    line = phrase(ENDED[state], shift=shift_words(shift, rules.township, rules.calendar))
    card = Message(lines=(line,), buttons=((open_button(shift.id),),) if exchange.kind is ExchangeKind.STAND_IN else ())
    key = offer_card_key(exchange.id)
    for person in await work.cards.persons_with(key):
        if person not in {taken_by, but_not}:
            await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, card, card_key=f"{key}:{person}"))
    return True


async def end_offers_about(work: UnitOfWork, rules: Rules, post: Post, state: ExchangeState) -> None:
    """A post changes hands or is gone: nothing that was offered of it, or against it, stands any more."""
    for exchange in await work.exchanges.open_about(post.id):
        await end_offer(work, rules, exchange, state)
