"""What the centre's forms do when they are sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.dismiss_case import dismiss_case
from actions.follow_routes import other_route
from actions.merge_cases import link_cases, merge_cases
from actions.recategorise_case import recategorise_case
from actions.refer_to_county import refer_to_county
from actions.route_case import route_case
from actions.split_case import Part, split_case
from actions.supervise_case import lift_supervision, propose_supervision, supervise_case
from documents.triage_board import reroute_card
from domain.access import Act
from domain.case_forms import stands_otherwise
from domain.centre_forms import (
    COUNTY_FORM,
    DISMISS_FORM,
    KIND_FORM,
    LIFT_FORM,
    LINK_FORM,
    MERGE_FORM,
    PROPOSE_FORM,
    ROUTE_FORM,
    SPLIT_FORM,
    SUPERVISE_FORM,
    helpers_of,
)
from domain.forms import texts_of
from domain.messages import Localised, phrase
from domain.refusals import Refusal, RefusalCode
from domain.words import CaseKind
from handlers.case_forms import allowed_case, end_as_it_stands, end_form
from handlers.form_register import RegisteredForm
from handlers.form_summaries import no_changes, nothing_to_confirm, words_summary

if TYPE_CHECKING:
    from domain.cases import Case
    from domain.forms import Facts
    from domain.messages import Phrase
    from handlers.context import ShouwangContext
    from storage.drafts import Draft

SEND = "button-send-addition"
DO = "button-do-it"


async def _finish_route(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.TRIAGE)
    if stands_otherwise(draft.answers, case):
        await end_as_it_stands(context, draft, case)
        return
    leading = unit_of(context, str(draft.answers["leading"]))
    helping = [unit_of(context, code) for code in helpers_of(draft.answers)]
    await end_form(
        context, draft, await route_case(context.work, context.rules, case, leading, helping, context.person.id)
    )


async def _finish_kind(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.TRIAGE)
    category = str(draft.answers["category"])
    changed = await recategorise_case(context.work, context.rules, case, category, context.person.id)
    await end_form(context, draft, changed)
    wanted = await other_route(context.work, context.rules, changed) if changed is not case else None
    if wanted is not None:
        await context.say(reroute_card(changed, wanted, context.rules.township))


async def _finish_merge(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.TRIAGE)
    other = await _other(context, draft)
    if case.merged_into == other.id or other.merged_into == case.id:
        await end_as_it_stands(context, draft, case)
        return
    await end_form(context, draft, await merge_cases(context.work, context.rules, case, other, context.person.id))


async def _finish_link(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.TRIAGE)
    await link_cases(context.work, context.rules, case, await _other(context, draft), context.person.id)
    await end_form(context, draft, case)


async def _finish_split(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.TRIAGE)
    kind, category = CaseKind(str(draft.answers["kind"])), str(draft.answers["category"])
    part = Part(kind, category, case.unit, "\n".join(texts_of(draft.answers)))
    await end_form(context, draft, await split_case(context.work, context.rules, case, part, context.person.id))


async def _finish_supervise(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.SUPERVISE)
    days = int(str(draft.answers["days"]))
    await end_form(context, draft, await supervise_case(context.work, context.rules, case, context.person.id, days))


async def _finish_propose(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.TRIAGE)
    text = "\n".join(texts_of(draft.answers))
    await end_form(
        context, draft, await propose_supervision(context.work, context.rules, case, context.person.id, text)
    )


async def _finish_lift(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.SUPERVISE)
    text = "\n".join(texts_of(draft.answers))
    await end_form(context, draft, await lift_supervision(context.work, context.rules, case, context.person.id, text))


async def _finish_dismiss(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.TRIAGE)
    text = "\n".join(texts_of(draft.answers))
    await end_form(context, draft, await dismiss_case(context.work, context.rules, case, context.person.id, text))


async def _finish_county(context: ShouwangContext, draft: Draft) -> None:
    case = await allowed_case(context, int(draft.subject), Act.SUPERVISE)
    text = "\n".join(texts_of(draft.answers))
    await end_form(context, draft, await refer_to_county(context.work, context.rules, case, context.person.id, text))


async def _other(context: ShouwangContext, draft: Draft) -> Case:
    """The other case by its number, if the person may sort it too. To everybody else it does not exist."""
    found = await context.work.cases.by_number(str(draft.answers["other"]))
    if found is None:
        raise Refusal(RefusalCode.NO_SUCH_CASE)
    return await allowed_case(context, found.id, Act.TRIAGE)


def unit_of(context: ShouwangContext, code: str) -> str:
    """A unit that exists still: the configuration may have changed since the question."""
    try:
        return context.rules.township.unit(code).code
    except KeyError:
        raise Refusal(RefusalCode.NOT_NOW) from None


def unit_phrase(label: str, code: str, facts: Facts) -> Phrase:
    """A line with a unit's name."""
    return phrase(label, unit=Localised(name=facts.township.unit(code).name))


def _route_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    leading = str(draft.answers["leading"])
    helping = [code for code in helpers_of(draft.answers) if code != leading]
    manned = {official.unit for official in facts.officials}
    empty = [unit_phrase("confirm-unit-nobody", code, facts) for code in (leading, *helping) if code not in manned]
    lines = [unit_phrase("card-leading", leading, facts)]
    lines += [unit_phrase("card-helping", code, facts) for code in helping]
    return (_about(facts), *lines, *empty)


def category_line(draft: Draft, facts: Facts) -> Phrase:
    """The category that was chosen."""
    name = facts.township.category(str(draft.answers["category"])).name
    return phrase("confirm-category-of-case", category=Localised(name=name))


def _kind_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    return (_about(facts), category_line(draft, facts))


def _merge_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    number = facts.case.number if facts.case is not None else ""
    return (phrase("confirm-merge", number=number, other=str(draft.answers["other"])),)


def _link_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    number = facts.case.number if facts.case is not None else ""
    return (phrase("confirm-link", number=number, other=str(draft.answers["other"])),)


def _split_summary(draft: Draft, facts: Facts) -> tuple[Phrase, ...]:
    return (phrase("confirm-split"), category_line(draft, facts), *words_summary(draft, facts))


def _about(facts: Facts) -> Phrase:
    return phrase("panel-title", number=facts.case.number if facts.case is not None else "")


CENTRE_FORMS = (
    RegisteredForm(ROUTE_FORM, _finish_route, _route_summary, no_changes, DO, needs_officials=True),
    RegisteredForm(KIND_FORM, _finish_kind, _kind_summary, no_changes, DO),
    RegisteredForm(MERGE_FORM, _finish_merge, _merge_summary, no_changes, DO),
    RegisteredForm(LINK_FORM, _finish_link, _link_summary, no_changes, DO),
    RegisteredForm(SPLIT_FORM, _finish_split, _split_summary, no_changes, DO),
    RegisteredForm(SUPERVISE_FORM, _finish_supervise, nothing_to_confirm, no_changes, SEND),
    RegisteredForm(PROPOSE_FORM, _finish_propose, words_summary, no_changes, SEND),
    RegisteredForm(LIFT_FORM, _finish_lift, words_summary, no_changes, SEND),
    RegisteredForm(DISMISS_FORM, _finish_dismiss, words_summary, no_changes, SEND),
    RegisteredForm(COUNTY_FORM, _finish_county, words_summary, no_changes, SEND),
)
