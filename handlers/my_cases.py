"""My cases: the list, one case, its timeline, adding, nudging, withdrawing, rating, and who has seen one's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.add_to_case import add_to_case
from actions.agree_to_words import agree_to_words
from actions.keep_incident import link_incident
from actions.matter import as_reporter_sees, steps_for_reporter
from actions.nudge_case import nudge_case
from actions.rate_case import rate_case
from actions.reopen_case import reopen_case
from actions.withdraw_case import withdraw_case
from documents.case_card import stage_of
from documents.reporter_card import added_line, list_of_own, really_agree, reporter_card, timeline
from documents.who_saw import who_saw
from domain.case_forms import ANSWER
from domain.forms import files_of, texts_of
from domain.messages import Button, Message, phrase
from domain.refusals import Refusal, RefusalCode
from domain.villager_forms import ADD, ADD_FORM
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, words_summary
from handlers.traces import warn_of_traces
from storage.entries import EntryKind

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.cases import Case
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

# Presses that change something: an older button answers with today's card instead.
CHANGING = frozenset({"m-withdraw", "m-withdraw-yes", "m-rate", "m-reopen", "m-nudge", "m-words-yes"})

WORDS_ACTS = frozenset({"m-words", "m-words-yes"})


async def list_my_cases(_update: Update, context: ShouwangContext) -> None:
    """The person's own cases, newest first."""
    tag = context.work.vault.reporter_tag(context.person.id)
    cases = await context.work.cases.reported_by(tag)
    await context.say(list_of_own(cases, context.rules.township))


async def on_my_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button of one's own case. It is asked anew whose case it is."""
    identifier, _, rest = pressed.subject.partition(".")
    case = await own_case(context, int(identifier)) if identifier.isdigit() else None
    if case is None:
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    if pressed.act in CHANGING and pressed.version != stage_of(await as_reporter_sees(context.work, case)):
        context.toast(phrase("toast-card-changed"), update)
        await show_my_case(context, case, in_place=True)
        return
    context.toast(None, update)
    if pressed.act in WORDS_ACTS:
        await _words(update, context, pressed.act, case)
    else:
        await _act(update, context, pressed.act, case, rest)


async def own_case(context: ShouwangContext, case_id: int) -> Case | None:
    """The person's own case, or None if it is not theirs."""
    tag = context.work.vault.reporter_tag(context.person.id)
    return await context.work.cases.get(case_id) if await context.work.cases.is_reporter(case_id, tag) else None


async def show_my_case(context: ShouwangContext, case: Case, *, in_place: bool = False) -> None:
    """One's own case as a card."""
    entries = await context.work.entries.of(case.id)
    text = next((entry.text for entry in entries if entry.kind is EntryKind.REPORT), "")
    shown = await as_reporter_sees(context.work, case)
    names = await context.work.people.names([shown.handler_id] if shown.handler_id is not None else [])
    card = reporter_card(shown, context.rules.township, context.rules.calendar, text, names, context.work.now)
    await context.say_to_reporter(case.id, card, in_place=in_place)


async def finish_addition(context: ShouwangContext, draft: Draft) -> None:
    """Send an addition to one's own case."""
    case = await own_case(context, int(draft.subject))
    if case is None:
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    await add_to_case(context.work, context.rules, case, "\n".join(texts_of(draft.answers)), files_of(draft.answers))
    await context.work.drafts.remove(draft.id)
    await context.say_to_reporter(case.id, Message(lines=(added_line(case),)), in_place=True)
    await offer_parked(context)


async def join_report(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Make a drafted report an addition to one's own open case."""
    draft_id, _, case_id = pressed.subject.partition(".")
    draft = await context.work.drafts.get(int(draft_id)) if draft_id.isdigit() else None
    case = await own_case(context, int(case_id)) if case_id.isdigit() else None
    if draft is None or draft.person_id != context.person.id or case is None:
        context.toast(phrase("toast-form-gone"), update, alert=True)
        return
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    await add_to_case(context.work, context.rules, case, text, files, joined=True)
    await link_incident(context.work, draft.answers, case, context.person.id)
    await context.work.drafts.remove(draft.id)
    context.toast(None, update)
    await context.say_to_reporter(case.id, Message(lines=(added_line(case),)), in_place=True)


REGISTERED_ADDITION = RegisteredForm(
    form=ADD_FORM,
    finish=finish_addition,
    summary=words_summary,
    changeable=no_changes,
    send_label="button-send-addition",
    on_input=warn_of_traces,
)


async def _act(update: Update, context: ShouwangContext, act: str, case: Case, rest: str) -> None:
    work, rules = context.work, context.rules
    match act:
        case "m-show":
            await show_my_case(context, case, in_place=True)
        case "m-timeline":
            events = await steps_for_reporter(work, case)
            await context.say_to_reporter(case.id, timeline(case, events, rules.township), in_place=True)
        case "m-seen":
            await context.say_to_reporter(case.id, await _seen(context, case), in_place=True)
        case "m-add" | "m-answer":
            draft = await begin(context, ADD if act == "m-add" else ANSWER, str(case.id))
            await show(context, draft)
        case "m-nudge":
            await show_my_case(context, await nudge_case(work, rules, case), in_place=True)
            context.toast(phrase("toast-nudged"), update, alert=True)
        case "m-withdraw":
            shown = await as_reporter_sees(work, case)
            await context.say_to_reporter(case.id, _really_withdraw(shown), in_place=True)
        case "m-withdraw-yes":
            await show_my_case(context, await withdraw_case(work, rules, case), in_place=True)
        case "m-rate":
            await rate_case(work, rules, case, int(rest) if rest.isdigit() else 0)
            thanks = Message(lines=(phrase("rated", stars=int(rest)),))
            await context.say_to_reporter(case.id, thanks, in_place=True)
        case "m-reopen":
            await show_my_case(context, await reopen_case(work, rules, case), in_place=True)
            context.toast(phrase("toast-reopened"), update, alert=True)
        case _:
            await show_my_case(context, case, in_place=True)


async def _words(update: Update, context: ShouwangContext, act: str, case: Case) -> None:
    """Let one's own words be read: first what that means, then yes."""
    if act == "m-words":
        await context.say_to_reporter(case.id, really_agree(case), in_place=True)
        return
    await show_my_case(context, await agree_to_words(context.work, context.rules, case), in_place=True)
    context.toast(phrase("toast-words-agreed"), update, alert=True)


async def _seen(context: ShouwangContext, case: Case) -> Message:
    lines = [phrase(f"seen-known-as-{case.known_as.value}"), *await who_saw(context.work, case, context.rules.township)]
    back = Button(label=phrase("button-back"), act="m-show", subject=str(case.id))
    return Message(lines=tuple(lines), buttons=((back,),))


def _really_withdraw(case: Case) -> Message:
    subject, stage = str(case.id), stage_of(case)
    return Message(
        lines=(phrase("ask-withdraw", number=case.number),),
        buttons=(
            (Button(label=phrase("button-withdraw-yes"), act="m-withdraw-yes", subject=subject, version=stage),),
            (Button(label=phrase("button-back"), act="m-show", subject=subject),),
        ),
    )
