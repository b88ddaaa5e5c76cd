"""Whether somebody may read a report in the words in which it was written: how a person writes or speaks can give them away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.cases import KnownAs
from domain.forms import Choice, Field, texts_of
from domain.messages import phrase
from domain.words import CaseKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from domain.access import Viewer
    from domain.cases import Case
    from domain.forms import Answers, Facts

WORDS, WHAT, WHEN, PLACE = "words", "tip_what", "tip_when", "place"
YES, NO = "yes", "no"
WHENS = ("today", "yesterday", "week", "often", "nights")
"""When it was, by button: today, yesterday, this week, again and again, at night."""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What is passed on of a tip in place of its words. `when` is a code of `WHENS` or was typed; None: not said."""

    what: str | None = None
    when: str | None = None


def may_read_words(case: Case, viewer: Viewer) -> bool:
    """Whether somebody who may see the case may read its reporter's own words, and have a voice, a film or a document of theirs.

    Of a tip only once the reporter has agreed; that it became another kind of case later changes nothing. Whether they
    may see the case at all is asked of `domain.access.may`. What the reporter answers to a question is meant for whoever
    asked, and is theirs to read.
    """
    return bool(viewer.holdings) and not case.words_held


def holds_words(answers: Answers, kind: CaseKind | None) -> bool:
    """Whether a report is to be passed on without its own words. In danger they go through: there is no time to ask back."""
    return kind is CaseKind.TIP and answers.get("urgent") is not True and answers.get(WORDS) != YES


def particulars_of(answers: Answers) -> Particulars:
    """What was said in the fields of a tip."""
    what, when = answers.get(WHAT), answers.get(WHEN)
    return Particulars(str(what) if what else None, str(when) if when else None)


def wording_fields(kind_of: Callable[[Answers, Facts], CaseKind | None]) -> tuple[Field, ...]:
    """The questions of a tip: whether its own words may be read, and if not what may be passed on instead."""

    def asked(answers: Answers, facts: Facts) -> bool:
        # A named reporter hides nothing by hiding how they write.
        named = answers.get("known_as") == KnownAs.NAMED.value
        return kind_of(answers, facts) is CaseKind.TIP and answers.get("urgent") is not True and not named

    def held(answers: Answers, facts: Facts) -> bool:
        return asked(answers, facts) and answers.get(WORDS) != YES

    def what(answers: Answers, facts: Facts) -> bool:
        # Who spoke instead of writing has said it in their own voice, which is not passed on either.
        return held(answers, facts) and (bool(texts_of(answers)) or bool(answers.get("files")))

    def where(answers: Answers, facts: Facts) -> bool:
        return held(answers, facts) and answers.get("latitude") is None

    return (
        Field(WORDS, "ask-words", required=asked, choices=_yes_or_no),
        Field(WHAT, "ask-tip-what", required=what, words=200, skippable=True),
        Field(WHEN, "ask-tip-when", required=held, choices=_whens, words=60, columns=2, skippable=True),
        Field(PLACE, "ask-place", required=where, words=200, places=True, skippable=True),
    )


def _yes_or_no(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return (Choice(NO, phrase("choice-words-no")), Choice(YES, phrase("choice-words-yes")))


def _whens(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(when, phrase(f"tip-when-{when}")) for when in WHENS)
