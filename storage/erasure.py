"""Destroying what was written: rows first, in the caller's transaction, then the keys, in a job of its own.

What is to be destroyed in the key file is a row until it is done, so that a program that is killed in between finishes it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from storage.case_rows import GOES
from storage.due import OF_A_CASE, DueKind, DueRows
from storage.key_ring import Sealed
from storage.key_tree import Span
from storage.people import BLANK
from storage.resealing import finish_rotation
from storage.rows import integer, json_list
from storage.signals import Signals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.database import Database
    from storage.key_ring import KeyRing
    from storage.rows import Connection
    from storage.sqlite_connection import SqliteConnection


class Erasure:
    """Taking away texts, and the list of keys that have yet to be destroyed."""

    def __init__(self, connection: Connection, now: int, due: DueRows) -> None:
        self._connection = connection
        self._now = now
        self._due = due

    async def case(self, case_id: int) -> None:
        """Delete all that belongs to a case but its row and its events, and doom its key.

        Of the row stays what the statistics need; who reported is not in it any more.
        """
        for row in await self._connection.rows("SELECT id FROM incident WHERE matter_id = ?", (case_id,)):
            # Copies from before it became a case hold it under its own key.
            await self.doom(Sealed.INCIDENT, integer(row["id"]), integer(row["id"]))
        for each in GOES:
            await self._connection.execute(f"DELETE FROM {each.table} WHERE {each.case_column} = ?", (case_id,))
        await self._connection.execute(
            "UPDATE outbox SET state = CASE WHEN state = 'dead' THEN state ELSE 'dropped' END, reason = 'erased', "
            "sealed = NULL WHERE about = ? AND state IN ('pending', 'sending', 'dead')",
            (case_id,),
        )
        await self._connection.execute(
            "DELETE FROM card WHERE card_key >= ? AND card_key < ?", (f"case:{case_id}:", f"case:{case_id};")
        )
        await self._connection.execute(
            "UPDATE matter SET sealed_place = NULL, reporter_tag = NULL, pseudonym = '', erased_at = ?, "
            "version = version + 1 WHERE id = ?",
            (self._now, case_id),
        )
        for kind in OF_A_CASE:
            await self._due.clear(kind, str(case_id))
        await self.doom(Sealed.CASE, case_id, case_id)

    async def doom(self, kind: Sealed, first: int, last: int) -> None:
        """These keys are destroyed as soon as this is committed."""
        await self._connection.execute(
            "INSERT INTO doomed_key (kind, first, last) VALUES (?, ?, ?)", (int(kind), first, last)
        )
        await self.soon()

    async def soon(self) -> None:
        """Have the job run that destroys keys."""
        await self._due.set(DueKind.ERASURE, "", self._now)

    async def waiting(self) -> list[tuple[int, Sealed, Span]]:
        """The keys that have yet to be destroyed, with the identifiers of their rows."""
        rows = await self._connection.rows("SELECT id, kind, first, last FROM doomed_key ORDER BY id")
        return [
            (integer(row["id"]), Sealed(integer(row["kind"])), Span(integer(row["first"]), integer(row["last"])))
            for row in rows
        ]

    async def done(self, row_ids: Iterable[int]) -> None:
        """These were destroyed."""
        await self._connection.execute(
            "DELETE FROM doomed_key WHERE id IN (SELECT value FROM json_each(?))", (json_list(row_ids),)
        )

    async def ended_drafts(self) -> list[Span]:
        """The numbers of drafts that were sent or given up: all that were ever used but those that are there."""
        used = await self._connection.number("SELECT seq FROM sqlite_sequence WHERE name = 'draft'") or 0
        living = await self._connection.rows("SELECT id FROM draft ORDER BY id")
        found, free = [], 0
        for number in (*(integer(row["id"]) for row in living), used + 1):
            if number > free:
                found.append(Span(free, number - 1))
            free = number + 1
        return found


async def destroy_doomed(database: Database) -> None:
    """As due work: destroy the keys whose rows are gone, and those of ended drafts; finish a rotation; empty the log."""
    async with database.transaction() as work:
        doomed = await work.erasure.waiting()
        drafts = await work.erasure.ended_drafts()
    spans = [*((kind, span) for _row, kind, span in doomed), *((Sealed.DRAFT, span) for span in drafts)]
    await asyncio.to_thread(database.ring.destroy, spans)
    async with database.transaction() as work:
        await work.erasure.done(row for row, _kind, _span in doomed)
    await finish_rotation(database)
    async with database.alone() as connection:
        await connection.finish("PRAGMA wal_checkpoint(TRUNCATE)")


async def take_out_what_cannot_be_opened(connection: SqliteConnection, ring: KeyRing, now: int) -> None:
    """After an older copy was put back: what was destroyed since is in it again, sealed for good, and goes as it went then."""
    cases = [
        integer(row["id"])
        for span in ring.destroyed(Sealed.CASE)
        for row in await connection.rows(
            "SELECT id FROM matter WHERE id BETWEEN ? AND ? AND erased_at IS NULL", (span.first, span.last)
        )
    ]
    for span in ring.destroyed(Sealed.DRAFT):
        await connection.execute("DELETE FROM draft WHERE id BETWEEN ? AND ?", (span.first, span.last))
        await _number_from(connection, "draft", span.last)
    for span in ring.destroyed(Sealed.INCIDENT):
        await connection.execute(
            "UPDATE incident SET sealed = NULL, erased_at = ? "
            "WHERE id BETWEEN ? AND ? AND matter_id IS NULL AND erased_at IS NULL",
            (now, span.first, span.last),
        )
        await _number_from(connection, "incident", span.last)
    for span in ring.destroyed(Sealed.PERSON):
        await connection.execute(
            f"UPDATE person SET {BLANK}, forget_asked_at = NULL WHERE id BETWEEN ? AND ? AND coalesce(sealed, unit) IS NOT NULL",
            (now, span.first, span.last),
        )
        await _number_from(connection, "person", span.last)
    for span in ring.destroyed(Sealed.DAY):
        await connection.execute(
            "UPDATE outbox SET state = 'dropped', reason = 'erased', sealed = NULL "
            "WHERE sealed IS NOT NULL AND key_day BETWEEN ? AND ?",
            (span.first, span.last),
        )
    if not cases:
        return
    erasure = Erasure(connection, now, DueRows(connection, now, Signals()))
    await connection.execute("BEGIN IMMEDIATE")
    try:
        for case_id in cases:
            await erasure.case(case_id)
        await connection.finish("COMMIT")
    except BaseException:
        if connection.driver.in_transaction:
            await connection.finish("ROLLBACK")
        raise


async def _number_from(connection: SqliteConnection, table: str, last: int) -> None:
    """Give no new row a number whose key is gone."""
    known = await connection.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (last, table))
    if not known:
        await connection.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last))
