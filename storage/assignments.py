"""Which units share in a case beside the one that leads, and which cases have to do with one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from storage.rows import Connection


class Assignments:
    """Units by case. The leading one is the case's own `responsible_unit` and does not stand here."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def share(self, case_id: int, units: Iterable[str], given_by: int | None) -> None:
        """These units share in the case from now, and no others; who gave it to one that did already stays written."""
        wanted = sorted(set(units))
        kept = [str(row["unit"]) for row in await self._rows(case_id)]
        for unit in kept:
            if unit not in wanted:
                await self._connection.execute(
                    "DELETE FROM assignment WHERE matter_id = ? AND unit = ?", (case_id, unit)
                )
        for unit in wanted:
            await self._connection.execute(
                "INSERT INTO assignment (matter_id, unit, given_by, given_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (case_id, unit, given_by, self._now),
            )

    async def _rows(self, case_id: int) -> list[dict[str, int | float | str | bytes | None]]:
        return await self._connection.rows("SELECT unit FROM assignment WHERE matter_id = ?", (case_id,))


class CaseLinks:
    """Pairs of cases. A link changes nothing for either; the caller asks who may see the other."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def add(self, case_id: int, other_id: int, person_id: int) -> bool:
        """Link two cases; False if they were."""
        first, second = sorted((case_id, other_id))
        changed = await self._connection.execute(
            "INSERT INTO case_link (matter_id, other_id, linked_by, linked_at) VALUES (?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING",
            (first, second, person_id, self._now),
        )
        return changed == 1

    async def remove(self, case_id: int, other_id: int) -> bool:
        """Take a link away; False if there was none."""
        changed = await self._connection.execute(
            "DELETE FROM case_link WHERE matter_id = ? AND other_id = ?", tuple(sorted((case_id, other_id)))
        )
        return changed == 1

    async def of(self, case_id: int) -> tuple[int, ...]:
        """The cases that were linked with this one."""
        rows = await self._connection.rows(
            "SELECT other_id AS id FROM case_link WHERE matter_id = ? "
            "UNION SELECT matter_id AS id FROM case_link WHERE other_id = ? ORDER BY id",
            (case_id, case_id),
        )
        return tuple(int(str(row["id"])) for row in rows)
