"""What of a team's ground was set from chat, and what the configuration said of its checkpoints when it was entered last."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.patrol_plan import Area
from domain.team_ground import Entered

if TYPE_CHECKING:
    from storage.rows import Connection

_ENTERED = TypeAdapter(tuple[Entered, ...])


class TeamAreas:
    """Areas that leads have set, by team."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def of_team(self, unit: str) -> Area | None:
        """The circle or polygon that was set; None where the configuration's area counts."""
        row = await self._connection.row(
            "SELECT latitude, longitude, radius, polygon FROM team_area WHERE unit = ?", (unit,)
        )
        if row is None:
            return None
        if row["polygon"] is not None:
            return Area.model_validate({"polygon": json.loads(str(row["polygon"]))})
        centre = {"latitude": row["latitude"], "longitude": row["longitude"]}
        return Area.model_validate({"centre": centre, "radius": row["radius"]})

    async def put(self, unit: str, area: Area, set_by: int) -> None:
        """The team's area from now, in place of what was set before."""
        centre = area.centre
        await self._connection.execute(
            "INSERT INTO team_area (unit, latitude, longitude, radius, polygon, set_by, set_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (unit) DO UPDATE SET latitude = excluded.latitude, "
            "longitude = excluded.longitude, radius = excluded.radius, polygon = excluded.polygon, "
            "set_by = excluded.set_by, set_at = excluded.set_at",
            (
                unit,
                centre.latitude if centre else None,
                centre.longitude if centre else None,
                area.radius,
                json.dumps(area.polygon) if area.polygon else None,
                set_by,
                self._now,
            ),
        )

    async def remove(self, unit: str) -> None:
        """The configuration's area counts again."""
        await self._connection.execute("DELETE FROM team_area WHERE unit = ?", (unit,))

    async def entered(self) -> tuple[Entered, ...]:
        """All checkpoints as the configuration said them when they were entered last: for the start alone."""
        rows = await self._connection.rows(
            "SELECT unit, code, name, latitude, longitude, radius FROM configured_checkpoint"
        )
        return _ENTERED.validate_python(rows)

    async def note_entered(self, entered: Entered) -> None:
        """The configuration now says this of a checkpoint."""
        await self._connection.execute(
            "INSERT INTO configured_checkpoint (unit, code, name, latitude, longitude, radius) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (unit, code) DO UPDATE SET name = excluded.name, latitude = excluded.latitude, "
            "longitude = excluded.longitude, radius = excluded.radius",
            (entered.unit, entered.code, entered.name, entered.latitude, entered.longitude, entered.radius),
        )

    async def forget_entered(self, entered: Entered) -> None:
        """The configuration names it no longer."""
        await self._connection.execute(
            "DELETE FROM configured_checkpoint WHERE unit = ? AND code = ?", (entered.unit, entered.code)
        )
