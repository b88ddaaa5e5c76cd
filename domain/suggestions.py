"""What a report's own words say: its category, its village, danger, and whether a cadre may be meant."""

from __future__ import annotations

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


def suggest_once(text: str, township: Township, readings: dict[str, Suggestion]) -> Suggestion:
    """The same, kept in `readings`: several rules ask it of one text while one message is dealt with."""
    found = readings.get(text)
    if found is None:
        found = readings[text] = suggest(text, township)
    return found


def find_unit(text: str, township: Township) -> str | None:
    """The unit that a text names. Of several names the longest counts, and of equally long ones the first."""
    plain = plain_text(text)
    return _unit(plain, township.telling_words.found_in(plain), township)


def _unit(plain: str, found: frozenset[str], township: Township) -> str | None:
    named = [(-len(name), plain.find(name), unit.code) for unit in township.units for name in found & unit.plain_names]
    return min(named)[2] if named else None


def _categories(found: frozenset[str], township: Township) -> tuple[str, ...]:
    # A longer keyword says more than a short one.
    points = {category.code: sum(map(len, found & category.plain_keywords)) for category in township.categories}
    likely = [code for code, value in points.items() if value]
    return tuple(sorted(likely, key=lambda code: -points[code]))
