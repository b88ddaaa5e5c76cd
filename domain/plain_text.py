"""Texts as they are compared: what looks the same counts as the same."""

from __future__ import annotations

import re
import unicodedata


def plain_text(text: str) -> str:
    """One form of each character, small letters, no white space, nothing invisible."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    visible = folded if folded.isprintable() else "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")
    return re.sub(r"\s+", "", visible)
