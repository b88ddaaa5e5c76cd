"""Posters for checkpoints: an A4 page each, with a name that is read from afar and a code to scan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import segno

from documents.made_file import drawable
from documents.printed import GREEN, GREY, WIDTH, Print

if TYPE_CHECKING:
    from collections.abc import Iterable

    from documents.made_file import Office

CODE_MM = 148
QUIET = 4
"""How many squares around a code stay white."""


class Poster(NamedTuple):
    """One checkpoint's poster."""

    unit: str
    name: str
    link: str


def draw_posters(office: Office, posters: Iterable[Poster]) -> bytes:
    """All of them as one PDF."""
    sheet = Print(office.language, office.say("poster-file-title"))
    for poster in posters:
        sheet.page()
        sheet.band(0, 46)
        sheet.words(16, office.say("poster-kind"), 17, (207, 230, 220))
        sheet.words(31, office.team(poster.unit), 27, (255, 255, 255), bold=True)
        sheet.words(74, drawable(poster.name), 86, bold=True, left=14, width=WIDTH - 28)
        # Level Q still reads when a quarter of it is torn off or faded.
        code = segno.make(poster.link, error="q", micro=False, boost_error=False)
        sheet.code([list(row) for row in code.matrix_iter(border=QUIET)], (WIDTH - CODE_MM) / 2, 95, CODE_MM)
        sheet.words(252, office.say("poster-what-to-do"), 24, GREEN, left=12, width=WIDTH - 24, bold=True)
        sheet.words(267, office.say("poster-lost"), 13, GREY)
        sheet.words(286, f"{office.name(office.township.name)} · {office.say('poster-motto')}", 12, GREY)
    return sheet.finished()
