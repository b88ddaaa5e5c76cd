"""Who is involved in a case: on which side, and, sealed for the case, what they are called and how to reach them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from domain.mediation import Side
from storage.rows import integer

if TYPE_CHECKING:
    from storage.rows import Connection, Row
    from storage.vault import Vault

COLUMNS = "id, matter_id, side, minor, may_contact, sealed, person_tag"


class PartyWords(BaseModel):
    """What is sealed of a party. `person_id` is the account that took up their link, None while nobody has."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    particulars: str | None = None
    contact: str | None = None
    representative: str | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """One party of a case. `may_contact` says that they agreed to be reached."""

    id: int
    case_id: int
    side: Side
    minor: bool
    may_contact: bool
    words: PartyWords

    @property
    def reachable(self) -> int | None:
        """The account by which they may be told; None where they did not agree, or have none here."""
        return self.words.person_id if self.may_contact else None


class Parties:
    """Parties by case, by identifier, and by the link that is out for them. Their words go with the case's key."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def add(
        self, case_id: int, side: Side, words: PartyWords, *, minor: bool, may_contact: bool, added_by: int
    ) -> Party:
        """Keep a new one."""
        number = await self._connection.insert(
            "INSERT INTO party (matter_id, side, minor, may_contact, sealed, added_by, added_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (case_id, side.value, int(minor), int(may_contact), self._seal(case_id, words), added_by, self._now),
        )
        return Party(number, case_id, side, minor, may_contact, words)

    async def of(self, case_id: int) -> tuple[Party, ...]:
        """The parties of a case by side, whoever asks."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM party WHERE matter_id = ? AND removed_at IS NULL ORDER BY side, id", (case_id,)
        )
        return tuple(self._party(row) for row in rows)

    async def of_person(self, person_id: int) -> tuple[Party, ...]:
        """As what this account was entered in cases: what its owner may be told of themselves."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM party WHERE person_tag = ? AND removed_at IS NULL ORDER BY id",
            (self._vault.tag("party", str(person_id)),),
        )
        return tuple(self._party(row) for row in rows)

    async def count_of(self, case_id: int) -> int:
        """How many parties a case has."""
        sql = "SELECT count(*) FROM party WHERE matter_id = ? AND removed_at IS NULL"
        return await self._connection.number(sql, (case_id,)) or 0

    async def get(self, party_id: int) -> Party | None:
        """One party that was not taken out, whoever asks."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM party WHERE id = ? AND removed_at IS NULL", (party_id,)
        )
        return self._party(row) if row else None

    async def remove(self, party_id: int) -> None:
        """They are no party of it: a slip of the hand. Their words go."""
        await self._connection.execute(
            "UPDATE party SET removed_at = ?, sealed = x'', person_tag = NULL, token_hash = NULL WHERE id = ?",
            (self._now, party_id),
        )

    async def make_link(self, party_id: int, token: str, until: int) -> None:
        """Their personal link carries this token from now until then; the one before is good for nothing."""
        await self._connection.execute(
            "UPDATE party SET token_hash = ?, token_until = ? WHERE id = ?", (_hash(token), until, party_id)
        )

    async def by_link(self, token: str) -> Party | None:
        """Whose link carries a token; None for one that was used, replaced, has expired or never existed."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM party WHERE token_hash = ? AND token_until > ? AND removed_at IS NULL",
            (_hash(token), self._now),
        )
        return self._party(row) if row else None

    async def link(self, party: Party, person_id: int) -> Party:
        """An account took up the link, and the link is used up: they agree to be reached there."""
        words = party.words.model_copy(update={"person_id": person_id})
        tag = self._vault.tag("party", str(person_id))
        await self._connection.execute(
            "UPDATE party SET sealed = ?, person_tag = ?, may_contact = 1, token_hash = NULL WHERE id = ?",
            (self._seal(party.case_id, words), tag, party.id),
        )
        return Party(party.id, party.case_id, party.side, party.minor, True, words)  # noqa: FBT003 - as the row has it

    async def may_contact(self, party: Party, *, may: bool) -> None:
        """They agree to be reached, or do so no longer."""
        await self._connection.execute("UPDATE party SET may_contact = ? WHERE id = ?", (int(may), party.id))

    async def is_person(self, party_id: int, person_id: int) -> bool:
        """Whether this account is this party's."""
        tag = self._vault.tag("party", str(person_id))
        found = await self._connection.number(
            "SELECT 1 FROM party WHERE id = ? AND person_tag = ? AND removed_at IS NULL", (party_id, tag)
        )
        return found is not None

    async def cases_of(self, person_id: int) -> tuple[int, ...]:
        """The cases in which this account is a party's; for keeping them away from it by office, never for showing."""
        rows = await self._connection.rows(
            "SELECT DISTINCT matter_id FROM party WHERE person_tag = ? AND removed_at IS NULL ORDER BY matter_id",
            (self._vault.tag("party", str(person_id)),),
        )
        return tuple(integer(row["matter_id"]) for row in rows)

    def _seal(self, case_id: int, words: PartyWords) -> bytes:
        return self._vault.seal_for_case(case_id, words.model_dump_json().encode())

    def _party(self, row: Row) -> Party:
        case_id, sealed = integer(row["matter_id"]), row["sealed"]
        if not isinstance(sealed, bytes):
            raise TypeError(type(sealed).__name__)
        words = PartyWords.model_validate_json(self._vault.unseal_for_case(case_id, sealed))
        side, minor, may = Side(str(row["side"])), bool(row["minor"]), bool(row["may_contact"])
        return Party(integer(row["id"]), case_id, side, minor, may, words)


def _hash(token: str) -> str:
    # 128 random bits: a fast hash is enough, there is nothing to guess.
    return hashlib.sha256(token.encode()).hexdigest()
