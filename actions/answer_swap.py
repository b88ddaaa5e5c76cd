"""The answer to somebody who wants to swap: yes, and both posts change hands at once; or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.end_offer import end_offer, end_offers_about
from actions.give_post import give_post, pass_on
from actions.propose_swap import check_swap
from actions.tell_of_change import settle_shift, tell_lead, tell_member
from documents.patrol_words import shift_words
from domain.events import EventKind
from domain.exchanges import leads_team
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.shifts import Way
from storage.exchanges import ExchangeKind, ExchangeState

if TYPE_CHECKING:
    from actions.rules import Rules
    from domain.shifts import Post, RosteredShift
    from storage.exchanges import Exchange
    from storage.unit_of_work import UnitOfWork


async def agree_to_swap(work: UnitOfWork, rules: Rules, exchange_id: int, person_id: int) -> Post:
    """Both posts change hands; the post that is this person's from now. Raises Refusal, and then nothing has changed."""
    exchange, own, other = await _asked(work, exchange_id, person_id)
    mine, theirs = await check_swap(work, rules, own, other)
    await end_offer(work, rules, exchange, ExchangeState.TAKEN, person_id)
    for post in (own, other):
        await end_offers_about(work, rules, post, ExchangeState.WITHDRAWN)
        await pass_on(work, post)
    proposer = await _move(work, rules, theirs, own.person_id, other)
    answerer = await _move(work, rules, mine, other.person_id, own)
    posts, shifts = [own.id, other.id], [own.shift_id, other.shift_id]
    await work.events.append(
        EventKind.SWAPPED, None, person_id, {"posts": posts, "shifts": shifts, "with": own.person_id}
    )
    names = await work.people.names([own.person_id, other.person_id])
    one, two = names.get(own.person_id, "—"), names.get(other.person_id, "—")
    gained = shift_words(theirs.shift, rules.township, rules.calendar)
    given = shift_words(mine.shift, rules.township, rules.calendar)
    done = phrase("roster-swap-done", name=two, mine=gained, theirs=given)
    await tell_member(work, rules, theirs.shift, [own.person_id], done, f"swapped:{exchange.id}")
    told = phrase("roster-told-swapped", one=one, given=given, two=two, gained=gained)
    both = frozenset({own.person_id, other.person_id})
    for shift in (mine, theirs):
        after = await work.shifts.get(shift.shift.id) or shift
        # The same words for both shifts: who leads both is told once.
        await tell_lead(work, rules, after, told, f"told-swapped:{exchange.id}", None, knows=both)
    for changed in (proposer, answerer):
        await settle_shift(work, rules, changed.shift_id)
    return answerer


async def decline_swap(work: UnitOfWork, rules: Rules, exchange_id: int, person_id: int) -> None:
    """Everything stays, and whoever asked is told. Raises Refusal where nothing is asked any more."""
    exchange, own, other = await _asked(work, exchange_id, person_id)
    await end_offer(work, rules, exchange, ExchangeState.WITHDRAWN, but_not=person_id)
    detail = {"shift": own.shift_id, "post": own.id, "with": other.id, "offer": exchange.id}
    await work.events.append(EventKind.OFFER_WITHDRAWN, None, person_id, detail)
    shift = await work.shifts.shift(own.shift_id)
    if shift is None:
        return
    names = await work.people.names([person_id])
    words = shift_words(shift, rules.township, rules.calendar)
    line = phrase("roster-swap-declined", name=names.get(person_id, "—"), shift=words)
    await tell_member(work, rules, shift, [own.person_id], line, f"swap-declined:{exchange.id}")


async def _asked(work: UnitOfWork, exchange_id: int, person_id: int) -> tuple[Exchange, Post, Post]:
    """The offer of a swap that this person was asked for, with the other's post and their own. Raises Refusal."""
    exchange = await work.exchanges.get(exchange_id)
    if exchange is None or exchange.kind is not ExchangeKind.SWAP or exchange.with_post_id is None:
        raise Refusal(RefusalCode.POST_GONE)
    own, other = await work.shifts.post(exchange.post_id), await work.shifts.post(exchange.with_post_id)
    if own is None or other is None or other.person_id != person_id:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if exchange.state is not ExchangeState.OPEN:
        raise Refusal(RefusalCode.POST_GONE)
    return exchange, own, other


async def _move(work: UnitOfWork, rules: Rules, to: RosteredShift, person_id: int, was: Post) -> Post:
    holders = await work.people.holders()
    may_lead = leads_team(holders, person_id, to.shift.unit)
    moved = await give_post(work, rules, to.shift, person_id, Way.SWAP, leads=was.leads and may_lead, was=was)
    if moved is None:
        raise Refusal(RefusalCode.POST_GONE)
    return moved
