"""The secret keys that storage needs; where they come from is the caller's business."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class StorageKeys:
    """Three independent keys of 32 random bytes each. They never stand in the database or its backups."""

    vault: bytes = field(repr=False)
    """Seals identities and raw updates."""
    tags: bytes = field(repr=False)
    """Keyed hashes by which a person's own cases and a receipt are found."""
    chain: bytes = field(repr=False)
    """Links each event to the one before it."""
