"""Shifts by buttons: one's own (coming, checking in and out), and those that one leads (who is here, excused, looked for)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.answer_shift import answer_shift
from actions.check_in import check_in_for, must_be_open
from actions.check_out import check_out
from actions.excuse import excuse
from actions.offer_post import offer_post
from actions.own_post import led_post, own_post
from actions.show_shift import about, own_card, post_card
from actions.tell_patrol import ring
from documents.patrol_words import shift_line
from documents.shift_card import is_at_hand, patroller_card, summary_lines
from domain.durations import MINUTE_MS
from domain.messages import Button, Hour, MenuKey, Message, phrase
from domain.patrol_recipients import belongs
from domain.refusals import Refusal, RefusalCode, refusal_phrase
from domain.shift_forms import POST, SHIFT_PICTURE
from domain.shifts import AWAITED, LONGEST_SHIFT_MS, PostState, ShiftState
from handlers.equipment import equipment_question
from handlers.form_filling import begin, show
from handlers.menu import main_menu
from handlers.rosters import show_my_roster

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.messages import Phrase
    from domain.shifts import Post, RosteredShift
    from handlers.context import ShouwangContext

SURE_MS = 15 * MINUTE_MS
"""Whoever checks out this long before the end is asked whether they mean it."""


async def on_shift_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button of a shift. One on an old card shows how things stand now."""
    try:
        async with context.work.savepoint():
            said = await _act(context, pressed)
    except Refusal as refusal:
        context.toast(refusal_phrase(refusal), update, alert=True)
        await _show_how_it_stands(context, pressed)
        return
    context.toast(said, update)


async def _act(context: ShouwangContext, pressed: Pressed) -> Phrase | None:
    """Do it; a short word over the chat, if there is one to say."""
    if pressed.act == "s-mine":
        await show_my_shifts(context)
        return None
    subject = int(pressed.subject)
    match pressed.act:
        case "s-come" | "s-cannot":
            return await _answer(context, subject, coming=pressed.act == "s-come")
        case "s-excuse" | "s-here" | "s-find" | "s-about":
            return await _lead(context, pressed.act, subject)
        case "s-in":
            await _ask_place(context, subject)
        case "s-picture":
            await _ask_picture(context, subject)
        case "s-out" | "s-out-now":
            await _check_out(context, subject, sure=pressed.act == "s-out-now")
        case "s-home":
            await _at_home(context, subject)
        case _:
            await _show_own(context, subject, in_place=pressed.act == "s-stay")
    return None


# ------------------------------------------------------------------------------------------------------ one's own


async def show_my_shifts(context: ShouwangContext) -> None:
    """The list of one's own; and the card of one that is at hand, to check in or out."""
    await show_my_roster(context)
    work, township, person_id = context.work, context.rules.township, context.person.id
    for each in await work.shifts.of_person(person_id, work.now - LONGEST_SHIFT_MS, work.now + LONGEST_SHIFT_MS):
        shift, own = each.shift, each.post_of(person_id)
        waits = own is not None and (own.state in AWAITED or own.state is PostState.PRESENT)
        open_until = shift.ends_at + township.patrol.check_out_after_ms
        if (
            waits
            and shift.state is ShiftState.PLANNED
            and is_at_hand(shift, township, work.now)
            and work.now < open_until
            and await _in_team(context, each)
        ):
            await _show_own(context, shift.id)
            return


async def _answer(context: ShouwangContext, post_id: int, *, coming: bool) -> Phrase:
    await answer_shift(context.work, context.rules, post_id, context.person.id, coming=coming)
    await _show_post(context, post_id, in_place=True)
    return phrase("toast-shift-coming" if coming else "toast-shift-cannot")


async def _ask_place(context: ShouwangContext, post_id: int) -> None:
    """The key at the bottom sends the phone's place with one tap; the usual keys stay beside it."""
    await _must_be_open(context, post_id)
    usual = (await main_menu(context)).menu or ()
    key = MenuKey(label=phrase("menu-shift-place"), asks_location=True)
    await context.say(Message(lines=(phrase("shift-send-place"),), menu=((key,), *usual)))


async def _ask_picture(context: ShouwangContext, post_id: int) -> None:
    await _must_be_open(context, post_id)
    await show(context, await begin(context, SHIFT_PICTURE, f"{POST}{post_id}"))


async def _must_be_open(context: ShouwangContext, post_id: int) -> None:
    rostered, post = await own_post(context.work, post_id, context.person.id)
    must_be_open(rostered, post, context.work.now, context.rules)


async def _check_out(context: ShouwangContext, post_id: int, *, sure: bool) -> None:
    work, person_id = context.work, context.person.id
    rostered, post = await own_post(work, post_id, person_id)
    if not sure and post.state is PostState.PRESENT and work.now < rostered.shift.ends_at - SURE_MS:
        now = Button(label=phrase("button-shift-out-now"), act="s-out-now", subject=str(post_id))
        stay = Button(label=phrase("button-shift-stay"), act="s-stay", subject=str(rostered.shift.id))
        question = phrase("shift-out-sure", at=Hour(at=rostered.shift.ends_at))
        await context.say(Message(lines=(question,), buttons=((stay,), (now,))), in_place=True)
        return
    done = await check_out(work, context.rules, post_id, person_id)
    lines = [
        phrase("shift-out-done", at=Hour(at=work.now)),
        shift_line(done.shift.shift, context.rules.township),
        *summary_lines(done.summary, await work.checkpoints.of_team(done.shift.shift.unit)),
    ]
    key = f"{own_card(done.shift.shift.id)}:{person_id}"
    await context.say(Message(lines=tuple(lines)), card_key=key, in_place=True)
    if (missing := await equipment_question(context, done.post)) is not None:
        await context.say(missing)


async def _at_home(context: ShouwangContext, post_id: int) -> None:
    post = await context.work.shifts.post(post_id)
    if post is None or post.person_id != context.person.id:
        raise Refusal(RefusalCode.SHIFT_NOT_YOURS)
    await context.say(Message(lines=(phrase("shift-at-home"),)), in_place=True)


async def _show_own(context: ShouwangContext, shift_id: int, *, in_place: bool = False) -> None:
    rostered = await context.work.shifts.get(shift_id)
    post = rostered.post_of(context.person.id) if rostered is not None else None
    if rostered is None or post is None:
        raise Refusal(RefusalCode.SHIFT_NOT_YOURS)
    if not await _in_team(context, rostered):
        raise Refusal(RefusalCode.NO_LONGER_MEMBER)
    await _say_own(context, rostered, post, in_place=in_place)


async def _show_post(context: ShouwangContext, post_id: int, *, in_place: bool) -> None:
    post = await context.work.shifts.post(post_id)
    rostered = await context.work.shifts.get(post.shift_id) if post is not None else None
    own = post is not None and rostered is not None and post.person_id == context.person.id
    if post is not None and rostered is not None and own and await _in_team(context, rostered):
        await _say_own(context, rostered, post, in_place=in_place)


async def _in_team(context: ShouwangContext, rostered: RosteredShift) -> bool:
    return belongs(context.person.id, rostered.shift.unit, await context.work.people.holders())


async def _say_own(context: ShouwangContext, rostered: RosteredShift, post: Post, *, in_place: bool) -> None:
    key = own_card(rostered.shift.id)
    if not in_place:
        await ring(context.work, key, [context.person.id])
    card = patroller_card(rostered, post, context.rules.township, context.work.now)
    await context.say(card, card_key=f"{key}:{context.person.id}", in_place=in_place)


# ------------------------------------------------------------------------------------------------ what one leads


async def _lead(context: ShouwangContext, act: str, post_id: int) -> Phrase | None:
    work, rules, lead_id = context.work, context.rules, context.person.id
    said = None
    if act == "s-excuse":
        await excuse(work, rules, post_id, lead_id)
        said = phrase("toast-shift-excused")
    elif act == "s-here":
        await check_in_for(work, rules, post_id, lead_id)
        said = phrase("toast-shift-here")
    elif act == "s-find":
        _rostered, post = await led_post(work, post_id, lead_id)
        await offer_post(work, rules, post, by_lead=True)
        said = phrase("toast-shift-searching")
    await _show_about(context, post_id, in_place=act != "s-about")
    return said


async def _show_about(context: ShouwangContext, post_id: int, *, in_place: bool) -> None:
    rostered, post = await led_post(context.work, post_id, context.person.id)
    key = post_card(post_id)
    if not in_place:
        await ring(context.work, key, [context.person.id])
    card = await about(context.work, context.rules, rostered, post)
    await context.say(card, card_key=f"{key}:{context.person.id}", in_place=in_place)


async def _show_how_it_stands(context: ShouwangContext, pressed: Pressed) -> None:
    """The card was old: it is brought up to date where it stands, for who may see it."""
    if pressed.act in {"s-excuse", "s-here", "s-find"}:
        try:
            await _show_about(context, int(pressed.subject), in_place=True)
        except Refusal:
            return
    elif pressed.act in {"s-come", "s-cannot", "s-in", "s-picture", "s-out", "s-out-now"}:
        await _show_post(context, int(pressed.subject), in_place=True)
