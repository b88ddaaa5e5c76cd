"""Standing in and swapping on the phone: offer a post, take one, ask a member to swap, answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.answer_shift import answer_shift
from actions.answer_swap import agree_to_swap, decline_swap
from actions.end_offer import gap_card_key, offer_card_key
from actions.fill_gap import fill_gap
from actions.offer_post import offer_post
from actions.propose_swap import posts_to_swap, propose_swap
from actions.take_post import take_post
from actions.withdraw_offer import withdraw_offer, withdraw_swap
from documents.patrol_words import shift_words, weekday
from documents.roster_card import open_button
from domain.exchanges import CLOSED, open_to_change
from domain.messages import Button, Message, Moment, phrase
from domain.refusals import Refusal, RefusalCode, refusal_phrase
from handlers.rosters import change_shift, say_in_place, show_shift, visible_shift

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from telegram import Update

    from domain.buttons import Pressed
    from domain.shifts import Post, RosteredShift
    from handlers.context import ShouwangContext

PAGE = 8
OVER = frozenset({RefusalCode.POST_GONE, RefusalCode.SHIFT_BEGUN, RefusalCode.SHIFT_CANCELLED})
"""Refusals after which a card has nothing to ask any more."""
MINE = Button(label=phrase("button-roster-mine"), act="x-roster")


async def on_exchange_press(update: Update, context: ShouwangContext, pressed: Pressed) -> bool:
    """A button of a stand-in or a swap; whether it was one. Raises Refusal."""
    match pressed.act:
        case "x-take" | "x-come":
            await _take(update, context, pressed)
        case "x-swap-yes" | "x-swap-no":
            await _answer_swap(update, context, pressed)
        case "x-swap-ask":
            await _ask_swap(update, context, pressed)
        case "x-swap-back":
            await withdraw_swap(context.work, context.rules, int(pressed.subject), context.person.id)
            context.toast(None, update)
            await say_in_place(context, Message(lines=(phrase("roster-swap-withdrawn"),), buttons=((MINE,),)))
        case "x-offer" | "x-offer-yes" | "x-withdraw" | "x-swap" | "x-say-yes":
            await _own(update, context, pressed)
        case _:
            return False
    return True


async def _own(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """What somebody does with a post of their own. One that is theirs no longer shows how the shift stands.

    Whoever has left the team has no more to do with its shifts.
    """
    number, _, page = pressed.subject.partition(".")
    post = await context.work.shifts.post(int(number))
    if post is None or post.person_id != context.person.id:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    rostered = await visible_shift(context, post.shift_id)
    if not open_to_change(rostered.shift, context.work.now) or post.state in CLOSED:
        context.toast(phrase("toast-card-changed"), update)
        await show_shift(context, post.shift_id)
        return
    work, rules = context.work, context.rules
    match pressed.act:
        case "x-offer-yes":
            await change_shift(
                update, context, post.shift_id, lambda: offer_post(work, rules, post), phrase("roster-offer-done")
            )
        case "x-withdraw":
            await change_shift(
                update, context, post.shift_id, lambda: withdraw_offer(work, rules, post), phrase("roster-kept")
            )
        case "x-say-yes":
            await change_shift(
                update,
                context,
                post.shift_id,
                lambda: answer_shift(work, rules, post.id, context.person.id, coming=True),
                phrase("roster-said-coming"),
            )
        case "x-swap":
            context.toast(None, update)
            await _choose_swap(context, rostered, post, int(page or 0))
        case _:
            context.toast(None, update)
            await _confirm_offer(context, rostered, post)


async def _confirm_offer(context: ShouwangContext, rostered: RosteredShift, post: Post) -> None:
    """Thirty people are asked at once: a finger that slipped must not do that."""
    words = shift_words(rostered.shift, context.rules.township, context.rules.calendar)
    yes = Button(label=phrase("button-roster-offer-yes"), act="x-offer-yes", subject=str(post.id))
    back = Button(label=phrase("button-back"), act="x-shift", subject=str(post.shift_id))
    await say_in_place(
        context, Message(lines=(phrase("roster-offer-confirm", shift=words),), buttons=((yes,), (back,)))
    )


async def _take(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The first has it. For everybody else the card says so, and asks nothing any more."""
    work, rules, person_id, number = context.work, context.rules, context.person.id, int(pressed.subject)
    gap = pressed.act == "x-come"
    name = gap_card_key(number) if gap else offer_card_key(number)

    async def take() -> Post:
        return await (fill_gap if gap else take_post)(work, rules, number, person_id)

    taken = await _try(update, context, take, f"{name}:{person_id}")
    if taken is not None:
        await show_shift(context, taken.shift_id, phrase("roster-took"), f"{name}:{person_id}")


async def _answer_swap(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    work, rules, person_id, number = context.work, context.rules, context.person.id, int(pressed.subject)
    card_key = f"{offer_card_key(number)}:{person_id}"
    if pressed.act == "x-swap-no":
        await decline_swap(work, rules, number, person_id)
        context.toast(None, update)
        kept = Message(lines=(phrase("roster-swap-refused"),), buttons=((MINE,),))
        await say_in_place(context, kept, card_key)
        return

    async def agree() -> Post:
        return await agree_to_swap(work, rules, number, person_id)

    gained = await _try(update, context, agree, card_key)
    if gained is not None:
        await show_shift(context, gained.shift_id, phrase("roster-swap-agreed"), card_key)


async def _try(
    update: Update, context: ShouwangContext, take: Callable[[], Awaitable[Post]], card_key: str
) -> Post | None:
    """The post; None after a refusal, which is said, and where nothing is asked any more stands on the card from now."""
    try:
        async with context.work.savepoint():
            post = await take()
    except Refusal as refusal:
        said = refusal_phrase(refusal)
        context.toast(said, update, alert=True)
        if refusal.code in OVER:
            await say_in_place(context, Message(lines=(said,), buttons=((MINE,),)), card_key)
        return None
    context.toast(None, update)
    return post


async def _choose_swap(context: ShouwangContext, rostered: RosteredShift, post: Post, page: int) -> None:
    """The posts of others that could be had for one's own, soonest first."""
    found = await posts_to_swap(context.work, context.rules, rostered, post)
    words = shift_words(rostered.shift, context.rules.township, context.rules.calendar)
    back = Button(label=phrase("button-back"), act="x-shift", subject=str(post.shift_id))
    if not found:
        await say_in_place(context, Message(lines=(phrase("roster-swap-none"),), buttons=((back,),)))
        return
    names = await context.work.people.names([other.person_id for _shift, other in found])
    rows = [
        (
            Button(
                label=phrase(
                    "roster-swap-label",
                    name=names.get(other.person_id, "—"),
                    start=Moment(at=each.shift.starts_at),
                    weekday=weekday(each.shift, context.rules.calendar),
                ),
                act="x-swap-ask",
                subject=f"{post.id}.{other.id}",
            ),
        )
        for each, other in found[page * PAGE : (page + 1) * PAGE]
    ]
    if len(found) > (page + 1) * PAGE:
        rows.append((Button(label=phrase("button-roster-more"), act="x-swap", subject=f"{post.id}.{page + 1}"),))
    message = Message(lines=(phrase("roster-swap-which", shift=words),), buttons=(*rows, (back,)))
    await say_in_place(context, message)


async def _ask_swap(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    first, _, second = pressed.subject.partition(".")
    own, other = await context.work.shifts.post(int(first)), await context.work.shifts.post(int(second))
    if own is None or other is None or own.person_id != context.person.id:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    try:
        async with context.work.savepoint():
            exchange = await propose_swap(context.work, context.rules, own, other)
    except Refusal as refusal:
        context.toast(refusal_phrase(refusal), update, alert=True)
        await show_shift(context, own.shift_id)
        return
    context.toast(None, update)
    names = await context.work.people.names([other.person_id])
    back = Button(label=phrase("button-roster-swap-back"), act="x-swap-back", subject=str(exchange.id))
    sent = phrase("roster-swap-sent", name=names.get(other.person_id, "—"))
    await say_in_place(context, Message(lines=(sent,), buttons=((back,), (open_button(own.shift_id), MINE))))
