"""The way back to an unlinked tip: sixteen digits, from any account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.matter import steps_for_reporter
from documents.reporter_card import timeline
from domain.messages import Message, phrase
from domain.numbers import read_receipt
from domain.villager_forms import RECEIPT, RECEIPT_FORM
from handlers.form_filling import begin, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes
from handlers.welcome import nothing_to_confirm

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import ShouwangContext
    from storage.drafts import Draft

WRONG_TRIES_AN_HOUR = 5


async def ask_receipt(_update: Update, context: ShouwangContext) -> None:
    """The person wants to see what became of a tip."""
    await show(context, await begin(context, RECEIPT))


async def finish_receipt(context: ShouwangContext, draft: Draft) -> None:
    """Show the tip's timeline. After five wrong tries within an hour nothing is looked up any more."""
    work = context.work
    await work.drafts.remove(draft.id)
    if await work.receipts.wrong_within_hour(context.person.id) >= WRONG_TRIES_AN_HOUR:
        await context.say(Message(lines=(phrase("receipt-pause"),)))
        return
    digits = read_receipt(str(draft.answers["digits"]))
    case_id = await work.receipts.case_of(digits) if digits else None
    case = await work.cases.get(case_id) if case_id is not None else None
    if case is None:
        await work.receipts.note_wrong(context.person.id)
        await context.say(Message(lines=(phrase("receipt-wrong"),)))
        return
    events = await steps_for_reporter(work, case)
    shown = timeline(case, events, context.rules.township)
    await context.say(Message(lines=shown.lines))


REGISTERED_RECEIPT = RegisteredForm(
    form=RECEIPT_FORM,
    finish=finish_receipt,
    summary=nothing_to_confirm,
    changeable=no_changes,
    send_label="button-send-addition",
)
