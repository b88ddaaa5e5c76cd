"""How alike texts are: shared pairs of neighbouring characters, which serves Chinese and other scripts alike.

Two measures: plain, for two texts by themselves, and with rare pairs counting more, for one text among many. On messages cut in
two the second finds the other half best (`shouwang measure`).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from itertools import chain, pairwise
from operator import itemgetter
from typing import TypeVar

Pairs = frozenset[tuple[str, str]]
Key = TypeVar("Key")

ALIKE = 0.4
"""From here on two reports of one person, of one category and village, are taken for the same matter."""
VERY_ALIKE = 0.7
"""From here on category and village need not agree."""
UNSEEN = 50
"""How much is known of what is rare, before any text is seen."""


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same): the Dice coefficient over pairs of characters, white space left out."""
    pairs_of_one, pairs_of_other = pairs_of(one), pairs_of(other)
    if not pairs_of_one or not pairs_of_other:
        return 0.0
    return 2 * len(pairs_of_one & pairs_of_other) / (len(pairs_of_one) + len(pairs_of_other))


def among(own: Pairs, others: Mapping[Key, Pairs]) -> list[tuple[float, Key]]:
    """How alike each of some texts is to one's own, the most alike first: from 0 to 1, rare pairs counting more.

    A pair weighs the logarithm of how few of the texts have it. Of few texts that says little, so as many as `UNSEEN` are
    thought beside them that have none of it.
    """
    frequency = Counter(chain(own, *others.values()))
    texts = len(others) + 1 + UNSEEN
    weight = {pair: math.log(texts / count) for pair, count in frequency.items()}
    own_weight = sum(weight[pair] for pair in own)
    found = []
    for key, pairs in others.items():
        whole = own_weight + sum(weight[pair] for pair in pairs)
        shared = sum(weight[pair] for pair in own & pairs)
        found.append((2 * shared / whole if whole else 0.0, key))
    return sorted(found, key=itemgetter(0), reverse=True)


def pairs_of(text: str) -> Pairs:
    """The pairs of neighbouring characters of a text, without white space and marks."""
    return frozenset(pairwise(re.sub(r"\W+", "", text.casefold())))
