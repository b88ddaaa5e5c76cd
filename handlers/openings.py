"""Opening a name from the chat: asking, the second word, and looking at what was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.ask_opening import ask_opening, may_ask_now, request_key, request_of, requests_before
from actions.decide_opening import decide_opening
from actions.show_opened import show_opened
from domain.access import Act
from domain.forms import texts_of
from domain.messages import phrase, say
from domain.opening_form import OPENING, OPENING_FORM
from domain.refusals import Refusal, RefusalCode
from handlers.called import ask_called
from handlers.case_forms import allowed_case
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import words_summary

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Facts
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def on_opening_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asking, deciding, looking. Each is asked anew."""
    number = int(pressed.subject) if pressed.subject.isdecimal() else 0
    match pressed.act:
        case "v-open":
            case = await allowed_case(context, number, Act.VIEW)
            await may_ask_now(context.work, case, context.person.id)
            context.toast(None, update)
            await show(context, await begin(context, OPENING, str(case.id)))
        case "v-grant" | "v-refuse":
            await _decide(update, context, number, granted=pressed.act == "v-grant")
        case "v-called":
            await ask_called(update, context)
        case _:
            await _look(update, context, number)


async def show_requests(context: ShouwangContext) -> bool:
    """What waits for the person's word, once more at the end of the chat; whether there is anything."""
    work = context.work
    waiting = await requests_before(work, context.person.id)
    for opening, case in waiting:
        key = request_key(opening, context.person.id)
        await work.cards.forget(key)
        await context.say(await request_of(work, context.rules, case, opening), card_key=key, about=case.id)
    return bool(waiting)


async def _decide(update: Update, context: ShouwangContext, number: int, *, granted: bool) -> None:
    opening, card = await decide_opening(context.work, context.rules, number, context.person.id, granted=granted)
    context.toast(phrase(f"toast-opening-{opening.state.value}"), update)
    await context.say(card, card_key=request_key(opening, context.person.id), in_place=True)


async def _look(update: Update, context: ShouwangContext, number: int) -> None:
    """The subject is the request; a name that was opened to somebody else does not exist."""
    opening = await context.work.openings.get(number)
    case = await context.work.cases.get(opening.matter_id) if opening is not None else None
    if opening is None or case is None or opening.asked_by != context.person.id:
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    await show_opened(context.work, opening, case)
    context.toast(None, update)


async def finish_opening(context: ShouwangContext, draft: Draft) -> None:
    """Send the request."""
    case = await allowed_case(context, int(draft.subject), Act.VIEW)
    why, reason = str(draft.answers["why"]), "\n".join(texts_of(draft.answers))
    _opening, asked = await ask_opening(context.work, context.rules, case, context.person.id, why, reason)
    await context.work.drafts.remove(draft.id)
    await context.say(say("opening-asked", number=case.number, count=asked), in_place=True)
    await offer_parked(context)


def opening_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    """Why the name is asked for, before it is."""
    why = phrase(f"opening-why-{draft.answers['why']}")
    return (phrase("confirm-opening", why=why), *words_summary(draft, facts)[:1], phrase("confirm-opening-told"))


REGISTERED_OPENING = RegisteredForm(
    form=OPENING_FORM,
    finish=finish_opening,
    summary=opening_summary,
    changeable=lambda _draft, _facts: ("why", "texts"),
    send_label="button-opening-ask",
)
