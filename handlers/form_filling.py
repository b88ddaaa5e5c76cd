"""Fill in a form by conversation: ask what is missing, one question at a time, show all of it, let any of it be changed.

The half-filled form is a row. Everything here reads it, changes it and puts it back, so a restart is invisible.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from documents.draft_card import draft_card
from domain.forms import (
    FILES,
    TEXTS,
    Answers,
    Facts,
    Field,
    Form,
    Official,
    Taken,
    choose,
    files_of,
    next_field,
    skip,
    take,
    texts_of,
)
from domain.messages import Button, Message, Phrase, phrase
from domain.words import Role
from handlers.form_cards import confirmation_of
from storage.due import DueKind

if TYPE_CHECKING:
    from domain.forms import Input
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

SKIP = "-"
MANY_TEXTS = 40
"""Of more messages than this each is only kept: nothing is asked again and nothing said, and no form is rewritten."""
REPLACING = "replacing"


async def begin(context: ShouwangContext, form_key: str, subject: str = "", answers: Answers | None = None) -> Draft:
    """Open a form; the one that was open is parked."""
    form = context.forms[form_key].form
    draft = await context.work.drafts.open(context.person.id, form_key, subject, {})
    facts = await facts_for(context, draft)
    concluded = form.conclude(dict(answers or {}), facts)
    draft = await context.work.drafts.save(draft, concluded, None)
    if context.forms[form_key].kept_for_later:
        clocks = context.rules.township.clocks
        await context.work.due.set(DueKind.DRAFT, str(draft.id), context.work.now + clocks.draft_offer_ms)
    return draft


async def begin_with(context: ShouwangContext, form_key: str, given: Input, answers: Answers | None = None) -> None:
    """Open a form with a message that came before it was asked for."""
    draft = await begin(context, form_key, "", answers)
    await take_message(context, draft, given)


async def take_message(context: ShouwangContext, draft: Draft, given: Input) -> None:
    """Put a message into the open form and go on with what is missing."""
    registered = context.forms[draft.form]
    form = registered.form
    facts = await facts_for(context, draft)
    asked = form.field(draft.asked) if draft.asked else None
    answers = dict(draft.answers)
    if answers.pop(REPLACING, False) and given.text.strip():
        answers.pop(TEXTS, None)
        await context.work.drafts.forget_further_texts(draft.id)
    taken = take(form, asked, answers, given, facts)
    if _is_one_of_many(answers, taken, given):
        if await context.work.drafts.add_text(draft.id, given.text.strip()):
            await context.say(Message(lines=(phrase("note-many-texts"),)))
        return
    same_album = given.album is not None and answers.get("album") == given.album
    taken.answers.update({"album": given.album} if given.album else {})
    note = _note(context, form, asked, taken, given)
    draft = await context.work.drafts.save(draft, taken.answers, draft.asked)
    if registered.on_input is not None and not same_album:
        draft = await registered.on_input(context, draft, given)
    await show(context, draft, in_place=same_album, note=note)


def _is_one_of_many(answers: Answers, taken: Taken, given: Input) -> bool:
    """Whether a message is nothing but one more text after very many."""
    kept = len(texts_of(taken.answers))
    only_text = not (given.attachments or given.place or given.contact)
    return only_text and kept > MANY_TEXTS and kept > len(texts_of(answers))


async def finish(context: ShouwangContext, draft: Draft) -> None:
    """Do what the form is for, with everything that was written."""
    further = await context.work.drafts.further_texts(draft.id)
    if further:
        draft = replace(draft, answers={**draft.answers, TEXTS: [*texts_of(draft.answers), *further]})
    await context.forms[draft.form].finish(context, draft)


async def show(
    context: ShouwangContext,
    draft: Draft,
    *,
    in_place: bool = False,
    note: Phrase | None = None,
    ask: str | None = None,
) -> None:
    """Ask the next question, show the confirmation, or, where a form needs none, finish."""
    registered = context.forms[draft.form]
    form = registered.form
    facts = await facts_for(context, draft)
    wanted = form.field(ask) if ask else next_field(form, draft.answers, facts)
    if wanted is None and not form.confirms:
        await finish(context, draft)
        return
    draft = await context.work.drafts.save(draft, draft.answers, wanted.key if wanted else None)
    message = _question(draft, form, wanted, facts, note) if wanted else confirmation_of(draft, registered, facts, note)
    key = f"draft:{draft.id}"
    if not in_place:
        await context.work.cards.forget(key)
    await context.say(message, card_key=key, in_place=in_place)


async def press_choice(context: ShouwangContext, draft: Draft, field_key: str, value: str) -> bool:
    """A button under a question; False when the form no longer offers that."""
    form = context.forms[draft.form].form
    field = form.field(field_key)
    if field is None:
        return False
    facts = await facts_for(context, draft)
    answers = (
        skip(form, field, draft.answers, facts)
        if value == SKIP and field.skippable
        else choose(form, field, draft.answers, value, facts)
    )
    if answers is None:
        return False
    answers.pop(f"{field_key}_guessed", None)
    if field_key == "kind":
        answers.pop("category", None)
        answers = form.conclude(answers, facts)
    draft = await context.work.drafts.save(draft, answers, None)
    await show(context, draft, in_place=True)
    return True


async def press_edit(context: ShouwangContext, draft: Draft, field_key: str) -> bool:
    """Ask one field again from the confirmation."""
    field = context.forms[draft.form].form.field(field_key)
    if field is None:
        return False
    answers = dict(draft.answers)
    if field.free:
        answers[REPLACING] = True
    draft = await context.work.drafts.save(draft, answers, field_key)
    await show(context, draft, in_place=True, ask=field_key)
    return True


async def offer_parked(context: ShouwangContext) -> None:
    """Offer the newest half-made form that waits and in which something was written, if there is one."""
    for draft in await context.work.drafts.parked(context.person.id):
        if texts_of(draft.answers) or files_of(draft.answers):
            await context.say(draft_card(draft.id))
            return


async def facts_for(context: ShouwangContext, draft: Draft) -> Facts:
    """What the form may look at: the township, the person, the officials, the case it is about."""
    work = context.work
    registered = context.forms[draft.form]
    officials: tuple[Official, ...] = ()
    if registered.needs_officials:
        holders = await work.people.holders()
        names = await work.people.names([holder.person_id for holder in holders])
        called = await work.called.of([holder.person_id for holder in holders])
        officials = tuple(
            Official(
                holder.person_id,
                names.get(holder.person_id, ""),
                holder.role,
                holder.unit,
                called.get(holder.person_id, ()),
            )
            for holder in holders
            if holder.role is not Role.OVERSIGHT
        )
    case = await work.cases.get(int(draft.subject)) if draft.subject.isdigit() else None
    return Facts(
        township=context.rules.township,
        home_unit=context.person.unit,
        officials=officials,
        person_name=context.person.name,
        case=case,
        conflicts=await work.conflicts.of(case.id) if case is not None else frozenset(),
        readings=context.bot_data.readings,
    )


def _question(draft: Draft, form: Form, field: Field, facts: Facts, note: Phrase | None) -> Message:
    lines = [*([note] if note else []), phrase(field.question, **field.says(draft.answers, facts))]
    choices = [
        Button(label=choice.label, act="f", subject=f"{draft.id}.{field.key}.{choice.value}", version=0)
        for choice in field.choices(draft.answers, facts)
    ]
    rows = [tuple(choices[start : start + field.columns]) for start in range(0, len(choices), field.columns)]
    last: list[Button] = []
    if field.skippable:
        last.append(Button(label=phrase("button-skip"), act="f", subject=f"{draft.id}.{field.key}.{SKIP}"))
    if next_field(form, draft.answers, facts) is None and form.confirms:
        last.append(Button(label=phrase("button-back"), act="f-show", subject=str(draft.id)))
    last.append(Button(label=phrase("button-cancel"), act="f-cancel", subject=str(draft.id)))
    return Message(lines=tuple(lines), buttons=(*rows, tuple(last)))


def _note(context: ShouwangContext, form: Form, asked: Field | None, taken: Taken, given: Input) -> Phrase | None:
    """A word before the next question when the message was kept but did not answer the one that stood open."""
    limits = context.rules.township.limits
    if given.empty:
        return phrase("note-nothing-readable")
    if any(file.size > limits.attachment_megabytes * 1_000_000 for file in given.attachments):
        return phrase("note-large-file", megabytes=limits.attachment_megabytes)
    if len(files_of(taken.answers)) > limits.attachments and given.attachments:
        return phrase("note-many-files", count=limits.attachments)
    kept = taken.answers.get(TEXTS)
    if isinstance(kept, list) and sum(len(str(text)) for text in kept) > limits.report_characters:
        return phrase("note-long-text")
    if asked is not None and not taken.answered:
        added = form.free_field is not None and (given.text.strip() or FILES in taken.answers)
        return phrase("note-added" if added else "note-not-understood")
    return None
