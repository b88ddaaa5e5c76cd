"""Where people showed that they are, between check-in and check-out of a shift; nothing is kept beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.shifts import CheckIn, CheckInKind, Mark
from storage.rows import json_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.rows import Connection, Row

COLUMNS = (
    "check_in.id, post_id, kind, at, latitude, longitude, accuracy, checkpoint_id, picture, check_in.marks AS marks"
)
_CHECK_IN = TypeAdapter(CheckIn)
_MARKS = TypeAdapter(tuple[Mark, ...])


class CheckIns:
    """Check-ins and the points of live locations, by post."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def add(
        self,
        post_id: int,
        kind: CheckInKind,
        place: tuple[float, float] | None = None,
        *,
        accuracy: float | None = None,
        checkpoint_id: int | None = None,
        picture: str | None = None,
        marks: tuple[Mark, ...] = (),
    ) -> int:
        """Keep one, now; its identifier. `place` is latitude and longitude in WGS 84 degrees."""
        latitude, longitude = place or (None, None)
        return await self._connection.insert(
            "INSERT INTO check_in (post_id, kind, at, latitude, longitude, accuracy, checkpoint_id, picture, marks) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                post_id,
                kind.value,
                self._now,
                latitude,
                longitude,
                accuracy,
                checkpoint_id,
                picture,
                _MARKS.dump_json(marks).decode(),
            ),
        )

    async def of(self, post_id: int) -> tuple[CheckIn, ...]:
        """All of one post, earliest first."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM check_in WHERE post_id = ? ORDER BY at, check_in.id", (post_id,)
        )
        return tuple(_check_in(row) for row in rows)

    async def last_placed(self, post_id: int) -> CheckIn | None:
        """The latest of one post that says where."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM check_in WHERE post_id = ? AND latitude IS NOT NULL ORDER BY at DESC, check_in.id DESC",
            (post_id,),
        )
        return _check_in(row) if row else None

    async def last_located(self, post_id: int) -> CheckIn | None:
        """The latest of one post that says where: the phone, or the poster that was scanned."""
        row = await self._connection.row(
            f"SELECT {COLUMNS} FROM check_in WHERE post_id = ? AND (latitude IS NOT NULL OR checkpoint_id IS NOT NULL) "
            "ORDER BY at DESC, check_in.id DESC",
            (post_id,),
        )
        return _check_in(row) if row else None

    async def shown_of(self, post_ids: Sequence[int]) -> dict[int, tuple[CheckIn, ...]]:
        """Those of several posts that somebody made on purpose, by post, earliest first: no points of live locations."""
        rows = await self._connection.rows(
            f"SELECT {COLUMNS} FROM check_in WHERE kind <> 'live' "
            "AND post_id IN (SELECT value FROM json_each(?)) ORDER BY at, check_in.id",
            (json_list(post_ids),),
        )
        found: dict[int, list[CheckIn]] = {}
        for row in rows:
            check_in = _check_in(row)
            found.setdefault(check_in.post_id, []).append(check_in)
        return {post_id: tuple(each) for post_id, each in found.items()}

    async def forget_tracks(self, before: int) -> int:
        """Take away points of live locations from before an instant (UTC ms); how many. What somebody sent on purpose stays."""
        return await self._connection.execute("DELETE FROM check_in WHERE kind = 'live' AND at < ?", (before,))

    async def picture_known(self, picture: str) -> bool:
        """Whether this very picture was sent at any check-in before."""
        return await self._connection.number("SELECT 1 FROM check_in WHERE picture = ? LIMIT 1", (picture,)) is not None


def _check_in(row: Row) -> CheckIn:
    return _CHECK_IN.validate_python({**row, "marks": _MARKS.validate_json(str(row["marks"]))})
