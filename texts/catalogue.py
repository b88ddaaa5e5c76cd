"""The catalogues: Fluent files by language, read once."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from fluent.runtime import FluentBundle, FluentResource

from domain.words import Language

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnknownPhrase(LookupError):
    """A phrase that no catalogue has, or one whose values are incomplete."""


class Catalogue:
    """All phrases in all languages."""

    def __init__(
        self, bundles: Mapping[Language, FluentBundle], identifiers: Mapping[Language, frozenset[str]]
    ) -> None:
        self._bundles = bundles
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
        bundle = self._bundles[language]
        if not bundle.has_message(phrase_id):
            raise UnknownPhrase(f"{language.value}: {phrase_id}")
        pattern = bundle.get_message(phrase_id).value
        if pattern is None:
            raise UnknownPhrase(f"{language.value}: {phrase_id} is empty")
        text, errors = bundle.format_pattern(pattern, dict(values))
        if errors:
            raise UnknownPhrase(f"{language.value}: {phrase_id}: {type(errors[0]).__name__}")
        return str(text)
