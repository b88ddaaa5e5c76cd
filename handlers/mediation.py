"""Presses under a mediation's card, by those who mediate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.answer_promise import answer_promise
from actions.appoint import cancel_appointment
from actions.change_parties import party_of, remove_party
from actions.draft_agreement import check_agreement
from actions.link_party import make_party_link
from actions.mediating import mediates, mediation_of
from actions.note_court import note_confirmation, note_court
from actions.note_read import ReadPart, note_read
from actions.show_mediation import mediation_card_for, view_of
from documents.case_card import attachments_of, entry_line
from documents.mediation_card import confirmation_card, court_card, mediation_stage, parties_card, promise_card
from domain.access import Act
from domain.buttons import number_in
from domain.made_documents import agreement_document, relayed
from domain.mediation import Confirmation, Court, PromiseState
from domain.mediation_forms import AGREE, APPOINT, JOINT, PARTY, SESSION, SIDES, SIGN, STOP, asked_at
from domain.messages import Attachment, AttachmentKind, Live, Message, phrase
from domain.refusals import Refusal, RefusalCode
from handlers.case_forms import allowed_case
from handlers.form_filling import begin, show
from handlers.mediation_parties import PARTY_ACTS, on_party_press
from storage.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import Update

    from domain.buttons import Pressed
    from domain.cases import Case
    from domain.forms import Answers
    from domain.messages import Phrase
    from handlers.context import ShouwangContext

FORMS: Mapping[str, str] = {
    "d-party-new": PARTY,
    "d-joint": JOINT,
    "d-appoint": APPOINT,
    "d-session": SESSION,
    "d-agree": AGREE,
    "d-sign": SIGN,
    "d-stop": STOP,
}
SHOWN = frozenset(
    {"d-parties", "d-party-off", "d-party-link", "d-document", "d-promise", "d-ask-confirm", "d-ask-court"}
)
CHANGING = frozenset({*FORMS, "d-appoint-off", "d-kept", "d-broken", "d-confirm", "d-court"})
"""Presses for which the card must be today's: an older one answers with it instead."""


async def on_mediation_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button around a mediation. Whether it is still allowed is asked anew."""
    if pressed.act in PARTY_ACTS:
        await on_party_press(update, context, pressed)
        return
    number, _, rest = pressed.subject.partition(".")
    case = await allowed_case(context, number_in(number), Act.VIEW)
    if pressed.act == "d-open":
        context.toast(None, update)
        await show_mediation(context, case)
        return
    if pressed.act == "d-paper":
        context.toast(None, update)
        await _show_paper(context, await allowed_case(context, case.id, Act.VIEW_PAPER))
        return
    await mediated_case(context, case.id)
    if pressed.act in CHANGING and pressed.version != mediation_stage(
        case, await context.work.mediations.file(case.id)
    ):
        context.toast(phrase("toast-card-changed"), update)
        await show_mediation(context, case)
        return
    context.toast(None, update)
    if pressed.act in FORMS:
        await _begin(context, case, FORMS[pressed.act])
    else:
        await _act(context, case, pressed.act, rest)


async def mediated_case(context: ShouwangContext, case_id: int) -> Case:
    """The case, if the person mediates it now. To whom may not see it it does not exist."""
    case = await allowed_case(context, case_id, Act.VIEW)
    if not await mediates(context.work, case, context.person.id):
        raise Refusal(RefusalCode.NOT_ALLOWED)
    return case


async def show_mediation(
    context: ShouwangContext, case: Case, headline: Phrase | None = None, *, in_place: bool = True
) -> None:
    """The card as it is today."""
    own = await mediates(context.work, case, context.person.id)
    card = await mediation_card_for(context.work, context.rules, case, context.person.id, headline, mediates=own)
    await context.say(card, in_place=in_place, about=case.id)


async def _begin(context: ShouwangContext, case: Case, form: str) -> None:
    answers: Answers = asked_at(context.work.now)
    if form == AGREE:
        await check_agreement(context.work, case)
        parties = await context.work.parties.of(case.id)
        answers[SIDES] = list(dict.fromkeys(party.side.value for party in parties))
    await show(context, await begin(context, form, str(case.id), answers))


async def _act(context: ShouwangContext, case: Case, act: str, rest: str) -> None:
    if act in SHOWN:
        await _show(context, case, act, rest)
        return
    work, rules, person = context.work, context.rules, context.person.id
    match act:
        case "d-appoint-off":
            await cancel_appointment(work, rules, case, person)
        case "d-kept" | "d-broken":
            state = PromiseState.KEPT if act == "d-kept" else PromiseState.BROKEN
            await answer_promise(work, rules, case, number_in(rest), state, person)
        case "d-confirm" if rest in set(Confirmation):
            await note_confirmation(work, rules, case, Confirmation(rest), person)
        case "d-court" if rest in set(Court):
            await note_court(work, rules, case, Court(rest), person)
        case _:
            raise Refusal(RefusalCode.BUTTON_BROKEN)
    await show_mediation(context, case)


async def _show(context: ShouwangContext, case: Case, act: str, rest: str) -> None:
    """What opens another card or sends something."""
    work, rules = context.work, context.rules
    match act:
        case "d-party-link":
            await _make_link(context, case, number_in(rest))
            return
        case "d-document":
            await _send_document(context, case)
            return
        case "d-party-off":
            await remove_party(work, rules, case, await party_of(work, case, number_in(rest)), context.person.id)
        case _:
            pass
    view = await view_of(work, rules, case, mediates=True)
    match act:
        case "d-promise":
            card = promise_card(view, number_in(rest))
        case "d-ask-confirm":
            card = confirmation_card(view)
        case "d-ask-court":
            card = court_card(view)
        case _:
            card = parties_card(view)
    await context.say(card, in_place=True, about=case.id)


async def _make_link(context: ShouwangContext, case: Case, party_id: int) -> None:
    """The party's personal link with its code to scan, shown once."""
    party = await party_of(context.work, case, party_id)
    start = await make_party_link(context.work, context.rules, party)
    link = f"https://t.me/{context.bot_data.bot_username}?start={start}"
    line = phrase("mediation-party-link", name=party.words.name, link=Live(text=link))
    code = Attachment(kind=AttachmentKind.PHOTO, qr=link)
    await context.say(Message(lines=(line,), attachments=(code,)), about=case.id)


async def _show_paper(context: ShouwangContext, case: Case) -> None:
    """The signed agreement as it was photographed, with what was written to it."""
    papers = [entry for entry in await context.work.entries.of(case.id) if entry.kind is EntryKind.PAPER]
    if not papers:
        raise Refusal(RefusalCode.NOT_NOW)
    await note_read(context.work, case, context.person.id, ReadPart.PAPER)
    files = tuple(relayed(file) for file in attachments_of(papers))
    lines = tuple(entry_line(entry, entry.text) for entry in papers)
    await context.say(Message(lines=lines, attachments=files), about=case.id)


async def _send_document(context: ShouwangContext, case: Case) -> None:
    paper = (await mediation_of(context.work, case)).paper
    if paper is None:
        raise Refusal(RefusalCode.NOT_NOW)
    await context.say(
        Message(lines=(phrase("mediation-document", number=case.number),), attachments=(agreement_document(paper.id),))
    )
