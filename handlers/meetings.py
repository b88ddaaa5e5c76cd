"""Meetings: saying whether one comes, and taking down what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.meetings import Decision, meeting_file, meetings_kept, say_coming, take_decision
from documents.meeting_cards import chair_card, invitation_card, meetings_card
from domain.access import Act
from domain.buttons import number_in, page_in
from domain.forms import files_of, texts_of
from domain.meeting_forms import DECISION, DECISION_FORM, KEEP, MEETING, NO_DATE
from domain.messages import phrase
from domain.refusals import Refusal, RefusalCode
from handlers.case_forms import allowed_case
from handlers.centre_forms import unit_of, unit_phrase
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, words_summary

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.forms import Facts
    from domain.meetings import Meeting
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

SHOWN_MEETINGS = 6


async def press_meetings(_update: Update, context: ShouwangContext, _pressed: Pressed) -> None:
    """The last meetings."""
    await meetings_kept(context.work, context.person.id)
    latest = await context.work.meetings.latest(SHOWN_MEETINGS)
    files = [await meeting_file(context.work, context.rules, each, context.person.id) for each in latest]
    await context.say(meetings_card(files), in_place=True)


async def press_meeting(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """One meeting; the subject is `meeting.page`."""
    await meetings_kept(context.work, context.person.id)
    meeting, page = await _meeting(context, pressed.subject)
    file = await meeting_file(context.work, context.rules, meeting, context.person.id)
    await context.say(chair_card(file, page_in(page)), in_place=True)


async def press_come(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Somebody says whether they come; the subject is `meeting.yes` or `meeting.no`."""
    meeting, said = await _meeting(context, pressed.subject)
    await say_coming(context.work, meeting, context.person.id, comes=said == "yes")
    file = await meeting_file(context.work, context.rules, meeting, context.person.id)
    key = f"meet:{meeting.id}:{context.person.id}"
    await context.say(invitation_card(file, context.person.id), card_key=key, in_place=True)


async def press_decide(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Asks what was decided about one case; the subject is `meeting.case`."""
    await meetings_kept(context.work, context.person.id)
    meeting, number = await _meeting(context, pressed.subject)
    case = await allowed_case(context, number_in(number), Act.TRIAGE)
    await show(context, await begin(context, DECISION, str(case.id), {MEETING: meeting.id}))


async def _finish_decision(context: ShouwangContext, draft: Draft) -> None:
    await meetings_kept(context.work, context.person.id)
    case = await allowed_case(context, int(draft.subject), Act.TRIAGE)
    meeting, _rest = await _meeting(context, str(draft.answers[MEETING]))
    leading, days = str(draft.answers["leading"]), str(draft.answers.get("days", NO_DATE))
    decision = Decision(
        case.responsible_unit if leading == KEEP else unit_of(context, leading),
        int(days) if days.isdecimal() else None,
        "\n".join(texts_of(draft.answers)),
        files_of(draft.answers),
    )
    await take_decision(context.work, context.rules, meeting, case, decision, context.person.id)
    await context.work.drafts.remove(draft.id)
    file = await meeting_file(context.work, context.rules, meeting, context.person.id)
    await context.say(chair_card(file, 0, phrase("meeting-noted", number=case.number)))
    await offer_parked(context)


async def _meeting(context: ShouwangContext, subject: str) -> tuple[Meeting, str]:
    number, _, rest = subject.partition(".")
    found = await context.work.meetings.get(number_in(number))
    if found is None:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    return found, rest


def _summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    """The words, whose the case is, and the date."""
    leading, days = str(draft.answers["leading"]), str(draft.answers.get("days", NO_DATE))
    number = facts.case.number if facts.case is not None else ""
    lines = [phrase("panel-title", number=number)]
    lines.append(phrase("confirm-decide-keep") if leading == KEEP else unit_phrase("card-leading", leading, facts))
    lines += [phrase("confirm-decide-days", days=int(days))] if days.isdecimal() else []
    return (*lines, *words_summary(draft, facts))


REGISTERED_DECISION = RegisteredForm(DECISION_FORM, _finish_decision, _summary, no_changes, "button-do-it")
