"""The report as a form: what happened, what it is, which village, whom it is about, how the reporter is to be known."""

from __future__ import annotations

from domain.about_field import about_field
from domain.cases import KnownAs
from domain.forms import Answers, Choice, Facts, Field, Form, choice_of, never, texts_of
from domain.messages import phrase
from domain.suggestions import Suggestion, find_unit
from domain.wording import wording_fields
from domain.words import CaseKind, UnitKind

REPORT = "report"
NO_VILLAGE = "centre"
"""The choice of somebody who cannot name a village: the centre will find out."""


def is_urgent(answers: Answers) -> bool:
    """Whether the report is marked as urgent."""
    return answers.get("urgent") is True


def kind_of(answers: Answers, facts: Facts) -> CaseKind | None:
    """The kind that was chosen, or that follows from the category."""
    chosen = answers.get("kind")
    if isinstance(chosen, str):
        return CaseKind(chosen)
    category = answers.get("category")
    return next((each.kind for each in facts.township.categories if each.code == category), None)


def _read(answers: Answers, facts: Facts) -> Suggestion:
    return facts.suggestion("\n".join(texts_of(answers)))


def _kinds(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(kind.value, phrase(f"kind-{kind.value}-button")) for kind in CaseKind)


def _categories(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    kind = kind_of(answers, facts)
    ranked = _read(answers, facts).ranked
    offered = [each for each in facts.township.categories if kind is None or each.kind == kind]
    place = {code: number for number, code in enumerate(ranked)}
    offered.sort(key=lambda each: place.get(each.code, len(place)))
    return tuple(choice_of(each.code, each.name) for each in offered)


def _villages(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    villages = [unit for unit in facts.township.units if unit.kind is UnitKind.VILLAGE]
    home = [unit for unit in villages if unit.code == facts.home_unit]
    rest = [unit for unit in villages if unit.code != facts.home_unit]
    named = tuple(choice_of(unit.code, unit.name) for unit in [*home, *rest])
    return (*named, Choice(NO_VILLAGE, phrase("choice-no-village")))


def _village_typed(text: str, _answers: Answers, facts: Facts) -> str | None:
    # A long text that happens to name a village is a story, not an answer.
    return find_unit(text, facts.township) if len(text) <= 20 else None


def _ways_to_be_known(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    ways = [KnownAs.CONFIDENTIAL, KnownAs.NAMED]
    if kind_of(answers, facts) is CaseKind.TIP:
        ways.append(KnownAs.UNLINKED)
    return tuple(Choice(way.value, phrase(f"known-as-{way.value}-button")) for way in ways)


def _village_needed(answers: Answers, _facts: Facts) -> bool:
    return not answers.get("unit")


def _conclude(answers: Answers, facts: Facts) -> Answers:
    """Fill in what the words already say; a choice the person made is never overruled."""
    concluded = dict(answers)
    found = _read(answers, facts)
    if found.urgent and "urgent" not in answers:
        concluded["urgent"] = True
    _conclude_category(concluded, found.category, facts)
    if "unit" not in answers and (found.unit or facts.home_unit):
        concluded["unit"] = found.unit or facts.home_unit
        concluded["unit_guessed"] = True
    if answers.get("unit_guessed") and found.unit and found.unit != answers.get("unit"):
        concluded["unit"] = found.unit
    if is_urgent(concluded) and "known_as" not in concluded:
        # Somebody in danger is asked nothing that can wait; the safe way is shown on the card and can be changed.
        concluded["known_as"] = KnownAs.CONFIDENTIAL.value
    if concluded.get("known_as") == KnownAs.UNLINKED.value and kind_of(concluded, facts) is not CaseKind.TIP:
        del concluded["known_as"]
    return concluded


def _conclude_category(answers: Answers, found: str | None, facts: Facts) -> None:
    chosen = answers.get("category")
    if chosen is not None and not answers.get("category_guessed"):
        return
    if found is not None and "kind" not in answers:
        answers["category"] = found
        answers["category_guessed"] = True
    elif is_urgent(answers) and chosen is None and "kind" not in answers:
        # The last category of a kind is its "anything else".
        answers["category"] = facts.township.categories_of(CaseKind.HAZARD)[-1].code
        answers["category_guessed"] = True


def _kind_needed(answers: Answers, _facts: Facts) -> bool:
    return not answers.get("category")


REPORT_FORM = Form(
    key=REPORT,
    fields=(
        Field("texts", "ask-what-happened", free=True),
        Field("kind", "ask-kind", required=_kind_needed, choices=_kinds),
        Field("category", "ask-category", choices=_categories, columns=2),
        Field("unit", "ask-village", required=_village_needed, choices=_villages, typed=_village_typed, columns=3),
        about_field(kind_of),
        Field("known_as", "ask-known-as", choices=_ways_to_be_known),
        *wording_fields(kind_of),
        Field("name", "ask-name", required=never, words=40),
        Field("contact", "ask-contact", required=never, words=60, skippable=True),
    ),
    conclude=_conclude,
)
