"""What a report's own words say: its category, its village, danger, and whether a cadre may be meant."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.plain_text import plain_text

if TYPE_CHECKING:
    from domain.township import Township


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What was found. `ranked` are the categories with any keyword in the text, the likeliest first."""

    category: str | None
    ranked: tuple[str, ...]
    unit: str | None
    urgent: bool
    names_official: bool


def suggest(text: str, township: Township) -> Suggestion:
    """Read a text against the township's words. It only suggests: whoever reports can change everything.

    Words are looked for as they stand: "no fire" counts as "fire", for a needless warning harms nobody.
    """
    plain = plain_text(text)
    found = township.telling_words.found_in(plain)
    ranked = _categories(found, township)
    return Suggestion(
        category=ranked[0] if ranked else None,
        ranked=ranked,
        unit=_unit(plain, found, township),
        urgent=not found.isdisjoint(township.plain_danger_words),
        names_official=not found.isdisjoint(township.plain_official_words),
    )


class Readings:
    """What the texts read lately were found to say: a form asks it at each of its steps. It keeps hashes, not texts."""

    def __init__(self, most: int = 1_000) -> None:
        self._most = most
        self._found: dict[bytes, Suggestion] = {}

    def suggest(self, text: str, township: Township) -> Suggestion:
        """The same as the function of this name."""
        key = hashlib.sha256(text.encode(errors="surrogatepass")).digest()
        found = self._found.pop(key, None) or suggest(text, township)
        self._found[key] = found
        if len(self._found) > self._most:
            del self._found[next(iter(self._found))]
        return found


def find_unit(text: str, township: Township) -> str | None:
    """The unit that a text names. Of several names the longest counts, and of equally long ones the first."""
    plain = plain_text(text)
    return _unit(plain, township.telling_words.found_in(plain), township)


def _unit(plain: str, found: frozenset[str], township: Township) -> str | None:
    named = [
        (-len(word), plain.find(word), unit.code)
        for word in found
        if (unit := township.unit_by_plain_name.get(word)) is not None
    ]
    return min(named)[2] if named else None


def _categories(found: frozenset[str], township: Township) -> tuple[str, ...]:
    # A longer keyword says more than a short one.
    points: Counter[str] = Counter()
    for word in found:
        for category in township.categories_by_plain_keyword.get(word, ()):
            points[category.code] += len(word)
    ranked = [category.code for category in township.categories if category.code in points]
    return tuple(sorted(ranked, key=lambda code: -points[code]))
