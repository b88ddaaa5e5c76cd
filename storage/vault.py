"""Sealing and opening what must not be read in the file: who reported, and raw updates that were set aside."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from storage.key_ring import KeyDestroyed, Sealed, Subject

if TYPE_CHECKING:
    from storage.key_ring import KeyRing
    from storage.keys import StorageKeys
    from storage.rows import Connection

TAG_LENGTH = 32


class Identity(BaseModel):
    """Who reported: as much as is needed to answer them, and for a named report what the handler is shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    person_id: int
    telegram_id: int
    name: str
    contact: str | None = None


class Vault:
    """What is sealed, and the identities, one to a case. The keys are given by the caller and stand nowhere in the file."""

    def __init__(self, connection: Connection, keys: StorageKeys) -> None:
        self._connection = connection
        self._keys = keys

    @property
    def ring(self) -> KeyRing:
        """The keys themselves, for what is sealed for something else than a case."""
        return self._keys.ring

    def seal(self, clear: bytes) -> bytes:
        """Encrypt and authenticate (XSalsa20-Poly1305 with a random nonce)."""
        return self._keys.ring.seal(clear)

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt. Raises nacl.exceptions.CryptoError when it was altered or sealed under another key."""
        return self._keys.ring.unseal(sealed)

    def seal_for_case(self, case_id: int, clear: bytes) -> bytes:
        """Encrypt something private that belongs to a case and goes when the case's texts go. Raises KeyDestroyed."""
        return self._keys.ring.seal_for(Subject(Sealed.CASE, case_id), clear)

    def unseal_for_case(self, case_id: int, sealed: bytes) -> bytes:
        """Decrypt it.

        Raises nacl.exceptions.CryptoError when it was altered or belongs to another case, KeyDestroyed after its end.
        """
        return self._keys.ring.unseal_for(Subject(Sealed.CASE, case_id), sealed)

    def is_erased(self, case_id: int) -> bool:
        """Whether the key of a case was destroyed."""
        return self._keys.ring.is_destroyed(Subject(Sealed.CASE, case_id))

    def reporter_tag(self, person_id: int) -> str:
        """The keyed hash by which a person's own cases are found without the file saying whose they are."""
        return self.tag("reporter", str(person_id))

    def tag(self, purpose: str, value: str) -> str:
        """A keyed hash of a value, different for each purpose."""
        whole = f"{purpose}:{value}".encode()
        return hmac.digest(self._keys.tags, whole, "sha256").hex()[:TAG_LENGTH]

    async def keep(self, case_id: int, identity: Identity) -> None:
        """Seal the reporter of a case, in place of what was sealed before."""
        # Twice: the vault's key alone does not open it once the case's is destroyed, nor the other way round.
        sealed = self.seal(self.seal_for_case(case_id, identity.model_dump_json().encode()))
        await self._connection.execute(
            "INSERT INTO sealed_identity (matter_id, sealed) VALUES (?, ?) "
            "ON CONFLICT (matter_id) DO UPDATE SET sealed = excluded.sealed",
            (case_id, sealed),
        )

    async def identity_of(self, case_id: int) -> Identity | None:
        """The reporter of a case; None for an unlinked tip, and when nothing is kept of the case any more."""
        row = await self._connection.row("SELECT sealed FROM sealed_identity WHERE matter_id = ?", (case_id,))
        if row is None or not isinstance(row["sealed"], bytes):
            return None
        try:
            return self.open_identity(case_id, row["sealed"])
        except KeyDestroyed:
            return None

    def open_identity(self, case_id: int, sealed: bytes) -> Identity:
        """The identity in the sealed value of a case. Raises KeyDestroyed, and CryptoError when it was altered."""
        return Identity.model_validate_json(self.unseal_for_case(case_id, self.unseal(sealed)))

    async def note_shown(self, case_id: int, person_id: int, at: int) -> bool:
        """Write down that a person was shown the reporter's name; True the first time."""
        changed = await self._connection.execute(
            "INSERT INTO identity_view (matter_id, person_id, first_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (case_id, person_id, at),
        )
        return changed == 1

    async def shown_to(self, case_id: int) -> tuple[tuple[int, int], ...]:
        """Who was shown the reporter's name, and when first: (person, UTC ms) in order of time."""
        rows = await self._connection.rows(
            "SELECT person_id, first_at FROM identity_view WHERE matter_id = ? ORDER BY first_at", (case_id,)
        )
        return tuple((int(str(row["person_id"])), int(str(row["first_at"]))) for row in rows)
