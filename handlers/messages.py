"""A message came that is no command: a key of the menu, an answer to the open question, or the beginning of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.add_to_case import add_to_case
from actions.answer_question import answer_question, waits_for_answer
from documents.reporter_card import added_line
from domain.forms import Input
from domain.messages import Message, phrase
from domain.numbers import read_number, read_receipt
from domain.refusals import Refusal, refusal_phrase
from handlers.case_lists import show_open_cases
from handlers.form_filling import offer_parked, take_message
from handlers.invitations import start_with_token
from handlers.mediation_parties import start_with_party_link
from handlers.menu import (
    DANGER_KEY,
    MINE_KEY,
    MORE_KEY,
    PATROL_KEY,
    REPORT_KEY,
    WORK_KEY,
    answer_in_group,
    main_menu,
    show_more,
)
from handlers.my_cases import list_my_cases, own_case, show_my_case
from handlers.patrol_menu import show_patrol
from handlers.reading import read_input
from handlers.receipts import look_up_receipt
from handlers.report import report_by_message, start_report
from handlers.shift_places import start_with_poster, take_for_shift, take_live_place
from handlers.sos import follow_sos, say_danger, take_place_for_sos
from handlers.team_joining import start_with_team_link
from handlers.welcome import welcome
from storage.due import DueKind

if TYPE_CHECKING:
    from telegram import Update

    from domain.cases import Case
    from handlers.context import ShouwangContext

COMMAND_WITH_TOKEN = 2


async def on_start(update: Update, context: ShouwangContext) -> None:
    """`/start`, perhaps with the token of an invitation."""
    words = (update.effective_message.text or "").split() if update.effective_message else []
    if len(words) == COMMAND_WITH_TOKEN and await _start_with_token(update, context, words[1]):
        return
    await welcome(update, context)


async def _start_with_token(update: Update, context: ShouwangContext, token: str) -> bool:
    """An invitation's token, a team's, a poster's or a party's; whether it was any of these, good or not."""
    return (
        await start_with_token(update, context, token)
        or await start_with_team_link(context, token)
        or await start_with_poster(update, context, token)
        or await start_with_party_link(context, token)
    )


async def on_message(update: Update, context: ShouwangContext) -> None:
    """Anything a person sends in the private chat. A refusal is answered in one sentence; the draft stays."""
    message = update.effective_message
    if message is None:
        return
    try:
        async with context.work.savepoint():
            await _take(update, context, read_input(message))
    except Refusal as refusal:
        await context.say(Message(lines=(refusal_phrase(refusal),)))


async def on_edited_message(update: Update, context: ShouwangContext) -> None:
    """An edited message: what was written before is kept, so the person is asked to send the correction as a new one.

    A live location that moves comes as an edited message as well.
    """
    message = update.effective_message
    if message is None:
        return
    if message.location is None:
        await context.say(Message(lines=(phrase("edited-hint"),)))
        return
    await follow_sos(update, context)
    await take_live_place(update, context)


async def on_group_message(update: Update, context: ShouwangContext) -> None:
    """A message in a group is no report; only one that speaks to the bot is answered, once an hour."""
    message, chat = update.effective_message, update.effective_chat
    if message is None or chat is None:
        return
    if chat.id >= 0:
        # Groups have negative numbers: this one could not be answered.
        raise ValueError("no such group")
    text = message.text or ""
    name = context.bot_data.bot_username
    if text.startswith("/") or (name and f"@{name}" in text):
        await answer_in_group(update, context, chat.id)


async def on_cancel(_update: Update, context: ShouwangContext) -> None:
    """`/cancel`: give up the form that is open."""
    draft = await context.work.drafts.active(context.person.id)
    if draft is None:
        await context.say(Message(lines=(phrase("nothing-to-cancel"),)))
        return
    await context.work.drafts.remove(draft.id)
    await context.work.due.clear(DueKind.DRAFT, str(draft.id))
    await context.say(Message(lines=(phrase("form-given-up"),)))
    await offer_parked(context)


async def _take(update: Update, context: ShouwangContext, given: Input) -> None:
    key = context.bot_data.menu_labels.get(given.text.strip())
    if key is not None:
        await _from_keyboard(update, context, key)
        return
    if await take_place_for_sos(context, given):
        await take_live_place(update, context)
        return
    if await take_for_shift(update, context, given):
        return
    draft = await context.work.drafts.active(context.person.id)
    if draft is not None:
        await take_message(context, draft, given)
    elif given.empty:
        await context.say(Message(lines=(phrase("note-nothing-readable"),)))
    elif read_receipt(given.text) is not None:
        await look_up_receipt(context, given.text)
    else:
        await _take_of_its_own(update, context, given)


async def _take_of_its_own(update: Update, context: ShouwangContext, given: Input) -> None:
    """No form is open: it belongs to one's own case, or begins a report."""
    case = await _case_meant(update, context, given)
    if case is not None and given.text.strip() == case.number:
        await show_my_case(context, case)
    elif case is not None and await waits_for_answer(context.work, case):
        await answer_question(context.work, context.rules, case, given.text.strip(), given.attachments)
        await context.say_to_reporter(case.id, Message(lines=(phrase("answered", number=case.number),)))
    elif case is not None:
        await add_to_case(context.work, context.rules, case, given.text.strip(), given.attachments)
        await context.say_to_reporter(case.id, Message(lines=(added_line(case),)))
    elif given.text.startswith("/"):
        await context.say(await main_menu(context))
    else:
        await report_by_message(context, given)


async def _from_keyboard(update: Update, context: ShouwangContext, key: str) -> None:
    match key:
        case _ if key == REPORT_KEY:
            await start_report(update, context)
        case _ if key == DANGER_KEY:
            await say_danger(update, context)
        case _ if key == MINE_KEY:
            await list_my_cases(update, context)
        case _ if key == WORK_KEY:
            await show_open_cases(update, context)
        case _ if key == MORE_KEY:
            await show_more(update, context)
        case _ if key == PATROL_KEY:
            await show_patrol(update, context)


async def _case_meant(update: Update, context: ShouwangContext, given: Input) -> Case | None:
    """One's own open case whose number was sent, or to whose card the message replies."""
    answered = update.effective_message.reply_to_message if update.effective_message else None
    for text in (
        given.text if len(given.text) <= len("000-0000") + 2 else "",
        (answered.text or "") if answered else "",
    ):
        number = read_number(text)
        case = await context.work.cases.by_number(number) if number else None
        if case is not None:
            return await own_case(context, case.id)
    return None
