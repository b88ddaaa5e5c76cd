"""A button was pressed: check that it is the presser's and untouched, and hand it to its conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.buttons import read
from domain.invitation_form import INVITE
from domain.messages import Phrase
from domain.refusals import Refusal, refusal_phrase
from handlers.case_buttons import on_case_press
from handlers.case_lists import on_list_press
from handlers.form_buttons import on_press as on_form_press
from handlers.form_filling import begin, show
from handlers.invitations import on_invitation_press
from handlers.menu import show_help, show_privacy
from handlers.my_cases import join_report, on_my_press
from handlers.receipts import ask_receipt
from handlers.roster_presses import on_exchange_or_roster_press
from handlers.shifts import on_shift_press
from handlers.welcome import ask_language, ask_village

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from handlers.context import ShouwangContext


async def on_press(update: Update, context: ShouwangContext) -> None:
    """Any inline button. A refusal is answered over the chat; the message stays as it is."""
    query = update.callback_query
    if query is None:
        return
    try:
        pressed = read(context.bot_data.button_key, context.person.id, query.data or "")
        async with context.work.savepoint():
            await _hand_on(update, context, pressed)
    except Refusal as refusal:
        context.toast(refusal_phrase(refusal), update, alert=True)


async def _hand_on(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    conversation, _, _rest = pressed.act.partition("-")
    match conversation:
        case "f":
            await on_form_press(update, context, pressed)
        case "m":
            await on_my_press(update, context, pressed)
        case "r":
            await join_report(update, context, pressed)
        case "c":
            await on_case_press(update, context, pressed)
        case "i":
            await on_invitation_press(update, context, pressed)
        case "x":
            await on_exchange_or_roster_press(update, context, pressed)
        case "s":
            await on_shift_press(update, context, pressed)
        case "g":
            await _from_menu(update, context, pressed)
        case _:
            context.toast(Phrase(id="toast-form-gone"), update)


async def _from_menu(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    context.toast(None, update)
    match pressed.act.removeprefix("g-"):
        case "work":
            await on_list_press(context, pressed)
        case "language":
            await ask_language(update, context)
        case "village":
            await ask_village(update, context)
        case "receipt":
            await ask_receipt(update, context)
        case "privacy":
            await show_privacy(update, context)
        case "invite":
            await show(context, await begin(context, INVITE))
        case _:
            await show_help(update, context)
