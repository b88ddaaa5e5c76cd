"""The form by which it is written down what else an official is called: one's own, or as an admin anybody's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.forms import Answers, Choice, Facts, Field, Form
from domain.messages import listed, phrase
from domain.naming import means

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.messages import Value

CALLED = "called"
LONGEST = 20
ADMIN = "by_admin"
"""The answer that says that an admin fills it in, who may take words away as well."""


def called_now(answers: Answers, facts: Facts) -> tuple[str, ...]:
    """What the chosen person is called so far."""
    chosen = str(answers.get("person", ""))
    return next((each.aliases for each in facts.officials if str(each.person_id) == chosen), ())


def _whose(text: str, _answers: Answers, facts: Facts) -> str | None:
    found = {each.person_id for each in facts.officials if means(text, (each.name,))}
    return str(found.pop()) if len(found) == 1 else None


def _words(answers: Answers, facts: Facts) -> tuple[Choice, ...]:
    if answers.get(ADMIN) is not True:
        # Nobody may take away by what others know them.
        return ()
    words = called_now(answers, facts)
    return tuple(Choice(f"x{place}", phrase("choice-called-remove", word=word)) for place, word in enumerate(words))


def _says(answers: Answers, facts: Facts) -> Mapping[str, Value]:
    words = called_now(answers, facts)
    return {"count": len(words), "names": listed(words)}


CALLED_FORM = Form(
    key=CALLED,
    fields=(
        Field("person", "ask-called-whom", typed=_whose),
        Field("word", "ask-called", choices=_words, words=LONGEST, says=_says),
    ),
    confirms=False,
)
