"""Names as the configuration gives them in every language, and the codes that stand for them."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints, model_validator

from domain.configured import Configured
from domain.words import Language

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,31}$")]
"""A short word that stands for something in tables and buttons and is never shown: a lower-case letter first."""

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
"""A name or keyword as people write it."""

MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
"""A day of every year, "MM-DD"."""


class LocalName(Configured):
    """A name in every language. In the file its keys are the languages' own: `zh-Hans`, `zh-Hant`, `en`."""

    zh_hans: Word
    zh_hant: Word
    en: Word

    @model_validator(mode="before")
    @classmethod
    def _read_language_tags(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            return given
        # A name from the environment (`ZH_HANS`) comes last and wins over the tag in the file.
        fields = {"zh-Hans": "zh_hans", "zh-Hant": "zh_hant"}
        read = {fields.get(key, key): value for key, value in given.items() if key in fields}
        return read | {key: value for key, value in given.items() if key not in fields}

    def in_language(self, language: Language) -> str:
        """The name in one language."""
        match language:
            case Language.ZH_HANS:
                return self.zh_hans
            case Language.ZH_HANT:
                return self.zh_hant
            case Language.EN:
                return self.en

    def every(self) -> tuple[str, ...]:
        """The different ways in which it is written, in the order of the languages."""
        return tuple(dict.fromkeys((self.zh_hans, self.zh_hant, self.en)))
