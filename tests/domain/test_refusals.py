"""A refusal has a sentence, and carries what the sentence needs."""

from __future__ import annotations

import re

import pytest

from domain.messages import Moment
from domain.refusals import Refusal, RefusalCode, refusal_phrase


def test_a_refusal_says_why_and_from_when() -> None:
    """The nudge that comes too early is told when it may come."""
    phrase = refusal_phrase(Refusal(RefusalCode.NUDGE_TOO_EARLY, {"at": Moment(at=5)}))
    assert phrase.id == "refusal-nudge-too-early"
    assert phrase.values == {"at": Moment(at=5)}


@pytest.mark.parametrize("code", RefusalCode)
def test_every_refusal_has_a_name_that_the_catalogues_can_hold(code: RefusalCode) -> None:
    """Fluent takes letters, digits and dashes."""
    assert re.fullmatch(r"refusal(-[a-z]+)+", refusal_phrase(Refusal(code)).id)
