"""The one font that the program brings along: Noto Sans CJK, with simplified and traditional forms in one file."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from domain.words import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

FACES: Mapping[Language, int] = {Language.ZH_HANS: 2, Language.ZH_HANT: 3, Language.EN: 2}
"""Which of the collection's faces a language is written in: the same character is drawn differently here and there."""


def font_path() -> str:
    """Where the font's file is. No font of the machine itself is used, so every machine draws the same."""
    return str(files("noto_cjk_sans_otc").joinpath("NotoSansCJK-Regular.ttc"))


def face_of(language: Language) -> int:
    """The face for a language."""
    return FACES[language]
