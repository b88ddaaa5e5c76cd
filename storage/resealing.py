"""Sealing anew under the keys of today whatever is still sealed under those from before a rotation."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from storage.accounts import of_person
from storage.case_rows import GOES
from storage.incidents import subject_of as subject_of_incident
from storage.key_ring import Sealed, Subject
from storage.outbox_rows import day_of_sending
from storage.outbox_rows import subject_of as subject_of_message
from storage.rows import integer

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage.database import Database
    from storage.key_ring import KeyRing
    from storage.rows import Connection, Row

PART = 200


class SealedColumn(NamedTuple):
    """A column that holds what is sealed. `subject` says under whose key, from the row; None is the vault's.

    `more` are the columns it looks at; `within` says that what the vault has sealed is sealed for a case once more.
    """

    table: str
    column: str
    key: str
    more: tuple[str, ...] = ()
    subject: Callable[[Row], Subject] | None = None
    within: bool = False


def sealed_columns() -> tuple[SealedColumn, ...]:
    """All of them: those of the tables that go with a case, and the others."""
    of_cases = tuple(
        SealedColumn(each.table, column, each.key, (each.case_column,), _case_in(each.case_column))
        for each in GOES
        for column in each.sealed
        if each.table != "incident"
    )
    return (
        *of_cases,
        SealedColumn("incident", "sealed", "id", ("matter_id",), _incident),
        SealedColumn("matter", "sealed_place", "id", (), _case_in("id")),
        SealedColumn("sealed_identity", "sealed", "matter_id", (), _case_in("matter_id"), within=True),
        SealedColumn("draft", "sealed", "id", (), _draft_in("id")),
        SealedColumn("draft_text", "sealed", "id", ("draft_id",), _draft_in("draft_id")),
        SealedColumn("outbox", "sealed", "id", ("about", "key_day"), subject_of_message),
        SealedColumn("outbox", "sent_chat", "id", ("sent_at",), day_of_sending),
        SealedColumn("person", "sealed", "id", (), _person_in("id")),
        SealedColumn("member", "household", "id", ("person_id",), _person_in("person_id")),
        SealedColumn("called", "word", "id", ("person_id",), _person_in("person_id")),
        SealedColumn("sos", "word", "id", ("person_id",), _person_in("person_id")),
        SealedColumn("invitation", "sealed", "id"),
        SealedColumn("quarantine", "sealed", "id"),
    )


class Resealing:
    """One part at a time, inside the caller's transaction."""

    def __init__(self, connection: Connection, ring: KeyRing) -> None:
        self._connection = connection
        self._ring = ring

    async def part(self, column: SealedColumn, after: int) -> int | None:
        """Seal some rows of a column anew, after a row's identifier; the last one's, or None at the end."""
        wanted = ", ".join(dict.fromkeys((column.key, column.column, *column.more)))
        rows = await self._connection.rows(
            f"SELECT {wanted} FROM {column.table} WHERE {column.column} IS NOT NULL AND {column.key} > ? "
            f"ORDER BY {column.key} LIMIT {PART}",
            (after,),
        )
        for row in rows:
            sealed = row[column.column]
            again = self._again(column, row, sealed) if isinstance(sealed, bytes) else None
            if again is not None:
                await self._connection.execute(
                    f"UPDATE {column.table} SET {column.column} = ? WHERE {column.key} = ?", (again, row[column.key])
                )
        return integer(rows[-1][column.key]) if rows else None

    def _again(self, column: SealedColumn, row: Row, sealed: bytes) -> bytes | None:
        """The same under today's keys; None if it is, or if nothing opens it any more."""
        ring, subject = self._ring, column.subject(row) if column.subject is not None else None
        if subject is not None and ring.is_destroyed(subject):
            return None
        if subject is None:
            return None if ring.opens_anew(None, sealed) else ring.seal(ring.unseal(sealed))
        if column.within:
            return ring.seal(ring.seal_for(subject, ring.unseal_for(subject, ring.unseal(sealed))))
        return None if ring.opens_anew(subject, sealed) else ring.seal_for(subject, ring.unseal_for(subject, sealed))


async def finish_rotation(database: Database) -> None:
    """Seal everything anew in small transactions, so that nobody waits long, and then forget the old keys.

    Begun again after a kill it looks at every row once more, and leaves alone what is sealed anew.
    """
    if not database.ring.rotating:
        return
    for column in sealed_columns():
        after: int | None = 0
        while after is not None:
            async with database.transaction() as work:
                after = await work.resealing.part(column, after)
    await asyncio.to_thread(database.ring.end_rotation)


def _case_in(name: str) -> Callable[[Row], Subject]:
    return lambda row: Subject(Sealed.CASE, integer(row[name]))


def _person_in(name: str) -> Callable[[Row], Subject]:
    return lambda row: of_person(integer(row[name]))


def _draft_in(name: str) -> Callable[[Row], Subject]:
    return lambda row: Subject(Sealed.DRAFT, integer(row[name]))


def _incident(row: Row) -> Subject:
    return subject_of_incident(integer(row["id"]), None if row["matter_id"] is None else integer(row["matter_id"]))
