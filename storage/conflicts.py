"""Who is named in a case and must never learn of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.rows import Connection


class Conflicts:
    """Named persons by case. Who answers to them is worked out from today's roles whenever it matters."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[int, frozenset[int]] = {}

    async def add(self, case_id: int, person_id: int) -> None:
        """The case names this person, and so does every case that is dealt with together with it."""
        self._read.clear()
        await self._connection.execute(
            "INSERT INTO conflict (matter_id, person_id) SELECT matter.id, ? FROM matter WHERE matter.id = ? "
            "OR matter.merged_into = ? OR matter.id = (SELECT merged_into FROM matter WHERE id = ?) "
            "OR matter.merged_into = (SELECT merged_into FROM matter WHERE id = ?) ON CONFLICT DO NOTHING",
            (person_id, case_id, case_id, case_id, case_id),
        )

    async def of(self, case_id: int) -> frozenset[int]:
        """The persons a case names. Asked several times for every notice, and read once in a transaction."""
        if case_id not in self._read:
            rows = await self._connection.rows("SELECT person_id FROM conflict WHERE matter_id = ?", (case_id,))
            self._read[case_id] = frozenset(int(str(row["person_id"])) for row in rows)
        return self._read[case_id]

    def forget_read(self) -> None:
        """Read anew: a part of the transaction was undone."""
        self._read.clear()
