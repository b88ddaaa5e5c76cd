"""What could not be handled and waits for a person: updates, outbox rows and due rows."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

if TYPE_CHECKING:
    from storage.rows import Connection
    from storage.vault import Vault


class QuarantineSource(StrEnum):
    """Where the trouble came from."""

    UPDATE = "update"
    """Something a person sent; the raw update is kept sealed."""
    OUTBOX = "outbox"
    """A message that could not be sent; its row stays in the outbox as dead."""
    DUE = "due"
    """Due work that failed again and again; its row stays among the due rows."""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """One item. `reference` is an update's, an outbox row's or a due row's identifier; `error_kind` an exception's name."""

    id: int
    source: QuarantineSource
    reference: str
    error_kind: str
    at: int


_ITEMS = TypeAdapter(list[Quarantined])


class Quarantine:
    """The list a person must look at. No item is ever dropped from it by the program, but what was sent is, after a time."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def put(self, source: QuarantineSource, reference: str, error_kind: str, raw: bytes | None = None) -> int:
        """Set something aside; its identifier. `raw` is kept sealed."""
        sealed = self._vault.seal(raw) if raw is not None else None
        return await self._connection.insert(
            "INSERT INTO quarantine (source, reference, error_kind, at, sealed) VALUES (?, ?, ?, ?, ?)",
            (source.value, reference, error_kind, self._now, sealed),
        )

    async def forget_raw(self, before: int) -> None:
        """Whatever was set aside before a time: that it was stays, what somebody sent goes."""
        await self._connection.execute(
            "UPDATE quarantine SET sealed = NULL WHERE sealed IS NOT NULL AND at < ?", (before,)
        )

    async def count(self) -> int:
        """How many items wait."""
        return await self._connection.number("SELECT count(*) FROM quarantine") or 0

    async def latest(self, limit: int) -> list[Quarantined]:
        """The newest items, newest first."""
        rows = await self._connection.rows(
            "SELECT id, source, reference, error_kind, at FROM quarantine ORDER BY id DESC LIMIT ?", (limit,)
        )
        return _ITEMS.validate_python(rows)

    async def raw(self, item_id: int) -> bytes | None:
        """The update as it came, opened; None if the item has none."""
        row = await self._connection.row("SELECT sealed FROM quarantine WHERE id = ?", (item_id,))
        return self._vault.unseal(row["sealed"]) if row and isinstance(row["sealed"], bytes) else None
