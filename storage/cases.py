"""Cases: one row each, and lists that are always scoped to somebody."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.cases import Case
from domain.refusals import Refusal, RefusalCode
from storage.key_ring import KeyDestroyed, Sealed
from storage.rows import json_list, marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.access import Scope
    from domain.stronger_clocks import Stretch
    from storage.rows import Connection, Row, SqlValue
    from storage.stronger_clocks import StrongerClocks
    from storage.vault import Vault

APART = frozenset({"helping", "joint", "stronger"})
"""What is kept in tables of its own."""
COLUMNS = tuple(field.name for field in fields(Case) if field.name not in APART)
HELPING = (
    "(SELECT group_concat(assignment.unit, ' ') FROM assignment WHERE assignment.matter_id = matter.id) AS helping"
)
JOINT = "(SELECT group_concat(person_id, ' ') FROM joint_mediator WHERE joint_mediator.matter_id = matter.id) AS joint"
SELECT = f"SELECT {', '.join('matter.' + name for name in COLUMNS)}, {HELPING}, {JOINT} FROM matter"
CHANGING = tuple(name for name in COLUMNS if name not in {"id", "number"})
CHASED = "UPDATE matter SET chased_until = ?, version = ? WHERE id = ? AND version = ?"
UPDATE = f"UPDATE matter SET {', '.join(f'{name} = ?' for name in CHANGING)} WHERE id = ? AND version = ?"
INSERT = f"INSERT INTO matter ({', '.join(COLUMNS)}, sealed_place, reporter_tag) VALUES ({marks(len(COLUMNS) + 2)})"
OF_JOINT = "matter.id IN (SELECT matter_id FROM joint_mediator WHERE person_id = ?) AND matter.kind = 'dispute'"
OPEN = "matter.state IN ('filed', 'accepted', 'in_progress', 'settled')"

_CASE = TypeAdapter(Case)
_CASES = TypeAdapter(tuple[Case, ...])


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened, as far as it was said: in words, as WGS 84 degrees, or both."""

    words: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: codes of units, categories, states and kinds; of an empty list anything will do."""

    units: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()


_PLACE = TypeAdapter(Place)


class Cases:
    """The cases of the township. There is no list of all of them: every list takes a scope or one reporter's tag."""

    def __init__(self, connection: Connection, vault: Vault, clocks: StrongerClocks) -> None:
        self._connection = connection
        self._vault = vault
        self._clocks = clocks

    async def next_id(self) -> int:
        """The identifier the next case will have: one whose key was not destroyed before an older copy was put back."""
        following = (await self._connection.number("SELECT max(id) FROM matter") or 0) + 1
        if self._vault.is_erased(following):
            gone = self._vault.ring.destroyed(Sealed.CASE)
            following = next(span.last for span in gone if span.first <= following <= span.last) + 1
        return following

    async def add(self, case: Case, place: Place, reporter_tag: str | None) -> None:
        """Keep a new case."""
        await self._connection.execute(INSERT, (*_columns(case, COLUMNS), self._sealed(case.id, place), reporter_tag))

    async def save(self, case: Case) -> None:
        """Keep a changed case whose version is one more than the kept one's.

        Raises Refusal(ALREADY_CHANGED) if somebody else changed it meanwhile.
        """
        values = (*_columns(case, CHANGING), case.id, case.version - 1)
        if await self._connection.execute(UPDATE, values) == 0:
            raise Refusal(RefusalCode.ALREADY_CHANGED)

    async def save_chased(self, case: Case) -> None:
        """The same for a case of which nothing but the watermark changed; no index has to be written for that."""
        values = (case.chased_until, case.version, case.id, case.version - 1)
        if await self._connection.execute(CHASED, values) == 0:
            raise Refusal(RefusalCode.ALREADY_CHANGED)

    async def get(self, case_id: int) -> Case | None:
        """One case, whoever asks: the caller must ask `domain.access` before showing it."""
        row = await self._connection.row(f"{SELECT} WHERE matter.id = ?", (case_id,))
        return await self._one(row)

    async def by_number(self, number: str) -> Case | None:
        """The case with this number, whoever asks: the caller must ask `domain.access` before showing it."""
        row = await self._connection.row(f"{SELECT} WHERE matter.number = ?", (number,))
        return await self._one(row)

    async def place(self, case_id: int) -> Place:
        """Where a case happened; nowhere once its key is destroyed."""
        row = await self._connection.row("SELECT sealed_place FROM matter WHERE id = ?", (case_id,))
        if row is None or not isinstance(row["sealed_place"], bytes):
            return Place()
        try:
            return _PLACE.validate_json(self._vault.unseal_for_case(case_id, row["sealed_place"]))
        except KeyDestroyed:
            return Place()

    def _sealed(self, case_id: int, place: Place) -> bytes | None:
        return None if place == Place() else self._vault.seal_for_case(case_id, _PLACE.dump_json(place))

    async def reported_by(self, reporter_tag: str, *, limit: int = 20, only_open: bool = False) -> tuple[Case, ...]:
        """One reporter's own cases, newest first."""
        state = f" AND {OPEN}" if only_open else ""
        return await self._list(
            f"matter.reporter_tag = ?{state} ORDER BY matter.id DESC LIMIT ?", (reporter_tag, limit)
        )

    async def count_reported_since(self, reporter_tag: str, since: int) -> int:
        """How many cases one reporter has filed since an instant (UTC ms)."""
        found = await self._connection.number(
            "SELECT count(*) FROM matter WHERE reporter_tag = ? AND filed_at > ?", (reporter_tag, since)
        )
        return found or 0

    async def is_reporter(self, case_id: int, reporter_tag: str) -> bool:
        """Whether this reporter filed this case."""
        found = await self._connection.number(
            "SELECT 1 FROM matter WHERE id = ? AND reporter_tag = ?", (case_id, reporter_tag)
        )
        return found is not None

    async def open_in(self, scope: Scope, *, limit: int, offset: int = 0) -> tuple[Case, ...]:
        """The open cases in a scope, longest waiting first."""
        where, values = _within(scope)
        return await self._list(
            f"{OPEN} AND {where} ORDER BY matter.awaiting_since, matter.id LIMIT ? OFFSET ?", (*values, limit, offset)
        )

    async def count_open_in(self, scope: Scope) -> int:
        """How many open cases a scope holds."""
        where, values = _within(scope)
        return await self._connection.number(f"SELECT count(*) FROM matter WHERE {OPEN} AND {where}", values) or 0

    async def handled_by(self, person_id: int, *, limit: int, offset: int = 0) -> tuple[Case, ...]:
        """The open cases one person handles, longest waiting first."""
        return await self._list(
            f"{OPEN} AND matter.handler_id = ? ORDER BY matter.awaiting_since, matter.id LIMIT ? OFFSET ?",
            (person_id, limit, offset),
        )

    async def merged_into(self, case_id: int) -> tuple[Case, ...]:
        """The cases that are dealt with together with this one, oldest first; the caller must ask before showing one."""
        return await self._list("matter.merged_into = ? ORDER BY matter.id", (case_id,))

    async def near(self, scope: Scope, case: Case, since: int, *, limit: int) -> tuple[Case, ...]:
        """Other open cases in a scope of the same place that were filed since an instant (UTC ms), newest first."""
        where, values = _within(scope)
        return await self._list(
            f"{OPEN} AND matter.unit = ? AND matter.id <> ? AND matter.filed_at >= ? AND {where} "
            "ORDER BY matter.id DESC LIMIT ?",
            (case.unit, case.id, since, *values, limit),
        )

    async def found_in(
        self, scope: Scope, wanted: Wanted, *, limit: int, before: int | None = None
    ) -> tuple[Case, ...]:
        """Cases in a scope with certain values, newest first; `before` goes on after the case with this identifier.

        Of a case whose texts were destroyed nobody sees anything.
        """
        where, values = _within(scope)
        conditions, given = [where, "matter.erased_at IS NULL"], list(values)
        for column, codes in (
            ("unit", wanted.units),
            ("category", wanted.categories),
            ("state", wanted.states),
            ("kind", wanted.kinds),
        ):
            if codes:
                conditions.append(f"matter.{column} IN ({marks(len(codes))})")
                given += codes
        if before is not None:
            conditions.append("matter.id < ?")
            given.append(before)
        return await self._list(f"{' AND '.join(conditions)} ORDER BY matter.id DESC LIMIT ?", (*given, limit))

    async def watched(self, closed_since: int) -> list[int]:
        """For the auditor alone: the cases that may still have due work.

        A case that was closed before `closed_since` (UTC ms) has been followed up.
        """
        rows = await self._connection.rows(
            f"SELECT id FROM matter WHERE {OPEN} UNION ALL "
            "SELECT id FROM matter WHERE matter.state = 'closed' AND matter.closed_at >= ?",
            (closed_since,),
        )
        return [int(str(row["id"])) for row in rows]

    async def ended_since(self, at: int) -> list[int]:
        """For the auditor alone: the cases that were closed or withdrawn since an instant (UTC ms) and still have texts."""
        rows = await self._connection.rows(
            "SELECT id FROM matter WHERE matter.state = 'closed' AND matter.closed_at >= ? AND erased_at IS NULL "
            "UNION ALL SELECT id FROM matter WHERE matter.state = 'withdrawn' AND withdrawn_at >= ? AND erased_at IS NULL",
            (at, at),
        )
        return [int(str(row["id"])) for row in rows]

    async def ended_after(self, case_id: int, limit: int) -> list[int]:
        """For the auditor alone: the same from any time, a page of them after a case's identifier."""
        rows = await self._connection.rows(
            "SELECT id FROM matter WHERE state IN ('closed', 'withdrawn') AND erased_at IS NULL AND id > ? ORDER BY id LIMIT ?",
            (case_id, limit),
        )
        return [int(str(row["id"])) for row in rows]

    async def several(self, case_ids: Sequence[int]) -> tuple[Case, ...]:
        """Some cases, whoever asks: for the clock and the auditor, who show them to nobody."""
        return await self._list("matter.id IN (SELECT value FROM json_each(?))", (json_list(case_ids),))

    async def _list(self, condition: str, values: tuple[SqlValue, ...]) -> tuple[Case, ...]:
        rows = await self._connection.rows(f"{SELECT} WHERE {condition}", values)
        stretches = await self._clocks.stretches() if rows else ()
        return _CASES.validate_python([_read(row, stretches) for row in rows])

    async def _one(self, row: Row | None) -> Case | None:
        return _CASE.validate_python(_read(row, await self._clocks.stretches())) if row else None


def _read(row: Row, stretches: tuple[Stretch, ...]) -> dict[str, object]:
    """A row with the units that share in the case, who mediates it along, and when the clocks were stronger."""
    joint = sorted(int(person) for person in str(row["joint"] or "").split())
    helping = tuple(str(row["helping"] or "").split())
    return {**row, "helping": helping, "joint": tuple(joint), "stronger": stretches}


def _columns(case: Case, names: tuple[str, ...]) -> tuple[SqlValue, ...]:
    return tuple(getattr(case, name) for name in names)


def _within(scope: Scope) -> tuple[str, tuple[SqlValue, ...]]:
    """The condition that keeps a list inside a scope: units, own cases, and no conflict of interest."""
    units = tuple(sorted(scope.units))
    shown = ["1 = 1"] if scope.town else ["matter.handler_id = ?"]
    values: list[SqlValue] = [] if scope.town else [scope.viewer_id]
    if units and not scope.town:
        shown.append(f"(matter.unit IN ({marks(len(units))}) AND matter.past_unit = 0)")
        values += units
        shown.append(f"matter.responsible_unit IN ({marks(len(units))})")
        values += units
        shown.append(f"matter.id IN (SELECT matter_id FROM assignment WHERE unit IN ({marks(len(units))}))")
        values += units
        shown.append(f"({OF_JOINT} AND {OPEN} AND NOT (matter.past_unit = 1 AND matter.unit IN ({marks(len(units))})))")
        values += (scope.viewer_id, *units)
    named = (scope.viewer_id, *sorted(scope.superiors))
    conflict = f"SELECT matter_id FROM conflict WHERE person_id IN ({marks(len(named))})"
    return f"({' OR '.join(shown)}) AND matter.id NOT IN ({conflict})", (*values, *named)
