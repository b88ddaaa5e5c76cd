"""Receipts of unlinked tips: the digits are shown once and only a slow hash of them is kept."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

import nacl.exceptions
import nacl.pwhash

from domain.durations import HOUR_MS

if TYPE_CHECKING:
    from storage.keys import StorageKeys
    from storage.rows import Connection

MEMORY_BYTES = 16 * 1024 * 1024


class Receipts:
    """From sixteen digits to a case, and how often a person tried in vain."""

    def __init__(self, connection: Connection, now: int, keys: StorageKeys) -> None:
        self._connection = connection
        self._now = now
        self._key = keys.tags

    async def keep(self, case_id: int, digits: str) -> None:
        """Keep the hash of a new receipt (Argon2id, interactive strength)."""
        slow = nacl.pwhash.argon2id.str(digits.encode(), nacl.pwhash.argon2id.OPSLIMIT_INTERACTIVE, MEMORY_BYTES)
        await self._connection.execute(
            "INSERT INTO receipt (matter_id, lookup, hash) VALUES (?, ?, ?)", (case_id, self._lookup(digits), slow)
        )

    async def case_of(self, digits: str) -> int | None:
        """The case of a receipt, or None."""
        row = await self._connection.row(
            "SELECT matter_id, hash FROM receipt WHERE lookup = ?", (self._lookup(digits),)
        )
        if row is None or not isinstance(row["hash"], bytes | str):
            return None
        kept = row["hash"] if isinstance(row["hash"], bytes) else row["hash"].encode()
        try:
            nacl.pwhash.verify(kept, digits.encode())
        except nacl.exceptions.InvalidkeyError:
            return None
        return int(str(row["matter_id"]))

    async def note_wrong(self, person_id: int) -> None:
        """A person tried digits that lead nowhere."""
        await self._connection.execute("DELETE FROM wrong_receipt WHERE at <= ?", (self._now - HOUR_MS,))
        await self._connection.execute(
            "INSERT INTO wrong_receipt (person_id, at) VALUES (?, ?)", (person_id, self._now)
        )

    async def wrong_within_hour(self, person_id: int) -> int:
        """How often a person tried in vain in the last hour."""
        since = self._now - HOUR_MS
        found = await self._connection.number(
            "SELECT count(*) FROM wrong_receipt WHERE person_id = ? AND at > ?", (person_id, since)
        )
        return found or 0

    async def wrong_within_hour_by_all(self) -> int:
        """How often anybody tried in vain in the last hour."""
        found = await self._connection.number("SELECT count(*) FROM wrong_receipt WHERE at > ?", (self._now - HOUR_MS,))
        return found or 0

    def _lookup(self, digits: str) -> str:
        # A keyed hash finds the row; without the key, which is not in the file, it says nothing of the digits.
        return hmac.new(self._key, f"receipt:{digits}".encode(), hashlib.sha256).hexdigest()
