"""The centre says on which days, for once, the whole township patrols more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_special_days import add_special_days, remove_special_days, town_kept
from documents.special_days_card import removal_card, special_days_card
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.special_days_form import SPECIAL_DAYS, SPECIAL_DAYS_FORM, asked_on, day_count, days_of, shown_day
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes

if TYPE_CHECKING:
    from datetime import date

    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Facts
    from domain.messages import Message, Phrase
    from domain.special_days import SpecialDays
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def press_special_days(_update: Update, context: ShouwangContext, _pressed: Pressed) -> None:
    """All that are not over."""
    await town_kept(context.work, context.person.id)
    await context.say(await _card(context), in_place=True)


async def press_new_days(_update: Update, context: ShouwangContext, _pressed: Pressed) -> None:
    """A new one: its name, its first day, its last."""
    await town_kept(context.work, context.person.id)
    await show(context, await begin(context, SPECIAL_DAYS, "", asked_on(_today(context))))


async def finish_days(context: ShouwangContext, draft: Draft) -> None:
    """Enter it."""
    first, last = days_of(draft.answers)
    name = str(draft.answers["name"])
    await add_special_days(context.work, context.rules, name, first, last, context.person.id)
    await context.work.drafts.remove(draft.id)
    await context.say(await _card(context, phrase("special-days-added", name=name)), in_place=True)
    await offer_parked(context)


async def press_gone(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once. One that is over or was taken back a moment ago shows how it is."""
    days = await _days(context, pressed)
    if days.removed_at is None and days.last >= _today(context):
        await context.say(removal_card(days, context.rules.township), in_place=True)
        return
    context.toast(phrase("toast-card-changed"), update)
    await context.say(await _card(context), in_place=True)


async def press_gone_yes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """They are days like others."""
    days = await _days(context, pressed)
    await remove_special_days(context.work, context.rules, days, context.person.id)
    await context.say(await _card(context, phrase("special-days-removed", name=days.name)), in_place=True)


async def _card(context: ShouwangContext, note: Phrase | None = None) -> Message:
    added = await context.work.special_days.since(_today(context))
    return special_days_card(context.rules.township, added, note)


async def _days(context: ShouwangContext, pressed: Pressed) -> SpecialDays:
    await town_kept(context.work, context.person.id)
    days = await context.work.special_days.get(int(pressed.subject)) if pressed.subject.isdecimal() else None
    if days is None:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    return days


def _summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    """All of it before the whole township's rosters change."""
    days = days_of(draft.answers)
    first, last = (shown_day(day, facts.township.time_zone) for day in days)
    name = str(draft.answers["name"])
    return (
        phrase("confirm-special-days", name=name, first=first, last=last, count=day_count(days)),
        phrase("confirm-special-days-teams"),
    )


def _today(context: ShouwangContext) -> date:
    return context.rules.calendar.local(context.work.now).date()


SPECIAL_DAYS_FORMS = (RegisteredForm(SPECIAL_DAYS_FORM, finish_days, _summary, no_changes, "button-send-special-days"),)
