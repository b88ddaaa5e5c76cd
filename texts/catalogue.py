"""The catalogues: Fluent files by language, read once."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle, FluentResource

from domain.words import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

LONG = 1000
MARK = re.compile("\ue000[^\ue000\ue001]*\ue001")


class UnknownPhrase(LookupError):
    """A phrase that no catalogue has, or one whose values are incomplete."""


class Catalogue:
    """All phrases in all languages."""

    def __init__(
        self, bundles: Mapping[Language, FluentBundle], identifiers: Mapping[Language, frozenset[str]]
    ) -> None:
        self._bundles = bundles
        self._constant: dict[tuple[Language, str], str] = {}
        self.identifiers = identifiers

    @classmethod
    def load(cls) -> Catalogue:
        """Read the files `texts/<language>/*.ftl`."""
        bundles: dict[Language, FluentBundle] = {}
        identifiers: dict[Language, frozenset[str]] = {}
        for language in Language:
            # Telegram shows directional isolates as boxes on some phones, and Chinese needs none.
            bundle = FluentBundle([language.value], use_isolating=False)
            known: set[str] = set()
            for entry in sorted(files("texts").joinpath(language.value).iterdir(), key=lambda each: each.name):
                if entry.name.endswith(".ftl"):
                    resource = FluentResource(entry.read_text(encoding="utf-8"))
                    bundle.add_resource(resource)
                    known.update(item.id.name for item in resource.body if hasattr(item, "id"))
            bundles[language] = bundle
            identifiers[language] = frozenset(known)
        return cls(bundles, identifiers)

    def format(self, language: Language, phrase_id: str, values: Mapping[str, str | int]) -> str:
        """One phrase in one language. Raises UnknownPhrase when it is missing or lacks a value."""
        if values:
            return self._formatted(language, phrase_id, values)
        key = (language, phrase_id)
        if key not in self._constant:
            self._constant[key] = self._formatted(language, phrase_id, values)
        return self._constant[key]

    def _formatted(self, language: Language, phrase_id: str, values: Mapping[str, str | int]) -> str:
        bundle = self._bundles[language]
        if not bundle.has_message(phrase_id):
            raise UnknownPhrase(f"{language.value}: {phrase_id}")
        pattern = bundle.get_message(phrase_id).value
        if pattern is None:
            raise UnknownPhrase(f"{language.value}: {phrase_id} is empty")
        short, long = _set_long_ones_apart(values)
        text, errors = bundle.format_pattern(pattern, short)
        if errors:
            raise UnknownPhrase(f"{language.value}: {phrase_id}: {type(errors[0]).__name__}")
        return MARK.sub(lambda mark: long.get(mark.group(), mark.group()), str(text))


def _set_long_ones_apart(values: Mapping[str, str | int]) -> tuple[dict[str, str | int], dict[str, str]]:
    """Fluent refuses values of more than 2,500 characters: those go in as a mark and are put in its place afterwards.

    The marks are of Unicode's private use area around the value's name. A value that holds such a mark itself goes the same way.
    """
    long = {
        f"\ue000{name}\ue001": value
        for name, value in values.items()
        if isinstance(value, str) and (len(value) > LONG or "\ue000" in value)
    }
    marks = {mark[1:-1]: mark for mark in long}
    return {name: marks.get(name, value) for name, value in values.items()}, long
