"""Who is on duty at the centre: seeing it, taking it over, and keeping the roster."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from actions.change_duty import duty_kept, set_duty_day, set_duty_order, take_duty
from documents.duty_card import duty_card
from domain.duty import SHOWN_DAYS, able, duty_day, on_duty
from domain.duty_forms import DUTY_DAY, DUTY_DAY_FORM, DUTY_ORDER, DUTY_ORDER_FORM, days_from, order_of
from domain.messages import listed, phrase
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Facts
    from domain.messages import Message, Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def press_duty(_update: Update, context: ShouwangContext, _pressed: Pressed) -> None:
    """Who is on duty, in place of what was pressed."""
    await duty_kept(context.work, context.person.id)
    await context.say(await _card(context), in_place=True)


async def press_take(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The person is on duty from now. From a card of before somebody else took it over, the present one is shown."""
    await duty_kept(context.work, context.person.id)
    turn = await context.work.duty.turn()
    if pressed.version != (turn.id if turn is not None else 0):
        context.toast(phrase("toast-card-changed"), update)
        await context.say(await _card(context), in_place=True)
        return
    await take_duty(context.work, context.rules, context.person.id)
    relieved = turn is not None and turn.person_id is not None
    await context.say(await _card(context, phrase("duty-taken", relieved=int(relieved))), in_place=True)


async def press_order(_update: Update, context: ShouwangContext, _pressed: Pressed) -> None:
    """Asks who takes turns, one after the other."""
    await duty_kept(context.work, context.person.id)
    await show(context, await begin(context, DUTY_ORDER))


async def press_day(_update: Update, context: ShouwangContext, _pressed: Pressed) -> None:
    """Asks which of the coming days somebody else has, and who."""
    await duty_kept(context.work, context.person.id)
    today = duty_day(context.work.now, context.rules.township.duty, context.rules.calendar)
    await show(context, await begin(context, DUTY_DAY, "", days_from(today)))


async def _finish_order(context: ShouwangContext, draft: Draft) -> None:
    await set_duty_order(context.work, context.rules, order_of(draft.answers), context.person.id)
    await _end(context, draft)


async def _finish_day(context: ShouwangContext, draft: Draft) -> None:
    day, person = date.fromisoformat(str(draft.answers["day"])), int(str(draft.answers["person"]))
    await set_duty_day(context.work, context.rules, day, person, context.person.id)
    await _end(context, draft)


async def _end(context: ShouwangContext, draft: Draft) -> None:
    await context.work.drafts.remove(draft.id)
    await context.say(await _card(context, phrase("duty-kept")))
    await offer_parked(context)


async def _card(context: ShouwangContext, note: Phrase | None = None) -> Message:
    work, township, calendar = context.work, context.rules.township, context.rules.calendar
    roster, turn = await work.duty.roster(), await work.duty.turn()
    may = able(await work.people.holders())
    today = duty_day(work.now, township.duty, calendar)
    coming = [today + timedelta(days=number) for number in range(SHOWN_DAYS)] if roster.kept else []
    days = [(day, on_duty(day, roster, township.duty, may)) for day in coming]
    persons = {person for _day_of, person in days} | ({turn.person_id} if turn is not None else set())
    names = await work.people.names([person for person in persons if person is not None])
    return duty_card(turn, days, names, context.person.id, township.time_zone, note)


def _order_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    """Who follows whom, or that no roster is kept."""
    names = {each.person_id: each.name for each in facts.officials}
    chosen = [names.get(person, "—") for person in order_of(draft.answers)]
    return (phrase("confirm-duty-order", names=listed(chosen)) if chosen else phrase("confirm-duty-none"),)


DO = "button-do-it"
DUTY_FORMS = (
    RegisteredForm(DUTY_ORDER_FORM, _finish_order, _order_summary, no_changes, DO, needs_officials=True),
    RegisteredForm(DUTY_DAY_FORM, _finish_day, nothing_to_confirm, no_changes, DO, needs_officials=True),
)
