"""From a rendered message to the calls of the Bot API that send it. No input or output."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

import segno

from bot.telegram_calls import Upload
from domain.messages import AttachmentKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from domain.messages import Attachment
    from texts.renderer import Rendered

CAPTION_LIMIT = 1024
ALBUM_LIMIT = 10
ALBUM_KINDS = frozenset({AttachmentKind.PHOTO, AttachmentKind.VIDEO})
UPLOAD = "attach://drawn"
NONE_MADE: Mapping[str, Upload] = {}
QR_PIXELS = 10
"""How wide one square of a QR code is."""
WITHOUT_CAPTION = frozenset({AttachmentKind.VIDEO_NOTE, AttachmentKind.LOCATION})

METHODS = {
    AttachmentKind.PHOTO: ("sendPhoto", "photo"),
    AttachmentKind.VOICE: ("sendVoice", "voice"),
    AttachmentKind.VIDEO: ("sendVideo", "video"),
    AttachmentKind.VIDEO_NOTE: ("sendVideoNote", "video_note"),
    AttachmentKind.AUDIO: ("sendAudio", "audio"),
    AttachmentKind.ANIMATION: ("sendAnimation", "animation"),
    AttachmentKind.DOCUMENT: ("sendDocument", "document"),
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call without its chat. `carries_text` is the one without which the message did not arrive."""

    method: str
    parameters: dict[str, object] = field(repr=False)
    carries_text: bool = False
    upload: Upload | None = field(default=None, repr=False)
    """A file made here; the parameters name it by `UPLOAD`."""


def sending(rendered: Rendered, made: Mapping[str, Upload] = NONE_MADE, *, text_alone: bool) -> tuple[Call, ...]:
    """The calls for a new message, the text first: as the caption where it fits, else as a message of its own.

    `made` holds the documents that were made for it, by name; one that is not there is left out. `text_alone` keeps the
    text out of the caption, for a card whose text will be edited.
    """
    files = [file for file in rendered.attachments if _there(file, made)]
    if not text_alone and len(rendered.html) > 0 and _length(rendered.html) <= CAPTION_LIMIT:
        captioned = _captioned(rendered, files, made)
        if captioned is not None:
            return captioned
    text: dict[str, object] = {
        "text": rendered.html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": markup(rendered),
    }
    return (Call("sendMessage", text, carries_text=True), *attaching(files, made))


def editing(rendered: Rendered, message_id: int) -> tuple[Call, Call]:
    """The call that changes a message in place, and the one for when it turns out to be a picture with a caption."""
    shared: dict[str, object] = {
        "message_id": message_id,
        "parse_mode": "HTML",
        "reply_markup": {"inline_keyboard": _inline(rendered)},
    }
    preview = {"link_preview_options": {"is_disabled": True}}
    return (
        Call("editMessageText", {**shared, **preview, "text": rendered.html}, carries_text=True),
        Call("editMessageCaption", {**shared, "caption": rendered.html}, carries_text=True),
    )


def attaching(files: Iterable[Attachment], made: Mapping[str, Upload] = NONE_MADE) -> Iterator[Call]:
    """The calls for files and places by themselves; neighbouring pictures and videos go as albums."""
    for in_album, group in groupby((file for file in files if _there(file, made)), key=_fits_album):
        members = list(group)
        while in_album and len(members) > 1:
            yield _album(members[:ALBUM_LIMIT])
            members = members[ALBUM_LIMIT:]
        for file in members:
            yield _single(file, made)


def markup(rendered: Rendered) -> dict[str, object] | None:
    """The buttons under the message or, where it has none, the lasting keyboard; None leaves that as it is."""
    if rendered.buttons:
        return {"inline_keyboard": _inline(rendered)}
    if rendered.menu is None:
        return None
    if not rendered.menu:
        return {"remove_keyboard": True}
    rows = [
        [{"text": key.text, **({"request_location": True} if key.asks_location else {})} for key in row]
        for row in rendered.menu
    ]
    return {"keyboard": rows, "resize_keyboard": True, "is_persistent": True}


def _inline(rendered: Rendered) -> list[list[dict[str, str]]]:
    rows = []
    for row in rendered.buttons:
        keys = [(button, "url", button.url) if button.url else (button, "callback_data", button.data) for button in row]
        rows.append([{"text": button.text, name: value} for button, name, value in keys if value])
    return rows


def _captioned(rendered: Rendered, files: Sequence[Attachment], made: Mapping[str, Upload]) -> tuple[Call, ...] | None:
    caption: dict[str, object] = {"caption": rendered.html, "parse_mode": "HTML"}
    if len(files) == 1 and files[0].kind not in WITHOUT_CAPTION:
        call = _single(files[0], made)
        parameters = {**call.parameters, **caption, "reply_markup": markup(rendered)}
        return (Call(call.method, parameters, carries_text=True, upload=call.upload),)
    # An album cannot carry buttons.
    all_in_album = all(map(_fits_album, files))
    if all_in_album and 2 <= len(files) <= ALBUM_LIMIT and markup(rendered) is None:
        return (_album(files, caption),)
    return None


def _album(files: Sequence[Attachment], caption: dict[str, object] | None = None) -> Call:
    media: list[dict[str, object]] = [{"type": file.kind.value, "media": file.file_id} for file in files]
    if caption:
        media[0] |= caption
    return Call("sendMediaGroup", {"media": media}, carries_text=caption is not None)


def _there(file: Attachment, made: Mapping[str, Upload]) -> bool:
    """Whether there is something to send: a file that was too large to be kept, or that could not be made, is not."""
    if file.made is not None:
        return file.made in made
    return file.kind is AttachmentKind.LOCATION or bool(file.file_id or file.qr)


def _single(file: Attachment, made: Mapping[str, Upload]) -> Call:
    if file.kind is AttachmentKind.LOCATION:
        return Call("sendLocation", {"latitude": file.latitude, "longitude": file.longitude})
    if file.qr is not None:
        return Call("sendPhoto", {"photo": UPLOAD}, upload=Upload("drawn.png", "image/png", _drawn(file.qr)))
    method, name = METHODS[file.kind]
    if file.made is not None:
        return Call(method, {name: UPLOAD}, upload=made[file.made])
    return Call(method, {name: file.file_id})


def _fits_album(file: Attachment) -> bool:
    return file.kind in ALBUM_KINDS and file.qr is None and file.made is None


def _drawn(text: str) -> bytes:
    """A QR code as a PNG picture."""
    picture = io.BytesIO()
    segno.make(text, micro=False).save(picture, kind="png", scale=QR_PIXELS)
    return picture.getvalue()


def _length(text: str) -> int:
    """Characters as Telegram counts them: without tags, in UTF-16 units."""
    return len(html.unescape(re.sub(r"<[^>]*>", "", text)).encode("utf-16-le")) // 2
