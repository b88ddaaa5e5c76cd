"""A printed page with Chinese words on it: fpdf2 with the program's own font, of which only the characters used are put in."""

from __future__ import annotations

import gc
import logging
from typing import TYPE_CHECKING

from documents.fonts import face_of, font_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fpdf import FPDF

    from domain.words import Language

WIDTH, HEIGHT = 210, 297
"""A4, in millimetres."""
FAMILY = "words"
POINT = 25.4 / 72
YOUNG = 1
"""The generation of the garbage collector in which what has just been drawn lies: looked through in some milliseconds."""
GREEN, INK, GREY = (31, 95, 74), (25, 35, 31), (105, 115, 111)


class Print:
    """A4 pages. Places are in millimetres from the upper left corner, sizes of letters in points."""

    def __init__(self, language: Language, title: str) -> None:
        from fpdf import FPDF  # noqa: PLC0415 - it wants half a second and a hundred megabytes

        # It reports every table of the font that it leaves out.
        logging.getLogger("fontTools").setLevel(logging.ERROR)
        self._pdf: FPDF = FPDF(format="A4")
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_margin(0)
        self._pdf.c_margin = 0
        self._pdf.set_title(title)
        self._pdf.add_font(FAMILY, fname=font_path(), collection_font_number=face_of(language))

    def page(self) -> None:
        """Begin a new page."""
        self._pdf.add_page()

    def words(
        self,
        y: float,
        text: str,
        size: float,
        colour: tuple[int, int, int] = INK,
        *,
        left: float = 20,
        width: float = 170,
        to: str = "C",
        bold: bool = False,
    ) -> None:
        """One line of words around a height, made smaller until it fits."""
        from fpdf.enums import TextMode  # noqa: PLC0415 - as above

        pdf = self._pdf
        pdf.set_font(FAMILY, size=size)
        wide = pdf.get_string_width(text)
        if wide > width:
            size *= width / wide
            pdf.set_font(FAMILY, size=size)
        pdf.set_text_color(*colour)
        pdf.set_xy(left, y - size * POINT / 2)
        with pdf.local_context():
            if bold:
                # The font has one weight: its letters are drawn with an outline.
                pdf.text_mode = TextMode.FILL_STROKE
                pdf.set_draw_color(*colour)
                pdf.set_line_width(size * POINT * 0.03)
            pdf.cell(width, size * POINT, text, align=to)

    def paragraph(self, y: float, text: str, size: float, line_height: float, *, left: float, width: float) -> float:
        """Words over as many lines as they need; where the next may begin."""
        from fpdf.enums import WrapMode  # noqa: PLC0415 - as above

        pdf = self._pdf
        pdf.set_font(FAMILY, size=size)
        pdf.set_text_color(*INK)
        pdf.set_xy(left, y)
        pdf.multi_cell(
            width, line_height, text, align="L", wrapmode=WrapMode.CHAR if _has_no_spaces(text) else WrapMode.WORD
        )
        return float(pdf.get_y())

    def band(self, top: float, height: float, colour: tuple[int, int, int] = GREEN) -> None:
        """A coloured strip over the whole width."""
        self._pdf.set_fill_color(*colour)
        self._pdf.rect(0, top, WIDTH, height, style="F")

    def frame(self, inset: float, line: float, colour: tuple[int, int, int] = GREEN) -> None:
        """A frame around the page."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(line)
        self._pdf.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)

    def rule(self, y: float, left: float, right: float, colour: tuple[int, int, int] = GREY, line: float = 0.2) -> None:
        """A line from left to right."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(line)
        self._pdf.line(left, y, right, y)

    def code(self, matrix: Sequence[Sequence[int]], left: float, top: float, size: float) -> None:
        """A QR code in black squares: drawn, not a picture, so it is sharp at any size."""
        square = size / len(matrix)
        self._pdf.set_fill_color(0, 0, 0)
        for row, squares in enumerate(matrix):
            column = 0
            while column < len(squares):
                length = next((n for n, dark in enumerate(squares[column:]) if not dark), len(squares) - column)
                if length:
                    # A hair wider and higher: viewers leave thin white lines between what only touches.
                    self._pdf.rect(
                        left + column * square, top + row * square, length * square + 0.02, square + 0.02, style="F"
                    )
                column += length + 1

    def finished(self) -> bytes:
        """The document; nothing can be added to it then."""
        content = bytes(self._pdf.output())
        # The font was read whole and hangs in circles, 30 MB with every document: a long-running process rarely looks for those.
        del self._pdf
        gc.collect(YOUNG)
        return content


def _has_no_spaces(text: str) -> bool:
    return text.count(" ") * 8 < len(text)
