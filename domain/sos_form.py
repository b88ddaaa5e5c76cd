"""The form that ends a call for help: one question, how it ended."""

from __future__ import annotations

from domain.forms import Answers, Choice, Facts, Field, Form
from domain.messages import Phrase, phrase

SOS_END = "sos_end"
MARK = "#"
"""Stands before a word that was chosen and not typed."""
MET = "#met"
"""Who came has seen that all is well: nobody has ended the call yet."""
WORDS = ("safe", "helped", "mistake")
"""How a call mostly ends: nothing happened, somebody was there and helped, pressed by mistake."""


def word_line(word: str) -> Phrase:
    """How a call ended, chosen or typed, as it is shown."""
    chosen = word.removeprefix(MARK)
    if word.startswith(MARK) and chosen in WORDS:
        return phrase(f"sos-word-{chosen}")
    return phrase("sos-word-typed", text=word)


def word_of(answers: Answers) -> str:
    """The answer as it is kept."""
    word = str(answers["word"])
    return MARK + word if word in WORDS else word


def _words(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(word, phrase(f"sos-word-{word}")) for word in WORDS)


SOS_END_FORM = Form(key=SOS_END, fields=(Field("word", "ask-sos-word", choices=_words, words=300),), confirms=False)
