"""What was written of a case is gone from every file once its texts are destroyed, and stays so."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.keys import keys_for, read_keys
from domain.messages import Attachment, AttachmentKind, say
from domain.words import Language
from storage.backup import back_up, restore
from storage.case_rows import GOES, STAYS
from storage.cases import Place
from storage.database import Database
from storage.due import DueKind
from storage.entries import EntryKind
from storage.erasure import destroy_doomed
from storage.key_ring import KeyDestroyed, Sealed, Subject
from storage.outgoing import Lane, Outgoing, ToPerson, ToReporter
from storage.unit_of_work import UnitOfWork
from storage.vault import Identity
from tests.conftest import HandClock
from tests.domain.samples import filed

CANARY = "金丝雀七号"
FILE = Attachment(kind=AttachmentKind.PHOTO, file_id=f"{CANARY}-photo")


class Township:
    """A database with its key file in a folder."""

    def __init__(self, folder: Path, clock: HandClock) -> None:
        self.folder, self.clock = folder, clock
        self.database_path, self.key_path = folder / "shouwang.db", folder / "secret" / "keys.json"
        self.opened: list[Database] = []

    async def open(self) -> Database:
        """As a start of the program."""
        keys = keys_for(self.key_path, self.database_path) if not self.key_path.exists() else read_keys(self.key_path)
        self.opened.append(await Database.open(self.database_path, self.clock, keys.storage))
        return self.opened[-1]

    def bytes_on_disk(self) -> bytes:
        """Everything that lies in the folder."""
        return b"".join(each.read_bytes() for each in self.folder.rglob("*") if each.is_file())


@pytest.fixture
async def township(tmp_path: Path, clock: HandClock) -> AsyncIterator[Township]:
    """Nothing in it yet."""
    made = Township(tmp_path, clock)
    yield made
    for database in made.opened:
        await database.close()


async def write_case(work: UnitOfWork, case_id: int) -> None:
    """A case with something private wherever there can be."""
    person = await work.people.meet(500 + case_id, "x", Language.ZH_HANS)
    case = replace(filed(work.now), id=case_id, number=f"00{case_id}-0000")
    await work.cases.add(case, Place(f"{CANARY}-place", 30.5, 110.25), work.vault.reporter_tag(person.id))
    await work.vault.keep(case_id, Identity(person_id=person.id, telegram_id=500 + case_id, name=f"{CANARY}-name"))
    await work.entries.add(case_id, EntryKind.REPORT, f"{CANARY}-text", (FILE,))
    await work.conflicts.add(case_id, person.id)
    await work.vault.note_shown(case_id, person.id, work.now)
    await work.outbox.put(Outgoing(ToReporter(case_id), Lane.REMINDER, say(f"{CANARY}-waits"), work.now + 9_000_000))
    await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, say(f"{CANARY}-said"), about=case_id))
    await work._connection.execute(
        "INSERT INTO card (card_key, message_id, shown_at) VALUES (?, 9, ?)", (f"case:{case_id}:{person.id}", work.now)
    )
    await work.due.set(DueKind.CASE, str(case_id), work.now + 5)


async def test_after_its_end_a_case_is_in_no_file_and_the_other_is_as_before(township: Township) -> None:
    """Not in the database, its log, or a copy made afterwards; a copy from before cannot open it with today's keys."""
    database = await township.open()
    async with database.transaction() as work:
        await write_case(work, 1)
        await write_case(work, 2)
    before = township.folder / "before.sqlite"
    await back_up(database, before)
    sealed = _sealed_in(before, 1)
    async with database.transaction() as work:
        await work.erasure.case(1)
    await destroy_doomed(database)
    async with database.transaction() as work:
        assert await work.entries.of(1) == ()
        assert await work.cases.place(1) == Place()
        assert await work.vault.identity_of(1) is None
        assert [each.text for each in await work.entries.of(2)] == [f"{CANARY}-text"]
        assert (await work.vault.identity_of(2)) is not None
        stub = await work.cases.get(1)
        assert stub is not None
        assert (stub.number, stub.erased_at, stub.kind) == ("001-0000", work.now, filed(1).kind)
        assert await work.due.of(DueKind.CASE, "1") is None
        assert await work.erasure.waiting() == []
        claimed = await work.outbox.claim(10)
        assert {row.message.lines[0].id for row in claimed} == {f"{CANARY}-said"}
        assert len(claimed) == 1
    await back_up(database, township.folder / "after.sqlite")
    await database.close()
    before.unlink()
    on_disk = township.bytes_on_disk()
    assert CANARY.encode() not in on_disk
    assert all(each not in on_disk for each in sealed)
    ring = read_keys(township.key_path).storage.ring
    for each in sealed:
        with pytest.raises(KeyDestroyed):
            ring.unseal_for(Subject(Sealed.CASE, 1), each)


async def test_an_older_copy_that_is_put_back_does_not_bring_it_back(township: Township) -> None:
    """What was destroyed since goes again at the start, and its number is given to no other case."""
    database = await township.open()
    async with database.transaction() as work:
        await write_case(work, 1)
        await write_case(work, 2)
        person = (await work.people.meet(900, "y", Language.ZH_HANS)).id
        ended = await work.drafts.open(person, "report", "", {"texts": [CANARY]})
    await back_up(database, township.folder / "copy.sqlite")
    async with database.transaction() as work:
        await write_case(work, 3)
        await work.drafts.remove(ended.id)
        for case_id in (1, 3):
            await work.erasure.case(case_id)
    await destroy_doomed(database)
    await database.close()
    restore(township.folder / "copy.sqlite", township.database_path)
    database = await township.open()
    await destroy_doomed(database)
    async with database.transaction() as work:
        stub = await work.cases.get(1)
        assert stub is not None
        assert stub.erased_at is not None
        assert await work.entries.of(1) == ()
        assert [each.text for each in await work.entries.of(2)] == [f"{CANARY}-text"]
        assert await work.cases.next_id() == 4
        assert await work.drafts.get(ended.id) is None
        again = await work.drafts.open(person, "report", "", {"texts": ["neu"]})
        assert again.id > ended.id
    await database.close()


@pytest.mark.parametrize("after", ["the rows", "the key"])
async def test_a_program_killed_in_the_middle_finishes_it_at_the_next_start(
    township: Township, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the commit and the key, or between the key and the note that it is done."""
    database = await township.open()
    async with database.transaction() as work:
        await write_case(work, 1)
    async with database.transaction() as work:
        await work.erasure.case(1)
    if after == "the key":

        def killed() -> None:
            raise InterruptedError

        with monkeypatch.context() as patched:
            patched.setattr("storage.erasure.Erasure.done", lambda *_given: killed())
            with pytest.raises(InterruptedError):
                await destroy_doomed(database)
    await database.close()
    assert database.ring.is_destroyed(Subject(Sealed.CASE, 1)) is (after == "the key")
    database = await township.open()
    async with database.transaction() as work:
        assert len(await work.erasure.waiting()) == 1
        assert await work.due.of(DueKind.ERASURE, "") is not None
    await destroy_doomed(database)
    assert database.ring.is_destroyed(Subject(Sealed.CASE, 1))
    async with database.transaction() as work:
        assert await work.erasure.waiting() == []
    await database.close()


async def test_a_deletion_that_was_rolled_back_took_nothing(township: Township) -> None:
    """Undone as a whole: texts, key, and the note."""
    database = await township.open()
    async with database.transaction() as work:
        await write_case(work, 1)
    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as work:
            await work.erasure.case(1)
            raise ZeroDivisionError
    await destroy_doomed(database)
    async with database.transaction() as work:
        assert [each.text for each in await work.entries.of(1)] == [f"{CANARY}-text"]
    await database.close()


async def test_ended_drafts_go_with_any_destruction_and_those_that_are_open_stay(database: Database) -> None:
    """Their keys, too, are destroyed; the numbers of drafts to come are not."""
    async with database.transaction() as work:
        person = (await work.people.meet(900, "y", Language.ZH_HANS)).id
        drafts = [await work.drafts.open(person, "report", "", {"texts": [str(number)]}) for number in range(5)]
        for draft in (drafts[0], drafts[3]):
            await work.drafts.remove(draft.id)
    await destroy_doomed(database)
    gone = [database.ring.is_destroyed(Subject(Sealed.DRAFT, number)) for number in range(1, 8)]
    assert gone == [True, False, False, True, False, False, False]
    async with database.transaction() as work:
        kept = await work.drafts.get(drafts[1].id)
        assert kept is not None
        assert kept.answers == {"texts": ["1"]}


async def test_every_table_that_points_at_a_case_says_what_becomes_of_its_rows(database: Database) -> None:
    """Whoever adds one has to decide whether it goes or stays."""
    async with database.alone() as connection:
        tables = [
            str(row["name"]) for row in await connection.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        pointing = set()
        for table in tables:
            for row in await connection.rows(f"PRAGMA foreign_key_list({table})"):
                if row["table"] == "matter":
                    pointing.add((table, row["from"]))
    known = {(each.table, each.case_column) for each in GOES} | {(table, "matter_id") for table in STAYS}
    # A message to the reporter of a case loses its text; that there was one stays until the nightly clearing.
    # What was merged into a case goes with it, each by itself.
    assert pointing - known == {("outbox", "reporter_of"), ("matter", "merged_into")}


def _sealed_in(path: Path, case_id: int) -> list[bytes]:
    """What is sealed for a case in a copy."""
    with closing(sqlite3.connect(path)) as copy:
        rows = [
            *copy.execute("SELECT sealed FROM entry WHERE matter_id = ?", (case_id,)),
            *copy.execute("SELECT sealed_place FROM matter WHERE id = ?", (case_id,)),
            *copy.execute("SELECT sealed FROM outbox WHERE about = ?", (case_id,)),
        ]
    assert len(rows) == 4
    return [bytes(row[0]) for row in rows]


def test_the_key_file_is_of_today(tmp_path: Path) -> None:
    """It is JSON that a person can look at, and holds a tree."""
    keys_for(tmp_path / "keys.json", tmp_path / "none")
    assert json.loads((tmp_path / "keys.json").read_text())["renewed"]["tree"].keys() == {"1"}
