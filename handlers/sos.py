"""A patroller in need: one tap to ask, one to call everybody; those who come; how it ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.answer_sos import answer_sos, known_call
from actions.call_for_help import call_for_help, may_call
from actions.end_sos import end_sos, endable_call
from actions.locate_sos import followed_call, locate_sos
from actions.say_how_sos_stands import say_how_sos_stands
from actions.tell_sos import card_of, sos_card_for
from domain.buttons import number_in
from domain.messages import Button, MenuKey, Message, phrase
from domain.sos_form import SOS_END, SOS_END_FORM, word_of
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes
from handlers.menu import main_menu
from handlers.reading import read_input
from handlers.report import start_report
from storage.sos_calls import SosState

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Facts, Input
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft
    from storage.sos_calls import SosCall

SUBJECT = "sos."
"""Before the call's number in the subject of its form, which is about no case."""


async def ask_sos(update: Update, context: ShouwangContext) -> None:
    """`/sos`: the card that is itself the confirmation. Whoever does not patrol has a way of their own."""
    await _ask(update, context, with_report=False)


async def say_danger(update: Update, context: ShouwangContext) -> None:
    """The key for danger: a patroller may call the team with it, or report something urgent as everybody does."""
    await _ask(update, context, with_report=True)


async def on_sos_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button of a call for help."""
    match pressed.act:
        case "o-sos":
            context.toast(None, update)
            await _ask(update, context, with_report=False)
        case "o-sos-yes":
            await _call(update, context)
        case "o-sos-no":
            context.toast(None, update)
            await context.say(Message(lines=(phrase("sos-not-called"),)), in_place=True)
        case "o-sos-report":
            context.toast(None, update)
            await start_report(update, context, urgent=True)
        case "o-coming":
            await _come(update, context, number_in(pressed.subject))
        case "o-met" | "o-more":
            await _say_how_it_stands(update, context, number_in(pressed.subject), more=pressed.act == "o-more")
        case "o-end":
            await _ask_how_it_ended(update, context, number_in(pressed.subject))
        case _:
            context.toast(None, update)
            await context.say(await main_menu(context))


async def take_place_for_sos(context: ShouwangContext, given: Input) -> bool:
    """A place from somebody in need goes to those who are coming; whether this was one."""
    call = await followed_call(context.work, context.person.id) if given.place is not None else None
    if call is None or given.place is None:
        return False
    moved = await locate_sos(context.work, context.rules, call, given.place)
    await context.say(Message(lines=(phrase("sos-located" if moved is not None else "sos-no-such-place"),)))
    return True


async def follow_sos(update: Update, context: ShouwangContext) -> None:
    """A live location moved: the same, without a word to the one in need."""
    message = update.effective_message
    call = await followed_call(context.work, context.person.id)
    place = read_input(message).place if call is not None and message is not None else None
    if call is not None and place is not None:
        await locate_sos(context.work, context.rules, call, place)


async def finish_sos_end(context: ShouwangContext, draft: Draft) -> None:
    """Somebody said how it ended."""
    call = await end_sos(
        context.work,
        context.rules,
        int(draft.subject.removeprefix(SUBJECT)),
        context.person.id,
        word_of(draft.answers),
    )
    await context.work.drafts.remove(draft.id)
    await _show_card(context, call)
    # The question must not go on asking where it was pressed; words that were typed are answered below them.
    await context.say(Message(lines=(phrase("sos-said-ended"),)), in_place=True)
    if call.person_id == context.person.id:
        # The key that sends one's place goes with the call.
        await context.say(await main_menu(context))
    await offer_parked(context)


async def _ask(update: Update, context: ShouwangContext, *, with_report: bool) -> None:
    if not await may_call(context.work, context.rules, context.person.id):
        await start_report(update, context, urgent=True)
        return
    standing = await context.work.sos_calls.of_person(context.person.id)
    if standing is not None:
        await context.work.cards.forget(card_of(standing, context.person.id))
        await _show_card(context, standing)
        return
    rows = [_button("button-sos-yes", "o-sos-yes")]
    rows += [_button("button-sos-report", "o-sos-report")] if with_report else []
    rows.append(_button("button-sos-no", "o-sos-no"))
    lines = (phrase("sos-ask"), phrase("sos-numbers-first"))
    await context.say(Message(lines=lines, buttons=tuple((each,) for each in rows)))


async def _call(update: Update, context: ShouwangContext) -> None:
    if not await may_call(context.work, context.rules, context.person.id):
        context.toast(None, update)
        await start_report(update, context, urgent=True)
        return
    call = await call_for_help(context.work, context.rules, context.person.id)
    context.toast(phrase("toast-sos-called"), update)
    await _show_card(context, call, in_place=True)
    known = call.located_at is not None
    key = MenuKey(label=phrase("menu-sos-place"), asks_location=True)
    menu = (await main_menu(context)).menu or ()
    line = phrase("sos-send-place-again" if known else "sos-send-place")
    await context.say(Message(lines=(line,), menu=((key,), *menu)))


async def _come(update: Update, context: ShouwangContext, sos_id: int) -> None:
    before = await known_call(context.work, sos_id, context.person.id)
    call = await answer_sos(context.work, context.rules, sos_id, context.person.id)
    if call.state is SosState.ENDED:
        context.toast(phrase("toast-sos-over"), update, alert=True)
    elif before.state is SosState.OPEN or call.answered_by == context.person.id:
        context.toast(phrase("toast-sos-first"), update)
    else:
        names = await context.work.people.names([call.answered_by or 0])
        context.toast(phrase("toast-sos-also", name=names.get(call.answered_by or 0, "—")), update, alert=True)
    await _show_card(context, call)
    if context.bot_data.pressed_message_id is not None:
        await _settle_pressed(context, call)


async def _say_how_it_stands(update: Update, context: ShouwangContext, sos_id: int, *, more: bool) -> None:
    call = await say_how_sos_stands(context.work, context.rules, sos_id, context.person.id, more=more)
    if call.state is SosState.ENDED:
        context.toast(phrase("toast-sos-over"), update, alert=True)
    else:
        context.toast(None, update)
        said = phrase("sos-said-more" if more else "sos-said-met")
        await context.say(Message(lines=(said,)), in_place=True)


async def _settle_pressed(context: ShouwangContext, call: SosCall) -> None:
    """A repetition further down was pressed: it shows how things stand, beside the card that is kept up to date."""
    shown_in = await context.work.cards.message_of(card_of(call, context.person.id))
    if shown_in != context.bot_data.pressed_message_id:
        card = await sos_card_for(context.work, context.rules, call, context.person.id)
        await context.say(card.model_copy(update={"attachments": ()}), in_place=True)


async def _ask_how_it_ended(update: Update, context: ShouwangContext, sos_id: int) -> None:
    call = await endable_call(context.work, sos_id, context.person.id)
    if call.state is SosState.ENDED:
        context.toast(phrase("toast-sos-over"), update, alert=True)
        await _show_card(context, call)
        return
    context.toast(None, update)
    await show(context, await begin(context, SOS_END, f"{SUBJECT}{call.id}"))


async def _show_card(context: ShouwangContext, call: SosCall, *, in_place: bool = False) -> None:
    card = await sos_card_for(context.work, context.rules, call, context.person.id)
    await context.say(card, card_key=card_of(call, context.person.id), in_place=in_place)


def _button(label: str, act: str) -> Button:
    return Button(label=phrase(label), act=act)


def _no_summary(_draft: Draft, _facts: Facts) -> tuple[Phrase, ...]:
    return ()


REGISTERED_SOS_END = RegisteredForm(
    form=SOS_END_FORM,
    finish=finish_sos_end,
    summary=_no_summary,
    changeable=no_changes,
    send_label="button-send-addition",
)
