"""Read what a person sent out of a Telegram message: words, attachments, a place, a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.forms import Input
from domain.messages import Attachment, AttachmentKind
from domain.visible import is_blank

if TYPE_CHECKING:
    from telegram import Location, Message

_READ = TypeAdapter(Input)


def read_input(message: Message) -> Input:
    """All that can be used of a message; `Input.empty` when that is nothing.

    Raises ValueError for what is not of its type or is nowhere: python-telegram-bot takes it as it comes, and a draft that kept it
    could not be read again.
    """
    location = message.location or (message.venue.location if message.venue else None)
    contact = message.contact.phone_number if message.contact else None
    text = (message.text or message.caption or "").replace("\x00", "")
    return _READ.validate_python(
        {
            "text": "" if is_blank(text) else text,
            "attachments": tuple(_attachments(message)),
            "place": _place(location) if location else None,
            "contact": contact,
            "album": message.media_group_id,
        }
    )


def _place(location: Location) -> tuple[float, float]:
    if not (abs(location.latitude) <= 90 and abs(location.longitude) <= 180):
        raise ValueError("no such place")
    return location.latitude, location.longitude


def _attachments(message: Message) -> list[Attachment]:
    if message.photo:
        largest = message.photo[-1]
        return [Attachment(kind=AttachmentKind.PHOTO, file_id=largest.file_id, size=largest.file_size or 0)]
    # An animation comes with a document of the same file beside it: the first of these that is there is the message.
    carried = (
        (AttachmentKind.VOICE, message.voice),
        (AttachmentKind.VIDEO, message.video),
        (AttachmentKind.VIDEO_NOTE, message.video_note),
        (AttachmentKind.AUDIO, message.audio),
        (AttachmentKind.ANIMATION, message.animation),
        (AttachmentKind.DOCUMENT, message.document),
    )
    for kind, file in carried:
        if file is not None:
            # As Telegram wrote it: the attribute is a number or a span, by the library's version.
            length = int(file.to_dict().get("duration", 0))
            return [Attachment(kind=kind, file_id=file.file_id, size=file.file_size or 0, seconds=length)]
    return []
