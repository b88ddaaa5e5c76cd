"""Half-filled forms: a restart or another process takes them up where the person left off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.forms import Answers
from storage.rows import integer

if TYPE_CHECKING:
    from storage.rows import Connection, Row

COLUMNS = "id, person_id, form, subject, answers, asked, state, created_at, touched_at, version"

_ANSWERS = TypeAdapter(Answers)


class DraftState(StrEnum):
    """Whether a draft takes the person's next message."""

    ACTIVE = "active"
    """It does. A person has at most one such draft."""
    PARKED = "parked"
    """It waits until the person comes back to it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One half-filled form. `asked` is the field whose question stands open; times are UTC ms."""

    id: int
    person_id: int
    form: str
    subject: str
    answers: Answers
    asked: str | None
    state: DraftState
    created_at: int
    touched_at: int
    version: int


class Drafts:
    """The forms people are filling in."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def active(self, person_id: int) -> Draft | None:
        """The draft that takes the person's next message."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM draft WHERE person_id = ? AND state = 'active'", (person_id,)
        )
        return _draft(row) if row else None

    async def get(self, draft_id: int) -> Draft | None:
        """One draft."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM draft WHERE id = ?", (draft_id,))
        return _draft(row) if row else None

    async def parked(self, person_id: int) -> tuple[Draft, ...]:
        """The drafts a person may come back to, newest first."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM draft WHERE person_id = ? AND state = 'parked' ORDER BY touched_at DESC",
            (person_id,),
        )
        return tuple(_draft(row) for row in rows)

    async def open(self, person_id: int, form: str, subject: str, answers: Answers) -> Draft:
        """A new active draft; the one that was active is parked."""
        await self.park_active(person_id)
        draft_id = await self._connection.insert(
            "INSERT INTO draft (person_id, form, subject, answers, asked, state, created_at, touched_at, version) "
            "VALUES (?, ?, ?, ?, NULL, 'active', ?, ?, 1)",
            (person_id, form, subject, _ANSWERS.dump_json(answers).decode(), self._now, self._now),
        )
        return Draft(draft_id, person_id, form, subject, answers, None, DraftState.ACTIVE, self._now, self._now, 1)

    async def save(self, draft: Draft, answers: Answers, asked: str | None) -> Draft:
        """Keep new answers and which question stands open now."""
        await self._connection.execute(
            "UPDATE draft SET answers = ?, asked = ?, touched_at = ?, version = version + 1 WHERE id = ?",
            (_ANSWERS.dump_json(answers).decode(), asked, self._now, draft.id),
        )
        return replace(draft, answers=answers, asked=asked, touched_at=self._now, version=draft.version + 1)

    async def add_text(self, draft_id: int, text: str) -> bool:
        """Keep one more message beside the answers; whether it is the first kept so."""
        first = not await self._connection.number("SELECT 1 FROM draft_text WHERE draft_id = ? LIMIT 1", (draft_id,))
        await self._connection.execute("INSERT INTO draft_text (draft_id, text) VALUES (?, ?)", (draft_id, text))
        return first

    async def further_texts(self, draft_id: int) -> tuple[str, ...]:
        """The messages that are kept beside the answers, in the order in which they came."""
        rows = await self._connection.rows("SELECT text FROM draft_text WHERE draft_id = ? ORDER BY id", (draft_id,))
        return tuple(str(row["text"]) for row in rows)

    async def forget_further_texts(self, draft_id: int) -> None:
        """All that was written is written anew."""
        await self._connection.execute("DELETE FROM draft_text WHERE draft_id = ?", (draft_id,))

    async def resume(self, draft: Draft) -> None:
        """Make a parked draft the active one; the one that was active is parked."""
        await self.park_active(draft.person_id)
        await self._connection.execute(
            "UPDATE draft SET state = 'active', touched_at = ? WHERE id = ?", (self._now, draft.id)
        )

    async def park_active(self, person_id: int) -> None:
        """Let the active draft wait."""
        await self._connection.execute(
            "UPDATE draft SET state = 'parked' WHERE person_id = ? AND state = 'active'", (person_id,)
        )

    async def remove(self, draft_id: int) -> None:
        """Forget a draft that was sent or given up."""
        await self._connection.execute("DELETE FROM draft WHERE id = ?", (draft_id,))


def _draft(row: Row) -> Draft:
    return Draft(
        id=integer(row["id"]),
        person_id=integer(row["person_id"]),
        form=str(row["form"]),
        subject=str(row["subject"]),
        answers=_ANSWERS.validate_json(str(row["answers"])),
        asked=None if row["asked"] is None else str(row["asked"]),
        state=DraftState(str(row["state"])),
        created_at=integer(row["created_at"]),
        touched_at=integer(row["touched_at"]),
        version=integer(row["version"]),
    )
