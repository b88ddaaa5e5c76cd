"""The centre's duty roster and who is on duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from domain.duty import DutyRoster, Turn, called_in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.rows import Connection, Row


class Duty:
    """Of the one centre."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def roster(self) -> DutyRoster:
        """Who takes turns, and the days that somebody has out of turn."""
        order = await self._connection.rows("SELECT person_id FROM duty_order ORDER BY place")
        days = await self._connection.rows("SELECT day, person_id FROM duty_day")
        others = {date.fromisoformat(str(row["day"])): int(str(row["person_id"])) for row in days}
        return DutyRoster(tuple(int(str(row["person_id"])) for row in order), others)

    async def set_order(self, persons: Sequence[int]) -> None:
        """These take turns from now, in this order."""
        await self._connection.execute("DELETE FROM duty_order")
        await self._connection.execute_many(
            "INSERT INTO duty_order (place, person_id) VALUES (?, ?)", list(enumerate(persons))
        )

    async def set_day(self, day: date, person_id: int) -> None:
        """Somebody has this day of duty, whosever turn it is."""
        await self._connection.execute(
            "INSERT INTO duty_day (day, person_id) VALUES (?, ?) "
            "ON CONFLICT (day) DO UPDATE SET person_id = excluded.person_id",
            (day.isoformat(), person_id),
        )

    async def forget_days(self, before: date) -> None:
        """Days that are over need not be known."""
        await self._connection.execute("DELETE FROM duty_day WHERE day < ?", (before.isoformat(),))

    async def turn(self) -> Turn | None:
        """Who is on duty now; None where no roster was ever kept."""
        row = await self._connection.row(
            "SELECT id, person_id, from_at, until_at, taken FROM duty_turn ORDER BY id DESC LIMIT 1"
        )
        return _turn(row) if row else None

    async def turns_of(self, person_id: int) -> tuple[Turn, ...]:
        """When one person was on duty, oldest first."""
        rows = await self._connection.rows(
            "SELECT id, person_id, from_at, until_at, taken FROM duty_turn WHERE person_id = ? ORDER BY id",
            (person_id,),
        )
        return tuple(_turn(row) for row in rows)

    async def begin(self, turn: Turn) -> Turn:
        """Somebody is on duty from now. Whoever reads the holders of roles after this must read them anew."""
        number = await self._connection.insert(
            "INSERT INTO duty_turn (person_id, from_at, until_at, taken) VALUES (?, ?, ?, ?)",
            (turn.person_id, turn.from_at, turn.until_at, int(turn.taken)),
        )
        return replace(turn, id=number)


async def ranks_on_call(connection: Connection) -> dict[int, int]:
    """Who is on call now (0), and after them who stands in (1, 2, ...); empty where no roster is kept."""
    found = await connection.row("SELECT person_id FROM duty_turn ORDER BY id DESC LIMIT 1")
    if found is None or found["person_id"] is None:
        return {}
    order = await connection.rows("SELECT person_id FROM duty_order ORDER BY place")
    called = called_in_order(int(str(found["person_id"])), [int(str(row["person_id"])) for row in order])
    return {person: rank for rank, person in enumerate(called)}


def _turn(row: Row) -> Turn:
    person = row["person_id"]
    return Turn(
        int(str(person)) if person is not None else None,
        int(str(row["from_at"])),
        int(str(row["until_at"])),
        taken=bool(row["taken"]),
        id=int(str(row["id"])),
    )
