"""Sealing and opening what must not be read in the file: who reported, and raw updates that were set aside."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import nacl.exceptions
import nacl.secret
from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
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
    """Sealed identities, one to a case. The key is given by the caller and stands nowhere in the file."""

    def __init__(self, connection: Connection, keys: StorageKeys) -> None:
        self._connection = connection
        self._keys = keys

    def seal(self, clear: bytes) -> bytes:
        """Encrypt and authenticate (XSalsa20-Poly1305 with a random nonce)."""
        return bytes(nacl.secret.SecretBox(self._keys.vault).encrypt(clear))

    def unseal(self, sealed: bytes) -> bytes:
        """Decrypt. Raises nacl.exceptions.CryptoError when it was altered or sealed under another key."""
        return bytes(nacl.secret.SecretBox(self._keys.vault).decrypt(sealed))

    def seal_for_case(self, case_id: int, clear: bytes) -> bytes:
        """Encrypt something private that belongs to a case and goes when the case's texts go."""
        return self.seal(case_id.to_bytes(8, "big") + clear)

    def unseal_for_case(self, case_id: int, sealed: bytes) -> bytes:
        """Decrypt it. Raises nacl.exceptions.CryptoError when it was altered or belongs to another case."""
        clear = self.unseal(sealed)
        if clear[:8] != case_id.to_bytes(8, "big"):
            raise nacl.exceptions.CryptoError("sealed for another case")
        return clear[8:]

    def reporter_tag(self, person_id: int) -> str:
        """The keyed hash by which a person's own cases are found without the file saying whose they are."""
        return self.tag("reporter", str(person_id))

    def tag(self, purpose: str, value: str) -> str:
        """A keyed hash of a value, different for each purpose."""
        whole = f"{purpose}:{value}".encode()
        return hmac.new(self._keys.tags, whole, hashlib.sha256).hexdigest()[:TAG_LENGTH]

    async def keep(self, case_id: int, identity: Identity) -> None:
        """Seal the reporter of a case, in place of what was sealed before."""
        sealed = self.seal(identity.model_dump_json().encode())
        await self._connection.execute(
            "INSERT INTO sealed_identity (matter_id, sealed) VALUES (?, ?) "
            "ON CONFLICT (matter_id) DO UPDATE SET sealed = excluded.sealed",
            (case_id, sealed),
        )

    async def identity_of(self, case_id: int) -> Identity | None:
        """The reporter of a case; None for an unlinked tip."""
        row = await self._connection.row("SELECT sealed FROM sealed_identity WHERE matter_id = ?", (case_id,))
        if row is None or not isinstance(row["sealed"], bytes):
            return None
        return self.open_identity(row["sealed"])

    def open_identity(self, sealed: bytes) -> Identity:
        """The identity in a sealed value."""
        return Identity.model_validate_json(self.unseal(sealed))

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
