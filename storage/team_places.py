"""Routes and hot spots that leads have set from chat, and those of the configuration that they have taken away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.team_ground import PlaceKind, SetHotSpot, SetRoute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.patrol_plan import HotSpotKind
    from domain.team_ground import Unused
    from storage.rows import Connection, Row

ROUTE = "id, unit, name, checkpoints, removed_at"
HOT_SPOT = "id, unit, kind, name, latitude, longitude, removed_at"
_ROUTE = TypeAdapter(SetRoute)
_HOT_SPOT = TypeAdapter(SetHotSpot)
_HOT_SPOTS = TypeAdapter(tuple[SetHotSpot, ...])


class TeamPlaces:
    """By team or by identifier. What was taken away is still found by its identifier."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def add_route(self, unit: str, name: str, checkpoints: Sequence[str], set_by: int) -> SetRoute:
        """A new one past these checkpoints, by their codes."""
        number = await self._connection.insert(
            "INSERT INTO team_route (unit, name, checkpoints, set_by, set_at) VALUES (?, ?, ?, ?, ?)",
            (unit, name, json.dumps(list(checkpoints)), set_by, self._now),
        )
        return SetRoute(number, unit, name, tuple(checkpoints))

    async def route(self, number: int) -> SetRoute | None:
        """One of them."""
        row = await self._connection.row(f"SELECT {ROUTE} FROM team_route WHERE id = ?", (number,))
        return _route(row) if row else None

    async def routes(self, unit: str) -> tuple[SetRoute, ...]:
        """A team's routes that are in use."""
        rows = await self._connection.rows(
            f"SELECT {ROUTE} FROM team_route WHERE unit = ? AND removed_at IS NULL ORDER BY id", (unit,)
        )
        return tuple(_route(row) for row in rows)

    async def remove_route(self, number: int) -> None:
        """It is not walked any more."""
        await self._connection.execute("UPDATE team_route SET removed_at = ? WHERE id = ?", (self._now, number))

    async def add_hot_spot(
        self, unit: str, kind: HotSpotKind, name: str, place: tuple[float, float], set_by: int
    ) -> SetHotSpot:
        """A new one. `place` is latitude and longitude."""
        number = await self._connection.insert(
            "INSERT INTO team_hot_spot (unit, kind, name, latitude, longitude, set_by, set_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            (unit, kind.value, name, *place, set_by, self._now),
        )
        return SetHotSpot(number, unit, kind, name, *place)

    async def hot_spot(self, number: int) -> SetHotSpot | None:
        """One of them."""
        row = await self._connection.row(f"SELECT {HOT_SPOT} FROM team_hot_spot WHERE id = ?", (number,))
        return _HOT_SPOT.validate_python(row) if row else None

    async def hot_spots(self, unit: str) -> tuple[SetHotSpot, ...]:
        """A team's hot spots that are in use."""
        rows = await self._connection.rows(
            f"SELECT {HOT_SPOT} FROM team_hot_spot WHERE unit = ? AND removed_at IS NULL ORDER BY id", (unit,)
        )
        return _HOT_SPOTS.validate_python(rows)

    async def remove_hot_spot(self, number: int) -> None:
        """It is not watched any more."""
        await self._connection.execute("UPDATE team_hot_spot SET removed_at = ? WHERE id = ?", (self._now, number))

    async def unused(self, unit: str) -> Unused:
        """What of a team's plan its lead has taken away, in use in the configuration or not."""
        rows = await self._connection.rows("SELECT kind, code FROM unused_plan WHERE unit = ?", (unit,))
        return frozenset((PlaceKind(str(row["kind"])), str(row["code"])) for row in rows)

    async def take_away(self, unit: str, kind: PlaceKind, code: str, set_by: int) -> bool:
        """It does not count any more; False if it did not before."""
        changed = await self._connection.execute(
            "INSERT INTO unused_plan (unit, kind, code, set_by, set_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (unit, kind.value, code, set_by, self._now),
        )
        return changed == 1

    async def bring_back(self, unit: str, kind: PlaceKind, code: str) -> bool:
        """It counts again; False if it did before."""
        changed = await self._connection.execute(
            "DELETE FROM unused_plan WHERE unit = ? AND kind = ? AND code = ?", (unit, kind.value, code)
        )
        return changed == 1


def _route(row: Row) -> SetRoute:
    return _ROUTE.validate_python({**row, "checkpoints": json.loads(str(row["checkpoints"]))})
