"""Calls of somebody in need, each until somebody says how it ended."""

from __future__ import annotations

from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from storage.accounts import of_person
from storage.key_ring import KeyDestroyed
from storage.rows import integer

if TYPE_CHECKING:
    from storage.rows import Connection, Row
    from storage.vault import Vault

COLUMNS = (
    "id, person_id, shift_id, at, latitude, longitude, located_at, state, answered_by, answered_at, "
    "ended_by, ended_at, rounds, word"
)


class SosState(StrEnum):
    """How far a call has come."""

    OPEN = "open"
    """Nobody has said that they are coming."""
    ANSWERED = "answered"
    """Somebody is on the way."""
    ENDED = "ended"
    """Somebody has said how it ended."""


@dataclass(frozen=True, slots=True)
class SosCall:
    """One call. `shift_id` is None for somebody who was on no shift. `rounds` counts how often it was said again.

    `word` says how it ended; before that, how it stands, if who came has said so.

    Times are UTC ms; the place is in WGS 84 degrees, as it was known at `located_at`.
    """

    id: int
    person_id: int
    shift_id: int | None
    at: int
    latitude: float | None
    longitude: float | None
    located_at: int | None
    state: SosState
    answered_by: int | None
    answered_at: int | None
    ended_by: int | None
    ended_at: int | None
    rounds: int
    word: str | None


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who was told of a call. `coming_at` is when they said that they are coming, None if they have not."""

    person_id: int
    coming_at: int | None


_CALL = TypeAdapter(SosCall)
_HELPERS = TypeAdapter(tuple[Helper, ...])


class SosCalls:
    """Calls by identifier or by who is in need."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def add(
        self, person_id: int, shift_id: int | None, place: tuple[float, float] | None, located_at: int | None
    ) -> SosCall:
        """Keep a new call, now."""
        latitude, longitude = place or (None, None)
        number = await self._connection.insert(
            "INSERT INTO sos (person_id, shift_id, at, latitude, longitude, located_at, state) "
            "VALUES (?, ?, ?, ?, ?, ?, 'open')",
            (person_id, shift_id, self._now, latitude, longitude, located_at),
        )
        found = await self.get(number)
        if found is None:
            raise LookupError(number)
        return found

    async def get(self, sos_id: int) -> SosCall | None:
        """One call."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM sos WHERE id = ?", (sos_id,))
        return self._call(row) if row else None

    async def of_person(self, person_id: int) -> SosCall | None:
        """The call of one person that has not ended."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM sos WHERE person_id = ? AND state <> 'ended' ORDER BY id DESC", (person_id,)
        )
        return self._call(row) if row else None

    async def not_ended(self) -> list[int]:
        """For the auditor alone: the calls that have not ended."""
        rows = await self._connection.rows("SELECT id FROM sos WHERE state <> 'ended' ORDER BY id")
        return [int(str(row["id"])) for row in rows]

    async def is_open(self, sos_id: int) -> bool:
        """Whether nobody is on the way yet."""
        return await self._connection.number("SELECT 1 FROM sos WHERE id = ? AND state = 'open'", (sos_id,)) is not None

    async def locate(self, sos_id: int, place: tuple[float, float]) -> None:
        """Where they are now."""
        await self._connection.execute(
            "UPDATE sos SET latitude = ?, longitude = ?, located_at = ? WHERE id = ? AND state <> 'ended'",
            (*place, self._now, sos_id),
        )

    async def said_again(self, sos_id: int) -> None:
        """It was said once more."""
        await self._connection.execute("UPDATE sos SET rounds = rounds + 1 WHERE id = ?", (sos_id,))

    async def answer(self, sos_id: int, person_id: int) -> bool:
        """Somebody is coming; False if somebody else said so first, or it has ended."""
        changed = await self._connection.execute(
            "UPDATE sos SET state = 'answered', answered_by = ?, answered_at = ? WHERE id = ? AND state = 'open'",
            (person_id, self._now, sos_id),
        )
        return changed == 1

    async def stands(self, sos_id: int, word: str) -> None:
        """Who came says how it stands, while it has not ended."""
        await self._connection.execute(
            "UPDATE sos SET word = ? WHERE id = ? AND state = 'answered'", (await self._sealed(sos_id, word), sos_id)
        )

    async def end(self, sos_id: int, person_id: int, word: str) -> bool:
        """It is over, and how; False if somebody has said so already."""
        changed = await self._connection.execute(
            "UPDATE sos SET state = 'ended', ended_by = ?, ended_at = ?, word = ? WHERE id = ? AND state <> 'ended'",
            (person_id, self._now, await self._sealed(sos_id, word), sos_id),
        )
        return changed == 1

    async def add_told(self, sos_id: int, person_id: int) -> bool:
        """Somebody is told of it; False if they were before."""
        changed = await self._connection.execute(
            "INSERT INTO sos_person (sos_id, person_id, told_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (sos_id, person_id, self._now),
        )
        return changed == 1

    async def not_reached(self, sos_id: int, person_id: int) -> None:
        """Somebody could not be told of it after all, and has not said that they are coming."""
        await self._connection.execute(
            "DELETE FROM sos_person WHERE sos_id = ? AND person_id = ? AND coming_at IS NULL", (sos_id, person_id)
        )

    async def add_coming(self, sos_id: int, person_id: int) -> bool:
        """Somebody who was told is coming; False if they had said so, or were never told."""
        changed = await self._connection.execute(
            "UPDATE sos_person SET coming_at = ? WHERE sos_id = ? AND person_id = ? AND coming_at IS NULL",
            (self._now, sos_id, person_id),
        )
        return changed == 1

    async def helpers(self, sos_id: int) -> tuple[Helper, ...]:
        """Everybody who was told of a call, earliest first."""
        rows = await self._connection.rows(
            "SELECT person_id, coming_at FROM sos_person WHERE sos_id = ? ORDER BY told_at, person_id", (sos_id,)
        )
        return _HELPERS.validate_python(rows)

    async def _sealed(self, sos_id: int, word: str) -> bytes | None:
        """A word as it stands in the file: under the key of who was in need."""
        person = await self._connection.number("SELECT person_id FROM sos WHERE id = ?", (sos_id,))
        return None if person is None else self._vault.ring.seal_for(of_person(person), word.encode())

    def _call(self, row: Row) -> SosCall:
        sealed, word = row["word"], None
        if isinstance(sealed, bytes):
            # What was said of somebody who is forgotten is gone with them.
            with suppress(KeyDestroyed):
                word = self._vault.ring.unseal_for(of_person(integer(row["person_id"])), sealed).decode()
        return _CALL.validate_python({**row, "word": word})
