"""Requests to open a sealed identity, and each time a name was shown because of one."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.openings import Opening, OpeningState
from domain.refusals import Refusal, RefusalCode
from storage.rows import integer, json_list

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.access import Holder
    from storage.rows import Connection
    from storage.vault import Vault

COLUMNS = ", ".join(field.name for field in fields(Opening))
LIVE = "state IN ('asked', 'granted')"
_OPENINGS = TypeAdapter(tuple[Opening, ...])


class Openings:
    """Requests by identifier, by case and by whoever asked. The reason is sealed for the case; everything else are codes."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def ask(self, case_id: int, asker: Holder, why: str, reason: str) -> Opening:
        """Keep a new request. Raises Refusal(OPENING_RUNS) while the person has another one for the case."""
        number = await self._connection.number(
            "INSERT INTO identity_opening (matter_id, asked_by, asked_role, asked_unit, asked_at, why, reason, state, rung) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 'asked', 0) ON CONFLICT DO NOTHING RETURNING id",
            (
                case_id,
                asker.person_id,
                asker.role.value,
                asker.unit,
                self._now,
                why,
                self._vault.seal_for_case(case_id, reason.encode()),
            ),
        )
        found = await self.get(number) if number is not None else None
        if found is None:
            raise Refusal(RefusalCode.OPENING_RUNS)
        return found

    async def get(self, opening_id: int) -> Opening | None:
        """One request, whoever asks: the caller must ask who may know of it."""
        found = await self._list("id = ?", opening_id)
        return found[0] if found else None

    async def of_case(self, case_id: int) -> tuple[Opening, ...]:
        """All requests of a case, oldest first."""
        return await self._list("matter_id = ?", case_id)

    async def live_of_case(self, case_id: int) -> tuple[Opening, ...]:
        """Those of a case that wait or stand open."""
        return await self._list(f"matter_id = ? AND {LIVE}", case_id)

    async def live_of_person(self, person_id: int) -> tuple[Opening, ...]:
        """Those that a person has asked for and that wait or stand open."""
        return await self._list(f"asked_by = ? AND {LIVE}", person_id)

    async def waiting(self) -> tuple[Opening, ...]:
        """All that nobody has answered, oldest first: the caller must ask who may know of each."""
        return await self._list("state = 'asked'")

    async def live(self) -> tuple[Opening, ...]:
        """For the auditor alone: everything that waits or stands open."""
        return await self._list(LIVE)

    async def running(self, case_id: int, person_id: int) -> Opening | None:
        """The one that a person has for a case and that is not over."""
        return next((each for each in await self.live_of_case(case_id) if each.asked_by == person_id), None)

    async def reason(self, opening: Opening) -> str:
        """Why, in words. Raises nacl.exceptions.CryptoError once the case's texts are gone."""
        row = await self._connection.row("SELECT reason FROM identity_opening WHERE id = ?", (opening.id,))
        sealed = row["reason"] if row else None
        return self._vault.unseal_for_case(opening.matter_id, sealed).decode() if isinstance(sealed, bytes) else ""

    async def decide(self, opening: Opening, by: Holder, ends_at: int | None) -> bool:
        """The second word: yes until a time, or no when that is None. False when it was decided or over before."""
        state = OpeningState.REFUSED if ends_at is None else OpeningState.GRANTED
        changed = await self._connection.execute(
            "UPDATE identity_opening SET state = ?, decided_by = ?, decided_role = ?, decided_unit = ?, decided_at = ?, "
            "ends_at = ? WHERE id = ? AND state = 'asked'",
            (state.value, by.person_id, by.role.value, by.unit, self._now, ends_at, opening.id),
        )
        return changed == 1

    async def end(self, opening: Opening, state: OpeningState) -> bool:
        """It is over; False when it was so before."""
        changed = await self._connection.execute(
            f"UPDATE identity_opening SET state = ?, ended_at = ? WHERE id = ? AND {LIVE}",
            (state.value, self._now, opening.id),
        )
        return changed == 1

    async def pass_on(self, opening: Opening) -> None:
        """It was passed on once more."""
        await self._connection.execute(
            "UPDATE identity_opening SET rung = ? WHERE id = ? AND state = 'asked'", (opening.rung + 1, opening.id)
        )

    async def note_showing(self, opening_id: int) -> None:
        """The name was put before whoever asked for it, now."""
        await self._connection.execute(
            "INSERT INTO identity_showing (matter_id, opening_id, at) SELECT matter_id, id, ? FROM identity_opening WHERE id = ?",
            (self._now, opening_id),
        )

    async def showings(self, opening_ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """When the name was shown because of each request (UTC ms), in order."""
        rows = await self._connection.rows(
            "SELECT opening_id, at FROM identity_showing WHERE opening_id IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json_list(opening_ids),),
        )
        found: dict[int, tuple[int, ...]] = {}
        for row in rows:
            number = integer(row["opening_id"])
            found[number] = (*found.get(number, ()), integer(row["at"]))
        return found

    async def _list(self, condition: str, *values: int) -> tuple[Opening, ...]:
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM identity_opening WHERE {condition} ORDER BY id", values
        )
        return _OPENINGS.validate_python(rows)
