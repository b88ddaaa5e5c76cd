"""Appointments for sessions: when, where (sealed for the case), and who has answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from domain.mediation import Appointment, AppointmentState

if TYPE_CHECKING:
    from storage.rows import Connection
    from storage.vault import Vault

COLUMNS = "id, matter_id AS case_id, at, state, proposed_at"
_APPOINTMENT = TypeAdapter(Appointment)


class Appointments:
    """Of each case one at the most stands: the database sees to that."""

    def __init__(self, connection: Connection, now: int, vault: Vault) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault

    async def add(self, case_id: int, at: int, place: str, proposed_by: int) -> Appointment:
        """Keep a new one in the place of the one that stood."""
        await self._connection.execute(
            "UPDATE appointment SET state = 'cancelled' WHERE matter_id = ? AND state = 'standing'", (case_id,)
        )
        number = await self._connection.insert(
            "INSERT INTO appointment (matter_id, at, place, state, proposed_by, proposed_at) "
            "VALUES (?, ?, ?, 'standing', ?, ?)",
            (case_id, at, self._vault.seal_for_case(case_id, place.encode()), proposed_by, self._now),
        )
        return Appointment(number, case_id, at, AppointmentState.STANDING, self._now)

    async def get(self, appointment_id: int) -> Appointment | None:
        """One appointment, whoever asks."""
        row = await self._connection.row(f"SELECT {COLUMNS} FROM appointment WHERE id = ?", (appointment_id,))
        return _APPOINTMENT.validate_python(row) if row else None

    async def place(self, appointment: Appointment) -> str:
        """Where it is."""
        row = await self._connection.row("SELECT place FROM appointment WHERE id = ?", (appointment.id,))
        if row is None or not isinstance(row["place"], bytes):
            raise LookupError(appointment.id)
        return self._vault.unseal_for_case(appointment.case_id, row["place"]).decode()

    async def end(self, appointment_id: int, state: AppointmentState) -> None:
        """It is called off, or was held."""
        await self._connection.execute(
            "UPDATE appointment SET state = ? WHERE id = ? AND state = 'standing'", (state.value, appointment_id)
        )

    async def answer(self, appointment_id: int, party_id: int, *, coming: bool) -> None:
        """A party, or the reporter as 0, says whether they come; the last word counts."""
        await self._connection.execute(
            "INSERT INTO appointment_answer (matter_id, appointment_id, party_id, coming, answered_at) "
            "SELECT matter_id, id, ?, ?, ? FROM appointment WHERE id = ? "
            "ON CONFLICT (appointment_id, party_id) DO UPDATE SET coming = excluded.coming, "
            "answered_at = excluded.answered_at",
            (party_id, int(coming), self._now, appointment_id),
        )

    async def said_by(self, case_id: int, party_id: int) -> tuple[tuple[Appointment, bool], ...]:
        """The appointments of a case that a party, or the reporter as 0, has answered, and whether they come."""
        rows = await self._connection.rows(
            "SELECT appointment_id, coming FROM appointment_answer WHERE matter_id = ? AND party_id = ? ORDER BY appointment_id",
            (case_id, party_id),
        )
        found = [(await self.get(int(str(row["appointment_id"]))), bool(row["coming"])) for row in rows]
        return tuple((appointment, coming) for appointment, coming in found if appointment is not None)

    async def answers(self, appointment_id: int) -> dict[int, bool]:
        """Who has answered, and whether they come."""
        rows = await self._connection.rows(
            "SELECT party_id, coming FROM appointment_answer WHERE appointment_id = ?", (appointment_id,)
        )
        return {int(str(row["party_id"])): bool(row["coming"]) for row in rows}
