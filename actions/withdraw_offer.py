"""Whoever offered a post comes after all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.end_offer import end_offer
from actions.offer_post import changeable
from actions.tell_of_change import settle_shift, tell_lead
from documents.patrol_words import shift_words
from domain.events import EventKind
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.shifts import PostState
from storage.exchanges import ExchangeKind, ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post
    from storage.unit_of_work import UnitOfWork


async def withdraw_offer(work: UnitOfWork, rules: Rules, post: Post) -> None:
    """Keep the post; nobody is sought any more. Raises Refusal where somebody has it, or the shift has begun."""
    rostered = await changeable(work, post.shift_id)
    if post.state is not PostState.CANNOT:
        raise Refusal(RefusalCode.POST_GONE)
    exchange = await work.exchanges.open_for(post.id)
    if exchange is not None:
        await end_offer(work, rules, exchange, ExchangeState.WITHDRAWN)
    await work.shifts.save_post(replace(post, state=PostState.COMING, answered_at=work.now), post.state)
    detail = {"shift": post.shift_id, "post": post.id, "offer": exchange.id if exchange is not None else None}
    await work.events.append(EventKind.OFFER_WITHDRAWN, None, post.person_id, detail)
    names = await work.people.names([post.person_id])
    words = shift_words(rostered.shift, rules.township, rules.calendar)
    line = phrase("roster-told-comes", name=names.get(post.person_id, "—"), shift=words)
    name = f"comes:{post.id}:{exchange.id if exchange is not None else work.now}"
    await tell_lead(work, rules, rostered, line, name, post.person_id)
    await settle_shift(work, rules, post.shift_id)


async def withdraw_swap(work: UnitOfWork, rules: Rules, exchange_id: int, person_id: int) -> None:
    """Whoever wanted to swap does not any more; the other's card says so. Raises Refusal where it is over."""
    exchange = await work.exchanges.get(exchange_id)
    post = await work.shifts.post(exchange.post_id) if exchange is not None else None
    if exchange is None or post is None or post.person_id != person_id or exchange.kind is not ExchangeKind.SWAP:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if not await end_offer(work, rules, exchange, ExchangeState.WITHDRAWN):
        raise Refusal(RefusalCode.POST_GONE)
    detail = {"shift": post.shift_id, "post": post.id, "offer": exchange.id}
    await work.events.append(EventKind.OFFER_WITHDRAWN, None, person_id, detail)
