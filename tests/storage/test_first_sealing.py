"""A file that an older program wrote in clear is sealed at the first start, from whichever version it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import nacl.secret
import pytest

from domain.messages import Attachment, AttachmentKind, say
from domain.words import Language, Role
from storage.database import Database
from storage.first_sealing import PART
from storage.key_ring import Sealed
from storage.key_tree import Span
from storage.keys import StorageKeys
from storage.migrate import steps
from storage.outgoing import Lane
from storage.vault import Identity
from tests.conftest import HandClock, some_keys

RELEASED = (1, 2, 3, 4, 5, 6, 7)
"""Schemas whose programs wrote in clear."""
NAMES_IN_CLEAR = (1, 5, 7, 62)
"""Schemas whose programs wrote names and accounts in clear."""
CANARY = "金丝雀"
FILE = Attachment(kind=AttachmentKind.PHOTO, file_id=f"{CANARY}-file")
IDENTITY = Identity(person_id=1, telegram_id=77, name=CANARY)


def written_before(path: Path, schema: int, vault: bytes) -> None:
    """A file of that schema with something private in every place where it could be."""
    with closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        for step in steps():
            if step.number <= schema:
                old.executescript(step.sql)
        old.execute(f"PRAGMA user_version = {schema}")
        old.execute("INSERT INTO person (telegram_id, name, language, created_at) VALUES (77, 'x', 'zh-Hans', 1)")
        for number in range(1, 4):
            old.execute(
                "INSERT INTO matter (number, kind, category, unit, responsible_unit, level, state, urgency, known_as, "
                "pseudonym, filed_at, awaiting_since, reopened, chased_until, version, place, latitude, longitude) "
                "VALUES (?, 'dispute', 'other', 'u', 'u', 'village', 'withdrawn', 'normal', 'named', 'K7Q', 1, 1, 0, 1, 1, "
                "?, 30.5, 110.25)",
                (f"00{number}", f"{CANARY}-place"),
            )
        old.execute(
            "INSERT INTO event (matter_id, kind, at, detail, chain) VALUES (1, 'withdrawn', 4711, '{}', 'x')",
        )
        sealed = nacl.secret.SecretBox(vault).encrypt(IDENTITY.model_dump_json().encode())
        old.execute("INSERT INTO sealed_identity (matter_id, sealed) VALUES (1, ?)", (bytes(sealed),))
        files = f"[{FILE.model_dump_json()}]"
        for number in range(PART + 10):
            old.execute(
                "INSERT INTO entry (matter_id, kind, at, text, attachments) VALUES (?, 'report', 1, ?, ?)",
                (number % 3 + 1, f"{CANARY}-{number}", files),
            )
        old.execute(
            "INSERT INTO draft (person_id, form, subject, answers, state, created_at, touched_at, version) "
            "VALUES (1, 'report', '', ?, 'active', 1, 1, 1)",
            (f'{{"texts": ["{CANARY}"]}}',),
        )
        message = say(CANARY).model_dump_json()
        for key in ("2:new:1", "alarm:x"):
            old.execute(
                "INSERT INTO outbox (person_id, lane, message, not_before, state, dedup_key, created_at) "
                "VALUES (1, 1, ?, 1, 'pending', ?, 1)",
                (message, key),
            )
        if schema >= 4:
            old.execute("INSERT INTO draft_text (draft_id, text) VALUES (1, ?)", (CANARY,))
        if schema >= 5:
            old.execute(
                "INSERT INTO shift (unit, slot, day, starts_at, ends_at, strength, special, state, chased_until, version) "
                "VALUES ('u', 's', 'd', 1, 2, 3, 0, 'planned', 1, 1)"
            )
            for case_id in (None, 3):
                old.execute(
                    "INSERT INTO incident (person_id, shift_id, at, text, latitude, longitude, attachments, matter_id) "
                    "VALUES (1, 1, 1, ?, 30.5, 110.25, ?, ?)",
                    (CANARY, files, case_id),
                )
        old.commit()


@pytest.mark.parametrize("schema", RELEASED)
async def test_all_that_was_clear_is_sealed_and_reads_as_before(tmp_path: Path, clock: HandClock, schema: int) -> None:
    """Nothing of it stands in the file or its log any more, and everybody finds what they wrote."""
    keys = some_keys()
    path = tmp_path / "shouwang.db"
    written_before(path, schema, keys.ring._state.current.vault)
    database = await Database.open(path, clock, keys)
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("shouwang.db*"))
    assert CANARY.encode() not in kept
    assert b"110.25" not in kept
    async with database.transaction() as work:
        entries = await work.entries.of(2)
        assert entries[0].text == f"{CANARY}-1"
        assert entries[0].attachments == (FILE,)
        assert sum([len(await work.entries.of(case_id)) for case_id in (1, 2, 3)]) == PART + 10
        place = await work.cases.place(1)
        assert (place.words, place.latitude, place.longitude) == (f"{CANARY}-place", 30.5, 110.25)
        assert await work.vault.identity_of(1) == IDENTITY
        case = await work.cases.get(1)
        assert case is not None
        assert case.withdrawn_at == 4711
        draft = await work.drafts.active(1)
        assert draft is not None
        assert draft.answers["texts"] == [CANARY]
        assert await work.drafts.further_texts(1) == ((CANARY,) if schema >= 4 else ())
        rows = await work.outbox.claim(10)
        assert [row.message.lines[0].id for row in rows] == [CANARY, CANARY]
        assert rows[0].lane is Lane.REPLY
        if schema >= 5:
            incidents = await work.incidents.of_shift(1)
            assert [(each.text, each.attachments, each.place) for each in incidents] == [
                (CANARY, (FILE,), (30.5, 110.25))
            ] * 2
    await database.close()


async def test_a_start_that_was_killed_in_the_middle_is_finished_by_the_next(
    tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was sealed stays sealed once, and the rest follows."""
    keys = some_keys()
    path = tmp_path / "shouwang.db"
    written_before(path, 7, keys.ring._state.current.vault)
    calls = 0
    seal = keys.ring.seal_for

    def dies(*given: object) -> bytes:
        nonlocal calls
        calls += 1
        if calls > PART + 5:
            raise InterruptedError
        return seal(*given)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(keys.ring, "seal_for", dies)
    with pytest.raises(InterruptedError):
        await Database.open(path, clock, keys)
    monkeypatch.undo()
    database = await Database.open(path, clock, keys)
    async with database.transaction() as work:
        texts = [each.text for case_id in (1, 2, 3) for each in await work.entries.of(case_id)]
    await database.close()
    assert sorted(texts) == sorted(f"{CANARY}-{number}" for number in range(PART + 10))
    assert CANARY.encode() not in path.read_bytes()


async def test_it_is_done_once(tmp_path: Path, clock: HandClock, storage_keys: StorageKeys) -> None:
    """The next start has nothing to look for."""
    for _start in range(2):
        database = await Database.open(tmp_path / "a.db", clock, storage_keys)
        async with database.alone() as connection:
            assert await connection.number("SELECT done FROM first_sealing") == 2
        await database.close()


ACCOUNT = 5_318_008_441


def names_before(path: Path, schema: int) -> None:
    """A file of that schema with a name, an account and a word in every place where they could be."""
    with closing(sqlite3.connect(path)) as old:
        old.execute("PRAGMA journal_mode = WAL")
        for step in steps():
            if step.number <= schema:
                old.executescript(step.sql)
        old.execute(f"PRAGMA user_version = {schema}")
        old.executemany(
            "INSERT INTO person (telegram_id, name, language, unit, created_at) VALUES (?, ?, 'zh-Hans', 'u', 1)",
            [*((ACCOUNT + number, f"{CANARY}-{number}") for number in range(PART + 3)), (-4_000_000_000_000_504, "")],
        )
        old.execute("INSERT INTO holding (person_id, role, unit, from_at) VALUES (1, 'admin', 'u', 1)")
        for number, state in enumerate(("open", "awaiting", "granted")):
            old.execute(
                "INSERT INTO invitation (token_hash, role, unit, name, created_at, expires_at, state) "
                "VALUES (?, 'admin', 'u', ?, 1, 2, ?)",
                (str(number), f"{CANARY}-invited", state),
            )
        old.execute(
            "INSERT INTO outbox (person_id, lane, message, not_before, state, created_at, sent_at, sent_chat_id) "
            "VALUES (1, 1, '', 1, 'sent', 1, 1, ?)",
            (ACCOUNT,),
        )
        if schema >= 5:
            old.execute(
                "INSERT INTO member (unit, person_id, state, household, asked_at) VALUES ('u', 2, 'member', ?, 1)",
                (f"{CANARY}-house",),
            )
            old.execute("INSERT INTO sos (person_id, at, state, word) VALUES (2, 1, 'ended', ?)", (f"{CANARY}-word",))
        if schema >= 61:
            for word in ("a", "b"):
                old.execute(
                    "INSERT INTO called (person_id, word, set_by, set_at) VALUES (1, ?, 1, 1)", (f"{CANARY}-{word}",)
                )
            old.execute("UPDATE first_sealing SET done = 1")
        old.commit()


@pytest.mark.parametrize("schema", NAMES_IN_CLEAR)
async def test_names_and_accounts_are_sealed_and_everybody_is_found(
    tmp_path: Path, clock: HandClock, schema: int
) -> None:
    """Nobody's name or account stands in the file or its log; who was forgotten stays so."""
    path = tmp_path / "shouwang.db"
    names_before(path, schema)
    database = await Database.open(path, clock, some_keys())
    kept = b"".join(each.read_bytes() for each in tmp_path.glob("shouwang.db*"))
    assert CANARY.encode() not in kept
    assert not [
        n for n in range(PART + 3) if (ACCOUNT + n).to_bytes(6, "big") in kept or str(ACCOUNT + n).encode() in kept
    ]
    async with database.transaction() as work:
        for number in (0, 1, PART + 2):
            person = await work.people.by_telegram_id(ACCOUNT + number)
            assert person is not None
            assert (person.id, person.name, person.unit) == (number + 1, f"{CANARY}-{number}", "u")
        forgotten = await work.people.by_id(PART + 4)
        assert forgotten is not None
        assert (forgotten.telegram_id, forgotten.name) == (0, "")
        assert [held.role for held in await work.people.holdings_of(1)] == [Role.ADMIN]
        names = [found.name for number in (1, 2, 3) if (found := await work.invitations.get(number))]
        assert names == [f"{CANARY}-invited", f"{CANARY}-invited", ""]
        if schema >= 5:
            member = await work.teams.household("u", f"{CANARY}-house")
            assert member is not None
            assert (member.person_id, member.household) == (2, f"{CANARY}-house")
            call = await work.sos_calls.get(1)
            assert call is not None
            assert call.word == f"{CANARY}-word"
        if schema >= 61:
            assert await work.called.of([1]) == {1: (f"{CANARY}-a", f"{CANARY}-b")}
            assert not await work.called.add(1, f"{CANARY}-a", 1)
        new = await work.people.meet(4, "x", Language.ZH_HANS)
        assert new.id == PART + 5
    await database.close()


async def test_an_older_copy_of_an_older_program_brings_nobody_back_who_is_forgotten(
    tmp_path: Path, clock: HandClock
) -> None:
    """Their key is gone: what stands in clear in the copy is not sealed again, but taken out."""
    keys = some_keys()
    names_before(tmp_path / "shouwang.db", 62)
    keys.ring.destroy([(Sealed.PERSON, Span(5, 5))])
    database = await Database.open(tmp_path / "shouwang.db", clock, keys)
    async with database.transaction() as work:
        assert await work.people.by_telegram_id(ACCOUNT + 4) is None
        blank = await work.people.by_id(5)
        assert blank is not None
        assert (blank.telegram_id, blank.name, blank.unit) == (0, "", None)
        assert await work.people.by_telegram_id(ACCOUNT + 5) is not None
    await database.close()
