"""The texts of a case: the report, additions, questions, answers, progress, the result. They stand sealed in the file."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.messages import Attachment
from storage.key_ring import KeyDestroyed
from storage.rows import integer
from storage.written import Written, read_written, written_bytes

if TYPE_CHECKING:
    from storage.rows import Connection, Row
    from storage.vault import Vault


class EntryKind(StrEnum):
    """What a text of a case is."""

    REPORT = "report"
    """What the reporter first wrote."""
    ADDITION = "addition"
    """What the reporter wrote later."""
    QUESTION = "question"
    """What the handler asked the reporter."""
    ANSWER = "answer"
    """What the reporter answered."""
    PROGRESS = "progress"
    """What the handler did."""
    RESULT = "result"
    """How it was settled or ended."""
    PAPER = "paper"
    """The signed agreement, as a picture; for officials only."""
    SESSION = "session"
    """The record of a session of mediation; for officials only."""
    REASON = "reason"
    """Why the handler passed it up; for officials only."""
    PROPOSAL = "proposal"
    """Why supervision is proposed, or was not followed; for officials only."""
    LIFTED = "lifted"
    """With what result a supervision ended; for officials only."""
    SUMMARY = "summary"
    """What the centre wrote when it made this case out of a part of another."""
    DECISION = "decision"
    """What a meeting decided; for officials only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One text with what came with it. `author_id` is None for the reporter. `at` is UTC ms."""

    id: int
    matter_id: int
    kind: EntryKind
    author_id: int | None
    at: int
    text: str
    attachments: tuple[Attachment, ...]


_ENTRY = TypeAdapter(Entry)


class Entries:
    """The texts of cases, kept apart from the event log so that they can be destroyed while the log stays."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def add(
        self,
        case_id: int,
        kind: EntryKind,
        text: str,
        attachments: tuple[Attachment, ...] = (),
        author_id: int | None = None,
    ) -> int:
        """Keep a text; its identifier."""
        sealed = self._vault.seal_for_case(case_id, written_bytes(Written(text, attachments)))
        return await self._connection.insert(
            "INSERT INTO entry (matter_id, kind, author_id, at, text, attachments, sealed) VALUES (?, ?, ?, ?, '', '', ?)",
            (case_id, kind.value, author_id, self._now, sealed),
        )

    async def of(self, case_id: int) -> tuple[Entry, ...]:
        """All texts of a case, oldest first; none once its key is destroyed."""
        rows = await self._connection.rows(
            "SELECT id, matter_id, kind, author_id, at, sealed FROM entry WHERE matter_id = ? ORDER BY id", (case_id,)
        )
        try:
            return tuple(self._entry(row) for row in rows)
        except KeyDestroyed:
            return ()

    def _entry(self, row: Row) -> Entry:
        sealed = row.pop("sealed")
        if not isinstance(sealed, bytes):
            message = "a text that is not sealed"
            raise TypeError(message)
        written = read_written(self._vault.unseal_for_case(integer(row["matter_id"]), sealed))
        return _ENTRY.validate_python({**row, "text": written.text, "attachments": written.attachments})
