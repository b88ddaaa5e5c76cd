"""Checkpoints and the tokens of their posters, of which only the hash is kept."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.shifts import Checkpoint

if TYPE_CHECKING:
    from storage.rows import Connection

COLUMNS = "id, unit, code, name, latitude, longitude, radius, revoked_at"
_CHECKPOINT = TypeAdapter(Checkpoint)
_CHECKPOINTS = TypeAdapter(tuple[Checkpoint, ...])


class Checkpoints:
    """A team's checkpoints: those of the configuration are entered at the start, others come from chat."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def put(self, unit: str, code: str, name: str, place: tuple[float, float], radius: int) -> Checkpoint:
        """Enter or move one. Its poster stays good."""
        await self._connection.execute(
            "INSERT INTO checkpoint (unit, code, name, latitude, longitude, radius) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (unit, code) DO UPDATE SET name = excluded.name, latitude = excluded.latitude, "
            "longitude = excluded.longitude, radius = excluded.radius",
            (unit, code, name, *place, radius),
        )
        row = await self._connection.row(f"SELECT {COLUMNS} FROM checkpoint WHERE unit = ? AND code = ?", (unit, code))
        return _CHECKPOINT.validate_python(row)

    async def get(self, checkpoint_id: int) -> Checkpoint | None:
        """One checkpoint."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM checkpoint WHERE id = ?", (checkpoint_id,))
        return _CHECKPOINT.validate_python(row) if row else None

    async def of_team(self, unit: str) -> tuple[Checkpoint, ...]:
        """A team's checkpoints that are in use."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM checkpoint WHERE unit = ? AND revoked_at IS NULL ORDER BY id", (unit,)
        )
        return _CHECKPOINTS.validate_python(rows)

    async def codes_of(self, unit: str) -> frozenset[str]:
        """The codes of a team's checkpoints, also of those that are not used any more."""
        rows = await self._connection.rows("SELECT code FROM checkpoint WHERE unit = ?", (unit,))
        return frozenset(str(row["code"]) for row in rows)

    async def by_token(self, token: str) -> Checkpoint | None:
        """The checkpoint whose poster carries this token. A revoked poster's token is known no more."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM checkpoint WHERE token_hash = ?", (_hash(token),))
        return _CHECKPOINT.validate_python(row) if row else None

    async def set_token(self, checkpoint_id: int, token: str | None) -> None:
        """A new poster replaces the old one; None when the poster was lost and there is no new one yet."""
        await self._connection.execute(
            "UPDATE checkpoint SET token_hash = ? WHERE id = ?", (_hash(token) if token else None, checkpoint_id)
        )

    async def revoke(self, checkpoint_id: int) -> None:
        """The checkpoint is not used any more, and its poster is good for nothing."""
        await self._connection.execute(
            "UPDATE checkpoint SET revoked_at = ?, token_hash = NULL WHERE id = ?", (self._now, checkpoint_id)
        )

    async def use_again(self, unit: str, code: str) -> None:
        """One that was not used any more is; it needs a new poster."""
        await self._connection.execute(
            "UPDATE checkpoint SET revoked_at = NULL WHERE unit = ? AND code = ?", (unit, code)
        )


def _hash(token: str) -> str:
    # 128 random bits: a fast hash is enough, there is nothing to guess.
    return hashlib.sha256(token.encode()).hexdigest()
