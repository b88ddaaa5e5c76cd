"""Whether there is anything to see in a text."""

from __future__ import annotations

import unicodedata

UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
TAKEN_OUT = frozenset("\u0333\u033f\u030a")
"""Marks that Telegram takes out of every text."""
NEVER_SEEN = FILLERS | TAKEN_OUT
VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def is_blank(text: str) -> bool:
    """Nothing but blanks, control characters, joiners and fillers: Telegram refuses it, and nobody could read it."""
    return all(_unseen(character) for character in text)


def _unseen(character: str) -> bool:
    if character in NEVER_SEEN or unicodedata.category(character) in UNSEEN_CATEGORIES:
        return True
    return any(ord(character) in variations for variations in VARIATIONS)
