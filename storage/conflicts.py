"""Who is named in a case and must never learn of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.rows import json_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.rows import Connection

OFFICIAL = "(card_key IS NOT NULL OR dedup_key NOT LIKE '%:party:%')"
BY_OFFICE = f"about = ? AND {OFFICIAL}"
"""Cards and notices of a case, but for answers, and for what its parties are told as parties, whatever else they are."""


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

    async def keep_name(self, case_id: int, sealed: bytes) -> None:
        """The case names somebody by a word that is sealed for it: whoever comes to bear it must not learn of it."""
        await self._connection.execute("INSERT INTO conflict_name (matter_id, sealed) VALUES (?, ?)", (case_id, sealed))

    async def kept_names(self) -> tuple[tuple[int, bytes], ...]:
        """Every kept name with its case, for comparing with somebody new."""
        rows = await self._connection.rows("SELECT matter_id, sealed FROM conflict_name ORDER BY id")
        return tuple((int(str(row["matter_id"])), row["sealed"]) for row in rows if isinstance(row["sealed"], bytes))

    async def names_kept_of(self, case_id: int) -> tuple[bytes, ...]:
        """The kept names of one case."""
        rows = await self._connection.rows(
            "SELECT sealed FROM conflict_name WHERE matter_id = ? ORDER BY id", (case_id,)
        )
        return tuple(row["sealed"] for row in rows if isinstance(row["sealed"], bytes))

    async def open_cases(self) -> tuple[int, ...]:
        """The open cases that name somebody; for keeping them away from those, never for showing."""
        rows = await self._connection.rows(
            "SELECT DISTINCT conflict.matter_id FROM conflict JOIN matter ON matter.id = conflict.matter_id "
            "WHERE matter.state IN ('filed', 'accepted', 'in_progress', 'settled') ORDER BY conflict.matter_id"
        )
        return tuple(int(str(row["matter_id"])) for row in rows)

    async def among(self, case_ids: Iterable[int]) -> frozenset[int]:
        """Those of some cases that name somebody."""
        rows = await self._connection.rows(
            "SELECT DISTINCT matter_id FROM conflict WHERE matter_id IN (SELECT value FROM json_each(?))",
            (json_list(case_ids),),
        )
        return frozenset(int(str(row["matter_id"])) for row in rows)

    async def withhold(self, case_id: int, person_id: int) -> None:
        """What waits to be sent of a case to somebody by office is not sent: they may not know of it any more."""
        await self._connection.execute(
            "UPDATE outbox SET state = 'dropped', reason = 'not-theirs', sealed = NULL WHERE state = 'pending' "
            f"AND person_id = ? AND {BY_OFFICE}",
            (person_id, case_id),
        )

    async def waiting_for(self, case_id: int) -> frozenset[int]:
        """The persons for whom something of a case waits to be sent by office."""
        rows = await self._connection.rows(
            f"SELECT DISTINCT person_id FROM outbox WHERE state = 'pending' AND person_id IS NOT NULL AND {BY_OFFICE}",
            (case_id,),
        )
        return frozenset(int(str(row["person_id"])) for row in rows)

    async def reaching(self, person_id: int) -> tuple[int, ...]:
        """Every case that somebody has, mediates along or was shown by office, or hears of: for taking them away, not for lists."""
        rows = await self._connection.rows(
            "SELECT id FROM matter WHERE (handler_id = ? OR acknowledged_by = ?) "
            "AND state IN ('filed', 'accepted', 'in_progress', 'settled') "
            "UNION SELECT matter_id FROM joint_mediator WHERE person_id = ? "
            "UNION SELECT CAST(substr(card_key, 6) AS INTEGER) FROM card WHERE card_key GLOB 'case:*:' || ? "
            "UNION SELECT about FROM outbox WHERE state = 'pending' AND person_id = ? AND about IS NOT NULL "
            f"AND {OFFICIAL} "
            "ORDER BY 1",
            (person_id, person_id, person_id, person_id, person_id),
        )
        return tuple(int(str(row["id"])) for row in rows)

    def forget_read(self) -> None:
        """Read anew: a part of the transaction was undone."""
        self._read.clear()
