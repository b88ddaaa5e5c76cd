"""The report journey with aiogram's states and one aiosqlite commit a report."""

from __future__ import annotations

import asyncio
import logging
import os

import aiosqlite
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup, default_state
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from bench.peers.words import ASK_SECRECY, ASK_VILLAGE, CHECK, PRAGMAS, SECRECY, SUBMIT, TABLE, VILLAGES, received


class Report(StatesGroup):
    """What is asked next."""

    village = State()
    known_as = State()
    confirm = State()


def _keyboard(labels: tuple[str, ...]) -> InlineKeyboardMarkup:
    rows = [[InlineKeyboardButton(text=label, callback_data=label)] for label in labels]
    return InlineKeyboardMarkup(inline_keyboard=rows)


async def tell(message: Message, state: FSMContext) -> None:
    """The first word: what happened."""
    await state.update_data(text=message.text)
    await state.set_state(Report.village)
    await message.answer(ASK_VILLAGE, reply_markup=_keyboard(VILLAGES))


async def village(query: CallbackQuery, state: FSMContext) -> None:
    """In which village."""
    await query.answer()
    await state.update_data(village=query.data)
    await state.set_state(Report.known_as)
    if isinstance(query.message, Message):
        await query.message.edit_text(ASK_SECRECY, reply_markup=_keyboard(SECRECY))


async def known_as(query: CallbackQuery, state: FSMContext) -> None:
    """Under what name."""
    await query.answer()
    await state.update_data(known_as=query.data)
    await state.set_state(Report.confirm)
    if isinstance(query.message, Message):
        await query.message.edit_text(CHECK, reply_markup=_keyboard(SUBMIT))


async def submit(query: CallbackQuery, state: FSMContext, database: aiosqlite.Connection) -> None:
    """Put it on file."""
    data = await state.get_data()
    cursor = await database.execute(
        "INSERT INTO report (person, text, village, known_as) VALUES (?, ?, ?, ?)",
        (query.from_user.id, data["text"], data["village"], data["known_as"]),
    )
    await database.commit()
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(received(cursor.lastrowid or 0))
    await state.clear()


async def main() -> None:
    """Poll until told to end."""
    logging.basicConfig(level=logging.ERROR)
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BENCH_URL"]))
    bot = Bot(os.environ["BENCH_TOKEN"], session=session)
    dispatcher = Dispatcher()
    dispatcher.message.register(tell, default_state)
    dispatcher.callback_query.register(village, Report.village)
    dispatcher.callback_query.register(known_as, Report.known_as)
    dispatcher.callback_query.register(submit, Report.confirm)
    async with aiosqlite.connect(os.environ["BENCH_DATABASE"]) as database:
        for pragma in PRAGMAS:
            await database.execute(pragma)
        await database.execute(TABLE)
        await database.commit()
        await dispatcher.start_polling(bot, database=database)


if __name__ == "__main__":
    asyncio.run(main())
