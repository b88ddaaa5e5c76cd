"""Half-filled forms, sealed: a restart or another process takes them up where the person left off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.forms import Answers
from storage.key_ring import Sealed, Subject
from storage.rows import integer

if TYPE_CHECKING:
    from storage.rows import Connection, Row
    from storage.vault import Vault

COLUMNS = "id, person_id, form, subject, sealed, asked, state, created_at, touched_at, version"

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

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._ring = vault.ring

    async def active(self, person_id: int) -> Draft | None:
        """The draft that takes the person's next message."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM draft WHERE person_id = ? AND state = 'active'", (person_id,)
        )
        return self._draft(row) if row else None

    async def get(self, draft_id: int) -> Draft | None:
        """One draft."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM draft WHERE id = ?", (draft_id,))
        return self._draft(row) if row else None

    async def parked(self, person_id: int) -> tuple[Draft, ...]:
        """The drafts a person may come back to, newest first."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM draft WHERE person_id = ? AND state = 'parked' ORDER BY touched_at DESC",
            (person_id,),
        )
        return tuple(self._draft(row) for row in rows)

    async def open(self, person_id: int, form: str, subject: str, answers: Answers) -> Draft:
        """A new active draft; the one that was active is parked."""
        await self.park_active(person_id)
        draft_id = await self._connection.insert(
            "INSERT INTO draft (person_id, form, subject, answers, asked, state, created_at, touched_at, version) "
            "VALUES (?, ?, ?, '', NULL, 'active', ?, ?, 1)",
            (person_id, form, subject, self._now, self._now),
        )
        # Its number is known only now, and with it its key.
        sealed = self._sealed(draft_id, _ANSWERS.dump_json(answers))
        await self._connection.execute("UPDATE draft SET sealed = ? WHERE id = ?", (sealed, draft_id))
        return Draft(draft_id, person_id, form, subject, answers, None, DraftState.ACTIVE, self._now, self._now, 1)

    async def save(self, draft: Draft, answers: Answers, asked: str | None) -> Draft:
        """Keep new answers and which question stands open now."""
        await self._connection.execute(
            "UPDATE draft SET sealed = ?, asked = ?, touched_at = ?, version = version + 1 WHERE id = ?",
            (self._sealed(draft.id, _ANSWERS.dump_json(answers)), asked, self._now, draft.id),
        )
        return replace(draft, answers=answers, asked=asked, touched_at=self._now, version=draft.version + 1)

    async def add_text(self, draft_id: int, text: str) -> bool:
        """Keep one more message beside the answers; whether it is the first kept so."""
        first = not await self._connection.number("SELECT 1 FROM draft_text WHERE draft_id = ? LIMIT 1", (draft_id,))
        await self._connection.execute(
            "INSERT INTO draft_text (draft_id, text, sealed) VALUES (?, '', ?)",
            (draft_id, self._sealed(draft_id, text.encode())),
        )
        return first

    async def further_texts(self, draft_id: int) -> tuple[str, ...]:
        """The messages that are kept beside the answers, in the order in which they came."""
        rows = await self._connection.rows("SELECT sealed FROM draft_text WHERE draft_id = ? ORDER BY id", (draft_id,))
        return tuple(self._opened(draft_id, row).decode() for row in rows)

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

    def _sealed(self, draft_id: int, clear: bytes) -> bytes:
        return self._ring.seal_for(Subject(Sealed.DRAFT, draft_id), clear)

    def _opened(self, draft_id: int, row: Row) -> bytes:
        sealed = row["sealed"]
        if not isinstance(sealed, bytes):
            message = "a draft that is not sealed"
            raise TypeError(message)
        return self._ring.unseal_for(Subject(Sealed.DRAFT, draft_id), sealed)

    def _draft(self, row: Row) -> Draft:
        draft_id = integer(row["id"])
        return Draft(
            id=draft_id,
            person_id=integer(row["person_id"]),
            form=str(row["form"]),
            subject=str(row["subject"]),
            answers=_ANSWERS.validate_json(self._opened(draft_id, row)),
            asked=None if row["asked"] is None else str(row["asked"]),
            state=DraftState(str(row["state"])),
            created_at=integer(row["created_at"]),
            touched_at=integer(row["touched_at"]),
            version=integer(row["version"]),
        )
