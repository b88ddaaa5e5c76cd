"""The short code of the event log's head: how many events there were, and the beginning of the last one's hash."""

from __future__ import annotations

import re
from typing import NamedTuple

GROUPS, GROUP = 3, 4
_WRITTEN = re.compile(rf"(\d{{1,12}})-([0-9A-F]{{{GROUPS * GROUP}}})")


class Head(NamedTuple):
    """The last event that was written when the code was made, and how its hash begins (hexadecimal)."""

    event_id: int
    begins: str


def head_code(event_id: int, chain: str) -> str:
    """A code that can be read from a phone and typed: `4711-9F3A-07C2-B1D4`. 48 bits of the hash are in it."""
    begins = chain[: GROUPS * GROUP].upper()
    groups = [begins[start : start + GROUP] for start in range(0, len(begins), GROUP)]
    return "-".join([str(event_id), *groups])


def read_head_code(text: str) -> Head | None:
    """What somebody typed, with or without its dashes after the first; None if it is no such code."""
    first, _, rest = text.strip().upper().replace("—", "-").replace(" ", "").partition("-")
    found = _WRITTEN.fullmatch(f"{first}-{rest.replace('-', '').replace('O', '0')}")
    return Head(int(found[1]), found[2].lower()) if found else None
