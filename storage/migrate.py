"""Bring a database file up to this program's schema, step by step, and refuse one from a newer program."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage.sqlite_connection import SqliteConnection


class SchemaTooNew(Exception):
    """The file was written by a newer program; going on could damage it."""

    def __init__(self, found: int, known: int) -> None:
        super().__init__(f"the database has schema {found}, this program knows up to {known}: start the newer program")
        self.found = found
        self.known = known


class MigrationBroken(Exception):
    """After a step the file breaks a foreign key; nothing of the step was kept."""


@dataclass(frozen=True, slots=True)
class Step:
    """One migration: its number, and the SQL that leads to it from the number before."""

    number: int
    sql: str


def steps() -> tuple[Step, ...]:
    """All migrations in order."""
    found = []
    for entry in files("storage.migrations").iterdir():
        name = re.fullmatch(r"(\d{4})_\w+\.sql", entry.name)
        if name:
            found.append(Step(int(name.group(1)), entry.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda step: step.number))


def latest() -> int:
    """The number of the newest migration."""
    return steps()[-1].number


async def migrate(connection: SqliteConnection) -> int:
    """Run every step the file has not seen, each in a transaction of its own with a foreign-key check after it.

    Answers the schema number the file had before. Raises SchemaTooNew or MigrationBroken.
    """
    before = await connection.number("PRAGMA user_version") or 0
    known = steps()
    if before > known[-1].number:
        raise SchemaTooNew(before, known[-1].number)
    # A table that others point at can be made anew only while nobody looks; at the end of each step all are looked at.
    await connection.execute("PRAGMA foreign_keys = OFF")
    try:
        for step in known:
            if step.number > before:
                await _run(connection, step)
    finally:
        await connection.execute("PRAGMA foreign_keys = ON")
    return before


async def _run(connection: SqliteConnection, step: Step) -> None:
    # executescript would commit on its own; the whole step is one script that begins and commits itself.
    script = f"BEGIN IMMEDIATE;\n{step.sql}\nPRAGMA user_version = {step.number};\n"
    try:
        await connection.driver.executescript(script)
        if await connection.rows("PRAGMA foreign_key_check"):
            message = f"step {step.number} leaves rows that point nowhere"
            raise MigrationBroken(message)
        await connection.finish("COMMIT")
    except BaseException:
        if connection.driver.in_transaction:
            await connection.finish("ROLLBACK")
        raise
