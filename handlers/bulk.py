"""Several cases at once: pick them from a list, say what to do, confirm once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.dismiss_case import dismiss_case
from actions.merge_cases import link_cases
from actions.route_case import route_case
from documents.triage_board import turns_of
from domain.access import Act
from domain.buttons import number_in, page_in
from domain.centre_forms import BULK, BULK_DEEDS, BULK_FORM, PICKED, picked_of
from domain.forms import texts_of
from domain.messages import Button, Message, listed, phrase
from domain.refusals import Refusal, RefusalCode, refusal_phrase
from handlers.case_forms import allowed_case
from handlers.case_lists import PAGE, row_label
from handlers.centre_forms import DO, unit_phrase
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, words_summary
from handlers.triage import board_scope, pile_line, pile_rows, read_pile

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.cases import Case
    from domain.forms import Facts
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

MOST = 50
"""So many cases can be picked at once."""


async def press_pick(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Begin to pick from a pile; the subject is `pile.unit.page`."""
    pile, unit, page = read_pile(pressed.subject)
    draft = await begin(context, BULK, "", {PICKED: [], "pile": pile.value, "unit": unit, "page": page})
    await _show_picking(context, draft)


async def press_tick(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Pick a case, or put it back; the subject is `draft.case`."""
    draft, rest = await _draft(context, pressed)
    case = await allowed_case(context, number_in(rest), Act.TRIAGE)
    picked = list(picked_of(draft.answers))
    if case.id in picked:
        picked.remove(case.id)
    elif len(picked) < MOST:
        picked.append(case.id)
    else:
        raise Refusal(RefusalCode.LIST_FULL, {"count": MOST})
    await _show_picking(context, await _keep(context, draft, PICKED, picked))


async def press_turn(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Another page of what can be picked; the subject is `draft.page`."""
    draft, rest = await _draft(context, pressed)
    await _show_picking(context, await _keep(context, draft, "page", page_in(rest)))


async def press_deed(_update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """What is to be done with those that were picked; the subject is `draft.deed`. The form asks for the rest."""
    draft, rest = await _draft(context, pressed)
    await board_scope(context)
    if not picked_of(draft.answers):
        raise Refusal(RefusalCode.NOTHING_PICKED)
    if rest not in BULK_DEEDS:
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    await show(context, await _keep(context, draft, "do", rest), in_place=True)


async def _draft(context: ShouwangContext, pressed: Pressed) -> tuple[Draft, str]:
    identifier, _, rest = pressed.subject.partition(".")
    draft = await context.work.drafts.get(number_in(identifier))
    if draft is None or draft.person_id != context.person.id or draft.form != BULK:
        raise Refusal(RefusalCode.NOT_NOW)
    return draft, rest


async def _keep(context: ShouwangContext, draft: Draft, name: str, value: str | int | list[int]) -> Draft:
    return await context.work.drafts.save(draft, {**draft.answers, name: value}, None)


async def _show_picking(context: ShouwangContext, draft: Draft) -> None:
    answers = draft.answers
    pile, unit, page = read_pile(f"{answers.get('pile')}.{answers.get('unit')}.{answers.get('page')}")
    rows = await pile_rows(context, pile, unit)
    picked = set(picked_of(answers))
    buttons = [
        (
            Button(
                label=phrase(
                    "pick-on" if row.case.id in picked else "pick-off",
                    what=row_label(context, row.case, row.deadline_at),
                ),
                act="n-tick",
                subject=f"{draft.id}.{row.case.id}",
            ),
        )
        for row in rows[page * PAGE : (page + 1) * PAGE]
    ]
    turns = turns_of("n-turn", page, PAGE, len(rows), f"{draft.id}.")
    deeds = tuple(
        (Button(label=phrase(f"bulk-{deed}"), act="n-do", subject=f"{draft.id}.{deed}"),) for deed in BULK_DEEDS
    )
    cancel = Button(label=phrase("button-cancel"), act="f-cancel", subject=str(draft.id))
    lines = (pile_line(context, pile, unit, len(rows)), phrase("pick-count", count=len(picked)))
    middle = (turns,) if turns else ()
    shown = Message(lines=lines, buttons=(*buttons, *middle, *(deeds if picked else ()), (cancel,)))
    await context.say(shown, card_key=f"draft:{draft.id}", in_place=True)


async def _finish_bulk(context: ShouwangContext, draft: Draft) -> None:
    """Each case by itself: what cannot be done to one is undone for it alone, and said.

    Of one that the person may not know of any more nothing is said, also not that it is none of those that were done.
    """
    await board_scope(context)
    done: list[str] = []
    failed: list[str] = []
    first: Case | None = None
    for case_id in picked_of(draft.answers):
        try:
            async with context.work.savepoint():
                case = await allowed_case(context, case_id, Act.TRIAGE)
                await _do(context, draft, case, first)
        except Refusal:
            failed += await _number_seen(context, case_id)
        else:
            done.append(case.number)
            first = first or case
    await context.work.drafts.remove(draft.id)
    lines = [phrase("bulk-done", count=len(done), numbers=listed(done))] if done else []
    lines += [phrase("bulk-failed", count=len(failed), numbers=listed(failed))] if failed else []
    lines = lines or [refusal_phrase(Refusal(RefusalCode.NO_SUCH_CASE))]
    back = Button(label=phrase("button-board"), act="n-board", subject="0")
    await context.say(Message(lines=tuple(lines), buttons=((back,),)), card_key=f"draft:{draft.id}", in_place=True)
    await offer_parked(context)


async def _number_seen(context: ShouwangContext, case_id: int) -> list[str]:
    """The number of a case that was picked, unless it is out of the person's sight by now."""
    try:
        return [(await allowed_case(context, case_id, Act.VIEW)).number]
    except Refusal:
        return []


async def _do(context: ShouwangContext, draft: Draft, case: Case, first: Case | None) -> None:
    work, rules, person_id = context.work, context.rules, context.person.id
    match draft.answers.get("do"):
        case "assign":
            await route_case(work, rules, case, str(draft.answers["leading"]), case.helping, person_id)
        case "close":
            await dismiss_case(work, rules, case, person_id, "\n".join(texts_of(draft.answers)))
        case _:
            if first is not None:
                await link_cases(work, rules, first, case, person_id)


def _bulk_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    answers = draft.answers
    lines = [phrase("confirm-bulk", what=phrase(f"bulk-{answers['do']}"), count=len(picked_of(answers)))]
    if answers.get("do") == "assign":
        lines.append(unit_phrase("card-leading", str(answers["leading"]), facts))
    return (*lines, *(words_summary(draft, facts) if texts_of(answers) else ()))


REGISTERED_BULK = RegisteredForm(BULK_FORM, _finish_bulk, _bulk_summary, no_changes, DO)
