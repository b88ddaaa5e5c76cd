"""Whatever is done to the event log behind the program's back is found."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from bot.auditing import verify_in
from domain.events import EventKind
from domain.head_codes import head_code, read_head_code
from storage.database import Database
from storage.keys import StorageKeys
from storage.rows import SqlValue
from tests.conftest import HandClock

EVENTS = 40


async def a_log(database: Database, clock: HandClock) -> str:
    """Some days of events with a head sent after each; the code of the last."""
    code = ""
    for day in range(4):
        async with database.transaction() as work:
            for number in range(EVENTS // 4):
                await work.events.append(EventKind.INVITED, None, None, {"number": number, "day": day})
            last = await work.audit_heads.last_event()
            code = head_code(last.event_id, last.chain)
            await work.audit_heads.note(last.event_id, last.chain)
        clock.forward(days=1)
    return code


@pytest.fixture
async def log(database: Database, clock: HandClock) -> tuple[Database, str]:
    """A log without what guards it inside the database."""
    code = await a_log(database, clock)
    async with database.alone() as connection:
        await connection.execute("DROP TRIGGER event_no_update")
        await connection.execute("DROP TRIGGER event_no_delete")
        await connection.execute("PRAGMA foreign_keys = OFF")
    return database, code


async def test_a_log_that_nobody_touched_is_whole(log: tuple[Database, str]) -> None:
    """Also held against a head that somebody noted, as it was sent or typed by hand."""
    database, code = log
    for given in (code, code.lower(), code.replace("-", " ").replace(" ", "-", 1), f" {code} "):
        noted = read_head_code(given)
        assert noted is not None
        assert (await verify_in(database, noted))["well"]
    assert code in str((await verify_in(database, None))["sentence"])


async def test_a_head_of_another_log_is_not_this_ones(log: tuple[Database, str]) -> None:
    """The number of events alone does not make it right."""
    database, code = log
    other = code[:-1] + ("0" if code[-1] != "0" else "1")
    noted = read_head_code(other)
    assert noted is not None
    assert not (await verify_in(database, noted))["well"]
    later = read_head_code("999-0000-0000-0000")
    assert later is not None
    assert not (await verify_in(database, later))["well"]


@pytest.mark.parametrize("text", ["", "hello", "12", "12-9F3A", "x-9F3A-07C2-B1D4", "12-9F3A-07C2-B1DZ"])
def test_what_is_no_code_is_none(text: str) -> None:
    """And raises nothing."""
    assert read_head_code(text) is None


async def test_every_edit_deletion_and_truncation_is_found(
    log: tuple[Database, str], request: pytest.FixtureRequest
) -> None:
    """Ten thousand of them in long form, some hundreds in short, each on the log as it was."""
    database, _code = log
    rounds = 10_000 if request.config.getoption("--long") else 300
    chance = random.Random(11)
    done: Counter[str] = Counter()
    for _round in range(rounds):
        kind = chance.choice(sorted(HARM))
        async with database.alone() as connection:
            await connection.execute("BEGIN")
            for statement, given in HARM[kind](chance):
                await connection.execute(statement, given)
            await connection.finish("COMMIT")
        assert not (await verify_in(database, None))["well"], kind
        done[kind] += 1
        await _put_back(database)
    assert done.total() == rounds
    assert (await verify_in(database, None))["well"]


def _edit(chance: random.Random) -> list[tuple[str, tuple[SqlValue, ...]]]:
    choices: list[tuple[str, SqlValue]] = [
        ("kind", "role_granted"),
        ("kind", "no such kind"),
        ("at", chance.randrange(10**12)),
        ("actor_id", 1),
        ("matter_id", 7),
        ("detail", '{"number":99}'),
        ("detail", "not json"),
        ("chain", "f" * 64),
        ("chain", ""),
    ]
    column, value = chance.choice(choices)
    return [(f"UPDATE event SET {column} = ? WHERE id = ?", (value, chance.randint(1, EVENTS)))]  # noqa: S608 - of the list above


def _delete(chance: random.Random) -> list[tuple[str, tuple[SqlValue, ...]]]:
    first = chance.randint(1, EVENTS)
    return [("DELETE FROM event WHERE id BETWEEN ? AND ?", (first, first + chance.randrange(3)))]


def _truncate(chance: random.Random) -> list[tuple[str, tuple[SqlValue, ...]]]:
    """And the counter set as if there had never been more."""
    last = chance.randint(0, EVENTS - 1)
    return [
        ("DELETE FROM event WHERE id > ?", (last,)),
        ("UPDATE sqlite_sequence SET seq = ? WHERE name = 'event'", (last,)),
    ]


def _swap(chance: random.Random) -> list[tuple[str, tuple[SqlValue, ...]]]:
    one, other = chance.sample(range(1, EVENTS + 1), 2)
    return [
        ("UPDATE event SET id = -1 WHERE id = ?", (one,)),
        ("UPDATE event SET id = ? WHERE id = ?", (one, other)),
        ("UPDATE event SET id = ? WHERE id = -1", (other,)),
    ]


def _insert(chance: random.Random) -> list[tuple[str, tuple[SqlValue, ...]]]:
    copied = chance.randint(1, EVENTS)
    statement = (
        "INSERT INTO event (matter_id, kind, at, actor_id, detail, chain) "
        "SELECT matter_id, kind, at, actor_id, detail, chain FROM event WHERE id = ?"
    )
    return [(statement, (copied,))]


def _note(chance: random.Random) -> list[tuple[str, tuple[SqlValue, ...]]]:
    return [("UPDATE audit_head SET event_id = event_id - 1 WHERE id = ?", (chance.randint(1, 4),))]


HARM = {"edit": _edit, "delete": _delete, "truncate": _truncate, "swap": _swap, "insert": _insert, "note": _note}


async def _put_back(database: Database) -> None:
    """The log as it was, from the copy that the first call makes."""
    async with database.alone() as connection:
        for table in ("event", "audit_head"):
            await connection.execute(f"DELETE FROM {table}")  # noqa: S608 - one of two names
            await connection.execute(f"INSERT INTO {table} SELECT * FROM kept.{table}")  # noqa: S608 - the same
        await connection.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'event'", (EVENTS,))


@pytest.fixture(autouse=True)
async def _a_copy_to_put_back(log: tuple[Database, str], tmp_path: Path) -> None:
    database, _code = log
    async with database.alone() as connection:
        await connection.execute("ATTACH ? AS kept", (str(tmp_path / "kept.db"),))
        for table in ("event", "audit_head"):
            await connection.execute(f"CREATE TABLE kept.{table} AS SELECT * FROM main.{table}")  # noqa: S608 - the same


async def test_a_log_with_another_key_is_not_whole(tmp_path: Path, clock: HandClock, storage_keys: StorageKeys) -> None:
    """Whoever writes a log anew without the key cannot make its hashes."""
    first = await Database.open(tmp_path / "a.db", clock, storage_keys)
    await a_log(first, clock)
    await first.close()
    other = StorageKeys(storage_keys.ring, storage_keys.tags, b"o" * 32)
    again = await Database.open(tmp_path / "a.db", clock, other)
    assert not (await verify_in(again, None))["well"]
    await again.close()
