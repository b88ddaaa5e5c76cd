"""The secret keys that storage needs; where they come from is the caller's business."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.key_ring import KeyRing


@dataclass(frozen=True, slots=True)
class StorageKeys:
    """Independent secrets. They never stand in the database or its backups."""

    ring: KeyRing = field(repr=False)
    """Seals identities, texts and raw updates; parts of it are destroyed as their time comes."""
    tags: bytes = field(repr=False)
    """Keyed hashes of 32 bytes by which a person's own cases and a receipt are found."""
    chain: bytes = field(repr=False)
    """Links each event to the one before it; 32 bytes."""
