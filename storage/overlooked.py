"""What the auditor looks for among the messages: those that should have gone and did not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from storage.rows import json_list

if TYPE_CHECKING:
    from storage.rows import Connection, Row


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits too long: its notice number, and what it is about where that can be seen from outside."""

    id: int
    case_id: int | None = None
    shift_id: int | None = None
    sos_id: int | None = None


_WAITING = TypeAdapter(Waiting)
_CARDS = {"case": "case_id", "shift": "shift_id", "sos": "sos_id"}
"""How the names of cards begin, and what the number after it is."""
_COLUMNS = "id, reporter_of, card_key, condition"


class Overlooked:
    """Questions about the outbox that nobody asks but the auditor."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def waiting(self, before: int) -> tuple[Waiting, ...]:
        """Messages whose time was before an instant (UTC ms) and that nobody has begun to send."""
        rows = await self._connection.rows(
            f"SELECT {_COLUMNS} FROM outbox WHERE state = 'pending' AND not_before < ? ORDER BY id", (before,)
        )
        return tuple(_waiting(row) for row in rows)

    async def abandoned(self, held: frozenset[int]) -> tuple[Waiting, ...]:
        """Messages that are said to be on their way and are not in `held`, the rows somebody has in hand."""
        rows = await self._connection.rows(
            f"SELECT {_COLUMNS} FROM outbox WHERE state = 'sending' AND id NOT IN (SELECT value FROM json_each(?)) "
            "ORDER BY id",
            (json_list(held),),
        )
        return tuple(_waiting(row) for row in rows)


def _waiting(row: Row) -> Waiting:
    return _WAITING.validate_python({"id": row["id"], **_about(row)})


def _about(row: Row) -> dict[str, int]:
    """What must still be true of, else whose card it is."""
    if isinstance(row["reporter_of"], int):
        return {"case_id": row["reporter_of"]}
    if isinstance(row["condition"], str):
        condition = json.loads(row["condition"])
        return {name: int(condition[name]) for name in _CARDS.values() if name in condition}
    kind, number, *_rest = [*str(row["card_key"] or "").split(":"), ""]
    return {_CARDS[kind]: int(number)} if kind in _CARDS and number.isdecimal() else {}
