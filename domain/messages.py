"""What is said to a person, before it has a language: phrases, buttons and attachments as values.

A message is kept as these values and turned into words only when it is sent, in the receiver's language.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from domain.local_names import LocalName

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Value:
    """A value inside a message. Made by the hundred for every card, so not checked when made but when read back."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class Moment(_Value):
    """An instant, shown as date and time in the township's time zone. `at` is UTC milliseconds."""

    type: Literal["moment"] = "moment"
    at: int


@dataclass(frozen=True, kw_only=True)
class Day(_Value):
    """An instant of which only the date is shown. `at` is UTC milliseconds."""

    type: Literal["day"] = "day"
    at: int


@dataclass(frozen=True, kw_only=True)
class Hour(_Value):
    """An instant of which only the time of day is shown, where the day goes without saying. `at` is UTC milliseconds."""

    type: Literal["hour"] = "hour"
    at: int


@dataclass(frozen=True, kw_only=True)
class Span(_Value):
    """A length of time in milliseconds, shown in its largest whole unit ("3 days", "15 minutes")."""

    type: Literal["span"] = "span"
    ms: int


@dataclass(frozen=True, kw_only=True)
class Localised(_Value):
    """A name that the configuration gives in every language (a village, a category)."""

    type: Literal["name"] = "name"
    name: LocalName


@dataclass(frozen=True, kw_only=True)
class Live(_Value):
    """A link or an address of our own, which may be tapped."""

    type: Literal["live"] = "live"
    text: str


@dataclass(frozen=True, kw_only=True)
class Phrase(_Value):
    """One sentence of the catalogues: its identifier and what is put into it.

    A string among the values is text that somebody typed: the renderer escapes it and lets nothing in it be tapped.
    """

    type: Literal["phrase"] = "phrase"
    id: str
    values: dict[str, Value] = field(default_factory=dict)


Value = str | int | Annotated[Moment | Day | Hour | Span | Localised | Live | Phrase, Field(discriminator="type")]


@dataclass(frozen=True, kw_only=True)
class Button(_Value):
    """A button under a message. `act`, `subject` and `version` are signed for the receiver when it is sent.

    With `url` set the button opens a link instead and carries no action.
    """

    label: Phrase
    act: str = ""
    subject: str = ""
    version: int = 0
    url: str | None = None


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AttachmentKind(StrEnum):
    """What Telegram can carry beside text."""

    PHOTO = "photo"
    """A picture that Telegram has re-encoded."""
    VOICE = "voice"
    """A voice message."""
    VIDEO = "video"
    """A video."""
    VIDEO_NOTE = "video_note"
    """A round video message."""
    AUDIO = "audio"
    """A sound file."""
    ANIMATION = "animation"
    """A silent moving picture."""
    DOCUMENT = "document"
    """Any other file."""
    LOCATION = "location"
    """A point on the map."""


class Attachment(_Model):
    """A file or a place that goes with a message. Files are named by the chat service's own file identifier.

    `size` is in bytes and `seconds` the length of a recording, both 0 where unknown; the coordinates are WGS 84 degrees.
    """

    kind: AttachmentKind
    file_id: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    size: int = 0
    seconds: int = 0
    qr: str | None = None
    """What a QR code says that is drawn when the message is sent, instead of a file."""
    made: str | None = None
    """The name of a document that is made when the message is sent, instead of a file; see `domain.made_documents`."""


@dataclass(frozen=True, kw_only=True)
class MenuKey(_Value):
    """A key of the keyboard that stays at the bottom; `asks_location` makes it send the person's position."""

    label: Phrase
    asks_location: bool = False


class Message(_Model):
    """All of one message: its lines in order, the buttons under it, the lasting keyboard and what is attached."""

    lines: tuple[Phrase, ...]
    buttons: tuple[tuple[Button, ...], ...] = ()
    menu: tuple[tuple[MenuKey, ...], ...] | None = None
    attachments: tuple[Attachment, ...] = ()


def say(phrase_id: str, **values: Value) -> Message:
    """A message of one phrase."""
    return Message(lines=(Phrase(id=phrase_id, values=values),))


def phrase(phrase_id: str, **values: Value) -> Phrase:
    """A phrase with its values given by name."""
    return Phrase(id=phrase_id, values=values) if values else _bare(phrase_id)


def listed(values: Iterable[Value]) -> Value:
    """Several values one after the other, with what stands between them in the receiver's language; a dash for none."""
    every = tuple(values)
    if len(every) < 2:
        return every[0] if every else "—"
    # Halved again and again, so that a long list is not nested as deep as it is long.
    middle = len(every) // 2
    return phrase("listed", first=listed(every[:middle]), more=listed(every[middle:]))


@lru_cache(maxsize=1024)
def _bare(phrase_id: str) -> Phrase:
    """A phrase that nothing is put into: a label or a headline, of which every card has a dozen, and nobody changes one."""
    return Phrase(id=phrase_id)
