"""What a button carries: action, subject, version, and a keyed hash that binds them to one person."""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass

from domain.refusals import Refusal, RefusalCode

LIMIT = 64
"""Telegram's limit for callback data, in bytes."""
MAC_BYTES = 6
"""48 bits: a guess can only be tried by pressing, and a pressed button is authorised again."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button's content after its hash was checked."""

    act: str
    subject: str
    version: int


def sign(key: bytes, person_id: int, act: str, subject: str, version: int) -> str:
    """The callback data of a button for one person. Raises ValueError for what would not fit or could not be read."""
    clear = f"{act}:{subject}:{version}"
    data = f"{clear}:{_mac(key, person_id, clear)}"
    if ":" in act or ":" in subject or version < 0 or len(data.encode()) > LIMIT:
        message = f"a button's content does not fit: {act}"
        raise ValueError(message)
    return data


def read(key: bytes, person_id: int, data: str) -> Pressed:
    """The content of callback data that was made for this person. Raises Refusal for anything else."""
    parts = data.split(":")
    if len(parts) != 4 or not parts[2].isascii() or not parts[2].isdecimal():
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    clear, mac = data.rsplit(":", 1)
    if not hmac.compare_digest(mac.encode(errors="surrogatepass"), _mac(key, person_id, clear).encode()):
        raise Refusal(RefusalCode.BUTTON_NOT_YOURS)
    return Pressed(parts[0], parts[1], int(parts[2]))


def number_in(subject: str) -> int:
    """The number that a subject, or a part of one, is. Raises Refusal(BUTTON_BROKEN) where it is none."""
    if not subject.isdecimal():
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    return int(subject)


def page_in(subject: str) -> int:
    """The page that a subject, or a part of one, names: the first where it names none."""
    return int(subject) if subject.isdecimal() else 0


def _mac(key: bytes, person_id: int, clear: str) -> str:
    # Data that was not made here may hold what is no text at all, so half a surrogate pair must not stop the reading.
    signed = f"{person_id}:{clear}".encode(errors="surrogatepass")
    digest = hmac.digest(key, signed, "sha256")[:MAC_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
