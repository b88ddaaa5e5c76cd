"""Presses of the centre: the board, the panel of one case, and picking several cases from a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.find_similar import find_similar
from actions.follow_routes import follow_route
from actions.matter import leading_of
from actions.merge_cases import separate_case, unlink_cases
from actions.supervise_case import decline_supervision
from documents.case_card import stage_of
from documents.triage_board import panel
from domain.access import Act, may
from domain.buttons import number_in
from domain.case_forms import STOOD, standing_of
from domain.centre_forms import (
    CANDIDATES,
    COUNTY,
    DISMISS,
    HELPERS,
    KIND,
    LIFT,
    LINK,
    MERGE,
    PROPOSE,
    ROUTE,
    SPLIT,
    SUPERVISE,
)
from domain.made_documents import county_report
from domain.messages import Message, phrase
from handlers.bulk import press_deed, press_pick, press_tick, press_turn
from handlers.case_forms import allowed_case, show_result
from handlers.form_filling import begin, show
from handlers.triage import press_board, press_pile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping

    from telegram import Update

    from domain.buttons import Pressed
    from domain.cases import Case
    from domain.forms import Answers
    from handlers.context import ShouwangContext

BY_FORM: Mapping[str, tuple[Act, str]] = {
    "n-route": (Act.TRIAGE, ROUTE),
    "n-kind": (Act.TRIAGE, KIND),
    "n-merge": (Act.TRIAGE, MERGE),
    "n-link": (Act.TRIAGE, LINK),
    "n-split": (Act.TRIAGE, SPLIT),
    "n-dismiss": (Act.TRIAGE, DISMISS),
    "n-propose": (Act.TRIAGE, PROPOSE),
    "n-supervise": (Act.SUPERVISE, SUPERVISE),
    "n-lift": (Act.SUPERVISE, LIFT),
    "n-county": (Act.SUPERVISE, COUNTY),
}
AT_ONCE: Mapping[str, Act] = {"n-apart": Act.TRIAGE, "n-reroute": Act.TRIAGE, "n-decline": Act.SUPERVISE}
UNLINK = "n-unlink"
"""Its subject names the other case too: `case.other`."""
LISTS: Mapping[str, Callable[[Update, ShouwangContext, Pressed], Awaitable[None]]] = {
    "n-board": press_board,
    "n-pile": press_pile,
    "n-pick": press_pick,
    "n-tick": press_tick,
    "n-turn": press_turn,
    "n-do": press_deed,
}


async def on_centre_press(update: Update, context: ShouwangContext, pressed: Pressed) -> None:
    """Any button of the centre. What it does is authorised anew; from an old panel the present one is shown instead."""
    if pressed.act in LISTS:
        context.toast(None, update)
        await LISTS[pressed.act](update, context, pressed)
        return
    number, _, other = pressed.subject.partition(".")
    case = await allowed_case(context, number_in(number), Act.TRIAGE)
    changes = pressed.act in BY_FORM or pressed.act in AT_ONCE or pressed.act == UNLINK
    if changes and pressed.version != stage_of(case):
        context.toast(phrase("toast-card-changed"), update)
        await _show_panel(context, case)
        return
    if pressed.act == UNLINK:
        linked = await allowed_case(context, number_in(other), Act.TRIAGE)
        await unlink_cases(context.work, context.rules, case, linked, context.person.id)
        context.toast(phrase("toast-unlinked"), update)
        await _show_panel(context, case)
        return
    context.toast(None, update)
    if pressed.act in AT_ONCE:
        await _at_once(context, pressed.act, await allowed_case(context, case.id, AT_ONCE[pressed.act]))
    elif pressed.act in BY_FORM:
        act, form = BY_FORM[pressed.act]
        case = await allowed_case(context, case.id, act)
        await show(context, await begin(context, form, str(case.id), await _known(context, form, case)))
    elif pressed.act == "n-report":
        document = county_report(case.id, context.person.id)
        line = phrase("county-report", number=case.number)
        await context.say(Message(lines=(line,), attachments=(document,)))
    else:
        await _show_panel(context, case)


async def _at_once(context: ShouwangContext, act: str, case: Case) -> None:
    work, rules, person_id = context.work, context.rules, context.person.id
    if act == "n-apart":
        await show_result(context, await separate_case(work, rules, case, person_id))
    elif act == "n-reroute":
        await show_result(context, await follow_route(work, rules, case, person_id))
    else:
        await show_result(context, await decline_supervision(work, rules, case, person_id))


async def _show_panel(context: ShouwangContext, case: Case) -> None:
    work = context.work
    viewer = await work.people.viewer(context.person.id)
    similar = await find_similar(work, context.rules, case, viewer)
    linked = await work.cases.several(await work.case_links.of(case.id))
    leading = await leading_of(work, case)
    others = {
        "leading": await _seen(context, [] if leading.id == case.id else [leading]),
        "merged": await _seen(context, await work.cases.merged_into(case.id)),
        "linked": await _seen(context, linked),
        "similar": similar,
    }
    named = await work.conflicts.of(case.id)
    await context.say(panel(case, viewer, named, context.rules.township, others), in_place=True)


async def _seen(context: ShouwangContext, cases: Iterable[Case]) -> list[Case]:
    """Those of some cases that the person may see."""
    viewer = await context.work.people.viewer(context.person.id)
    return [each for each in cases if may(viewer, Act.VIEW, each, await context.work.conflicts.of(each.id))]


async def _known(context: ShouwangContext, form: str, case: Case) -> Answers:
    """What a form begins with: the cases that may be meant, or how the case stands and the units that share in it already."""
    if form in {MERGE, LINK}:
        return await _candidates(context, case)
    return {STOOD: standing_of(case), HELPERS: list(case.helping)} if form == ROUTE else {}


async def _candidates(context: ShouwangContext, case: Case) -> Answers:
    """Numbers to choose from: what is alike, then what was linked."""
    viewer = await context.work.people.viewer(context.person.id)
    similar = await find_similar(context.work, context.rules, case, viewer)
    linked = await _seen(context, await context.work.cases.several(await context.work.case_links.of(case.id)))
    return {CANDIDATES: list(dict.fromkeys(each.number for each in (*similar, *linked)))}
