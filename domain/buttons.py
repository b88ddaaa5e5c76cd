"""What a button carries: action, subject, version, and a keyed hash that binds them to one person."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass

from domain.refusals import Refusal, RefusalCode

LIMIT = 64
"""Telegram's limit for callback data, in bytes."""
MAC_BYTES = 6


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button's content after its hash was checked."""

    act: str
    subject: str
    version: int


def sign(key: bytes, person_id: int, act: str, subject: str, version: int) -> str:
    """The callback data of a button for one person. Raises ValueError when it would not fit into 64 bytes."""
    clear = f"{act}:{subject}:{version}"
    data = f"{clear}:{_mac(key, person_id, clear)}"
    if ":" in act or ":" in subject or len(data.encode()) > LIMIT:
        message = f"a button's content does not fit: {act}"
        raise ValueError(message)
    return data


def read(key: bytes, person_id: int, data: str) -> Pressed:
    """The content of callback data that was made for this person. Raises Refusal for anything else."""
    parts = data.split(":")
    if len(parts) != 4 or not parts[2].isascii() or not parts[2].isdecimal():  # noqa: PLR2004
        raise Refusal(RefusalCode.BUTTON_BROKEN)
    clear, mac = data.rsplit(":", 1)
    if not hmac.compare_digest(mac.encode(), _mac(key, person_id, clear).encode()):
        raise Refusal(RefusalCode.BUTTON_NOT_YOURS)
    return Pressed(parts[0], parts[1], int(parts[2]))


def _mac(key: bytes, person_id: int, clear: str) -> str:
    digest = hmac.new(key, f"{person_id}:{clear}".encode(), hashlib.sha256).digest()[:MAC_BYTES]
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
