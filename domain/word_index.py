"""Which of many words stand in a text: looked up by their first character, so that a text is gone through once."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class WordIndex:
    """A fixed set of words, none of them empty. Text and words must have the same form (`domain/plain_text.py`)."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for word in dict.fromkeys(words):
            self._by_first.setdefault(word[0], []).append(word)

    def found_in(self, text: str) -> frozenset[str]:
        """The words that stand anywhere in the text, also those within one another."""
        found: set[str] = set()
        for at, sign in enumerate(text):
            found.update(word for word in self._by_first.get(sign, ()) if text.startswith(word, at))
        return frozenset(found)
