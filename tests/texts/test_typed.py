"""Typed text looks as it was typed, and nothing in it can be tapped."""

from __future__ import annotations

import html

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playground.entities import cleaned
from playground.found_entities import find_entities
from texts.typed import CLOSES_DIRECTION, WORD_JOINER, plain

SIGNS = st.text(alphabet="@/#$.:-_aA1中é \n?&<>[]()\u200d\u200c\u202e\u033f\r", max_size=40)
ENDS = st.sampled_from(["", "字", " a", "。"])


@pytest.mark.parametrize(
    "text",
    ["110", "13800000000", "2026-09-28", "2026/9/28", "2026.9.28", "3.5", "和/或", "</b>", "#️⃣ ## x", "a @ b", "5$", "完。", "..."],
)  # fmt: skip
def test_what_cannot_be_tapped_is_left_alone(text: str) -> None:
    """It can be copied as it stands."""
    assert html.unescape(plain(text)).replace("和/" + WORD_JOINER, "和/") == text


@given(SIGNS | st.text(), ENDS)
@example("路#", "字")
@example("@\u033fname", "")
@example(".com", "")
def test_nothing_typed_can_be_tapped(text: str, behind: str) -> None:
    """Whatever stands behind it in the sentence, and whatever Telegram takes out of it; only phone numbers are found."""
    shown = cleaned(html.unescape(plain(text)) + behind)
    assert [entity for entity in find_entities(shown) if entity["type"] != "phone_number"] == []
    assert shown.replace(WORD_JOINER, "").startswith(cleaned(text).replace(WORD_JOINER, ""))


@given(st.text(alphabet="a\u2066\u2067\u2068\u2069", max_size=20))
def test_every_direction_that_was_begun_is_ended(text: str) -> None:
    """What stands behind is not turned round."""
    depth = 0
    for character in plain(text):
        depth = max(0, depth - 1) if character == CLOSES_DIRECTION else depth + (character in "\u2066\u2067\u2068")
    assert depth == 0
