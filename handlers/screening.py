"""Screening rounds: a unit answers with one tap or by filing, the centre begins, follows and ends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.screening import (
    ROUND_ANSWER,
    answer_nil,
    answerable,
    chase_round,
    close_round,
    file_for,
    open_round,
    rounds_kept,
)
from documents.screening_cards import ask_card, closing_card, rounds_card, stand_in_card, table_card
from domain.buttons import number_in, page_in
from domain.cases import KnownAs
from domain.forms import Field, Form, texts_of
from domain.messages import Message, phrase
from domain.refusals import Refusal, RefusalCode
from domain.report_form import REPORT
from domain.screening import ANSWERING, RoundKind, follows, may_answer, missing
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Facts
    from domain.messages import Phrase
    from domain.screening import Round
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

NEW_ROUND = "round"
CHASE_AGAIN_MS = 3_600_000
"""By hand a round asks again at most once an hour."""
ROUND_FORM = Form(key=NEW_ROUND, fields=(Field("texts", "ask-round-subject", free=True),))


async def press_rounds(_update: Update, context: ShouwangContext, _pressed: Pressed) -> None:
    """The rounds that go on: as a list for the centre, as what they are asked for the people of a unit."""
    holdings = await context.work.people.holdings_of(context.person.id)
    going_on = await context.work.screenings.going_on()
    if follows(holdings):
        files = [await file_for(context.work, context.rules, each, context.person.id) for each in going_on]
        await context.say(rounds_card(files), in_place=True)
        return
    units = dict.fromkeys(held.unit for held in holdings if held.role in ANSWERING)
    if not units:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    asked = 0
    for each in going_on:
        file = await file_for(context.work, context.rules, each, context.person.id)
        for unit in units:
            if any(answer.unit == unit for answer in file.answers):
                asked += 1
                await _show_asked(context, each, unit, anew=True)
    if not asked:
        await context.say(Message(lines=(phrase("rounds-none"),)))


async def press_table(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One round's table, which stays true from then on where it stands now."""
    await rounds_kept(context.work, context.person.id)
    await _show_table(context, await _round(context, pressed.subject))


async def press_new(_update: Update, context: ShouwangContext, _pressed: Pressed) -> None:
    """Asks what a new round is about."""
    await rounds_kept(context.work, context.person.id)
    await show(context, await begin(context, NEW_ROUND))


async def press_for(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """The units that have not answered, for whoever has one on the telephone; the subject is `round.page`."""
    await rounds_kept(context.work, context.person.id)
    number, _, page = pressed.subject.partition(".")
    found = await _round(context, number)
    if found.closed_at is not None:
        await _show_table(context, found)
        return
    file = await file_for(context.work, context.rules, found, context.person.id)
    card = stand_in_card(file, page_in(page))
    await context.say(card, card_key=f"round:{found.id}:{context.person.id}", in_place=True)


async def press_ask(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """What one unit is asked, for whoever answers for it; the subject is `round.unit`."""
    found, unit = await _asked(context, pressed.subject)
    await _show_asked(context, found, unit, anew=True)


async def press_nil(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A unit has found nothing; the subject is `round.unit`. One that has answered, or is over, shows how it is."""
    found, unit = await _asked(context, pressed.subject)
    if found.closed_at is None and await answer_nil(context.work, context.rules, found, unit, context.person.id):
        context.toast(phrase("toast-round-thanks"), update)
    await _show_asked(context, found, unit)


async def press_found(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A report is begun for the unit, by name unless its writer wants it otherwise."""
    found, unit = await _asked(context, pressed.subject)
    if found.closed_at is not None:
        await _show_asked(context, found, unit)
        return
    await answerable(context.work, found, unit, context.person.id)
    answers = {"unit": unit, "known_as": KnownAs.NAMED.value, ROUND_ANSWER: f"{found.id}.{unit}"}
    await show(context, await begin(context, REPORT, "", dict(answers)))


async def press_chase(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks everybody once more who has not answered."""
    await rounds_kept(context.work, context.person.id)
    found = await _round(context, pressed.subject)
    if found.closed_at is None:
        soon = found.chased_until + CHASE_AGAIN_MS > context.work.now
        if soon:
            context.toast(phrase("toast-round-chased-lately"), update)
        else:
            count = await chase_round(context.work, context.rules, found, context.person.id)
            context.toast(phrase("toast-round-chased", count=count), update)
    await _show_table(context, found)


async def press_close(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks once whether it is to end."""
    await rounds_kept(context.work, context.person.id)
    found = await _round(context, pressed.subject)
    file = await file_for(context.work, context.rules, found, context.person.id)
    if found.closed_at is None and missing(file.answers):
        await context.say(closing_card(file), card_key=f"round:{found.id}:{context.person.id}", in_place=True)
        return
    await _show_table(context, found)


async def press_close_yes(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Ends it."""
    await rounds_kept(context.work, context.person.id)
    found = await _round(context, pressed.subject)
    await close_round(context.work, context.rules, found, context.person.id)
    await _show_table(context, found)


async def _finish_round(context: ShouwangContext, draft: Draft) -> None:
    subject = " ".join("\n".join(texts_of(draft.answers)).split())
    await open_round(context.work, context.rules, RoundKind.BY_HAND, subject, context.person.id)
    await context.work.drafts.remove(draft.id)
    await offer_parked(context)


async def _show_table(context: ShouwangContext, of: Round) -> None:
    present = await context.work.screenings.get(of.id) or of
    card = table_card(await file_for(context.work, context.rules, present, context.person.id))
    await context.say(card, card_key=f"round:{of.id}:{context.person.id}", in_place=True)


async def _show_asked(context: ShouwangContext, of: Round, unit: str, *, anew: bool = False) -> None:
    present = await context.work.screenings.get(of.id) or of
    key = f"screen:{of.id}.{unit}:{context.person.id}"
    if anew:
        await context.work.cards.forget(key)
    card = ask_card(await file_for(context.work, context.rules, present, context.person.id), unit)
    await context.say(card, card_key=key, in_place=not anew)


async def _asked(context: ShouwangContext, subject: str) -> tuple[Round, str]:
    number, _, unit = subject.partition(".")
    found = await _round(context, number)
    if found.closed_at is None:
        await answerable(context.work, found, unit, context.person.id)
    elif not may_answer(await context.work.people.holdings_of(context.person.id), unit):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    return found, unit


async def _round(context: ShouwangContext, number: str) -> Round:
    found = await context.work.screenings.get(number_in(number))
    if found is None:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    return found


def _summary(draft: Draft, _facts: Facts) -> tuple[Phrase, ...]:
    """What every unit will be asked about."""
    return (phrase("confirm-round", subject="\n".join(texts_of(draft.answers))),)


REGISTERED_ROUND = RegisteredForm(ROUND_FORM, _finish_round, _summary, no_changes, "button-do-it")
