"""Presses under a case's card, by those who deal with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.accept_case import accept_case
from actions.acknowledge_case import acknowledge_case
from actions.matter import texts_of_matter
from actions.note_read import ReadPart, note_read
from documents.case_card import attachments_of, entry_line, stage_of
from documents.long_text import parts_of
from documents.reporter_card import timeline
from documents.wording import particulars_lines, words_held_line
from domain.access import Act
from domain.case_forms import ASK, ASSIGN, CLOSE, HAND_UP, PROGRESS, SETTLE, STOOD, standing_of
from domain.cases import OPEN_STATES
from domain.centre_forms import SUPERVISE
from domain.made_documents import relayed
from domain.mediation_forms import EXTEND
from domain.messages import Attachment, AttachmentKind, Button, Message, phrase
from domain.wording import may_read_words
from handlers.case_forms import allowed_case, show_result
from handlers.form_filling import begin, show

if TYPE_CHECKING:
    from collections.abc import Mapping

    from telegram import Update

    from domain.buttons import Pressed
    from domain.cases import Case
    from domain.forms import Answers
    from handlers.context import ShouwangContext

AT_ONCE: Mapping[str, Act] = {
    "c-accept": Act.ACCEPT,
    "c-acknowledge": Act.ACKNOWLEDGE,
}
BY_FORM: Mapping[str, tuple[Act, str]] = {
    "c-progress": (Act.LOG_PROGRESS, PROGRESS),
    "c-ask": (Act.ASK, ASK),
    "c-settle": (Act.SETTLE, SETTLE),
    "c-close": (Act.CLOSE, CLOSE),
    "c-hand-up": (Act.HAND_UP, HAND_UP),
    "c-assign": (Act.ASSIGN, ASSIGN),
    "c-extend": (Act.EXTEND, EXTEND),
    "c-supervise": (Act.SUPERVISE, SUPERVISE),
}


async def on_case_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button of a case's card. Whether it is still allowed is asked anew; an old card is brought up to date instead."""
    case = await allowed_case(context, int(pressed.subject), Act.VIEW)
    changes = pressed.act in AT_ONCE or pressed.act in BY_FORM
    if changes and pressed.version != stage_of(case):
        await _show_how_it_stands(update, context, case)
        return
    if pressed.act in AT_ONCE:
        case = await allowed_case(context, case.id, AT_ONCE[pressed.act])
        await show_result(context, await _at_once(context, pressed.act, case))
        context.toast(phrase(f"toast-{pressed.act.removeprefix('c-')}"), update)
        return
    context.toast(None, update)
    if pressed.act in BY_FORM:
        act, form = BY_FORM[pressed.act]
        case = await allowed_case(context, case.id, act)
        answers: Answers = {STOOD: standing_of(case)} if form == ASSIGN else {}
        await show(context, await begin(context, form, str(case.id), answers))
    elif pressed.act == "c-files":
        await note_read(context.work, case, context.person.id, ReadPart.FILES)
        await _show_everything(context, case)
    elif pressed.act == "c-timeline":
        await note_read(context.work, case, context.person.id, ReadPart.TIMELINE)
        await _show_timeline(context, case)
    else:
        await note_read(context.work, case, context.person.id, ReadPart.CARD)
        await show_result(context, case)


async def _at_once(context: ShouwangContext, act: str, case: Case) -> Case:
    work, rules, person_id = context.work, context.rules, context.person.id
    if act == "c-accept":
        return await accept_case(work, rules, case, person_id)
    return await acknowledge_case(work, rules, case, person_id)


async def _show_how_it_stands(update: Update, context: ShouwangContext, case: Case) -> None:
    """The card was old: show today's, and who has the case now."""
    names = await context.work.people.names([case.handler_id] if case.handler_id is not None else [])
    taken = case.handler_id not in {None, context.person.id} and case.state in OPEN_STATES
    text = phrase("toast-taken", name=names.get(case.handler_id or 0, "—")) if taken else phrase("toast-card-changed")
    context.toast(text, update, alert=taken)
    await show_result(context, case)


async def _show_everything(context: ShouwangContext, case: Case) -> None:
    """All texts whole, and everything that was attached."""
    viewer = await context.work.people.viewer(context.person.id)
    entries = await texts_of_matter(context.work, case, viewer)
    if not may_read_words(case, viewer):
        said = particulars_lines(await context.work.particulars.of(case.id))
        await context.say(Message(lines=(*said, words_held_line(case))), about=case.id)
    place = await context.work.cases.place(case.id)
    for entry in entries:
        for part in parts_of(entry.text):
            await context.say(Message(lines=(entry_line(entry, part),)), about=case.id)
    files = [relayed(file) for file in attachments_of(entries)]
    if place.latitude is not None:
        files.append(Attachment(kind=AttachmentKind.LOCATION, latitude=place.latitude, longitude=place.longitude))
    if files:
        message = Message(lines=(phrase("files-of", number=case.number),), attachments=tuple(files))
        await context.say(message, about=case.id)


async def _show_timeline(context: ShouwangContext, case: Case) -> None:
    events = await context.work.events.of(case.id)
    lines = timeline(case, events, context.rules.township).lines
    back = Button(label=phrase("button-back"), act="c-open", subject=str(case.id))
    await context.say(Message(lines=lines, buttons=((back,),)), in_place=True)
