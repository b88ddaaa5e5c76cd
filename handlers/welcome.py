"""The first meeting: language, what becomes of what one writes, home village."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.messages import Localised, Message, phrase
from domain.villager_forms import ELSEWHERE, WELCOME, WELCOME_FORM
from domain.words import Language
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm
from handlers.menu import main_menu

if TYPE_CHECKING:
    from telegram import Update

    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def welcome(_update: Update, context: ShouwangContext) -> None:
    """Greet somebody new; somebody known gets the menu."""
    if context.person.welcomed_at is None:
        await context.say(Message(lines=(phrase("welcome", township=Localised(name=context.rules.township.name)),)))
        await show(context, await begin(context, WELCOME))
    else:
        await context.say(await main_menu(context))
        await offer_parked(context)


async def ask_language(_update: Update, context: ShouwangContext) -> None:
    """The person wants to be spoken to in another language."""
    await show(context, await begin(context, WELCOME, "", {"unit": context.person.unit or ELSEWHERE}))


async def ask_village(_update: Update, context: ShouwangContext) -> None:
    """The person's home village is another."""
    await show(context, await begin(context, WELCOME, "", {"language": context.person.language.value}))


async def finish_welcome(context: ShouwangContext, draft: Draft) -> None:
    """Keep language and village, say what becomes of what is written, and show the menu."""
    work, person = context.work, context.person
    await work.people.set_language(person.id, Language(str(draft.answers["language"])))
    unit = str(draft.answers["unit"])
    if unit != ELSEWHERE:
        await work.people.set_unit(person.id, unit)
    first_time = person.welcomed_at is None
    if first_time:
        await work.people.welcomed(person.id)
    await work.drafts.remove(draft.id)
    known = await work.people.by_id(person.id)
    context.person = known or person
    await context.say(Message(lines=(phrase("choice-kept"),)), card_key=f"draft:{draft.id}", in_place=True)
    if first_time:
        await context.say(Message(lines=(phrase("privacy"),)))
    await context.say(await main_menu(context))
    await offer_parked(context)


REGISTERED_WELCOME = RegisteredForm(
    form=WELCOME_FORM,
    finish=finish_welcome,
    summary=nothing_to_confirm,
    changeable=no_changes,
    send_label="button-send-addition",
)
