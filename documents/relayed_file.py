"""A file on its way from one side of a case to the other: without what it says of its maker, under a name that says nothing."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from typing import TYPE_CHECKING

from PIL import Image, ImageOps

from documents.made_file import MadeFile
from domain.messages import AttachmentKind

if TYPE_CHECKING:
    from documents.made_file import Office

LONGEST_SIDE = 2_560
MOST_PIXELS = 120_000_000
MOST_UNPACKED = 100_000_000
QUALITY = 88
PICTURES = {
    b"\xff\xd8\xff": "jpg",
    b"\x89PNG": "png",
    b"GIF8": "gif",
    b"RIFF": "webp",
    b"II*\0": "tif",
    b"MM\0*": "tif",
}
BLANK_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
BLANK_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'
)
AUTHORS = re.compile(rb'((?:w|w15|p188):(?:author|initials|name)|lastModifiedBy|userName)="[^"]*"')
PDF_TEXT = re.compile(
    rb"(/(?:Author|Creator|Producer|Title|Subject|Keywords|Company)\s*)(\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f\s]*>)"
)
PDF_PACKET = re.compile(rb"(<x:xmpmeta\b)(.*?)(</x:xmpmeta>)", re.DOTALL)


class NoPicture(ValueError):
    """What was sent as a picture is none, or is too large to be drawn anew."""


def cleaned(kind: AttachmentKind, content: bytes, office: Office) -> MadeFile:
    """The file as it may be passed on. Raises NoPicture.

    Pictures are drawn anew, so that nothing but what can be seen is left. Office files lose the names of whoever wrote them,
    sound files their tags. A PDF loses what stands in it in the clear; it may say more in places that are not looked
    into, and so may any other file: the sender is told.
    """
    word = office.say("relayed-file-name")
    if kind is AttachmentKind.PHOTO:
        return MadeFile(f"{word}.jpg", "image/jpeg", _drawn_anew(content))
    if kind is AttachmentKind.DOCUMENT and _is_picture(content):
        return MadeFile(f"{word}.jpg", "image/jpeg", _drawn_anew(content))
    if content.startswith(b"PK\x03\x04"):
        return _archive(word, content)
    if content.startswith(b"%PDF"):
        return MadeFile(f"{word}.pdf", "application/pdf", _blanked_pdf(content))
    if kind is AttachmentKind.AUDIO:
        return MadeFile(f"{word}.mp3", "audio/mpeg", _without_tags(content))
    if kind is AttachmentKind.ANIMATION:
        gif = content.startswith(b"GIF8")
        return MadeFile(f"{word}.{'gif' if gif else 'mp4'}", "image/gif" if gif else "video/mp4", content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return MadeFile(f"{word}.doc", "application/msword", content)
    return MadeFile(f"{word}.{'txt' if _is_text(content) else 'bin'}", "application/octet-stream", content)


def _is_picture(content: bytes) -> bool:
    start = next((name for sign, name in PICTURES.items() if content.startswith(sign)), None)
    return start is not None and (start != "webp" or content[8:12] == b"WEBP")


def _drawn_anew(content: bytes) -> bytes:
    """The picture's points alone, the right way up, as a JPEG."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content)) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise NoPicture("too large")
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                seen = upright.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise NoPicture(type(error).__name__) from None
    paper = Image.new("RGB", seen.size, "white")
    paper.paste(seen, mask=seen.getchannel("A"))
    made = io.BytesIO()
    paper.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()


def _archive(word: str, content: bytes) -> MadeFile:
    """An office file without its authors; any other archive stays as it is."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            unpacked = sum(each.file_size for each in archive.infolist())
            if "[Content_Types].xml" not in names or unpacked > MOST_UNPACKED:
                return MadeFile(f"{word}.zip", "application/zip", content)
            kind = next(
                (end for start, end in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")) if _any(names, start)),
                "zip",
            )
            made = io.BytesIO()
            with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as written:
                for name in names:
                    written.writestr(zipfile.ZipInfo(name), _blanked(name, archive.read(name)), zipfile.ZIP_DEFLATED)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        return MadeFile(f"{word}.zip", "application/zip", content)
    return MadeFile(f"{word}.{kind}", "application/octet-stream", made.getvalue())


def _any(names: list[str], start: str) -> bool:
    return any(name.startswith(start) for name in names)


def _blanked(name: str, content: bytes) -> bytes:
    if name == "docProps/core.xml":
        return BLANK_PROPERTIES
    if name in {"docProps/app.xml", "docProps/custom.xml"}:
        return BLANK_APPLICATION
    if name.endswith(".xml"):
        return AUTHORS.sub(rb'\1=""', content)
    if name.casefold().endswith((".jpg", ".jpeg")):
        try:
            return _drawn_anew(content)
        except NoPicture:
            return content
    return content


def _blanked_pdf(content: bytes) -> bytes:
    """Names and titles as blanks of the same length: a PDF counts its bytes."""

    def blank(found: re.Match[bytes]) -> bytes:
        text = found[2]
        inside = b" " if text.startswith(b"(") else b"0"
        return found[1] + text[:1] + inside * (len(text) - 2) + text[-1:]

    named = PDF_TEXT.sub(blank, content)
    return PDF_PACKET.sub(lambda found: b" " * len(found[0]), named)


def _without_tags(content: bytes) -> bytes:
    """A sound file without the tags at its beginning and its end (ID3)."""
    if content.startswith(b"ID3") and len(content) > 10:
        size = sum(byte << shift for byte, shift in zip(content[6:10], (21, 14, 7, 0), strict=True))
        content = content[10 + size :]
    return content[:-128] if content[-128:-125] == b"TAG" else content


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content[:4_000].decode()
    except UnicodeDecodeError:
        return False
