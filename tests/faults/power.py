"""What a disk may hold after the power was cut: images made of a record of writes, syncs and promises, and looked at.

The model: what was written to a file before its last finished sync is there. Of what was written since, each write may be
there, may be missing, or may be there in part, by sectors of 512 bytes, whatever the order; so may a change of the size.
The directory is taken to know its files: they are made once and never renamed while the program runs.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.keys import read_keys
from domain.clock import Clock
from storage.database import Database
from storage.keys import StorageKeys
from tests.faults.disk import Act, Operation
from tests.faults.opened import opened
from tests.faults.seeded import MEMORY

SECTOR = 512
OPENED_BY_THE_PROGRAM = 50
"""Of so many images one is opened by the program's own code, with its log of events read from end to end."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Somebody has read that their report is on file under a number."""

    number: str
    text: str


@dataclass
class Record:
    """What happened to the files of one database since `begin`, in order, with the promises between."""

    database: Path
    before: dict[str, bytes] = field(default_factory=dict)
    happened: list[Operation | Promise] = field(default_factory=list)
    _on: bool = False

    def begin(self) -> None:
        """From here on; what is in the files now is taken to be safe."""
        self.before = {path: Path(path).read_bytes() for path in self._paths()}
        self._on = True

    def note(self, operation: Operation) -> None:
        """One operation, after it was done."""
        if self._on and operation.path in self._paths() and operation.act is not Act.OPEN:
            self.happened.append(operation)

    def promise(self, number: str, text: str) -> None:
        """Somebody was told."""
        self.happened.append(Promise(number, text))

    def end(self) -> None:
        """Nothing more."""
        self._on = False

    def _paths(self) -> tuple[str, str]:
        return str(self.database), f"{self.database}-wal"


@dataclass
class _File:
    """One file on the disk: what is certainly there, and what may be."""

    safe: bytearray
    since: list[Operation] = field(default_factory=list)

    def do(self, operation: Operation, *, honest: bool) -> None:
        """One more operation. A disk that is not `honest` says that it has synced and has not."""
        if operation.act is not Act.SYNC:
            self.since.append(operation)
        elif honest:
            for each in self.since:
                _apply(self.safe, each)
            self.since.clear()

    def image(self, chance: random.Random) -> bytes:
        """One of the things that may be there after a cut."""
        found = bytearray(self.safe)
        kept = chance.choice((0.0, 0.5, 0.9, 1.0))
        for each in self.since:
            draw = chance.random()
            if draw < kept:
                _apply(found, each)
            elif draw < kept + (1 - kept) / 2 and each.act is Act.WRITE:
                _tear(found, each, chance)
        return bytes(found)


@dataclass
class Findings:
    """What the images showed."""

    images: int = 0
    corrupt: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    promises: int = 0


def look(record: Record, images: int, seed: int, keys: Path, clock: Clock, *, honest: bool = True) -> Findings:
    """Cut the power at points all over a record and look at what is there each time; `keys` is the key file."""
    chance = random.Random(seed)
    found = Findings()
    secrets = read_keys(keys).storage
    share = images / len(record.happened)
    files = {path: _File(bytearray(content)) for path, content in record.before.items()}
    promises: list[Promise] = []
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        target = Path(folder) / record.database.name
        for happened in record.happened:
            if isinstance(happened, Promise):
                promises.append(happened)
            else:
                files[happened.path].do(happened, honest=honest)
            for _image in range(int(share) + (chance.random() < share % 1)):
                for path, file in files.items():
                    (target.parent / Path(path).name).write_bytes(file.image(chance))
                target.with_name(f"{target.name}-shm").unlink(missing_ok=True)
                found.images += 1
                _look_at(target, secrets, promises, found)
                if found.images % OPENED_BY_THE_PROGRAM == 0 and not found.corrupt:
                    asyncio.run(_open(target, secrets, clock, found))
    found.promises = len(promises)
    return found


def _look_at(target: Path, keys: StorageKeys, promises: list[Promise], found: Findings) -> None:
    try:
        with opened(target, keys.ring) as connection:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
            if answer != "ok":
                found.corrupt.append(str(answer))
                return
            query = (
                "SELECT number, words(matter.id, sealed) FROM matter "
                "JOIN entry ON entry.matter_id = matter.id AND entry.kind = 'report'"
            )
            on_file = dict(connection.execute(query).fetchall())
    except sqlite3.DatabaseError as error:
        found.corrupt.append(str(error))
        return
    found.lost += [promise.number for promise in promises if on_file.get(promise.number) != promise.text]


async def _open(target: Path, keys: StorageKeys, clock: Clock, found: Findings) -> None:
    database = await Database.open(target, clock, keys)
    try:
        async with database.transaction() as work:
            broken = await work.events.first_broken()
    finally:
        await database.close()
    if broken is not None:
        found.corrupt.append(f"the chain of events is broken at {broken}")


def _apply(content: bytearray, operation: Operation) -> None:
    if operation.act is Act.TRUNCATE:
        del content[operation.offset :]
        content.extend(bytes(operation.offset - len(content)))
    elif operation.act is Act.WRITE:
        _put(content, operation.offset, operation.content)


def _tear(content: bytearray, operation: Operation, chance: random.Random) -> None:
    for offset, part in _sectors(operation):
        if chance.random() < 0.5:
            _put(content, offset, part)


def _sectors(operation: Operation) -> Iterator[tuple[int, bytes]]:
    """A write cut where the sectors of the disk end."""
    at, end = operation.offset, operation.offset + len(operation.content)
    while at < end:
        until = min(end, (at // SECTOR + 1) * SECTOR)
        yield at, operation.content[at - operation.offset : until - operation.offset]
        at = until


def _put(content: bytearray, offset: int, part: bytes) -> None:
    if len(content) < offset + len(part):
        content.extend(bytes(offset + len(part) - len(content)))
    content[offset : offset + len(part)] = part
