"""What the forms around a mediation do when they are sent: one action each."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from actions.appoint import answer_appointment, propose_appointment
from actions.change_case import case_of
from actions.change_parties import add_party
from actions.close_case import close_case
from actions.draft_agreement import draft_agreement
from actions.extend_case import extend_case
from actions.joint_mediators import toggle_joint_mediator
from actions.record_session import record_session
from actions.show_mediation import view_of
from actions.sign_agreement import sign_agreement
from actions.stop_mediation import stop_mediation
from documents.case_card import excerpt
from documents.mediation_card import parties_card
from domain.access import Act
from domain.forms import files_of, texts_of
from domain.made_documents import agreement_document
from domain.mediation import Side
from domain.mediation_forms import (
    AGREE_FORM,
    APPOINT_FORM,
    ELSEWHERE,
    EXTEND_FORM,
    JOINT_FORM,
    NO,
    OTHER_TIME_FORM,
    PARTY_FORM,
    SESSION_FORM,
    SIGN_FORM,
    STOP_FORM,
    YES,
    appointment_of,
    may_mediate_along,
    place_words,
    promises_of,
    shown_day,
)
from domain.messages import Day, Message, Moment, phrase
from domain.refusals import Refusal, RefusalCode
from handlers.case_forms import allowed_case, show_result
from handlers.form_filling import facts_for, offer_parked
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm, words_summary
from handlers.mediation import mediated_case, show_mediation
from handlers.mediation_parties import answer, mediated_for, party_or_reporter
from storage.agreements import PromisedWords
from storage.parties import PartyWords

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.forms import Facts
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft


async def _finish_party(context: ShouwangContext, draft: Draft) -> None:
    case = await mediated_case(context, int(draft.subject))
    answers = draft.answers
    minor, agrees = answers["minor"] == YES, answers["agrees"] == YES
    words = PartyWords(
        name=str(answers["name"]),
        particulars=_words(answers.get("particulars")),
        contact=_words(answers.get("contact")) if agrees else None,
        representative=_words(answers.get("representative")) if answers["minor"] != NO else None,
    )
    side, person = Side(str(answers["side"])), context.person.id
    await add_party(context.work, context.rules, case, side, words, minor=minor, may_contact=agrees, by=person)
    await context.work.drafts.remove(draft.id)
    card = parties_card(await view_of(context.work, context.rules, case, mediates=True))
    await context.say(card, in_place=True, about=case.id)
    await offer_parked(context)


async def _finish_joint(context: ShouwangContext, draft: Draft) -> None:
    case = await mediated_case(context, int(draft.subject))
    facts = await facts_for(context, draft)
    chosen = str(draft.answers["person"])
    wanted = int(str(draft.answers["other"]) if chosen == ELSEWHERE else chosen)
    if all(held.person_id != wanted for held in may_mediate_along(facts)):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    await toggle_joint_mediator(context.work, context.rules, case, wanted, context.person.id)
    await _end(context, draft, await case_of(context.work, case.id))


async def _finish_appoint(context: ShouwangContext, draft: Draft) -> None:
    case = await mediated_case(context, int(draft.subject))
    facts = await facts_for(context, draft)
    typed, named = place_words(draft.answers, facts)
    place = named.name.in_language(context.rules.township.default_language) if named is not None else str(typed)
    at = context.rules.calendar.instant(appointment_of(draft.answers, context.rules.township.time_zone))
    await propose_appointment(context.work, context.rules, case, at, place, context.person.id)
    await _end(context, draft, case)


async def _finish_other_time(context: ShouwangContext, draft: Draft) -> None:
    """Of a party, or of the reporter: when else they could."""
    case_id, party_id, appointment_id = map(int, draft.subject.split("."))
    own = await case_of(context.work, case_id)
    party = await party_or_reporter(context, own, party_id)
    case = await mediated_for(context, own, party)
    await answer_appointment(context.work, context.rules, case, appointment_id, party, str(draft.answers["word"]))
    await context.work.drafts.remove(draft.id)
    await answer(context, own, party, Message(lines=(phrase("mediation-passed-on"),)), in_place=False)
    await offer_parked(context)


async def _finish_session(context: ShouwangContext, draft: Draft) -> None:
    case = await mediated_case(context, int(draft.subject))
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    changed = await record_session(context.work, context.rules, case, text, files, context.person.id)
    await _end(context, draft, changed)


async def _finish_stop(context: ShouwangContext, draft: Draft) -> None:
    """Stop, and close with what was written: the handler alone closes, who mediates along only stops."""
    case = await mediated_case(context, int(draft.subject))
    reason, person = str(draft.answers["reason"]), context.person.id
    closes = case.handler_id == person
    await stop_mediation(context.work, context.rules, case, reason, by=person, closes=closes)
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    if closes:
        case = await close_case(context.work, context.rules, case, person, "failed", text, files)
    await _end(context, draft, case)


async def _finish_agree(context: ShouwangContext, draft: Draft) -> None:
    case = await mediated_case(context, int(draft.subject))
    zone = context.rules.calendar.zone
    morning = context.rules.township.mediation.ask_at
    promises = [
        PromisedWords(side, context.rules.calendar.instant(datetime.combine(day, morning, zone)), what)
        for side, what, day in promises_of(draft.answers)
    ]
    facts = str(draft.answers["facts"])
    paper = await draft_agreement(context.work, context.rules, case, facts, promises, context.person.id)
    await context.work.drafts.remove(draft.id)
    lines = (phrase("mediation-document", number=case.number), phrase("mediation-document-how", count=paper.copies))
    await context.say(Message(lines=lines, attachments=(agreement_document(paper.id),)))
    await show_mediation(context, case, in_place=False)
    await offer_parked(context)


async def _finish_sign(context: ShouwangContext, draft: Draft) -> None:
    case = await mediated_case(context, int(draft.subject))
    day = date.fromisoformat(str(draft.answers["signed_on"]))
    calendar, now = context.rules.calendar, context.work.now
    today = calendar.local(now).date()
    signed_at = now if day >= today else calendar.instant(datetime.combine(day, time(12), calendar.zone))
    text, files = "\n".join(texts_of(draft.answers)), files_of(draft.answers)
    changed = await sign_agreement(context.work, context.rules, case, signed_at, text, files, context.person.id)
    until = Day(at=signed_at + context.rules.township.mediation.confirmation_within_ms)
    await context.work.drafts.remove(draft.id)
    await show_mediation(context, changed, phrase("mediation-in-effect", until=until))
    await offer_parked(context)


async def _finish_extend(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.EXTEND)
    consent = str(draft.answers["consent"])
    changed = await extend_case(context.work, context.rules, case, context.person.id, consent)
    await context.work.drafts.remove(draft.id)
    await show_result(context, changed)
    await offer_parked(context)


async def _end(context: ShouwangContext, draft: Draft, case: Case) -> None:
    await context.work.drafts.remove(draft.id)
    await show_mediation(context, case)
    await offer_parked(context)


def _words(answer_given: object) -> str | None:
    return str(answer_given) if answer_given else None


def _party_summary(draft: Draft, _facts: Facts) -> tuple[Phrase, ...]:
    answers = draft.answers
    lines = [phrase("confirm-party", side=phrase(f"side-{answers['side']}"), name=str(answers["name"]))]
    if answers["minor"] != NO:
        label = "mediation-minor" if answers["minor"] == YES else "mediation-represented"
        lines.append(phrase(label, name=str(answers["representative"])))
    if answers.get("particulars"):
        lines.append(phrase("mediation-word", text=str(answers["particulars"])))
    agrees = answers["agrees"] == YES
    lines.append(phrase("confirm-party-agrees" if agrees else "confirm-party-not"))
    if agrees and answers.get("contact"):
        lines.append(phrase("mediation-word", text=str(answers["contact"])))
    return tuple(lines)


def _appoint_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    at = Moment(at=round(appointment_of(draft.answers, facts.township.time_zone).timestamp() * 1000))
    typed, named = place_words(draft.answers, facts)
    place = typed if named is None else named
    return (phrase("confirm-appointment", at=at, place=place or ""), phrase("confirm-appointment-who"))


def _agree_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    lines = [phrase("confirm-agreement"), phrase("mediation-word", text=excerpt(str(draft.answers["facts"]), 600))]
    for number, (side, what, day) in enumerate(promises_of(draft.answers), 1):
        lines.append(
            phrase(
                "confirm-promise",
                count=number,
                side=phrase(f"side-{side.value}"),
                text=excerpt(what, 200),
                day=shown_day(day, facts),
            )
        )
    return tuple(lines)


def _sign_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    day = shown_day(date.fromisoformat(str(draft.answers["signed_on"])), facts)
    return (phrase("confirm-signed", day=day), *words_summary(draft, facts)[:-1])


def _stop_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    reason = phrase(f"stop-{str(draft.answers['reason']).replace('_', '-')}")
    return (phrase("confirm-stop", reason=reason), *words_summary(draft, facts))


def _fields(*names: str) -> tuple[str, ...]:
    return names


SEND = "button-mediation-right"
MEDIATION_FORMS = (
    RegisteredForm(
        PARTY_FORM, _finish_party, _party_summary, lambda _draft, _facts: _fields("side", "name", "particulars"), SEND
    ),
    RegisteredForm(JOINT_FORM, _finish_joint, nothing_to_confirm, no_changes, SEND, needs_officials=True),
    RegisteredForm(
        APPOINT_FORM, _finish_appoint, _appoint_summary, lambda _draft, _facts: _fields("day", "time", "place"), SEND
    ),
    RegisteredForm(OTHER_TIME_FORM, _finish_other_time, nothing_to_confirm, no_changes, SEND),
    RegisteredForm(SESSION_FORM, _finish_session, words_summary, no_changes, SEND),
    RegisteredForm(STOP_FORM, _finish_stop, _stop_summary, lambda _draft, _facts: _fields("reason", "texts"), SEND),
    RegisteredForm(AGREE_FORM, _finish_agree, _agree_summary, lambda _draft, _facts: _fields("facts"), SEND),
    RegisteredForm(SIGN_FORM, _finish_sign, _sign_summary, no_changes, SEND),
    RegisteredForm(EXTEND_FORM, _finish_extend, nothing_to_confirm, no_changes, SEND),
)
