"""End the search for a stand-in: its person comes after all, or is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.end_offer import end_offer
from storage.exchanges import ExchangeKind, ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post
    from storage.unit_of_work import UnitOfWork


async def end_search(work: UnitOfWork, rules: Rules, post: Post) -> bool:
    """Withdraw the open offer of a post, and say so on the cards of whoever was asked; whether somebody was sought."""
    offer = await work.exchanges.open_for(post.id)
    if offer is None or offer.kind is not ExchangeKind.STAND_IN:
        return False
    return await end_offer(work, rules, offer, ExchangeState.WITHDRAWN)
