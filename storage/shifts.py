"""Shifts and the posts on them. Every list is one team's, one person's, or a stretch of time for the clock."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.refusals import Refusal, RefusalCode
from domain.shifts import Mark, Post, PostState, RosteredShift, Shift, ShiftState, Way
from storage.rows import json_list, marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.rows import Connection, Row, SqlValue

SHIFT_COLUMNS = tuple(field.name for field in fields(Shift))
POST_COLUMNS = tuple(field.name for field in fields(Post))
SELECT_SHIFT = f"SELECT {', '.join('shift.' + name for name in SHIFT_COLUMNS)} FROM shift"
SELECT_POST = f"SELECT {', '.join('post.' + name for name in POST_COLUMNS)} FROM post"

_SHIFT = TypeAdapter(Shift)
_SHIFTS = TypeAdapter(tuple[Shift, ...])
_POST = TypeAdapter(Post)
_MARKS = TypeAdapter(tuple[Mark, ...])


class Shifts:
    """Shifts with their posts."""

    def __init__(self, connection: Connection, now: int) -> None:
        self._connection = connection
        self._now = now

    async def add(self, shift: Shift) -> Shift | None:
        """Keep a new shift, whose `id` is not looked at; None if the team has it already."""
        names = SHIFT_COLUMNS[1:]
        number = await self._connection.number(
            f"INSERT INTO shift ({', '.join(names)}) VALUES ({marks(len(names))}) ON CONFLICT DO NOTHING RETURNING id",
            tuple(_kept(getattr(shift, name)) for name in names),
        )
        return None if number is None else await self.shift(number)

    async def shift(self, shift_id: int) -> Shift | None:
        """One shift, whoever asks."""
        row = await self._connection.row(f"{SELECT_SHIFT} WHERE shift.id = ?", (shift_id,))
        return _SHIFT.validate_python(row) if row else None

    async def get(self, shift_id: int) -> RosteredShift | None:
        """One shift with its posts, whoever asks: the caller must ask who may see it."""
        shift = await self.shift(shift_id)
        return RosteredShift(shift, await self.posts_of(shift_id)) if shift else None

    async def of_team(self, unit: str, begins_from: int, begins_before: int) -> tuple[RosteredShift, ...]:
        """One team's shifts that begin in a stretch of time (UTC ms), earliest first."""
        return await self._rostered(
            "shift.unit = ? AND starts_at >= ? AND starts_at < ?", (unit, begins_from, begins_before)
        )

    async def between(self, begins_from: int, begins_before: int) -> tuple[RosteredShift, ...]:
        """All teams' shifts that begin in a stretch of time: for the centre's board and for the clock."""
        return await self._rostered("starts_at >= ? AND starts_at < ?", (begins_from, begins_before))

    async def of_person(self, person_id: int, begins_from: int, begins_before: int) -> tuple[RosteredShift, ...]:
        """The shifts on which one person has a post that was not passed on, earliest first."""
        return await self._rostered(
            "starts_at >= ? AND starts_at < ? AND shift.id IN "
            "(SELECT shift_id FROM post WHERE person_id = ? AND post.state <> 'passed_on')",
            (begins_from, begins_before, person_id),
        )

    async def ever_of_person(self, person_id: int, begins_from: int, begins_before: int) -> tuple[RosteredShift, ...]:
        """The same with the shifts on which they once had a post: a calendar that was given out must take them back."""
        return await self._rostered(
            "published_at IS NOT NULL AND starts_at >= ? AND starts_at < ? AND shift.id IN "
            "(SELECT shift_id FROM post WHERE person_id = ?)",
            (begins_from, begins_before, person_id),
        )

    async def under_way(self, person_id: int, opens_ms: int, over_ms: int) -> tuple[RosteredShift, ...]:
        """One person's planned shifts that begin within `opens_ms` or ended less than `over_ms` ago, earliest first."""
        return await self._rostered(
            "shift.state = 'planned' AND starts_at <= ? AND ends_at > ? AND shift.id IN "
            "(SELECT shift_id FROM post WHERE person_id = ? AND post.state <> 'passed_on')",
            (self._now + opens_ms, self._now - over_ms, person_id),
        )

    async def watched(self) -> list[int]:
        """For the auditor alone: the shifts that must have due work."""
        rows = await self._connection.rows("SELECT id FROM shift WHERE state = 'planned' AND published_at IS NOT NULL")
        return [int(str(row["id"])) for row in rows]

    async def several(self, shift_ids: Sequence[int]) -> tuple[RosteredShift, ...]:
        """Some shifts, for the clock and the auditor."""
        return await self._rostered("shift.id IN (SELECT value FROM json_each(?))", (json_list(shift_ids),))

    async def save(self, shift: Shift) -> None:
        """Keep a changed shift whose version is one more than the kept one's. Raises Refusal(ALREADY_CHANGED)."""
        changed = await self._connection.execute(
            "UPDATE shift SET starts_at = ?, ends_at = ?, strength = ?, special = ?, state = ?, published_at = ?, "
            "chased_until = ?, version = ? WHERE id = ? AND version = ?",
            (
                shift.starts_at,
                shift.ends_at,
                shift.strength,
                int(shift.special),
                shift.state.value,
                shift.published_at,
                shift.chased_until,
                shift.version,
                shift.id,
                shift.version - 1,
            ),
        )
        if changed == 0:
            raise Refusal(RefusalCode.ALREADY_CHANGED)

    async def posts_of(self, shift_id: int) -> tuple[Post, ...]:
        """All posts of a shift, those that were passed on too, in the order in which they were given."""
        rows = await self._connection.rows(f"{SELECT_POST} WHERE shift_id = ? ORDER BY post.id", (shift_id,))
        return tuple(_post(row) for row in rows)

    async def post(self, post_id: int) -> Post | None:
        """One post, whoever asks."""
        row = await self._connection.row(f"{SELECT_POST} WHERE post.id = ?", (post_id,))
        return _post(row) if row else None

    async def assign(
        self,
        shift_id: int,
        person_id: int,
        way: Way,
        *,
        leads: bool = False,
        state: PostState = PostState.ASSIGNED,
        came_from: int | None = None,
    ) -> Post | None:
        """Give somebody a post; None if they have one there, or somebody else took the post it comes from."""
        number = await self._connection.number(
            "INSERT INTO post (shift_id, person_id, leads, state, way, assigned_at, came_from) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            (shift_id, person_id, int(leads), state.value, way.value, self._now, came_from),
        )
        return None if number is None else await self.post(number)

    async def save_post(self, post: Post, was: PostState) -> None:
        """Keep a changed post that is still in the state it was in. Raises Refusal(ALREADY_CHANGED)."""
        changed = await self._connection.execute(
            "UPDATE post SET leads = ?, state = ?, answered_at = ?, checked_in_at = ?, checked_out_at = ?, marks = ? "
            "WHERE id = ? AND state = ?",
            (
                int(post.leads),
                post.state.value,
                post.answered_at,
                post.checked_in_at,
                post.checked_out_at,
                _MARKS.dump_json(post.marks).decode(),
                post.id,
                was.value,
            ),
        )
        if changed == 0:
            raise Refusal(RefusalCode.ALREADY_CHANGED)

    async def remove_post(self, post_id: int) -> None:
        """Take away a post that nobody was told of."""
        await self._connection.execute("DELETE FROM post WHERE id = ?", (post_id,))

    async def _rostered(self, condition: str, values: tuple[SqlValue, ...]) -> tuple[RosteredShift, ...]:
        rows = await self._connection.rows(f"{SELECT_SHIFT} WHERE {condition} ORDER BY starts_at, shift.id", values)
        shifts = _SHIFTS.validate_python(rows)
        found = await self._connection.rows(
            f"{SELECT_POST} WHERE shift_id IN (SELECT value FROM json_each(?)) ORDER BY post.id",
            (json_list(shift.id for shift in shifts),),
        )
        posts: dict[int, list[Post]] = {}
        for row in found:
            posts.setdefault(int(str(row["shift_id"])), []).append(_post(row))
        return tuple(RosteredShift(shift, tuple(posts.get(shift.id, ()))) for shift in shifts)


def _post(row: Row) -> Post:
    return _POST.validate_python({**row, "marks": _MARKS.validate_json(str(row["marks"]))})


def _kept(value: object) -> SqlValue:
    if isinstance(value, ShiftState):
        return value.value
    return value if value is None or isinstance(value, str) else int(str(int(value)))  # type: ignore[call-overload]
