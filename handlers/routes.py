"""The table of contents: which update goes to which conversation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import Update
from telegram.ext import CallbackQueryHandler, ChatMemberHandler, CommandHandler, MessageHandler, TypeHandler, filters

from handlers.arrivals import meet_sender, on_block_or_unblock, on_failure
from handlers.bulk import REGISTERED_BULK
from handlers.called import REGISTERED_CALLED
from handlers.case_forms import CASE_FORMS
from handlers.case_lists import show_open_cases
from handlers.centre_forms import CENTRE_FORMS
from handlers.duty import DUTY_FORMS
from handlers.incidents import REGISTERED_INCIDENT
from handlers.invitations import INVITATION_FORMS
from handlers.mediation_forms import MEDIATION_FORMS
from handlers.meetings import REGISTERED_DECISION
from handlers.menu import show_help, show_menu, show_privacy
from handlers.messages import on_cancel, on_edited_message, on_group_message, on_message, on_start
from handlers.my_cases import REGISTERED_ADDITION, list_my_cases
from handlers.openings import REGISTERED_OPENING
from handlers.patrol_menu import show_patrol
from handlers.presses import on_press
from handlers.receipts import REGISTERED_RECEIPT, ask_receipt
from handlers.report import REGISTERED_REPORT, start_report
from handlers.screening import REGISTERED_ROUND
from handlers.search import REGISTERED_SEARCH, ask_search
from handlers.shift_places import SHIFT_FORMS
from handlers.sos import REGISTERED_SOS_END, ask_sos
from handlers.team_presses import TEAM_FORMS
from handlers.welcome import REGISTERED_WELCOME, ask_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram.ext import Application

    from handlers.form_register import RegisteredForm

BEFORE_ALL = -1
PRIVATE = filters.ChatType.PRIVATE
COMMANDS = ("report", "mine", "work", "sos", "help", "language", "cancel")
"""What the menu button beside the input field offers; each is described by the phrase `command-<name>`."""


def forms() -> Mapping[str, RegisteredForm]:
    """Every form that can be filled in, by name."""
    registered = (
        REGISTERED_REPORT,
        REGISTERED_WELCOME,
        REGISTERED_ADDITION,
        REGISTERED_RECEIPT,
        *CASE_FORMS,
        *INVITATION_FORMS,
        *TEAM_FORMS,
        REGISTERED_INCIDENT,
        REGISTERED_SOS_END,
        *SHIFT_FORMS,
        *MEDIATION_FORMS,
        *CENTRE_FORMS,
        REGISTERED_BULK,
        REGISTERED_SEARCH,
        *DUTY_FORMS,
        REGISTERED_ROUND,
        REGISTERED_DECISION,
        REGISTERED_OPENING,
        REGISTERED_CALLED,
    )
    return {each.form.key: each for each in registered}


def register(application: Application) -> None:  # type: ignore[type-arg]
    """Give every kind of update its handler. The first that fits takes it."""
    add = application.add_handler
    add(TypeHandler(Update, meet_sender), group=BEFORE_ALL)

    add(CommandHandler("start", on_start, PRIVATE))
    add(CommandHandler("report", start_report, PRIVATE))
    add(CommandHandler("mine", list_my_cases, PRIVATE))
    add(CommandHandler("work", show_open_cases, PRIVATE))
    add(CommandHandler("find", ask_search, PRIVATE))
    add(CommandHandler("sos", ask_sos, PRIVATE))
    add(CommandHandler("menu", show_menu, PRIVATE))
    add(CommandHandler("help", show_help, PRIVATE))
    add(CommandHandler("privacy", show_privacy, PRIVATE))
    add(CommandHandler("language", ask_language, PRIVATE))
    add(CommandHandler("receipt", ask_receipt, PRIVATE))
    add(CommandHandler("patrol", show_patrol, PRIVATE))
    add(CommandHandler("cancel", on_cancel, PRIVATE))

    add(CallbackQueryHandler(on_press))
    add(ChatMemberHandler(on_block_or_unblock, ChatMemberHandler.MY_CHAT_MEMBER))
    add(MessageHandler(PRIVATE & filters.UpdateType.EDITED_MESSAGE, on_edited_message))
    # What Telegram itself says of a chat (something was pinned, a timer was set) nobody has written.
    add(MessageHandler(PRIVATE & filters.UpdateType.MESSAGE & ~filters.StatusUpdate.ALL, on_message))
    add(MessageHandler(filters.ChatType.GROUPS & filters.UpdateType.MESSAGE, on_group_message))

    application.add_error_handler(on_failure)
