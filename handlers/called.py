"""What else an official is called: everybody with a role says it of themselves, an admin of anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.change_called import change_called
from domain.called_form import ADMIN, CALLED, CALLED_FORM, called_now
from domain.messages import listed, say
from domain.refusals import Refusal, RefusalCode
from domain.words import Role
from handlers.form_filling import begin, facts_for, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm

if TYPE_CHECKING:
    from telegram import Update

    from domain.forms import Answers
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def ask_called(update: Update, context: ShouwangContext) -> None:
    """Begin: an admin is asked whose, everybody else means themselves."""
    context.toast(None, update)
    roles = {held.role for held in await context.work.people.holdings_of(context.person.id)}
    if not roles:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    answers: Answers = {ADMIN: True} if Role.ADMIN in roles else {"person": str(context.person.id)}
    await show(context, await begin(context, CALLED, "", answers))


async def _finish(context: ShouwangContext, draft: Draft) -> None:
    work, person = context.work, int(str(draft.answers["person"]))
    word = str(draft.answers["word"]).strip()
    words = called_now(draft.answers, await facts_for(context, draft))
    place = word.removeprefix("x")
    takes_away = word.startswith("x") and place.isdecimal() and int(place) < len(words)
    if takes_away:
        word = words[int(place)]
    await change_called(work, context.rules, person, word, context.person.id, taken_away=takes_away)
    await work.drafts.remove(draft.id)
    now = (await work.called.of([person])).get(person, ())
    name = (await work.people.names([person])).get(person, "—")
    await context.say(say("called-now", name=name, count=len(now), names=listed(now)))
    await offer_parked(context)


REGISTERED_CALLED = RegisteredForm(
    form=CALLED_FORM,
    finish=_finish,
    summary=nothing_to_confirm,
    changeable=no_changes,
    send_label="button-send-addition",
    needs_officials=True,
)
