"""Agreements and what was promised in them. Facts and promises are sealed for the case; days and states stand open."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter

from domain.mediation import Agreement, Promise, PromiseState, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.rows import Connection
    from storage.vault import Vault

COLUMNS = "id, matter_id AS case_id, copies, drafted_at, signed_at, entered_at"
PROMISE = "id, agreement_id, side, due_at, state"
_AGREEMENT = TypeAdapter(Agreement)
_PROMISES = TypeAdapter(tuple[Promise, ...])


class PromisedWords(NamedTuple):
    """A promise as it was typed: who is to do what by the morning of which day (UTC ms)."""

    side: Side
    due_at: int
    text: str


class Agreements:
    """The agreements of cases. The newest of a case is the one that counts."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def draft(
        self, case_id: int, facts: str, promises: Sequence[PromisedWords], copies: int, drafted_by: int
    ) -> Agreement:
        """Keep a new one; nobody has signed it."""
        position = (await self.count(case_id)) + 1
        number = await self._connection.insert(
            "INSERT INTO agreement (matter_id, position, sealed, copies, drafted_by, drafted_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (case_id, position, self._seal(case_id, facts), copies, drafted_by, self._now),
        )
        await self._connection.execute_many(
            "INSERT INTO promise (matter_id, agreement_id, side, due_at, sealed, state) VALUES (?, ?, ?, ?, ?, 'open')",
            [(case_id, number, each.side.value, each.due_at, self._seal(case_id, each.text)) for each in promises],
        )
        return Agreement(number, case_id, copies, self._now)

    async def get(self, agreement_id: int) -> Agreement | None:
        """One agreement, whoever asks."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM agreement WHERE id = ?", (agreement_id,))
        return _AGREEMENT.validate_python(row) if row else None

    async def position(self, agreement_id: int) -> int:
        """The how manyeth of its case it is."""
        return await self._connection.number("SELECT position FROM agreement WHERE id = ?", (agreement_id,)) or 0

    async def count(self, case_id: int) -> int:
        """How many a case has."""
        return await self._connection.number("SELECT count(*) FROM agreement WHERE matter_id = ?", (case_id,)) or 0

    async def facts(self, agreement: Agreement) -> str:
        """What the dispute was about, as it was typed."""
        row = await self._connection.row("SELECT sealed FROM agreement WHERE id = ?", (agreement.id,))
        return self._open(agreement.case_id, row["sealed"] if row else None)

    async def sign(self, agreement_id: int, signed_at: int) -> bool:
        """It is signed and in effect since then; False if that was written down before."""
        changed = await self._connection.execute(
            "UPDATE agreement SET signed_at = ?, entered_at = ? WHERE id = ? AND signed_at IS NULL",
            (signed_at, self._now, agreement_id),
        )
        return changed == 1

    async def signed(self, case_id: int) -> bool:
        """Whether one of a case was ever signed."""
        found = await self._connection.number(
            "SELECT 1 FROM agreement WHERE matter_id = ? AND signed_at IS NOT NULL LIMIT 1", (case_id,)
        )
        return found is not None

    async def promises(self, agreement_id: int) -> tuple[Promise, ...]:
        """What was promised in one, in order."""
        rows = await self._connection.rows(
            f"SELECT {PROMISE} FROM promise WHERE agreement_id = ? ORDER BY id", (agreement_id,)
        )
        return _PROMISES.validate_python(rows)

    async def promise_words(self, agreement: Agreement) -> dict[int, str]:
        """The promises of one as they were typed, by identifier."""
        rows = await self._connection.rows("SELECT id, sealed FROM promise WHERE agreement_id = ?", (agreement.id,))
        return {int(str(row["id"])): self._open(agreement.case_id, row["sealed"]) for row in rows}

    async def answer(self, promise_id: int, state: PromiseState, person_id: int) -> None:
        """Somebody who mediates says whether it was kept."""
        await self._connection.execute(
            "UPDATE promise SET state = ?, answered_by = ?, answered_at = ? WHERE id = ?",
            (state.value, person_id, self._now, promise_id),
        )

    def _seal(self, case_id: int, text: str) -> bytes:
        return self._vault.seal_for_case(case_id, text.encode())

    def _open(self, case_id: int, sealed: object) -> str:
        if not isinstance(sealed, bytes):
            raise TypeError(type(sealed).__name__)
        return self._vault.unseal_for_case(case_id, sealed).decode()
