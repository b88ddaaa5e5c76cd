"""The villager's shorter forms: the first welcome, an addition to a case, a receipt's digits."""

from __future__ import annotations

from domain.forms import Answers, Choice, Facts, Field, Form, choice_of
from domain.messages import phrase
from domain.suggestions import find_unit
from domain.words import Language, UnitKind

WELCOME = "welcome"
ADD = "add"
RECEIPT = "receipt"
ELSEWHERE = "elsewhere"
RECEIPT_DIGITS = 16


def _languages(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(each.value, phrase(f"language-{each.value.lower()}")) for each in facts.township.languages)


def _villages(_answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    villages = facts.township.units_of(UnitKind.VILLAGE)
    named = tuple(choice_of(unit.code, unit.name) for unit in villages)
    return (*named, Choice(ELSEWHERE, phrase("choice-elsewhere")))


def _village_typed(text: str, _answers: Answers, facts: Facts) -> str | None:
    return find_unit(text, facts.township) if len(text) <= RECEIPT_DIGITS else None


def _language_typed(text: str, _answers: Answers, _facts: Facts) -> str | None:
    return next((each.value for each in Language if each.value.casefold() == text.strip().casefold()), None)


WELCOME_FORM = Form(
    key=WELCOME,
    fields=(
        Field("language", "ask-language", choices=_languages, typed=_language_typed),
        Field("unit", "ask-home-village", choices=_villages, typed=_village_typed, columns=3),
    ),
    confirms=False,
)

ADD_FORM = Form(key=ADD, fields=(Field("texts", "ask-addition", free=True),))

RECEIPT_FORM = Form(key=RECEIPT, fields=(Field("digits", "ask-receipt", words=40),), confirms=False)
