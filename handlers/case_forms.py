"""What the officials' forms do when they are sent: one action each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.answer_question import answer_question
from actions.ask_reporter import ask_reporter
from actions.assign_case import assign_case
from actions.change_case import case_of
from actions.close_case import close_case
from actions.hand_up_case import hand_up_case
from actions.log_progress import log_progress
from actions.settle_case import settle_case
from actions.tell import card_for
from domain.access import Act, may
from domain.case_forms import (
    ANSWER_FORM,
    ASK_FORM,
    ASSIGN_FORM,
    CLOSE_FORM,
    HAND_UP_FORM,
    PROGRESS_FORM,
    SENT_ON,
    SETTLE_FORM,
    assignees,
    stands_otherwise,
)
from domain.forms import files_of, texts_of
from domain.messages import Localised, phrase, say
from domain.refusals import Refusal, RefusalCode
from handlers.form_filling import offer_parked
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm, words_summary
from handlers.traces import warn_of_traces

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.forms import Facts
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def allowed_case(context: ShouwangContext, case_id: int, act: Act) -> Case:
    """The case, if the person may do this to it now. To everybody else it does not exist."""
    case = await case_of(context.work, case_id)
    named = await context.work.conflicts.of(case.id)
    viewer = await context.work.people.viewer(context.person.id)
    if not may(viewer, Act.VIEW, case, named):
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    if not may(viewer, act, case, named):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    return case


async def show_result(context: ShouwangContext, case: Case, headline: Phrase | None = None) -> None:
    """Put the case's present card in the place of the message that was pressed."""
    card = await card_for(context.work, context.rules, case, context.person.id, headline)
    await context.say(card, card_key=f"case:{case.id}:{context.person.id}", in_place=True)


async def _finish_progress(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.LOG_PROGRESS)
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    await end_form(
        context, draft, await log_progress(context.work, context.rules, case, context.person.id, text, files)
    )


async def _finish_ask(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.ASK)
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    await end_form(
        context, draft, await ask_reporter(context.work, context.rules, case, context.person.id, text, files)
    )


async def _finish_settle(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.SETTLE)
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    await end_form(context, draft, await settle_case(context.work, context.rules, case, context.person.id, text, files))


async def _finish_close(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.CLOSE)
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    outcome = str(draft.answers["outcome"])
    elsewhere = str(draft.answers["elsewhere"]) if outcome in SENT_ON else None
    closed = await close_case(context.work, context.rules, case, context.person.id, outcome, text, files, elsewhere)
    await end_form(context, draft, closed)


async def _finish_hand_up(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.HAND_UP)
    reason = "\n".join(texts_of(draft.answers))
    await end_form(context, draft, await hand_up_case(context.work, context.rules, case, context.person.id, reason))


async def _finish_assign(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.VIEW)
    if stands_otherwise(draft.answers, case):
        await end_as_it_stands(context, draft, case)
        return
    case = await allowed_case(context, case.id, Act.ASSIGN)
    wanted = int(str(draft.answers["person"]))
    holders = await context.work.people.holders()
    named = await context.work.conflicts.of(case.id)
    to = next((each for each in assignees(case, holders, named) if each.person_id == wanted), None)
    if to is None:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    await end_form(context, draft, await assign_case(context.work, context.rules, case, to, context.person.id))


async def _finish_answer(context: ShouwangContext, draft: Draft) -> None:
    tag = context.work.vault.reporter_tag(context.person.id)
    case_id = int(draft.subject)
    if not await context.work.cases.is_reporter(case_id, tag):
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    case = await case_of(context.work, case_id)
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    await answer_question(context.work, context.rules, case, text, files)
    await context.work.drafts.remove(draft.id)
    await context.say_to_reporter(case.id, say("answered", number=case.number), in_place=True)
    await offer_parked(context)


async def end_form(context: ShouwangContext, draft: Draft, case: Case, headline: Phrase | None = None) -> None:
    """A form about a case has done its work: the case's card stands in its place."""
    await context.work.drafts.remove(draft.id)
    await show_result(context, case, headline)
    await offer_parked(context)


async def end_as_it_stands(context: ShouwangContext, draft: Draft, case: Case) -> None:
    """Somebody else was faster: nothing is done, and the card shows what they did."""
    await end_form(context, draft, case, phrase("headline-done-meanwhile"))


def _close_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    outcome = phrase("confirm-outcome", outcome=phrase(f"outcome-{draft.answers['outcome']}"))
    to = facts.township.mediation.place_to_turn(str(draft.answers.get("elsewhere")))
    if to is not None and draft.answers["outcome"] in SENT_ON:
        how = phrase("confirm-elsewhere", name=Localised(name=to.name), how=Localised(name=to.how))
        return (outcome, how, *words_summary(draft, facts))
    return (outcome, *words_summary(draft, facts))


SEND = "button-send-addition"
CASE_FORMS = (
    RegisteredForm(PROGRESS_FORM, _finish_progress, words_summary, no_changes, SEND),
    RegisteredForm(ASK_FORM, _finish_ask, words_summary, no_changes, SEND),
    RegisteredForm(ANSWER_FORM, _finish_answer, words_summary, no_changes, SEND, on_input=warn_of_traces),
    RegisteredForm(SETTLE_FORM, _finish_settle, words_summary, no_changes, SEND),
    RegisteredForm(CLOSE_FORM, _finish_close, _close_summary, lambda _draft, _facts: ("outcome", "texts"), SEND),
    RegisteredForm(HAND_UP_FORM, _finish_hand_up, words_summary, no_changes, SEND),
    RegisteredForm(ASSIGN_FORM, _finish_assign, nothing_to_confirm, no_changes, SEND, needs_officials=True),
)
