"""How alike two texts are: shared pairs of neighbouring characters, which serves Chinese and other scripts alike."""

from __future__ import annotations

import re
from itertools import pairwise

ALIKE = 0.4
"""From here on two reports of one person, of one category and village, are taken for the same matter."""
VERY_ALIKE = 0.7
"""From here on category and village need not agree."""


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same): the Dice coefficient over pairs of characters, white space left out."""
    pairs_of_one, pairs_of_other = _pairs(one), _pairs(other)
    if not pairs_of_one or not pairs_of_other:
        return 0.0
    return 2 * len(pairs_of_one & pairs_of_other) / (len(pairs_of_one) + len(pairs_of_other))


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(re.sub(r"\W+", "", text.casefold())))
