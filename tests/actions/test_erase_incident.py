"""What a patroller met and nobody has made a case of is kept for a time, and then is in no file."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.erase_incident import run_due_incident
from actions.keep_incident import INCIDENT_ANSWER, keep_incident, link_incident
from domain.cases import KnownAs
from domain.events import EventKind
from domain.messages import Attachment, AttachmentKind
from domain.on_shift import OnShift
from storage.backup import back_up
from storage.database import Database
from storage.due import DueKind
from storage.erasure import destroy_doomed
from storage.incidents import Incident
from storage.key_ring import KeyDestroyed, Sealed, Subject
from storage.keys import StorageKeys
from tests.actions.office import Office
from tests.actions.running_shift import Running, a_running_shift
from tests.conftest import HandClock

DAY = 86_400_000
CANARY = "金丝雀"
FILES = (Attachment(kind=AttachmentKind.PHOTO, file_id=f"{CANARY}-file"),)


async def met(office: Office, running: Running) -> Incident:
    """Somebody on the shift meets something."""
    async with office.at_work() as work:
        rostered = await work.shifts.get(running.caller.shift_id)
        assert rostered is not None
        own = OnShift(rostered, running.caller)
        return await keep_incident(work, office.rules, own, f"{CANARY}-text", FILES, (27.3, 112.6))


async def time_of_keeping(office: Office, incident: Incident) -> int | None:
    """When it is to be destroyed."""
    async with office.at_work() as work:
        row = await work.due.of(DueKind.INCIDENT, str(incident.id))
    return None if row is None else row.due_at


async def run(office: Office, incident: Incident) -> None:
    """The time has come."""
    async with office.at_work() as work:
        await work.due.clear(DueKind.INCIDENT, str(incident.id))
        await run_due_incident(work, office.rules, incident.id)
    await destroy_doomed(office.database)


async def test_when_its_time_is_over_its_words_are_nowhere_and_that_there_was_one_stays(
    office: Office, tmp_path: Path, clock: HandClock, storage_keys: StorageKeys
) -> None:
    """Not in an older copy either, not even when that is put back; another incident is as before."""
    running = await a_running_shift(office)
    incident, other = await met(office, running), await met(office, running)
    assert await time_of_keeping(office, incident) == incident.at + 365 * DAY
    await back_up(office.database, tmp_path / "before.sqlite")
    async with office.at_work() as work:
        row = await work._connection.row("SELECT sealed FROM incident WHERE id = ?", (incident.id,))
    office.clock.forward(days=365)
    await run(office, incident)
    put_back = await Database.open(tmp_path / "before.sqlite", clock, storage_keys)
    for database in (office.database, put_back):
        async with database.transaction() as work:
            stub, kept = await work.incidents.of_shift(incident.shift_id)
        assert (stub.id, stub.person_id, stub.at, stub.erased_at) == (
            incident.id,
            incident.person_id,
            incident.at,
            clock.at,
        )
        assert (stub.text, stub.place, stub.attachments) == ("", None, ())
        assert kept == other
    await put_back.close()
    assert row is not None
    assert isinstance(row["sealed"], bytes)
    with pytest.raises(KeyDestroyed):
        office.database.ring.unseal_for(Subject(Sealed.INCIDENT, incident.id), row["sealed"])
    assert row["sealed"] not in office.database.path.read_bytes()
    async with office.database.alone() as connection:
        found = await connection.rows("SELECT detail FROM event WHERE kind = ?", (EventKind.INCIDENT_ERASED.value,))
    assert [each["detail"] for each in found] == [f'{{"incident":{incident.id}}}']
    await run(office, incident)


async def test_a_time_that_was_made_longer_counts(office: Office) -> None:
    """The row of an earlier configuration is set anew instead of destroying too early."""
    incident = await met(office, await a_running_shift(office))
    office.clock.forward(days=100)
    await run(office, incident)
    assert await time_of_keeping(office, incident) == incident.at + 365 * DAY
    async with office.at_work() as work:
        assert await work.incidents.get(incident.id) == incident


async def test_what_became_a_case_goes_with_the_case(office: Office) -> None:
    """It has no time of its own any more, and a row that was left does nothing. What is gone becomes no case."""
    running = await a_running_shift(office)
    incident, other = await met(office, running), await met(office, running)
    case = await office.file(known_as=KnownAs.NAMED)
    async with office.at_work() as work:
        await link_incident(work, {INCIDENT_ANSWER: incident.id}, case, incident.person_id)
    assert await time_of_keeping(office, incident) is None
    office.clock.forward(days=400)
    await run(office, incident)
    await run(office, other)
    async with office.at_work() as work:
        found = await work.incidents.get(incident.id)
        assert found is not None
        assert (found.text, found.matter_id, found.erased_at) == (f"{CANARY}-text", case.id, None)
        assert not await work.incidents.became(other.id, case.id)
