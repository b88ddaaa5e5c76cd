"""The centre's forms: units, kind and category, another case, a part of its own, supervision, several cases at once, search."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forms import Answers, Choice, Facts, Field, Form, choice_of
from domain.messages import Localised, phrase
from domain.numbers import read_number
from domain.words import CaseKind, UnitKind

if TYPE_CHECKING:
    from domain.township import Unit

ROUTE = "route"
KIND = "kind_of_case"
MERGE = "merge"
LINK = "link"
SPLIT = "split"
SUPERVISE = "supervise"
PROPOSE = "propose"
LIFT = "lift"
DISMISS = "dismiss"
COUNTY = "county"
BULK = "bulk"
SEARCH = "search"
ENOUGH = "-enough"
"""The choice that no further unit is needed."""
HELPERS = "helpers"
"""The answer that holds the units chosen so far to share in a case."""
CANDIDATES = "candidates"
"""The answer that holds the numbers of cases that may be of the same matter."""
PICKED = "picked"
"""The answer that holds the identifiers of the cases that were picked from a list."""
BULK_DEEDS = ("assign", "close", "link")
"""What can be done to several cases at once."""


def helpers_of(answers: Answers) -> tuple[str, ...]:
    """The units that were chosen to share in the case."""
    kept = answers.get(HELPERS)
    return tuple(str(code) for code in kept) if isinstance(kept, list) else ()


def picked_of(answers: Answers) -> tuple[int, ...]:
    """The cases that were picked, in the order of picking."""
    kept = answers.get(PICKED)
    return tuple(int(str(each)) for each in kept) if isinstance(kept, list) else ()


def _ranked(facts: Facts) -> list[Unit]:
    """Whom a case may be given to: what its category usually goes to first, then where it happened, then the rest."""
    township = facts.township
    departments = township.units_of(UnitKind.DEPARTMENT)
    if facts.case is None:
        return [*departments, township.centre]
    usual = township.category(facts.case.category).routes
    own = township.unit(facts.case.unit)
    order = {code: number for number, code in enumerate((*usual, own.code))}
    every = [*departments, township.centre, *(() if own in departments or own == township.centre else (own,))]
    return sorted(every, key=lambda unit: order.get(unit.code, len(order)))


def _leading(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    return tuple(choice_of(unit.code, unit.name) for unit in _ranked(facts))


def _helping(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    """Those that share in the case are ticked, and come first."""
    chosen = helpers_of(answers)
    units = [unit for unit in _ranked(facts) if unit.code != answers.get("leading")]
    ticked = [
        Choice(unit.code, phrase("choice-unit-ticked", unit=Localised(name=unit.name)))
        for unit in units
        if unit.code in chosen
    ]
    rest = [choice_of(unit.code, unit.name) for unit in units if unit.code not in chosen]
    enough = phrase("choice-these-units" if ticked else "choice-enough")
    return (Choice(ENOUGH, enough), *ticked, *rest)


def _collect(answers: Answers, _facts: Facts) -> Answers:
    """A unit that is pressed is to help, or not any more, and the question comes again until they are all."""
    chosen = answers.get("helping")
    if not isinstance(chosen, str) or chosen == ENOUGH:
        return answers
    kept = {key: value for key, value in answers.items() if key != "helping"}
    others = [code for code in helpers_of(answers) if code != chosen]
    return {**kept, HELPERS: others if chosen in helpers_of(answers) else [*others, chosen]}


def _kinds(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(kind.value, phrase(f"kind-{kind.value}-button")) for kind in CaseKind)


def _categories(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    kind = answers.get("kind")
    return tuple(choice_of(each.code, each.name) for each in facts.township.categories if each.kind.value == kind)


def _days(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(str(days), phrase("choice-days", days=days)) for days in facts.township.supervision.reply_days)


def _others(answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    kept = answers.get(CANDIDATES)
    numbers = [str(each) for each in kept] if isinstance(kept, list) else []
    chosen = answers.get("other")
    if isinstance(chosen, str) and chosen not in numbers:
        numbers.append(chosen)
    return tuple(Choice(number, phrase("choice-number", number=number)) for number in numbers)


def _number_typed(text: str, _answers: Answers, _facts: Facts) -> str | None:
    return read_number(text)


def _deeds(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(deed, phrase(f"bulk-{deed}")) for deed in BULK_DEEDS)


def _assigns(answers: Answers, _facts: Facts) -> bool:
    return answers.get("do") == "assign"


def _closes(answers: Answers, _facts: Facts) -> bool:
    return answers.get("do") == "close"


def _words(key: str, question: str) -> Form:
    return Form(key=key, fields=(Field("texts", question, free=True),))


ROUTE_FORM = Form(
    key=ROUTE,
    fields=(
        Field("leading", "ask-leading", choices=_leading, columns=2),
        Field("helping", "ask-helping", choices=_helping, columns=2),
    ),
    conclude=_collect,
)
KIND_FORM = Form(
    key=KIND,
    fields=(
        Field("kind", "ask-kind-of-case", choices=_kinds),
        Field("category", "ask-category-of-case", choices=_categories, columns=2),
    ),
)
MERGE_FORM = Form(key=MERGE, fields=(Field("other", "ask-merge", choices=_others, typed=_number_typed),))
LINK_FORM = Form(key=LINK, fields=(Field("other", "ask-link", choices=_others, typed=_number_typed),))
SPLIT_FORM = Form(
    key=SPLIT,
    fields=(
        Field("texts", "ask-split", free=True),
        Field("kind", "ask-kind-of-case", choices=_kinds),
        Field("category", "ask-category-of-case", choices=_categories, columns=2),
    ),
)
SUPERVISE_FORM = Form(key=SUPERVISE, fields=(Field("days", "ask-reply-days", choices=_days),), confirms=False)
PROPOSE_FORM = _words(PROPOSE, "ask-propose")
LIFT_FORM = _words(LIFT, "ask-lift")
DISMISS_FORM = _words(DISMISS, "ask-dismiss")
COUNTY_FORM = _words(COUNTY, "ask-county")
BULK_FORM = Form(
    key=BULK,
    fields=(
        Field("do", "ask-bulk", choices=_deeds),
        Field("leading", "ask-leading", required=_assigns, choices=_leading, columns=2),
        Field("texts", "ask-dismiss", required=_closes, free=True),
    ),
)
SEARCH_FORM = Form(key=SEARCH, fields=(Field("query", "ask-search", words=100),), confirms=False)
