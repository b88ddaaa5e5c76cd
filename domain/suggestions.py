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
    ranked = _categories(plain, township)
    return Suggestion(
        category=ranked[0] if ranked else None,
        ranked=ranked,
        unit=_unit(plain, township),
        urgent=any(word in plain for word in township.plain_danger_words),
        names_official=any(word in plain for word in township.plain_official_words),
    )


def suggest_once(text: str, township: Township, readings: dict[str, Suggestion]) -> Suggestion:
    """The same, kept in `readings`: several rules ask it of one text while one message is dealt with."""
    found = readings.get(text)
    if found is None:
        found = readings[text] = suggest(text, township)
    return found


def find_unit(text: str, township: Township) -> str | None:
    """The unit that a text names. Of several names the longest counts, and of equally long ones the first."""
    return _unit(plain_text(text), township)


def _unit(plain: str, township: Township) -> str | None:
    best: tuple[int, int, str] | None = None
    for unit in township.units:
        for wanted in unit.plain_names:
            at = plain.find(wanted)
            if at >= 0 and (best is None or (-len(wanted), at) < best[:2]):
                best = (-len(wanted), at, unit.code)
    return best[2] if best else None


def _categories(plain: str, township: Township) -> tuple[str, ...]:
    # A longer keyword says more than a short one.
    points = {
        category.code: sum(len(word) for word in category.plain_keywords if word in plain)
        for category in township.categories
    }
    found = [code for code, value in points.items() if value]
    return tuple(sorted(found, key=lambda code: -points[code]))
