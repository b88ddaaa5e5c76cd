"""A picture with Chinese words in it: Pillow and the program's own font, loaded only when something is drawn."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, NamedTuple

from documents.fonts import face_of, font_path

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

    from domain.words import Language

WIDTH = 1080
"""As wide as a phone's screen: wider pictures are made smaller on the way, and their words with them."""
INK, PALE_INK, PAPER = "#1d2b26", "#5d6b66", "#ffffff"
BOLDER = 0.028
"""How much wider the lines of bold letters are, as a part of their size: the font has one weight."""


class Box(NamedTuple):
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float


class Canvas:
    """One picture. Texts are placed by the middle of their height."""

    def __init__(self, language: Language, height: int, width: int = WIDTH) -> None:
        from PIL import Image, ImageDraw  # noqa: PLC0415 - only what draws pays for it

        self._image = Image.new("RGB", (width, height), PAPER)
        self._draw = ImageDraw.Draw(self._image)
        self._face = face_of(language)
        self._fonts: dict[int, FreeTypeFont] = {}

    def box(self, box: Box, fill: str | None, *, outline: str | None = None, round_by: int = 0, line: int = 3) -> None:
        """A rectangle, with round corners where wanted."""
        self._draw.rounded_rectangle(box, round_by, fill=fill, outline=outline, width=line if outline else 1)

    def dashed(self, box: Box, colour: str) -> None:
        """The outline of a place that is still free."""
        dash, gap, line = 14, 9, 3
        for y in (box.top, box.bottom):
            for x in range(round(box.left), round(box.right), dash + gap):
                self._draw.line((x, y, min(x + dash, box.right), y), colour, line)
        for x in (round(box.left), round(box.right)):
            for top in range(round(box.top), round(box.bottom), dash + gap):
                self._draw.line((x, top, x, min(top + dash, box.bottom)), colour, line)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str, width: int = 2) -> None:
        """A straight line."""
        self._draw.line((x1, y1, x2, y2), colour, width)

    def text(
        self, x: float, y: float, text: str, size: int, colour: str = INK, *, bold: bool = False, to: str = "left"
    ) -> None:
        """Words at a place: beginning there (`left`), around it (`middle`) or ending there (`right`)."""
        anchor = {"left": "lm", "middle": "mm", "right": "rm"}[to]
        stroke = size * BOLDER if bold else 0
        self._draw.text((x, y), text, colour, self._font(size), anchor, stroke_width=stroke)

    def width_of(self, text: str, size: int) -> float:
        """How wide words are."""
        return self._draw.textlength(text, self._font(size))

    def fitted(self, text: str, size: int, width: float) -> tuple[str, int]:
        """A text made smaller to fit, down to three quarters of its size, and cut where that is not enough."""
        smaller = max(size * 3 // 4, min(size, int(size * width / max(self.width_of(text, size), 1))))
        return self.cut(text, smaller, width), smaller

    def cut(self, text: str, size: int, width: float) -> str:
        """As much of a text as fits."""
        if self.width_of(text, size) <= width:
            return text
        while text and self.width_of(text + "…", size) > width:
            text = text[:-1]
        return text + "…"

    def png(self) -> bytes:
        """The finished picture. Few colours are enough for it, and make a third of the bytes."""
        written = io.BytesIO()
        self._image.quantize(128).save(written, "PNG", optimize=True)
        return written.getvalue()

    def _font(self, size: int) -> FreeTypeFont:
        from PIL import ImageFont  # noqa: PLC0415 - as above

        if size not in self._fonts:
            self._fonts[size] = ImageFont.truetype(font_path(), size, index=self._face)
        return self._fonts[size]
