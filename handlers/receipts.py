"""The way back to an unlinked tip: sixteen digits, from any account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.matter import as_reporter_sees, steps_for_reporter, written_for_reporter
from documents.case_card import entry_line
from documents.long_text import parts_of
from documents.reporter_card import how_it_stands, timeline
from domain.made_documents import relayed
from domain.messages import Message, phrase
from domain.numbers import read_receipt
from domain.receipt_tries import may_try
from domain.villager_forms import RECEIPT, RECEIPT_FORM
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def ask_receipt(_update: Update, context: ShouwangContext) -> None:
    """The person wants to see what became of a tip."""
    await show(context, await begin(context, RECEIPT))


async def finish_receipt(context: ShouwangContext, draft: Draft) -> None:
    """The digits came."""
    await context.work.drafts.remove(draft.id)
    await look_up_receipt(context, str(draft.answers["digits"]))


async def look_up_receipt(context: ShouwangContext, typed: str) -> None:
    """Show how the tip stands and what was answered; what is wrong is asked for once more.

    After some wrong tries within an hour nothing is looked up any more.
    """
    work = context.work
    own, everybodys = (
        await work.receipts.wrong_within_hour(context.person.id),
        await work.receipts.wrong_within_hour_by_all(),
    )
    if not may_try(own, everybodys):
        await context.say(Message(lines=(phrase("receipt-pause"),)))
        return
    digits = read_receipt(typed)
    case_id = await work.receipts.case_of(digits) if digits else None
    case = await work.cases.get(case_id) if case_id is not None else None
    if case is None:
        await work.receipts.note_wrong(context.person.id)
        await show(context, await begin(context, RECEIPT), note=phrase("receipt-wrong"))
        return
    events = await steps_for_reporter(work, case)
    stands = await as_reporter_sees(work, case)
    names = await work.people.names([stands.handler_id] if stands.handler_id is not None else [])
    title, *steps = timeline(case, events, context.rules.township).lines
    await context.say(Message(lines=(title, how_it_stands(stands, names), *steps)))
    for entry in await written_for_reporter(work, case):
        for number, part in enumerate(parts_of(entry.text) or ("",)):
            files = tuple(map(relayed, entry.attachments)) if number == 0 else ()
            await context.say(Message(lines=(entry_line(entry, part),), attachments=files))
    await offer_parked(context)


REGISTERED_RECEIPT = RegisteredForm(
    form=RECEIPT_FORM,
    finish=finish_receipt,
    summary=nothing_to_confirm,
    changeable=no_changes,
    send_label="button-send-addition",
)
