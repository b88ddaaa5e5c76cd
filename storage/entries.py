"""The texts of a case: the report, additions, questions, answers, progress, the result."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.messages import Attachment

if TYPE_CHECKING:
    from storage.rows import Connection

_ATTACHMENTS = TypeAdapter(tuple[Attachment, ...])


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

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def add(
        self,
        case_id: int,
        kind: EntryKind,
        text: str,
        attachments: tuple[Attachment, ...] = (),
        author_id: int | None = None,
    ) -> int:
        """Keep a text; its identifier."""
        files = _ATTACHMENTS.dump_json(attachments).decode()
        return await self._connection.insert(
            "INSERT INTO entry (matter_id, kind, author_id, at, text, attachments) VALUES (?, ?, ?, ?, ?, ?)",
            (case_id, kind.value, author_id, self._now, text, files),
        )

    async def of(self, case_id: int) -> tuple[Entry, ...]:
        """All texts of a case, oldest first."""
        rows = await self._connection.rows(
            "SELECT id, matter_id, kind, author_id, at, text, attachments FROM entry WHERE matter_id = ? ORDER BY id",
            (case_id,),
        )
        return tuple(_entry(row) for row in rows)


def _entry(row: dict[str, int | float | str | bytes | None]) -> Entry:
    attachments = _ATTACHMENTS.validate_json(str(row["attachments"]))
    return _ENTRY.validate_python({**row, "attachments": attachments})
