"""Long texts in parts that each fit into one message: nothing that was typed is left out."""

from __future__ import annotations

from domain.visible import is_blank

PART = 1900
"""Characters of one part. Telegram takes 4096 units, and some characters count as two of them."""


def parts_of(text: str, length: int = PART) -> tuple[str, ...]:
    """The text in parts of at most `length` characters, broken at the end of a line where one is near. None for blanks."""
    parts = []
    rest = text.strip()
    while len(rest) > length:
        at = rest.rfind("\n", length // 2, length + 1)
        cut = at if at > 0 else length
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    # A part in which there is nothing to see would be refused.
    return tuple(part for part in (*parts, rest) if not is_blank(part))
