"""What somebody typed, made plain: shown as it is, and nothing in it can be tapped or changes the words around it."""

from __future__ import annotations

import html
import re

WORD_JOINER = "\u2060"
"""Seen by nobody; breaks no line; stands in no link, name, command or tag by Telegram's rules (a zero-width joiner may)."""
CLOSES_DIRECTION = "\u2069"

# After each of these the joiner goes: the sign that begins a mention, a command or path, a tag, or a domain's next part.
BEGINNINGS = re.compile(
    r"@(?=\w)"
    r"|(?<![A-Za-z0-9<>])/(?=[\w-])"
    r"|#(?=[^\s#\ufe0f\u20e3]|\Z)"
    r"|\$(?=[A-Z1])"
    r"|(?<!\s)\.(?=[^\W\d_])"
)
FOUR_NUMBERS = re.compile(r"(?<![\d.])\d{1,3}\.\d{1,3}\.\d{1,3}\.(?=\d)")
# Telegram takes these out of every text, and what they kept apart would stand together then.
TAKEN_OUT = re.compile(r"[\r\u2028-\u202e\u0333\u033f\u030a]")
DIRECTIONS = re.compile(r"[\u2066-\u2069]")


def plain(text: str) -> str:
    """Typed text as HTML of Telegram's. Phone numbers stay as they are: whoever deals with a case may ring them."""
    inert = BEGINNINGS.sub(_joined, FOUR_NUMBERS.sub(_joined, TAKEN_OUT.sub("", text)))
    return html.escape(inert + CLOSES_DIRECTION * _open_directions(text), quote=False)


def _joined(sign: re.Match[str]) -> str:
    return sign.group() + WORD_JOINER


def _open_directions(text: str) -> int:
    """How many changes of the writing direction were begun and not ended: they would turn round what stands behind."""
    depth = 0
    for mark in DIRECTIONS.findall(text):
        depth = max(0, depth - 1) if mark == CLOSES_DIRECTION else depth + 1
    return depth
