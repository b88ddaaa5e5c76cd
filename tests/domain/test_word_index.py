"""Of many words exactly those are found that stand in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from domain.word_index import WordIndex

FEW_SIGNS = st.text("石桥村大ab", max_size=12)


@given(words=st.lists(FEW_SIGNS.filter(bool), max_size=12), text=FEW_SIGNS)
def test_it_finds_what_searching_for_each_word_finds(words: list[str], text: str) -> None:
    """Whatever the words are, also when they lie within one another."""
    assert WordIndex(words).found_in(text) == {word for word in words if word in text}
