"""What a report's own words say: its category, its village, danger, and whether a cadre may be meant."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    ranked = _categories(plain, township)
    return Suggestion(
        category=ranked[0] if ranked else None,
        ranked=ranked,
        unit=find_unit(text, township),
        urgent=_any(township.danger_words, plain),
        names_official=_any(township.official_words, plain),
    )


def find_unit(text: str, township: Township) -> str | None:
    """The unit that a text names. Of several names the longest counts, and of equally long ones the first."""
    plain = plain_text(text)
    best: tuple[int, int, str] | None = None
    for unit in township.units:
        for name in (*unit.name.every(), *unit.aliases):
            wanted = _plain_word(name)
            at = plain.find(wanted) if wanted else -1
            if at >= 0 and (best is None or (-len(wanted), at) < best[:2]):
                best = (-len(wanted), at, unit.code)
    return best[2] if best else None


def plain_text(text: str) -> str:
    """A text as it is compared: one form of each character, small letters, no white space, nothing invisible."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    visible = "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    return re.sub(r"\s+", "", visible)


def _categories(plain: str, township: Township) -> tuple[str, ...]:
    # A longer keyword says more than a short one.
    points = {
        category.code: sum(len(word) for word in {_plain_word(each) for each in category.keywords} if word in plain)
        for category in township.categories
    }
    found = [code for code, value in points.items() if value]
    return tuple(sorted(found, key=lambda code: -points[code]))


def _any(words: Iterable[str], plain: str) -> bool:
    return any(_plain_word(word) in plain for word in words)


@lru_cache(maxsize=16_384)
def _plain_word(word: str) -> str:
    """`plain_text` of a configured word, kept. What people write is never kept here."""
    return plain_text(word)
