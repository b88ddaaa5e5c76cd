"""The form with which an official asks who reported a case: why, as a choice, and in words for whoever decides."""

from __future__ import annotations

from domain.forms import Answers, Choice, Facts, Field, Form
from domain.messages import phrase
from domain.openings import OPENING_WHYS

OPENING = "opening"


def _whys(_answers: Answers, _facts: Facts) -> tuple[Choice, ...]:
    return tuple(Choice(why, phrase(f"opening-why-{why}")) for why in OPENING_WHYS)


OPENING_FORM = Form(
    key=OPENING,
    fields=(
        Field("why", "ask-opening-why", choices=_whys),
        Field("texts", "ask-opening-reason", free=True),
    ),
)
