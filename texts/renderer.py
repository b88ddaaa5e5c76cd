"""The one way from values to words: a message rendered for one receiver, with everything typed by people escaped."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.buttons import sign
from domain.messages import Day, Hour, Live, Localised, Moment, Phrase, Span
from texts import dates, typed

if TYPE_CHECKING:
    from domain.local_names import LocalName
    from domain.messages import Attachment, Button, Message, Value
    from domain.words import Language
    from texts.catalogue import Catalogue

TELEGRAM_LIMIT = 4096
CUTS = (None, 3000, 1500, 600, 200)
MARKUP = re.compile(r"</?[a-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class RenderedButton:
    """A button's label and what it carries: signed `data`, or a `url`."""

    text: str
    data: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class RenderedKey:
    """A key of the lasting keyboard."""

    text: str
    asks_location: bool


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready for Telegram: HTML, buttons, lasting keyboard (None: leave it as it is) and attachments."""

    html: str
    buttons: tuple[tuple[RenderedButton, ...], ...]
    menu: tuple[tuple[RenderedKey, ...], ...] | None
    attachments: tuple[Attachment, ...]


class Renderer:
    """Renders for one township. It decides nothing: what is said and to whom was settled before."""

    def __init__(self, catalogue: Catalogue, time_zone: str, button_key: bytes) -> None:
        self._catalogue = catalogue
        self._time_zone = time_zone
        self._button_key = button_key
        self._names: dict[tuple[Language, str, str], str] = {}

    def render(self, message: Message, language: Language, person_id: int) -> Rendered:
        """A message for one person. Raises UnknownPhrase for a phrase that the catalogues lack.

        Buttons are signed for that person; in a group (`person_id` 0) whoever presses is asked anew.
        """
        text = self._text(message, language)
        menu = message.menu
        return Rendered(
            html=text,
            buttons=tuple(
                tuple(self._button(button, language, person_id) for button in row) for row in message.buttons if row
            ),
            menu=None
            if menu is None
            else tuple(tuple(self._key(key.label, key.asks_location, language) for key in row) for row in menu),
            attachments=message.attachments,
        )

    def phrase(self, phrase: Phrase, language: Language, longest: int | None = None) -> str:
        """One phrase as HTML; typed text is cut to `longest` characters where that is given."""
        values = {name: self._value(value, language, longest) for name, value in phrase.values.items()}
        return self._catalogue.format(language, phrase.id, values)

    def plain(self, phrase: Phrase, language: Language) -> str:
        """One phrase as plain text, for labels and the short answers to button presses."""
        name = phrase.values.get("name") if len(phrase.values) == 1 else None
        if not isinstance(name, Localised):
            return _plain(self.phrase(phrase, language))
        # A label that is a name of the configuration: there are few, and a question may show fifty.
        key = (language, phrase.id, name.name.in_language(language))
        if key not in self._names:
            self._names[key] = _plain(self.phrase(phrase, language))
        return self._names[key]

    def _text(self, message: Message, language: Language) -> str:
        """All lines. A message that Telegram would refuse for its length is shown with its typed texts cut."""
        for longest in CUTS:
            text = "\n".join(self.phrase(line, language, longest) for line in message.lines)
            if _length(text) <= TELEGRAM_LIMIT:
                return text
        raise ValueError(f"a message of {len(message.lines)} lines is too long for Telegram however its texts are cut")

    def _button(self, button: Button, language: Language, person_id: int) -> RenderedButton:
        label = self.plain(button.label, language)
        if button.url is not None:
            return RenderedButton(label, None, button.url)
        return RenderedButton(
            label, sign(self._button_key, person_id, button.act, button.subject, button.version), None
        )

    def _key(self, label: Phrase, asks_location: bool, language: Language) -> RenderedKey:  # noqa: FBT001
        return RenderedKey(self.plain(label, language), asks_location)

    def _value(self, value: Value, language: Language, longest: int | None = None) -> str | int:
        match value:
            case str():
                cut = value if longest is None or len(value) <= longest else value[: longest - 1] + "…"
                return typed.plain(cut)
            case Live():
                return html.escape(value.text, quote=False)
            case int():
                return value
            case Moment() | Day() | Hour():
                return self._instant(value, language)
            case Span():
                unit, count = dates.span(value.ms)
                return self._catalogue.format(language, f"span-{unit}", {"count": count})
            case Localised():
                return html.escape(local_name(value.name, language), quote=False)
            case Phrase():
                return self.phrase(value, language, longest)

    def _instant(self, value: Moment | Day | Hour, language: Language) -> str:
        match value:
            case Moment():
                return dates.moment(value.at, language, self._time_zone)
            case Day():
                return dates.day(value.at, language, self._time_zone)
            case Hour():
                return dates.hour(value.at, self._time_zone)


def local_name(name: LocalName, language: Language) -> str:
    """A configured name in one language."""
    return name.in_language(language)


def _length(text: str) -> int:
    """The length as Telegram counts it: UTF-16 code units, without the markup."""
    return len(_plain(text).encode("utf-16-le")) // 2


def _plain(text: str) -> str:
    """Without the markup; what people typed was escaped and stays as it is."""
    return html.unescape(MARKUP.sub("", text))
