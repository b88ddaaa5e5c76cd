"""Report something: the villager's first message becomes a draft, the draft a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.file_report import Report, file_report
from actions.find_likely_duplicate import find_likely_duplicate
from actions.keep_incident import link_incident
from actions.screening import link_to_round
from documents.case_card import excerpt
from documents.wording import particulars_lines
from domain.about_field import about_names, about_persons
from domain.cases import KnownAs
from domain.durations import DAY_MS
from domain.forms import files_of, texts_of
from domain.messages import Button, Localised, Message, Phrase, listed, phrase
from domain.refusals import Refusal, RefusalCode
from domain.report_form import NO_VILLAGE, REPORT, REPORT_FORM, is_urgent, kind_of
from domain.wording import holds_words, particulars_of
from domain.words import CaseKind
from handlers.form_filling import begin, begin_with, facts_for, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.menu import keyboard
from handlers.traces import warn_of_traces
from storage.cases import Place
from storage.due import DueKind
from storage.vault import Identity

if TYPE_CHECKING:
    from telegram import Update

    from domain.cases import Case
    from domain.forms import Answers, Facts, Input
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

JOIN_OFFERED = "join_offered"


async def start_report(_update: Update, context: ShouwangContext, *, urgent: bool = False) -> None:
    """The person wants to report something: take up the open report, or begin one."""
    active = await context.work.drafts.active(context.person.id)
    if active is not None and active.form == REPORT:
        if urgent and not is_urgent(active.answers):
            active = await context.work.drafts.save(active, {**active.answers, "urgent": True}, active.asked)
        note = phrase("danger-first") if urgent else phrase("note-going-on")
        await show(context, active, note=note)
        return
    draft = await begin(context, REPORT, "", {"urgent": True} if urgent else None)
    await show(context, draft, note=phrase("danger-first") if urgent else None)


async def report_by_message(context: ShouwangContext, given: Input) -> None:
    """Whatever somebody sends first begins a report."""
    if not context.suggestion(given.text.strip()).urgent:
        # Somebody in danger is told first whom to ring.
        await _greet(context)
    await begin_with(context, REPORT, given)


async def watch(context: ShouwangContext, draft: Draft, given: Input) -> Draft:
    """Each message as it comes: danger first, then what a recording or a document gives away."""
    return await warn_of_traces(context, await warn_of_danger(context, draft, given), given)


async def warn_of_danger(context: ShouwangContext, draft: Draft, given: Input) -> Draft:
    """Danger words: say first whom to ring, once."""
    if draft.answers.get("danger_told") or not context.suggestion(given.text.strip()).urgent:
        return draft
    await context.say(Message(lines=(phrase("danger-first"),)))
    soon = context.work.now + context.rules.township.urgent.acknowledge_within_ms
    await context.work.due.set(DueKind.DRAFT, str(draft.id), soon)
    return await context.work.drafts.save(draft, {**draft.answers, "danger_told": True}, draft.asked)


async def finish_report(context: ShouwangContext, draft: Draft) -> None:
    """Send the report, unless it looks like one's own open case: then ask first."""
    facts = await facts_for(context, draft)
    await _refuse_too_many(context)
    if not draft.answers.get(JOIN_OFFERED):
        likely = await find_likely_duplicate(
            context.work, context.person.id, _kind(draft.answers, facts), draft.answers
        )
        if likely is not None:
            await _offer_to_join(context, draft, likely)
            return
    filed = await file_report(context.work, context.rules, _report(context, draft.answers, facts))
    await link_incident(context.work, draft.answers, filed.case, context.person.id)
    linked = await link_to_round(context.work, context.rules, draft.answers, filed.case, context.person.id)
    await context.work.drafts.remove(draft.id)
    await context.work.due.clear(DueKind.DRAFT, str(draft.id))
    if filed.receipt is not None:
        await context.say(_receipt(filed.receipt, urgent=is_urgent(draft.answers)), in_place=True)
    else:
        await context.say_to_reporter(
            filed.case.id, _thanks(filed.case, urgent=is_urgent(draft.answers)), in_place=True
        )
    if linked is False:
        await context.say(Message(lines=(phrase("round-not-linked"),)))
    await offer_parked(context)


async def _refuse_too_many(context: ShouwangContext) -> None:
    """One person's reports of a day have a limit, so that nobody drowns the others. The draft stays."""
    since = context.work.now - DAY_MS
    tag = context.work.vault.reporter_tag(context.person.id)
    limit = context.rules.township.limits.reports_a_day
    if await context.work.cases.count_reported_since(tag, since) >= limit:
        raise Refusal(RefusalCode.TOO_MANY_REPORTS, {"limit": limit})


def summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    """The lines of the confirmation."""
    answers, township = draft.answers, facts.township
    words = "\n".join(texts_of(answers))
    unit = str(answers.get("unit", NO_VILLAGE))
    lines = [
        phrase("confirm-urgent") if is_urgent(answers) else phrase("confirm-title"),
        phrase("confirm-text", text=excerpt(words, 1500)) if words else phrase("confirm-no-text"),
        phrase("confirm-category", category=Localised(name=township.category(str(answers["category"])).name)),
        phrase("confirm-village", unit=Localised(name=township.unit(unit).name))
        if unit != NO_VILLAGE
        else phrase("confirm-no-village"),
    ]
    if answers.get("place"):
        lines.append(phrase("confirm-place", place=str(answers["place"])))
    elif answers.get("latitude") is not None:
        lines.append(phrase("confirm-place-on-map"))
    files = len(files_of(answers))
    if files:
        lines.append(phrase("confirm-files", count=files))
    lines.append(_known_as_line(answers, facts))
    lines += _wording_lines(answers, facts)
    about = about_persons(answers)
    names = dict.fromkeys(official.name for official in facts.officials if official.person_id in about)
    names |= dict.fromkeys(about_names(answers))
    if names:
        lines.append(phrase("confirm-about", name=listed(names)))
    return tuple(lines)


def changeable(draft: Draft, facts: Facts) -> tuple[str, ...]:
    """The answers that can be changed on the confirmation."""
    fields = ["texts", "kind", "category", "unit", "place", "about", "known_as"]
    if draft.answers.get("known_as") == KnownAs.NAMED.value:
        fields += ["name", "contact"]
    elif _kind(draft.answers, facts) is CaseKind.TIP and not is_urgent(draft.answers):
        fields += ["words", *(["tip_what", "tip_when"] if _held(draft.answers, facts) else [])]
    return tuple(fields)


def toggles(draft: Draft) -> tuple[tuple[str, str], ...]:
    """The button that makes a report urgent, or not: the answer it turns and its label."""
    return (("urgent", "button-not-urgent" if is_urgent(draft.answers) else "button-urgent"),)


REGISTERED_REPORT = RegisteredForm(
    form=REPORT_FORM,
    finish=finish_report,
    summary=summary,
    changeable=changeable,
    send_label="button-send-report",
    on_input=watch,
    toggles=toggles,
    kept_for_later=True,
    needs_officials=True,
)


def _report(context: ShouwangContext, answers: Answers, facts: Facts) -> Report:
    unit = str(answers.get("unit", NO_VILLAGE))
    latitude, longitude = answers.get("latitude"), answers.get("longitude")
    name = str(answers.get("name") or context.person.name)
    contact = answers.get("contact")
    place = answers.get("place")
    held = _held(answers, facts)
    return Report(
        kind=_kind(answers, facts),
        category=str(answers["category"]),
        unit=facts.township.centre.code if unit == NO_VILLAGE else unit,
        text="\n".join(texts_of(answers)),
        attachments=files_of(answers),
        place=Place(
            words=str(place) if place else None,
            latitude=latitude if isinstance(latitude, float) else None,
            longitude=longitude if isinstance(longitude, float) else None,
        ),
        urgent=is_urgent(answers),
        known_as=KnownAs(str(answers["known_as"])),
        reporter=Identity(
            person_id=context.person.id,
            telegram_id=context.person.telegram_id,
            name=name,
            contact=str(contact) if contact else None,
        ),
        about=about_persons(answers),
        about_names=about_names(answers),
        words_held=held,
        particulars=particulars_of(answers) if held else None,
    )


def _held(answers: Answers, facts: Facts) -> bool:
    named = answers.get("known_as") == KnownAs.NAMED.value
    return not named and holds_words(answers, _kind(answers, facts))


def _wording_lines(answers: Answers, facts: Facts) -> tuple[Phrase, ...]:
    """What whoever deals with a tip reads of it."""
    if _kind(answers, facts) is not CaseKind.TIP:
        return ()
    if _held(answers, facts):
        return (*particulars_lines(particulars_of(answers)), phrase("confirm-words-held"))
    return (phrase("confirm-words-shown"),)


def _kind(answers: Answers, facts: Facts) -> CaseKind:
    return kind_of(answers, facts) or CaseKind.HAZARD


def _known_as_line(answers: Answers, facts: Facts) -> Phrase:
    way = str(answers["known_as"])
    if way == KnownAs.NAMED.value:
        return phrase("confirm-known-as-named", name=str(answers.get("name") or facts.person_name))
    return phrase(f"confirm-known-as-{way}")


async def _offer_to_join(context: ShouwangContext, draft: Draft, case: Case) -> None:
    draft = await context.work.drafts.save(draft, {**draft.answers, JOIN_OFFERED: True}, None)
    buttons = (
        (Button(label=phrase("button-join"), act="r-join", subject=f"{draft.id}.{case.id}"),),
        (Button(label=phrase("button-not-the-same"), act="f-send", subject=str(draft.id), version=draft.version),),
    )
    message = Message(lines=(phrase("ask-join", number=case.number),), buttons=buttons)
    await context.say(message, card_key=f"draft:{draft.id}", in_place=True)


async def _greet(context: ShouwangContext) -> None:
    """Somebody who writes before pressing "start": who is speaking here, and the lasting keyboard."""
    if context.person.welcomed_at is None:
        await context.work.people.welcomed(context.person.id)
        line = phrase("welcome", township=Localised(name=context.rules.township.name))
        await context.say(Message(lines=(line,), menu=keyboard(works=False)))


def _thanks(case: Case, *, urgent: bool) -> Message:
    lines = [phrase("filed-urgent" if urgent else "filed", number=case.number)]
    subject = str(case.id)
    buttons = (
        (Button(label=phrase("button-show-mine"), act="m-show", subject=subject),),
        (Button(label=phrase("button-add"), act="m-add", subject=subject),),
    )
    return Message(lines=tuple(lines), buttons=buttons)


def _receipt(digits: str, *, urgent: bool) -> Message:
    lines = [phrase("filed-unlinked", receipt=digits)]
    if urgent:
        lines.append(phrase("danger-first"))
    return Message(lines=tuple(lines))
