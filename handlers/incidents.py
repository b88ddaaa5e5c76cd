"""An incident in one tap: what a patroller met; one more tap makes it a case in their name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.keep_incident import INCIDENT_ANSWER, keep_incident, place_on
from actions.tell_sos import current_shift
from documents.incident_card import kept_card
from domain.cases import KnownAs
from domain.forms import FILES, TEXTS, files_of, next_field, texts_of
from domain.incident_form import INCIDENT, INCIDENT_FORM
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from domain.report_form import REPORT
from handlers.form_filling import begin, facts_for, finish, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes
from handlers.report import start_report

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Answers, Facts
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft
    from storage.incidents import Incident

INCIDENT_ACTS = frozenset({"o-incident", "o-case"})


async def on_incident_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Something happened, or what happened is to be a case."""
    context.toast(None, update)
    if pressed.act == "o-case":
        await _make_case(update, context, pressed)
        return
    own = await current_shift(context.work, context.rules, context.person.id)
    if own is None:
        # On no shift there is no lead to tell; everybody may report.
        await start_report(update, context)
        return
    place = await place_on(context.work, own)
    answers: Answers = {} if place is None else {"latitude": place[0], "longitude": place[1]}
    await show(context, await begin(context, INCIDENT, "", answers))


async def finish_incident(context: ShouwangContext, draft: Draft) -> None:
    """Keep it. Who is on no shift any more has the same words as a report."""
    own = await current_shift(context.work, context.rules, context.person.id)
    await context.work.drafts.remove(draft.id)
    if own is None:
        answers = {key: draft.answers[key] for key in (TEXTS, FILES, "latitude", "longitude") if key in draft.answers}
        await show(context, await begin(context, REPORT, "", answers))
        return
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    incident = await keep_incident(context.work, context.rules, own, text, files, _place(draft.answers))
    await context.say(kept_card(incident), in_place=True)
    await offer_parked(context)


async def _make_case(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """A report with everything that is known. What is missing is asked; where nothing is, it is filed at once."""
    number = int(pressed.subject) if pressed.subject.isdecimal() else 0
    incident = await context.work.incidents.get(number)
    if incident is None or incident.person_id != context.person.id:
        raise Refusal(RefusalCode.NOT_ALLOWED)
    if incident.matter_id is not None:
        case = await context.work.cases.get(incident.matter_id)
        context.toast(phrase("toast-incident-case", number=case.number if case else "—"), update, alert=True)
        return
    if incident.erased_at is not None:
        raise Refusal(RefusalCode.INCIDENT_GONE)
    draft = await _draft_of(context, incident) or await begin(context, REPORT, "", await _answers(context, incident))
    if next_field(context.forms[REPORT].form, draft.answers, await facts_for(context, draft)) is None:
        await finish(context, draft)
    else:
        await show(context, draft)


async def _draft_of(context: ShouwangContext, incident: Incident) -> Draft | None:
    """The report that was begun of it before, if it was left half-made."""
    drafts = context.work.drafts
    active = await drafts.active(context.person.id)
    for draft in (*((active,) if active else ()), *await drafts.parked(context.person.id)):
        if draft.answers.get(INCIDENT_ANSWER) == incident.id:
            await drafts.resume(draft)
            return await drafts.get(draft.id)
    return None


async def _answers(context: ShouwangContext, incident: Incident) -> Answers:
    shift = await context.work.shifts.shift(incident.shift_id)
    answers: Answers = {
        INCIDENT_ANSWER: incident.id,
        TEXTS: [incident.text] if incident.text else [],
        FILES: [file.model_dump(mode="json") for file in incident.attachments],
        "known_as": KnownAs.NAMED.value,
        "name": context.person.name,
    }
    if shift is not None:
        answers["unit"] = shift.unit
    if incident.place is not None:
        answers["latitude"], answers["longitude"] = incident.place
    return answers


def _place(answers: Answers) -> tuple[float, float] | None:
    latitude, longitude = answers.get("latitude"), answers.get("longitude")
    return (latitude, longitude) if isinstance(latitude, float) and isinstance(longitude, float) else None


def incident_summary(draft: Draft, _facts: Facts) -> tuple[Phrase, ...]:
    """What was met, before it is kept."""
    words, files = "\n".join(texts_of(draft.answers)), len(files_of(draft.answers))
    return (
        phrase("confirm-incident"),
        phrase("confirm-text", text=words[:1500]) if words else phrase("confirm-no-text"),
        *((phrase("confirm-files", count=files),) if files else ()),
        phrase("incident-placed" if _place(draft.answers) is not None else "incident-not-placed"),
        phrase("confirm-words-more"),
    )


REGISTERED_INCIDENT = RegisteredForm(
    form=INCIDENT_FORM,
    finish=finish_incident,
    summary=incident_summary,
    changeable=no_changes,
    send_label="button-send-incident",
)
