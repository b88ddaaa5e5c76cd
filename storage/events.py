"""The append-only event log, each event tied to the one before it by a keyed hash."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING

import orjson
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.events import EventKind
from storage.rows import integer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from storage.keys import StorageKeys
    from storage.rows import Connection, Row, SqlValue

Detail = dict[str, str | int | bool | list[int] | None]
_DETAIL = TypeAdapter(Detail)
# Made once: json.dumps makes one for every call. The chain of a file stands on this very text.
_WHOLE_TEXT = json.JSONEncoder(ensure_ascii=False, default=repr).encode
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """One event. `actor_id` is None for the reporter and for the clock. `at` is UTC ms."""

    id: int
    matter_id: int | None
    kind: EventKind
    at: int
    actor_id: int | None
    detail: Detail


class Events:
    """The log. Rows are never changed or taken away: the database itself refuses it."""

    def __init__(self, connection: Connection, now: int, keys: StorageKeys) -> None:
        self._connection = connection
        self._now = now
        self._key = keys.chain
        self._head: str | None = None

    async def append(
        self,
        kind: EventKind,
        case_id: int | None,
        actor_id: int | None = None,
        detail: Mapping[str, str | int | bool | list[int] | None] | None = None,
        at: int | None = None,
    ) -> None:
        """Write one event down; `at` only where it happened at another time than it is written."""
        if self._head is None:
            self._head = await self.head()
        when = self._now if at is None else at
        text = orjson.dumps(dict(detail or {}), option=orjson.OPT_SORT_KEYS).decode()
        self._head = self._link(self._head, kind.value, case_id, when, actor_id, text)
        await self._connection.execute(
            "INSERT INTO event (matter_id, kind, at, actor_id, detail, chain) VALUES (?, ?, ?, ?, ?, ?)",
            (case_id, kind.value, when, actor_id, text, self._head),
        )

    async def of(self, case_id: int) -> tuple[Event, ...]:
        """All events of a case, oldest first."""
        rows = await self._connection.rows(
            "SELECT id, matter_id, kind, at, actor_id, detail FROM event WHERE matter_id = ? ORDER BY id", (case_id,)
        )
        return tuple(_event(row) for row in rows)

    async def beside_cases(self, after: int, most: int) -> tuple[Event, ...]:
        """For a replay alone, which reads a whole log: events that are about no case, a page of them after an event's id."""
        rows = await self._connection.rows(
            "SELECT id, matter_id, kind, at, actor_id, detail FROM event WHERE matter_id IS NULL AND id > ? "
            "ORDER BY id LIMIT ?",
            (after, most),
        )
        return tuple(_event(row) for row in rows)

    async def head(self) -> str:
        """The hash of the last event."""
        return await self._connection.text("SELECT chain FROM event ORDER BY id DESC LIMIT 1") or BEGINNING

    def forget_head(self) -> None:
        """Read the head anew at the next event: a savepoint took the last ones back."""
        self._head = None

    async def first_broken(self) -> int | None:
        """The identifier of the first event whose hash does not follow from the one before; None if all do."""
        place, last = 0, BEGINNING
        while page := await self.page(place, 1_000):
            for row in page:
                last = self.follows(last, row)
                if not hmac.compare_digest(last, str(row["chain"])):
                    return integer(row["id"])
            place = integer(page[-1]["id"])
        return None

    async def page(self, after: int, most: int) -> list[Row]:
        """Events as they stand there, for checking them."""
        return await self._connection.rows(
            "SELECT id, matter_id, kind, at, actor_id, detail, chain FROM event WHERE id > ? ORDER BY id LIMIT ?",
            (after, most),
        )

    def follows(self, last: str, row: Row) -> str:
        """The hash that an event must have after one with the hash `last`."""
        return self._link(last, row["kind"], row["matter_id"], row["at"], row["actor_id"], row["detail"])

    def _link(
        self, last: str, kind: SqlValue, case_id: SqlValue, at: SqlValue, actor_id: SqlValue, detail: SqlValue
    ) -> str:
        whole = _WHOLE_TEXT([last, kind, case_id, at, actor_id, detail])
        return hmac.new(self._key, whole.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


_EVENT = TypeAdapter(Event)


def _event(row: Row) -> Event:
    known = {name: value for name, value in row.items() if name not in {"chain", "detail"}}
    return _EVENT.validate_python({**known, "detail": _DETAIL.validate_json(str(row["detail"]))})
