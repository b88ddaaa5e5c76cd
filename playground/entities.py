"""Telegram's HTML: text and entities out of it, with Telegram's own complaints; and what becomes of characters that nobody sees."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from playground.found_entities import Entity, length

SIMPLE = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-spoiler": "spoiler",
}  # fmt: skip
UNSEEN = re.compile(r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\u2800\u3164"
                    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]*")  # fmt: skip
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
TAKEN_OUT = re.compile(r"[\r\u2028-\u202e\u0333\u033f\u030a]")


class BadEntities(ValueError):
    """The text cannot be parsed; the words are Telegram's."""


def cleaned(text: str) -> str:
    """A text as Telegram keeps it: line and direction marks taken out, controls as blanks, none of them at the end."""
    return CONTROL.sub(" ", TAKEN_OUT.sub("", text)).rstrip()


def is_blank(text: str) -> bool:
    """Whether nobody would see anything of it."""
    return UNSEEN.fullmatch(text) is not None


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities of Telegram's HTML. Raises BadEntities."""
    parser = _Parser(source)
    parser.feed(source)
    parser.close()
    return parser.result()


class _Parser(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._text: list[str] = []
        self._length = 0
        self._open: list[tuple[str, int, Entity]] = []
        self._entities: list[Entity] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        entity = self._entity(tag, dict(attrs))
        self._open.append((tag, self._length, entity))

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            raise BadEntities(f"Unexpected end tag at byte offset {self._offset()}")
        opened, start, entity = self._open.pop()
        if opened != tag:
            raise BadEntities(
                f'Unmatched end tag at byte offset {self._offset()}, expected "</{opened}>", found "</{tag}>"'
            )
        if self._length > start:
            self._entities.append({"offset": start, "length": self._length - start, **entity})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._entity(tag, dict(attrs))

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise BadEntities(f'Unsupported start tag "" at byte offset {self._offset()}')
        self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._add({"lt": "<", "gt": ">", "amp": "&", "quot": '"'}.get(name, f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self._add(html.unescape(f"&#{name};"))

    def result(self) -> tuple[str, list[Entity]]:
        if self._open:
            raise BadEntities(f'Can\'t find end tag corresponding to start tag "{self._open[-1][0]}"')
        return "".join(self._text), sorted(self._entities, key=lambda each: int(str(each["offset"])))

    def _add(self, text: str) -> None:
        self._text.append(text)
        self._length += length(text)

    def _entity(self, tag: str, attributes: dict[str, str | None]) -> Entity:
        if tag == "a" and attributes.get("href"):
            return {"type": "text_link", "url": attributes["href"]}
        if tag == "span" and attributes.get("class") == "tg-spoiler":
            return {"type": "spoiler"}
        if tag in SIMPLE:
            return {"type": SIMPLE[tag]}
        raise BadEntities(f'Unsupported start tag "{tag}" at byte offset {self._offset()}')

    def _offset(self) -> int:
        line, column = self.getpos()
        before = "\n".join(self._source.split("\n")[: line - 1]) + ("\n" if line > 1 else "")
        return len((before + self._source.split("\n")[line - 1][:column]).encode())
