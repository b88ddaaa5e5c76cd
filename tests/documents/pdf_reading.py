"""Printed pages read back: their words, and the black squares of a code."""

from __future__ import annotations

import io

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

MM = 72 / 25.4


def pages(content: bytes) -> list[PageObject]:
    """The pages of a PDF."""
    return list(PdfReader(io.BytesIO(content)).pages)


def words(page: PageObject) -> str:
    """What can be read on a page, without blanks and line ends."""
    # Characters have two bytes there, of which pypdf shows the first as a character of its own.
    return "".join(page.extract_text().replace("\0", "").split())


def squares(page: PageObject, left: float, top: float, size: float, count: int) -> list[list[bool]]:
    """A code of so many squares a side, from the rectangles that are drawn on the page; places in millimetres."""
    content = page.get_contents()
    assert content is not None
    height = float(page.mediabox.height)
    side = size * MM / count
    found = [[False] * count for _row in range(count)]
    for operands, operator in ContentStream(content, page.pdf).operations:
        if operator == b"re":
            x, y, width, high = (float(each) for each in operands)
            # From the lower left corner, and with a negative height, as fpdf2 writes it.
            row = round((height - y - top * MM) / side)
            if abs(abs(high) - side) < 0.2 and 0 <= row < count:
                column = round((x - left * MM) / side)
                for number in range(column, column + round(width / side)):
                    found[row][number] = True
    return found
