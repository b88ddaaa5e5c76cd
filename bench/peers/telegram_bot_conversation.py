"""The report journey with python-telegram-bot's ConversationHandler and one aiosqlite commit a report."""

from __future__ import annotations

import logging
import os
from typing import Any

import aiosqlite
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from bench.peers.words import ASK_SECRECY, ASK_VILLAGE, CHECK, PRAGMAS, SECRECY, SUBMIT, TABLE, VILLAGES, received

VILLAGE, KNOWN_AS, CONFIRM = range(3)
Context = ContextTypes.DEFAULT_TYPE


def _keyboard(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in labels])


async def tell(update: Update, context: Context) -> int:
    """The first word: what happened."""
    if update.message is None or context.user_data is None:
        return ConversationHandler.END
    context.user_data["text"] = update.message.text
    await update.message.reply_text(ASK_VILLAGE, reply_markup=_keyboard(VILLAGES))
    return VILLAGE


async def village(update: Update, context: Context) -> int:
    """In which village."""
    return await _next(update, context, "village", ASK_SECRECY, SECRECY, KNOWN_AS)


async def known_as(update: Update, context: Context) -> int:
    """Under what name."""
    return await _next(update, context, "known_as", CHECK, SUBMIT, CONFIRM)


async def _next(update: Update, context: Context, name: str, text: str, labels: tuple[str, ...], state: int) -> int:
    query = update.callback_query
    if query is None or context.user_data is None:
        return ConversationHandler.END
    await query.answer()
    context.user_data[name] = query.data
    await query.edit_message_text(text, reply_markup=_keyboard(labels))
    return state


async def submit(update: Update, context: Context) -> int:
    """Put it on file."""
    query = update.callback_query
    if query is None or context.user_data is None:
        return ConversationHandler.END
    database: aiosqlite.Connection = context.bot_data["database"]
    cursor = await database.execute(
        "INSERT INTO report (person, text, village, known_as) VALUES (?, ?, ?, ?)",
        (query.from_user.id, *(context.user_data[name] for name in ("text", "village", "known_as"))),
    )
    await database.commit()
    await query.answer()
    await query.edit_message_text(received(cursor.lastrowid or 0))
    context.user_data.clear()
    return ConversationHandler.END


async def open_database(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """Once, at the start."""
    database = await aiosqlite.connect(os.environ["BENCH_DATABASE"])
    for pragma in PRAGMAS:
        await database.execute(pragma)
    await database.execute(TABLE)
    await database.commit()
    application.bot_data["database"] = database


async def close_database(application: Application[Any, Any, Any, Any, Any, Any]) -> None:
    """At the end."""
    await application.bot_data["database"].close()


def main() -> None:
    """Poll until told to end."""
    logging.basicConfig(level=logging.ERROR)
    url = os.environ["BENCH_URL"]
    application = (
        ApplicationBuilder()
        .token(os.environ["BENCH_TOKEN"])
        .base_url(f"{url}/bot")
        .post_init(open_database)
        .post_shutdown(close_database)
        .build()
    )
    application.add_handler(
        ConversationHandler(
            entry_points=[MessageHandler(filters.TEXT & ~filters.COMMAND, tell)],
            states={
                VILLAGE: [CallbackQueryHandler(village)],
                KNOWN_AS: [CallbackQueryHandler(known_as)],
                CONFIRM: [CallbackQueryHandler(submit)],
            },
            fallbacks=[],
        )
    )
    application.run_polling()


if __name__ == "__main__":
    main()
