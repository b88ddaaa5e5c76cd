"""Presses of the buttons under a form: choose, change, send, give up, take up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forms import next_field
from domain.messages import Message, phrase
from handlers.form_cards import changes_of
from handlers.form_filling import facts_for, finish, offer_parked, press_choice, press_edit, show
from storage.drafts import DraftState
from storage.due import DueKind

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def on_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button of a form. One of a form that is gone says so; one of a parked form takes it up again."""
    identifier, _, rest = pressed.subject.partition(".")
    draft = await context.work.drafts.get(int(identifier)) if identifier.isdigit() else None
    if draft is None or draft.person_id != context.person.id:
        context.toast(phrase("toast-form-gone"), update, alert=True)
        return
    if draft.state is DraftState.PARKED and pressed.act != "f-discard":
        await context.work.drafts.resume(draft)
        draft = await context.work.drafts.get(draft.id) or draft
    context.toast(None, update)
    await _act(update, context, pressed, draft, rest)


async def _act(update: Update, context: ShouwangContext, pressed: Pressed, draft: Draft, rest: str) -> None:
    match pressed.act:
        case "f":
            field, _, value = rest.partition(".")
            if not await press_choice(context, draft, field, value):
                await show(context, draft, in_place=True)
        case "f-edit":
            if not await press_edit(context, draft, rest):
                await show(context, draft, in_place=True)
        case "f-change":
            await _change(context, draft)
        case "f-toggle":
            answers = {**draft.answers, rest: draft.answers.get(rest) is not True}
            draft = await context.work.drafts.save(draft, answers, None)
            await show(context, draft, in_place=True)
        case "f-send":
            await _send(update, context, pressed, draft)
        case "f-cancel" | "f-discard":
            await _give_up(context, draft)
        case _:
            await show(context, draft, in_place=True)


async def _change(context: ShouwangContext, draft: Draft) -> None:
    """Offer what can be changed. On a phone that still shows an old face something may be missing by now: that comes first."""
    registered = context.forms[draft.form]
    facts = await facts_for(context, draft)
    if next_field(registered.form, draft.answers, facts) is not None:
        await show(context, draft, in_place=True)
        return
    await context.say(changes_of(draft, registered, facts), card_key=f"draft:{draft.id}", in_place=True)


async def _send(update: Update, context: ShouwangContext, pressed: Pressed, draft: Draft) -> None:
    if pressed.version != draft.version:
        context.toast(phrase("toast-card-changed"), update)
        await show(context, draft, in_place=True)
        return
    await finish(context, draft)


async def _give_up(context: ShouwangContext, draft: Draft) -> None:
    await context.work.drafts.remove(draft.id)
    await context.work.due.clear(DueKind.DRAFT, str(draft.id))
    await context.say(Message(lines=(phrase("form-given-up"),)), card_key=f"draft:{draft.id}", in_place=True)
    await offer_parked(context)
