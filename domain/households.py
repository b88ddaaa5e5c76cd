"""The word for a household, as its members give it and as two of them are compared."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40
BESIDE_CHINESE = re.compile(r"\s+(?=[\u3400-\u9fff])|(?<=[\u3400-\u9fff])\s+")


def household_word(text: str) -> str | None:
    """One form for what looks the same ("张家冲 3号", "张家冲３号"); None when nothing is left."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    visible = "".join(sign for sign in folded if unicodedata.category(sign) not in {"Cf", "Cc"} or sign.isspace())
    return BESIDE_CHINESE.sub("", " ".join(visible.split()))[:LONGEST] or None
