"""What the auditor looks for among the messages: those that should have gone and did not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from storage.rows import json_list

if TYPE_CHECKING:
    from storage.rows import Connection


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message that waits too long: its notice number, and the case it is about where that can be seen from outside."""

    id: int
    case_id: int | None


_WAITING = TypeAdapter(Waiting)
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
        return tuple(_WAITING.validate_python({"id": row["id"], "case_id": _case_of(row)}) for row in rows)

    async def abandoned(self, held: frozenset[int]) -> tuple[Waiting, ...]:
        """Messages that are said to be on their way and are not in `held`, the rows somebody has in hand."""
        rows = await self._connection.rows(
            f"SELECT {_COLUMNS} FROM outbox WHERE state = 'sending' AND id NOT IN (SELECT value FROM json_each(?)) "
            "ORDER BY id",
            (json_list(held),),
        )
        return tuple(_WAITING.validate_python({"id": row["id"], "case_id": _case_of(row)}) for row in rows)


def _case_of(row: dict[str, int | float | str | bytes | None]) -> int | None:
    if isinstance(row["reporter_of"], int):
        return row["reporter_of"]
    if isinstance(row["condition"], str):
        about = json.loads(row["condition"]).get("case_id")
        return None if about is None else int(about)
    name = str(row["card_key"] or "").split(":")
    return int(name[1]) if name[0] == "case" and len(name) > 1 and name[1].isdecimal() else None
