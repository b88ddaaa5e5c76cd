"""The mediation of each case: its clocks' watermark, who mediates along, and the sessions that were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.mediation import Agreement, Appointment, Mediation, MediationFile, Promise
from domain.refusals import Refusal, RefusalCode
from storage.cases import Cases

if TYPE_CHECKING:
    from storage.rows import Connection

COLUMNS = (
    "matter_id AS case_id, begun_at, chased_until, stopped_at, stopped_by, "
    "confirmation, confirmation_at, court, court_at, version"
)
APPOINTMENT = "id, matter_id AS case_id, at, state, proposed_at"
AGREEMENT = "id, matter_id AS case_id, copies, drafted_at, signed_at, entered_at"
PROMISE = "id, agreement_id, side, due_at, state"
"""In an order in which nothing refers to what is gone."""


@dataclass(frozen=True, slots=True)
class Session:
    """One session on record; the record itself is the entry. `recorded_at` is UTC ms."""

    id: int
    case_id: int
    number: int
    appointment_id: int | None
    entry_id: int
    recorded_by: int
    recorded_at: int


_MEDIATION = TypeAdapter(Mediation)
_APPOINTMENTS = TypeAdapter(tuple[Appointment, ...])
_AGREEMENT = TypeAdapter(Agreement)
_PROMISES = TypeAdapter(tuple[Promise, ...])
_SESSIONS = TypeAdapter(tuple[Session, ...])


class Mediations:
    """One mediation a case. A case that nobody has begun to mediate has none."""

    def __init__(self, connection: Connection, now: int, cases: Cases) -> None:
        self._connection = connection
        self._cases = cases
        self._now = now

    async def get(self, case_id: int) -> Mediation | None:
        """The mediation of a case, whoever asks."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM mediation WHERE matter_id = ?", (case_id,))
        return _MEDIATION.validate_python(row) if row else None

    async def begin(self, case_id: int) -> Mediation:
        """The mediation of a case, begun now if it was not before."""
        await self._connection.execute(
            "INSERT INTO mediation (matter_id, begun_at, chased_until, confirmation, court, version) "
            "VALUES (?, ?, ?, 'none', 'none', 1) ON CONFLICT DO NOTHING",
            (case_id, self._now, self._now),
        )
        found = await self.get(case_id)
        if found is None:
            raise LookupError(case_id)
        return found

    async def save(self, mediation: Mediation) -> None:
        """Keep a changed one whose version is one more than the kept one's.

        Raises Refusal(ALREADY_CHANGED) if somebody else changed it meanwhile.
        """
        changed = await self._connection.execute(
            "UPDATE mediation SET chased_until = ?, stopped_at = ?, stopped_by = ?, confirmation = ?, "
            "confirmation_at = ?, court = ?, court_at = ?, version = ? WHERE matter_id = ? AND version = ?",
            (
                mediation.chased_until,
                mediation.stopped_at,
                mediation.stopped_by,
                mediation.confirmation.value,
                mediation.confirmation_at,
                mediation.court.value,
                mediation.court_at,
                mediation.version,
                mediation.case_id,
                mediation.version - 1,
            ),
        )
        if changed == 0:
            raise Refusal(RefusalCode.ALREADY_CHANGED)

    async def file(self, case_id: int) -> MediationFile | None:
        """All that a mediation's clocks look at, whoever asks; None where none was begun."""
        mediation = await self.get(case_id)
        case = await self._cases.get(case_id) if mediation is not None else None
        if mediation is None or case is None:
            return None
        appointments = await self._connection.rows(
            f"SELECT {APPOINTMENT} FROM appointment WHERE matter_id = ? AND state = 'standing' ORDER BY id", (case_id,)
        )
        paper = await self._connection.row(
            f"SELECT {AGREEMENT} FROM agreement WHERE matter_id = ? ORDER BY position DESC LIMIT 1", (case_id,)
        )
        promises = await self._connection.rows(
            f"SELECT {PROMISE} FROM promise WHERE agreement_id = ? ORDER BY id", (paper["id"],) if paper else (0,)
        )
        return MediationFile(
            case,
            mediation,
            _APPOINTMENTS.validate_python(appointments),
            _AGREEMENT.validate_python(paper) if paper else None,
            _PROMISES.validate_python(promises),
        )

    async def watched(self, since: int) -> list[int]:
        """For the auditor alone: cases whose mediation may still have due work.

        An agreement signed, and a case closed, before `since` (UTC ms) waits for nothing of that by now.
        """
        rows = await self._connection.rows(
            "SELECT mediation.matter_id AS id FROM mediation JOIN matter ON matter.id = mediation.matter_id "
            "WHERE matter.state IN ('filed', 'accepted', 'in_progress', 'settled') OR matter.closed_at >= ? "
            "OR mediation.confirmation = 'applied' OR mediation.court = 'referred' "
            "OR EXISTS (SELECT 1 FROM agreement LEFT JOIN promise ON promise.agreement_id = agreement.id "
            "WHERE agreement.matter_id = mediation.matter_id AND (agreement.signed_at >= ? OR promise.state = 'open'))",
            (since, since),
        )
        return [int(str(row["id"])) for row in rows]

    async def join(self, case_id: int, person_id: int) -> bool:
        """Somebody mediates along; False if they did already."""
        changed = await self._connection.execute(
            "INSERT INTO joint_mediator (matter_id, person_id, added_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (case_id, person_id, self._now),
        )
        return changed == 1

    async def leave(self, case_id: int, person_id: int) -> None:
        """They do so no longer."""
        await self._connection.execute(
            "DELETE FROM joint_mediator WHERE matter_id = ? AND person_id = ?", (case_id, person_id)
        )

    async def leave_all(self, case_id: int) -> None:
        """Nobody mediates along any longer."""
        await self._connection.execute("DELETE FROM joint_mediator WHERE matter_id = ?", (case_id,))

    async def joint(self, case_id: int) -> tuple[int, ...]:
        """Who mediates along, in the order in which they came."""
        rows = await self._connection.rows(
            "SELECT person_id FROM joint_mediator WHERE matter_id = ? ORDER BY added_at, person_id", (case_id,)
        )
        return tuple(int(str(row["person_id"])) for row in rows)

    async def add_session(self, case_id: int, appointment_id: int | None, entry_id: int, recorded_by: int) -> Session:
        """Put a session on record, now."""
        held = await self.sessions(case_id)
        number = len(held) + 1
        identifier = await self._connection.insert(
            "INSERT INTO mediation_session (matter_id, number, appointment_id, entry_id, recorded_by, recorded_at) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (case_id, number, appointment_id, entry_id, recorded_by, self._now),
        )
        return Session(identifier, case_id, number, appointment_id, entry_id, recorded_by, self._now)

    async def sessions(self, case_id: int) -> tuple[Session, ...]:
        """All sessions of a case, the first one first."""
        rows = await self._connection.rows(
            "SELECT id, matter_id AS case_id, number, appointment_id, entry_id, recorded_by, recorded_at "
            "FROM mediation_session WHERE matter_id = ? ORDER BY number",
            (case_id,),
        )
        return _SESSIONS.validate_python(rows)
