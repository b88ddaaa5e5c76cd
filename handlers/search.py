"""Looking for cases: one line is asked for, and what was found stands in pages below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.search_cases import search_cases
from documents.triage_board import turns_of
from domain.access import TOWN_ROLES, UNIT_ROLES, Act, may
from domain.buttons import page_in
from domain.centre_forms import SEARCH, SEARCH_FORM
from domain.deadlines import active_deadlines
from domain.messages import Button, Message, phrase
from handlers.case_lists import PAGE, row_button
from handlers.form_filling import begin, offer_parked, show
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm

if TYPE_CHECKING:
    from telegram import Update

    from domain.buttons import Pressed
    from domain.cases import Case
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

REMEMBERED = 500
"""So many people's last searches are kept in memory; who comes back later searches again."""


async def ask_search(_update: Update, context: ShouwangContext) -> None:
    """The person wants to look for something."""
    holdings = await context.work.people.holdings_of(context.person.id)
    if all(held.role not in UNIT_ROLES | TOWN_ROLES for held in holdings):
        await context.say(Message(lines=(phrase("refusal-not-allowed"),)))
        return
    await show(context, await begin(context, SEARCH))


async def on_search_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Search, or another page of what was found last; the subject of a page is its number."""
    context.toast(None, update)
    if pressed.act != "q-page":
        await ask_search(update, context)
        return
    page = page_in(pressed.subject)
    found = context.bot_data.found.get(context.person.id)
    if found is None:
        await ask_search(update, context)
        return
    await context.say(await _results(context, await _still_seen(context, found), page, whole=True), in_place=True)


async def _finish_search(context: ShouwangContext, draft: Draft) -> None:
    await context.work.drafts.remove(draft.id)
    found = await search_cases(context.work, context.rules, context.person.id, str(draft.answers["query"]))
    remembered = context.bot_data.found
    remembered.pop(context.person.id, None)
    remembered[context.person.id] = tuple(case.id for case in found.cases)
    if len(remembered) > REMEMBERED:
        del remembered[next(iter(remembered))]
    await context.say(await _results(context, found.cases, 0, whole=found.whole))
    await offer_parked(context)


async def _still_seen(context: ShouwangContext, found: tuple[int, ...]) -> tuple[Case, ...]:
    """What was found before, as far as the person may still see it."""
    work = context.work
    viewer = await work.people.viewer(context.person.id)
    cases = {case.id: case for case in await work.cases.several(found)}
    return tuple(
        [
            cases[number]
            for number in found
            if number in cases and may(viewer, Act.VIEW, cases[number], await work.conflicts.of(number))
        ]
    )


async def _results(context: ShouwangContext, cases: tuple[Case, ...], page: int, *, whole: bool) -> Message:
    lines: list[Phrase] = [phrase("search-found", count=len(cases)) if cases else phrase("search-nothing")]
    if not whole:
        lines.append(phrase("search-more"))
    clocks, calendar = context.rules.township.clocks, context.rules.calendar
    rows = [
        (row_button(context, case, min((each.at for each in active_deadlines(case, clocks, calendar)), default=None)),)
        for case in cases[page * PAGE : (page + 1) * PAGE]
    ]
    turns = turns_of("q-page", page, PAGE, len(cases), "")
    again = Button(label=phrase("button-search-again"), act="q-ask")
    return Message(lines=tuple(lines), buttons=(*rows, *((turns,) if turns else ()), (again,)))


REGISTERED_SEARCH = RegisteredForm(SEARCH_FORM, _finish_search, nothing_to_confirm, no_changes, "button-send-addition")
