"""A button was pressed: check that it is the presser's and untouched, and hand it to its conversation."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

from domain.buttons import read
from domain.messages import Phrase
from domain.refusals import Refusal, refusal_phrase
from handlers.calendar_links import CALENDAR_ACTS, on_calendar_link_press
from handlers.calendar_presses import on_calendar_press
from handlers.case_buttons import on_case_press
from handlers.case_lists import on_list_press
from handlers.centre_presses import on_centre_press
from handlers.form_buttons import on_press as on_form_press
from handlers.invitations import begin_invitation
from handlers.keeping import on_keeping_press
from handlers.mediation import on_mediation_press
from handlers.menu import show_help, show_privacy
from handlers.my_cases import join_report, on_my_press
from handlers.offices import on_office_or_invitation_press
from handlers.openings import on_opening_press
from handlers.patrol_boards import on_board_press
from handlers.patrol_documents import DOCUMENT_ACTS, on_document_press
from handlers.patrol_presses import on_patrol_press
from handlers.receipts import ask_receipt
from handlers.roster_presses import on_exchange_or_roster_press
from handlers.search import on_search_press
from handlers.shifts import on_shift_press
from handlers.team_presses import on_team_press
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
    take = _CONVERSATIONS.get(conversation)
    if take is None:
        context.toast(Phrase(id="toast-form-gone"), update)
        return
    await take(update, context, pressed)


async def _on_board_or_document_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    if pressed.act in DOCUMENT_ACTS:
        await on_document_press(update, context, pressed)
    elif pressed.act in CALENDAR_ACTS:
        await on_calendar_link_press(update, context, pressed)
    else:
        await on_board_press(update, context, pressed)


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
            await begin_invitation(context)
        case _:
            await show_help(update, context)


_CONVERSATIONS: Mapping[str, Callable[[Update, ShouwangContext, Pressed], Awaitable[None]]] = {
    "b": _on_board_or_document_press,
    "c": on_case_press,
    "d": on_mediation_press,
    "f": on_form_press,
    "g": _from_menu,
    "i": on_office_or_invitation_press,
    "k": on_calendar_press,
    "m": on_my_press,
    "n": on_centre_press,
    "o": on_patrol_press,
    "q": on_search_press,
    "r": join_report,
    "s": on_shift_press,
    "t": on_team_press,
    "v": on_opening_press,
    "x": on_exchange_or_roster_press,
    "y": on_keeping_press,
}
"""Whose button it is, by the first letter of its act."""
