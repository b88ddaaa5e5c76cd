"""The question whom a report is about: officials as buttons, several of them, and names that are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forms import Choice, Field, texts_of
from domain.messages import listed, phrase
from domain.naming import LONGEST_NAME, means, named_in, perhaps_meant
from domain.words import CaseKind, Role, UnitKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from domain.forms import Answers, Facts, Official
    from domain.messages import Value

ABOUT = "about"
PICKED, TYPED, STANDS_OPEN = "about_picked", "about_typed", "about_open"
NOBODY = "0"
DONE = "done"
OFFERED_ROLES = frozenset(Role) - {Role.REPORTER, Role.PATROLLER, Role.OVERSIGHT}
"""Whoever holds one of these may be meant by a button."""


def about_persons(answers: Answers) -> frozenset[int]:
    """The officials a report is about."""
    kept = answers.get(ABOUT)
    values = kept if isinstance(kept, list) else [kept]
    return frozenset(int(each) for each in values if isinstance(each, str) and each.isdigit() and each != NOBODY)


def about_names(answers: Answers) -> tuple[str, ...]:
    """Names that were typed and that no official bears now."""
    kept = answers.get(TYPED)
    return tuple(map(str, kept)) if isinstance(kept, list) else ()


def about_field(kind_of: Callable[[Answers, Facts], CaseKind | None]) -> Field:
    """The field itself."""

    def needed(answers: Answers, facts: Facts) -> bool:
        if answers.get(STANDS_OPEN):
            return True
        words = _words(answers)
        if facts.suggestion(words).names_official or _suggested(answers, facts):
            return True
        # Somebody in danger is asked nothing that can wait.
        return kind_of(answers, facts) is CaseKind.TIP and answers.get("urgent") is not True

    return Field(ABOUT, "ask-about", required=needed, choices=_choices, chosen=_chosen, reads=_read, says=_says)


def _words(answers: Answers) -> str:
    return "\n".join((*texts_of(answers), str(answers.get("tip_what") or "")))


def _suggested(answers: Answers, facts: Facts) -> tuple[int, ...]:
    words = _words(answers)
    unit = answers.get("unit")
    meant = perhaps_meant(words, unit if isinstance(unit, str) else None, facts.officials, facts.township.shield)
    return tuple(dict.fromkeys((*named_in(words, facts.officials), *meant)))


def _picked(answers: Answers, facts: Facts) -> list[str]:
    """Who is ticked: at first those whose whole name stands in the words."""
    kept = answers.get(PICKED)
    if isinstance(kept, list):
        return [str(each) for each in kept]
    if ABOUT in answers:
        return [str(each) for each in about_persons(answers)]
    return [str(each) for each in named_in(_words(answers), facts.officials)]


def _choices(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    picked = _picked(answers, facts)
    unit = answers.get("unit")
    centre = {each.code for each in facts.township.units_of(UnitKind.CENTRE)}
    offices: dict[int, Official] = {}
    for each in facts.officials:
        if each.role in OFFERED_ROLES:
            offices.setdefault(each.person_id, each)
    suggested = _suggested(answers, facts)
    near = [person for person, each in offices.items() if each.unit == unit]
    town = [person for person, each in offices.items() if each.unit in centre]
    order = dict.fromkeys((*map(int, picked), *suggested, *near, *town))
    shown = tuple(_choice(offices[person], str(person) in picked) for person in order if person in offices)
    done = bool(picked) or bool(about_names(answers))
    last = Choice(DONE, phrase("choice-about-done")) if done else Choice(NOBODY, phrase("choice-nobody"))
    return (*shown, last)


def _choice(official: Official, ticked: bool) -> Choice:  # noqa: FBT001 - it is what the button shows
    role = phrase(f"role-{official.role.value.replace('_', '-')}")
    name = "choice-official-ticked" if ticked else "choice-official"
    return Choice(str(official.person_id), phrase(name, name=official.name, role=role))


def _chosen(value: str, answers: Answers, facts: Facts) -> Answers:
    """Tick or untick somebody; the question stays until it is said that this is all."""
    changed = {key: kept for key, kept in answers.items() if key not in {ABOUT, PICKED, STANDS_OPEN}}
    picked = _picked(answers, facts)
    if value == NOBODY:
        changed.pop(TYPED, None)
        return {**changed, ABOUT: [], PICKED: []}
    if value == DONE:
        return {**changed, ABOUT: list(picked), PICKED: list(picked)}
    ticked = [each for each in picked if each != value] if value in picked else [*picked, value]
    return {**changed, PICKED: ticked, STANDS_OPEN: True}


def _read(text: str, answers: Answers, facts: Facts) -> Answers | None:
    """A typed name: whoever bears it is ticked; one that nobody bears is kept, for whoever may come to bear it."""
    if len(text) > LONGEST_NAME:
        return None
    meant = [str(each.person_id) for each in facts.officials if means(text, (each.name, *each.aliases))]
    changed = {key: kept for key, kept in answers.items() if key != ABOUT}
    changed[PICKED] = list(dict.fromkeys((*_picked(answers, facts), *meant)))
    changed[STANDS_OPEN] = True
    changed[TYPED] = list(dict.fromkeys((*about_names(answers), text)))
    return changed


def _says(answers: Answers, _facts: Facts) -> Mapping[str, Value]:
    names = about_names(answers)
    return {"count": len(names), "names": listed(names)}
