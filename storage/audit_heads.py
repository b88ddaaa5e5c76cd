"""The event log held against itself and against what was noted of it: the heads that were sent out, and how far it reached."""

from __future__ import annotations

import hashlib
import hmac
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from storage.events import BEGINNING
from storage.rows import integer

if TYPE_CHECKING:
    from domain.head_codes import Head
    from storage.keys import StorageKeys
    from storage.rows import Connection
    from storage.unit_of_work import UnitOfWork

PAGE = 1_000


class Fault(StrEnum):
    """What is wrong with the log."""

    CHANGED = "changed"
    """This event, or one before it, was changed, taken away or put in."""
    CUT_OFF = "cut_off"
    """Events after this one are missing."""
    OTHER_HEAD = "other_head"
    """This event is not the one whose hash was noted: what was written up to it is not what there was."""
    NOTE_CHANGED = "note_changed"
    """The note of a head that was sent out was changed; it is the one of this event."""


class Broken(NamedTuple):
    """The first event with which something is wrong."""

    fault: Fault
    event_id: int


class Reading(NamedTuple):
    """How far the log was read, and the hash that was computed last."""

    event_id: int = 0
    chain: str = BEGINNING


class AuditHeads:
    """Heads as they were sent, each with a keyed hash of its own."""

    def __init__(self, connection: Connection, now: int, keys: StorageKeys) -> None:
        self._connection = connection
        self._now = now
        self._key = keys.chain

    async def note(self, event_id: int, chain: str) -> None:
        """This head is being sent out now."""
        await self._connection.execute(
            "INSERT INTO audit_head (event_id, chain, at, seal) VALUES (?, ?, ?, ?)",
            (event_id, chain, self._now, self._seal(event_id, chain, self._now)),
        )

    async def last_event(self) -> Reading:
        """The last event there is, with its hash as it stands there."""
        row = await self._connection.row("SELECT id, chain FROM event ORDER BY id DESC LIMIT 1")
        return Reading() if row is None else Reading(integer(row["id"]), str(row["chain"]))

    async def check(self, noted: Head | None) -> Broken | None:
        """Whether the log reaches as far as it ever did, and holds every head that was sent, and one that somebody noted."""
        last = (await self.last_event()).event_id
        reached = await self._connection.number("SELECT seq FROM sqlite_sequence WHERE name = 'event'") or 0
        if reached != last:
            return Broken(Fault.CUT_OFF, last)
        for row in await self._connection.rows("SELECT event_id, chain, at, seal FROM audit_head ORDER BY id"):
            event_id, chain = integer(row["event_id"]), str(row["chain"])
            seal = self._seal(event_id, chain, integer(row["at"]))
            if not hmac.compare_digest(seal, str(row["seal"])):
                return Broken(Fault.NOTE_CHANGED, event_id)
            broken = await self._holds(event_id, chain, last)
            if broken is not None:
                return broken
        return None if noted is None else await self._holds(noted.event_id, noted.begins, last)

    async def _holds(self, event_id: int, begins: str, last: int) -> Broken | None:
        if event_id == 0:
            return None if BEGINNING.startswith(begins) else Broken(Fault.OTHER_HEAD, 0)
        chain = await self._connection.text("SELECT chain FROM event WHERE id = ?", (event_id,))
        if chain is None:
            return Broken(Fault.CUT_OFF if event_id > last else Fault.CHANGED, min(event_id, last))
        return None if chain.startswith(begins) else Broken(Fault.OTHER_HEAD, event_id)

    def _seal(self, event_id: int, chain: str, at: int) -> str:
        return hmac.new(self._key, f"head {event_id} {chain} {at}".encode(), hashlib.sha256).hexdigest()


async def read_on(work: UnitOfWork, reading: Reading) -> Reading | Broken | None:
    """Check the next page of the log; None at its end."""
    page = await work.events.page(reading.event_id, PAGE)
    chain = reading.chain
    for row in page:
        chain = work.events.follows(chain, row)
        if not hmac.compare_digest(chain.encode(), str(row["chain"]).encode()):
            return Broken(Fault.CHANGED, integer(row["id"]))
    return Reading(integer(page[-1]["id"]), chain) if page else None
