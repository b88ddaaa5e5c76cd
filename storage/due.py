"""Due rows: what must be done when. Whatever creates or settles a deadline writes them in its own transaction."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from storage.rows import json_list, marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.rows import Connection, Row
    from storage.signals import Signals

COLUMNS = "id, kind, subject, due_at, lease_until, attempts, error_kind"


class DueKind(StrEnum):
    """What kind of work falls due, the most urgent first."""

    SOS = "sos"
    """An SOS is said again until somebody comes; the subject is the SOS."""
    CASE = "case"
    """The next step of a case's escalation; the subject is the case."""
    SHIFT = "shift"
    """The next step of a shift's clocks; the subject is the shift."""
    OFFERS = "offers"
    """What of a shift is still offered ends as it begins; the subject is the shift."""
    MEDIATION = "mediation"
    """The next step of a mediation's clocks; the subject is the case."""
    ROSTER = "roster"
    """Rosters are made and published as far ahead as they are to be; the subject is empty."""
    INVITATION_EXPIRY = "invitation_expiry"
    """An invitation nobody took up ends; the subject is the invitation."""
    DRAFT = "draft"
    """A half-made draft is offered again, its end is announced, or it ends; the subject is the draft."""
    BACKUP = "backup"
    """The nightly backup; the subject is empty."""
    SCREENING = "screening"
    """A screening round begins by the calendar (the subject is empty), or asks again (the subject is the round)."""
    MEETING = "meeting"
    """A meeting's agenda goes out (the subject is the meeting's code), or it begins or ends (the subject is the one meeting)."""
    SPECIAL_PERIOD = "special_period"
    """The day's returns are asked for, the morning's briefing is given, or clocks change at midnight; the subject says which."""
    DUTY = "duty"
    """Somebody else is on duty at the centre; the subject is empty."""
    PURGE = "purge"
    """Sent messages and seen updates that nobody needs are taken away; the subject is empty."""
    OPENING = "opening"
    """A request to open a name is said again or lapses, or an opened name is hidden again; the subject is the request."""
    RETENTION = "retention"
    """The time for which a case's texts are kept is over; the subject is the case."""
    INCIDENT = "incident"
    """The time for which an incident that became no case is kept is over; the subject is the incident."""
    ERASURE = "erasure"
    """Keys whose texts were deleted are destroyed, and those from before a rotation; the subject is empty."""
    AUDIT_HEAD = "audit_head"
    """Two people get the event log's last hash; the subject is empty."""


OF_A_CASE = (DueKind.CASE, DueKind.MEDIATION, DueKind.RETENTION)
"""Kinds whose subject is a case: none of it is due any more when its texts were destroyed."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """One piece of due work. Times are UTC ms; `lease_until` is None while nobody works on it."""

    id: int
    kind: DueKind
    subject: str
    due_at: int
    lease_until: int | None
    attempts: int
    error_kind: str | None


_ROW = TypeAdapter(DueRow)
_ROWS = TypeAdapter(list[DueRow])
# A kind this program does not know must not stand in the way of those it does.
_KNOWN = f"kind IN ({', '.join(repr(kind.value) for kind in DueKind)})"
# An SOS first, then cases; within a part, what has been due longest. The first parts are read in the order of an index.
_FIRST = (DueKind.SOS, DueKind.CASE)
_OTHERS = ", ".join(repr(kind.value) for kind in DueKind if kind not in _FIRST)
_IN_ORDER = (*(f"kind = '{kind.value}'" for kind in _FIRST), f"kind IN ({_OTHERS})")
# For each kind the first free row and the first lease that ends, each from the beginning of an index.
_NEXT = " UNION ALL ".join(
    f"SELECT at FROM (SELECT {at} AS at FROM due WHERE state = 'waiting' AND kind = '{kind.value}' AND {whose} "
    f"ORDER BY {at} LIMIT 1) AS {at}_of_{kind.value}"
    for kind in DueKind
    for at, whose in (
        ("due_at", "(lease_until IS NULL OR lease_until <= due_at)"),
        ("lease_until", "lease_until IS NOT NULL AND lease_until > due_at"),
    )
)


class DueRows:
    """The schedule: at most one row for a kind and a subject."""

    def __init__(self, connection: Connection, now: int, signals: Signals) -> None:
        self._connection = connection
        self._now = now
        self._signals = signals
        self._set: dict[tuple[DueKind, str], int] = {}

    async def set(self, kind: DueKind, subject: str, due_at: int) -> None:
        """The work falls due then, whatever was set before."""
        self._set[kind, subject] = due_at
        self._signals.due_at(due_at)
        await self._connection.execute(
            "INSERT INTO due (kind, subject, due_at) VALUES (?, ?, ?) ON CONFLICT (kind, subject) DO UPDATE "
            "SET due_at = excluded.due_at, lease_until = NULL, attempts = 0, error_kind = NULL, state = 'waiting'",
            (kind.value, subject, due_at),
        )

    async def clear(self, kind: DueKind, subject: str) -> None:
        """The work is no longer needed."""
        await self._connection.execute("DELETE FROM due WHERE kind = ? AND subject = ?", (kind.value, subject))

    async def claim(self, limit: int) -> list[DueRow]:
        """The most urgent rows that are due now and that nobody works on, in order."""
        rows: list[Row] = []
        for part in _IN_ORDER:
            rows += await self._connection.rows(
                f"SELECT {COLUMNS} FROM due WHERE state = 'waiting' AND {part} AND due_at <= ? "
                "AND (lease_until IS NULL OR lease_until <= ?) ORDER BY due_at, id LIMIT ?",
                (self._now, self._now, limit - len(rows)),
            )
        return _ROWS.validate_python(rows)

    def forget_set(self) -> None:
        """A part of the transaction was undone, and with it what was set there."""
        self._set.clear()

    async def lease(self, row: DueRow, until: int) -> None:
        """Say that slow work on the row has begun and will be over by `until`."""
        await self._connection.execute("UPDATE due SET lease_until = ? WHERE id = ?", (until, row.id))

    async def done(self, row: DueRow) -> None:
        """The work was done: the row goes, unless the work itself set it to a later time."""
        if self._set.get((row.kind, row.subject), row.due_at) != row.due_at:
            return
        await self._connection.execute("DELETE FROM due WHERE id = ? AND due_at = ?", (row.id, row.due_at))

    async def fail(self, row: DueRow, error_kind: str, retry_at: int | None) -> None:
        """The work failed: again at `retry_at`, or set aside for a person to look at when that is None."""
        if retry_at is not None:
            self._signals.due_at(retry_at)
        state = "quarantined" if retry_at is None else "waiting"
        # The row keeps its due time while it waits behind a lease, so that an auditor sees how late it is.
        await self._connection.execute(
            "UPDATE due SET attempts = attempts + 1, error_kind = ?, lease_until = ?, state = ? WHERE id = ?",
            (error_kind, retry_at, state, row.id),
        )

    async def next_at(self) -> int | None:
        """When the next row that waits falls due or becomes free again."""
        return await self._connection.number(f"SELECT min(at) FROM ({_NEXT}) AS each_kind")

    async def of(self, kind: DueKind, subject: str) -> DueRow | None:
        """The row of one piece of work."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM due WHERE kind = ? AND subject = ?", (kind.value, subject)
        )
        return _ROW.validate_python(row) if row else None

    async def times(self, kind: DueKind, subjects: Sequence[str]) -> dict[str, int]:
        """For the auditor: when the work on each of some subjects falls due (UTC ms), as far as it has a row."""
        if not subjects:
            return {}
        rows = await self._connection.rows(
            f"SELECT subject, due_at FROM due WHERE kind = ? AND subject IN ({marks(len(subjects))})",
            (kind.value, *subjects),
        )
        return {str(row["subject"]): int(str(row["due_at"])) for row in rows}

    async def free_leases(self, later_than: int) -> None:
        """Forget leases that end after a time: those of a process that is gone, or of a clock that was ahead."""
        self._signals.due_at(self._now)
        await self._connection.execute("UPDATE due SET lease_until = NULL WHERE lease_until > ?", (later_than,))

    async def left(self, held: frozenset[int], longest_wait_ms: int) -> tuple[DueRow, ...]:
        """For the auditor: rows with a lease that runs though nobody works on them.

        `held` are those that somebody works on; one that failed waits for its next attempt `longest_wait_ms` at the most.
        """
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM due WHERE state = 'waiting' AND {_KNOWN} AND lease_until IS NOT NULL AND lease_until > ? "
            "AND (attempts = 0 OR lease_until > ?) AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY id",
            (self._now, self._now + longest_wait_ms, json_list(held)),
        )
        return tuple(_ROWS.validate_python(rows))

    async def free(self, rows: Sequence[DueRow]) -> None:
        """Nobody works on these: whoever comes next may."""
        self._signals.due_at(self._now)
        await self._connection.execute_many(
            "UPDATE due SET lease_until = NULL WHERE id = ?", [(row.id,) for row in rows]
        )

    async def retry_quarantined(self) -> None:
        """Try what was set aside once more, as a newer program may manage it."""
        self._signals.due_at(self._now)
        await self._connection.execute(
            "UPDATE due SET state = 'waiting', attempts = 0, lease_until = NULL WHERE state = 'quarantined'"
        )

    async def overdue(self, before: int) -> list[DueRow]:
        """For the auditor: rows that should have been done before a time, or whose lease ran out, and quarantined ones."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM due WHERE {_KNOWN} AND ((state = 'waiting' AND due_at < ? "
            "AND (lease_until IS NULL OR lease_until < ?)) OR state = 'quarantined') ORDER BY due_at",
            (before, before),
        )
        return _ROWS.validate_python(rows)
