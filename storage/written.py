"""What somebody wrote with what came with it, as the bytes that are sealed."""

from __future__ import annotations

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.messages import Attachment


@dataclass(frozen=True, slots=True)
class Written:
    """Words, files, and where it was (latitude and longitude, WGS 84) where that belongs to them."""

    text: str
    attachments: tuple[Attachment, ...]
    place: tuple[float, float] | None = None


_WRITTEN = TypeAdapter(Written)


def written_bytes(written: Written) -> bytes:
    """For sealing."""
    return _WRITTEN.dump_json(written, exclude_defaults=True)


def read_written(clear: bytes) -> Written:
    """What was sealed."""
    return _WRITTEN.validate_json(clear)
