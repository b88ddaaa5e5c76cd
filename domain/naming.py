"""Who may be meant by a name, by what somebody is called, or by a title in a text. It only compares; people decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.plain_text import plain_text
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from domain.forms import Official
    from domain.shield import Shield

SHORTEST = 2
"""A single sign means nobody: it stands in too many words."""
LONGEST_NAME = 40
"""Longer words that were typed are a story and not a name."""


def means(written: str, called: Iterable[str]) -> bool:
    """Whether what was written holds one of somebody's names, or is a part of one (a given name without the surname)."""
    plain = plain_text(written)
    labels = [label for each in called if len(label := plain_text(each)) >= SHORTEST]
    part = len(plain) >= SHORTEST and any(plain in label for label in labels)
    return part or any(label in plain for label in labels)


def named_in(text: str, officials: Sequence[Official]) -> tuple[int, ...]:
    """Those whose whole name, or what else they are called, stands in a text."""
    plain = plain_text(text)
    found: dict[int, None] = {}
    for each in officials:
        for label in map(plain_text, (each.name, *each.aliases)):
            if len(label) >= SHORTEST and label in plain:
                found.setdefault(each.person_id)
    return tuple(found)


def perhaps_meant(text: str, unit: str | None, officials: Sequence[Official], shield: Shield) -> tuple[int, ...]:
    """Those who may be meant by a surname with a word of address, or by the title of an office in the village of the report."""
    plain = plain_text(text)
    said = frozenset(role for role, words in shield.titles.plain.items() if any(word in plain for word in words))
    addresses = tuple(map(plain_text, shield.address_words))
    found: dict[int, None] = {}
    for each in officials:
        surname = plain_text(each.name)[:1]
        addressed = bool(surname) and any(f"{surname}{word}" in plain for word in addresses)
        here = each.unit == unit or each.role in {Role.DIRECTOR, Role.CENTRE_STAFF}
        if addressed or (each.role in said and here):
            found.setdefault(each.person_id)
    return tuple(found)
