"""Invitations to a role in a unit: used once, for a limited time, known only by the hash of their token."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.words import Role

if TYPE_CHECKING:
    from storage.rows import Connection, Row
    from storage.vault import Vault

COLUMNS = (
    "id, role, unit, sealed, invited_by, created_at, expires_at, used_by, used_at, confirmed_by, confirmed_at, state"
)


class InvitationState(StrEnum):
    """How far an invitation has come."""

    OPEN = "open"
    """Nobody has used it."""
    AWAITING = "awaiting"
    """Somebody has; a second admin must confirm."""
    GRANTED = "granted"
    """The role was given."""
    REFUSED = "refused"
    """A second admin said no."""
    EXPIRED = "expired"
    """Its time ran out."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One invitation. `invited_by` is None when it was made at the operator's console. Times are UTC ms.

    `name` is empty once it is over.
    """

    id: int
    role: Role
    unit: str
    name: str
    invited_by: int | None
    created_at: int
    expires_at: int
    used_by: int | None
    used_at: int | None
    confirmed_by: int | None
    confirmed_at: int | None
    state: InvitationState


_INVITATION = TypeAdapter(Invitation)


class Invitations:
    """Invitations by their token or identifier. Whom one is for stands sealed in the file until it is over."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def add(self, token: str, role: Role, unit: str, name: str, invited_by: int | None, expires_at: int) -> int:
        """Keep a new invitation; its identifier."""
        return await self._connection.insert(
            "INSERT INTO invitation (token_hash, role, unit, name, sealed, invited_by, created_at, expires_at, state) "
            "VALUES (?, ?, ?, '', ?, ?, ?, ?, 'open')",
            (_hash(token), role.value, unit, self._vault.seal(name.encode()), invited_by, self._now, expires_at),
        )

    async def by_token(self, token: str) -> Invitation | None:
        """The invitation a person holds the token of."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM invitation WHERE token_hash = ?", (_hash(token),))
        return self._invitation(row) if row else None

    async def get(self, invitation_id: int) -> Invitation | None:
        """One invitation."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM invitation WHERE id = ?", (invitation_id,))
        return self._invitation(row) if row else None

    async def use(self, invitation: Invitation, person_id: int, state: InvitationState) -> bool:
        """Take the invitation up; False if somebody was faster."""
        changed = await self._connection.execute(
            "UPDATE invitation SET used_by = ?, used_at = ?, state = ?, sealed = CASE WHEN ? = 'awaiting' THEN sealed END "
            "WHERE id = ? AND state = 'open'",
            (person_id, self._now, state.value, state.value, invitation.id),
        )
        return changed == 1

    async def decide(self, invitation: Invitation, admin_id: int, state: InvitationState) -> bool:
        """A second admin's word; False if another was faster."""
        changed = await self._connection.execute(
            "UPDATE invitation SET confirmed_by = ?, confirmed_at = ?, state = ?, sealed = NULL "
            "WHERE id = ? AND state = 'awaiting'",
            (admin_id, self._now, state.value, invitation.id),
        )
        return changed == 1

    async def expire(self, invitation: Invitation) -> None:
        """End an invitation whose time ran out before anybody used it."""
        await self._connection.execute(
            "UPDATE invitation SET state = 'expired', sealed = NULL WHERE id = ? AND state = 'open'", (invitation.id,)
        )

    def _invitation(self, row: Row) -> Invitation:
        sealed = row["sealed"]
        name = self._vault.unseal(sealed).decode() if isinstance(sealed, bytes) else ""
        return _INVITATION.validate_python({**{key: row[key] for key in row if key != "sealed"}, "name": name})


def _hash(token: str) -> str:
    # Tokens are 128 random bits: a fast hash is enough, there is nothing to guess.
    return hashlib.sha256(token.encode()).hexdigest()
