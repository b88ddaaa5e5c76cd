"""After a rotation nothing in the file opens with the old keys, and everything with the new."""

from __future__ import annotations

from pathlib import Path

import nacl.exceptions
import pytest

from bot.keys import keys_for, read_keys
from bot.rotating import begin_in
from domain.messages import say
from domain.words import Language, Role
from storage.arrivals import Sent
from storage.database import Database
from storage.erasure import destroy_doomed
from storage.key_ring import KeyDestroyed, Sealed, Subject
from storage.key_tree import Span
from storage.outgoing import Lane, Outgoing, ToPerson
from storage.quarantine import QuarantineSource
from storage.resealing import PART, Resealing, sealed_columns
from tests.conftest import HandClock
from tests.storage.test_erasure import CANARY, Township, township, write_case

__all__ = ["township"]
PERSON = 900


async def fill(database: Database) -> None:
    """Something sealed in every way there is, more of it than fits in one part."""
    async with database.transaction() as work:
        for case_id in (1, 2):
            await write_case(work, case_id)
        person = (await work.people.meet(PERSON, "y", Language.ZH_HANS)).id
        draft = await work.drafts.open(person, "report", "", {"texts": [CANARY]})
        await work.drafts.add_text(draft.id, CANARY)
        for _each in range(PART + 5):
            await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, say(CANARY), work.now + 10))
        await work.quarantine.put(QuarantineSource.UPDATE, "1", "ValueError", CANARY.encode())
        await work.people.set_name(person, f"{CANARY}-name")
        await work.called.add(person, f"{CANARY}-word", person)
        await work.teams.ask("u", person, f"{CANARY}-house")
        call = await work.sos_calls.add(person, None, None, None)
        await work.sos_calls.end(call.id, person, f"{CANARY}-ended")
        await work.invitations.add("token", Role.ADMIN, "u", f"{CANARY}-invited", None, work.now + 10)
        sent = await work.outbox.put(Outgoing(ToPerson(person), Lane.REMINDER, say(CANARY)))
        assert sent is not None
        await work.outbox.mark_sent([Sent(sent, 1, PERSON)])


async def read_all(database: Database) -> None:
    """Everybody finds what they wrote."""
    async with database.transaction() as work:
        for case_id in (1, 2):
            assert [each.text for each in await work.entries.of(case_id)] == [f"{CANARY}-text"]
            assert (await work.cases.place(case_id)).words == f"{CANARY}-place"
            identity = await work.vault.identity_of(case_id)
            assert identity is not None
            assert identity.name == f"{CANARY}-name"
        person = await work.people.by_telegram_id(PERSON)
        assert person is not None
        draft = await work.drafts.active(person.id)
        assert draft is not None
        assert draft.answers == {"texts": [CANARY]}
        assert await work.drafts.further_texts(draft.id) == (CANARY,)
        assert await work.quarantine.raw(1) == CANARY.encode()
        assert person.name == f"{CANARY}-name"
        assert await work.called.of([person.id]) == {person.id: (f"{CANARY}-word",)}
        member = await work.teams.member("u", person.id)
        assert member is not None
        assert member.household == f"{CANARY}-house"
        call = await work.sos_calls.get(1)
        assert call is not None
        assert call.word == f"{CANARY}-ended"
        invitation = await work.invitations.by_token("token")
        assert invitation is not None
        assert invitation.name == f"{CANARY}-invited"
        assert [each.chat_id for each in await work.outbox.recent(0)] == [PERSON]


async def sealed_values(database: Database) -> list[tuple[Subject | None, bytes]]:
    """Every sealed value in the file, and under whose key it is."""
    found: list[tuple[Subject | None, bytes]] = []
    async with database.alone() as connection:
        for column in sealed_columns():
            for row in await connection.rows(f"SELECT * FROM {column.table}"):  # noqa: S608 - of the list above
                value = row[column.column]
                if isinstance(value, bytes):
                    subject = None if column.subject is None or column.within else column.subject(row)
                    found.append((subject, value))
    return found


async def test_all_is_sealed_anew_and_the_old_keys_open_nothing(township: Township) -> None:
    """The key file holds one generation again."""
    database = await township.open()
    await fill(database)
    old = read_keys(township.key_path)
    assert (await begin_in(database))["begun"]
    assert not (await begin_in(database))["begun"]
    await read_all(database)
    assert read_keys(township.key_path).earlier is not None
    await destroy_doomed(database)
    await read_all(database)
    assert read_keys(township.key_path).earlier is None
    values = await sealed_values(database)
    assert len(values) > PART
    for subject, value in values:
        with pytest.raises(nacl.exceptions.CryptoError):
            old.storage.ring.unseal(value) if subject is None else old.storage.ring.unseal_for(subject, value)


async def test_a_rotation_that_was_killed_is_finished_by_the_next_start(
    township: Township, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of it is sealed anew, half is not, and all can be read in between."""
    database = await township.open()
    await fill(database)
    await begin_in(database)
    parts = 0
    part = Resealing.part

    async def dies(self: Resealing, *given: object) -> int | None:
        nonlocal parts
        parts += 1
        if parts > 3:
            raise InterruptedError
        return await part(self, *given)  # type: ignore[arg-type]  # passed on as it came

    with monkeypatch.context() as patched:
        patched.setattr(Resealing, "part", dies)
        with pytest.raises(InterruptedError):
            await destroy_doomed(database)
    await database.close()
    database = await township.open()
    await read_all(database)
    assert read_keys(township.key_path).earlier is not None
    await destroy_doomed(database)
    assert read_keys(township.key_path).earlier is None
    await read_all(database)


async def test_what_was_destroyed_stays_so_and_can_be_destroyed_meanwhile(tmp_path: Path, clock: HandClock) -> None:
    """Neither the new tree nor the old one gives its key."""
    keys = keys_for(tmp_path / "keys.json", tmp_path / "none")
    ring = keys.storage.ring
    ring.destroy([(Sealed.CASE, Span(1, 1))])
    sealed = ring.seal_for(Subject(Sealed.CASE, 2), b"two")
    ring.begin_rotation()
    assert ring.is_destroyed(Subject(Sealed.CASE, 1))
    assert ring.unseal_for(Subject(Sealed.CASE, 2), sealed) == b"two"
    ring.destroy([(Sealed.CASE, Span(2, 2))])
    again = read_keys(tmp_path / "keys.json").storage.ring
    with pytest.raises(KeyDestroyed):
        again.unseal_for(Subject(Sealed.CASE, 2), sealed)


async def test_every_sealed_column_of_the_schema_is_known(database: Database) -> None:
    """Whoever adds a BLOB says under which key it is, or it would be lost with the next rotation."""
    async with database.alone() as connection:
        tables = [
            str(row["name"]) for row in await connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        blobs = {
            (table, str(row["name"]))
            for table in tables
            for row in await connection.rows(f"PRAGMA table_info({table})")
            if row["type"] == "BLOB"
        }
    assert blobs == {(each.table, each.column) for each in sealed_columns()}
