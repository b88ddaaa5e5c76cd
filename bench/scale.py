"""Measure the program with a million cases on file: what falls due at one instant, the start, and the lists people ask for."""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

import click
import uvloop

from bench.scale_folder import BEFORE, DATABASE, KEYS, NOW, ROOT, build_in, settings_in
from bench.scale_town import PEOPLE_SHARE, Filling
from bot.doors import usual_doors
from bot.garbage import spare_what_stays
from bot.keys import keys_for
from domain.access import Scope, scope_of, viewer_among
from domain.words import Role
from playground.clock import MovedClock
from scheduler.due_work import DueWork
from storage.database import Database
from storage.outbox import OutboxState

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from domain.access import Holder
    from storage.unit_of_work import UnitOfWork

DRAWS = 1_000
ROWS_A_SECOND = 5_000.0
START_SECONDS = 2.0
QUERY_MS = 20.0
WAIT_MS = 100.0
EVERY_SECONDS = 0.023
"""How often somebody writes while due work is done."""


@dataclass
class Figure:
    """One line of the table: what was measured in each round, and what it has to be. `most`: no more than the target."""

    name: str
    unit: str
    target: float | None
    most: bool
    rounds: list[float] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The line in Markdown."""
        middle = median(self.rounds)
        sign = "≤" if self.most else "≥"
        target = "" if self.target is None else f"{sign} {self.target:,.0f} {self.unit}"
        met = ""
        if self.target is not None:
            met = "reached" if (middle <= self.target if self.most else middle >= self.target) else "MISSED"
        places = 0 if middle >= 100 else 2
        spread = f"{min(self.rounds):,.{places}f} – {max(self.rounds):,.{places}f}"
        return f"| {self.name} | {middle:,.{places}f} {self.unit} | {spread} | {target} | {met} |"


class Figures:
    """All lines, in the order in which they were first measured."""

    def __init__(self) -> None:
        self._all: dict[str, Figure] = {}

    def add(self, name: str, unit: str, value: float, target: float | None = None, *, most: bool = True) -> None:
        """One round's figure."""
        self._all.setdefault(name, Figure(name, unit, target, most)).rounds.append(value)

    def table(self) -> str:
        """The whole as Markdown."""
        head = "| figure | median | spread over the rounds | target | |\n|---|---|---|---|---|"
        return "\n".join([head, *(each.line for each in self._all.values())])


@dataclass(frozen=True)
class Sizes:
    """How much is put in."""

    cases: int
    due: int
    rounds: int


async def fill(folder: Path, sizes: Sizes) -> None:
    """Two folders: `years`, with all the cases, and `due`, the same with as many more that fall due at one instant."""
    years, due = folder / "years", folder / "due"
    years.mkdir(parents=True)
    settings = settings_in(years)
    keys = keys_for(settings.keys.path, settings.storage.path)
    database = await Database.open(settings.storage.path, MovedClock(start_at=BEFORE, frozen=True), keys.storage)
    try:
        with unsafe(database):
            filling = Filling(database, build_in(years).rules, keys.storage)
            seats = await filling.people(max(10, round(sizes.cases * PEOPLE_SHARE)))
            await filling.years(seats, sizes.cases)
    finally:
        await database.close()
    shutil.copytree(years, due)
    database = await Database.open(due / DATABASE, MovedClock(start_at=BEFORE, frozen=True), keys.storage)
    filling.database = database
    try:
        with unsafe(database):
            await filling.due_at_once(seats, sizes.due)
    finally:
        await database.close()


@contextmanager
def unsafe(database: Database) -> Iterator[None]:
    """While filling nothing has to survive a power cut."""
    direct = database.connection.direct
    direct.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000;")
    yield
    direct.executescript("PRAGMA journal_mode = WAL; PRAGMA wal_checkpoint(TRUNCATE);")


async def measure_due(folder: Path, sizes: Sizes, figures: Figures) -> None:
    """Have everything done that falls due at one instant, by the program's own rules and actions."""
    clock = MovedClock(start_at=BEFORE, frozen=True)
    shouwang = build_in(folder, clock)
    keys = keys_for(shouwang.settings.keys.path, shouwang.settings.storage.path)
    database = await Database.open(shouwang.settings.storage.path, clock, keys.storage)
    try:
        due_work = DueWork(database, clock, shouwang.rules, usual_doors().due_actions, {}, ())
        clock.set(NOW)
        async with database.transaction() as work:
            before = await work.outbox.count(OutboxState.PENDING)
        waits: list[float] = []
        villager = asyncio.create_task(ask_for_a_turn(database, waits))
        spare_what_stays()
        began = time.perf_counter()
        await due_work.run()
        seconds = time.perf_counter() - began
        villager.cancel()
        with suppress(asyncio.CancelledError):
            await villager
        async with database.transaction() as work:
            written = await work.outbox.count(OutboxState.PENDING) - before
        if due_work.done != sizes.due or written < sizes.due:
            message = f"{due_work.done} due rows were done and {written} messages written, not {sizes.due}"
            raise RuntimeError(message)
    finally:
        await database.close()
    figures.add("due rows done a second", "", due_work.done / seconds, ROWS_A_SECOND, most=False)
    figures.add("outbox rows written a second", "", written / seconds, ROWS_A_SECOND, most=False)
    figures.add("a villager who writes meanwhile waits (p99)", "ms", p99(waits), WAIT_MS)


async def ask_for_a_turn(database: Database, waits: list[float]) -> None:
    """What somebody who writes while all this goes on has to wait for the database, again and again."""
    # Counted from when the message came, whether or not the program was free to notice it.
    came = time.perf_counter() + EVERY_SECONDS
    while True:
        await asyncio.sleep(max(0.0, came - time.perf_counter()))
        async with database.transaction():
            now = time.perf_counter()
            waits.append((now - came) * 1000)
        came = max(came + EVERY_SECONDS, now)


def measure_start(folder: Path, figures: Figures) -> None:
    """Start the program in a new process."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "bench.scale_start", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - itself
        if process.stdout is None or not (inside := process.stdout.readline()):
            raise RuntimeError("the program did not start")
        seconds = time.perf_counter() - began
    figures.add("start of the process until it takes updates", "s", seconds, START_SECONDS)
    figures.add("of this, imports and start of the program", "s", float(inside))


async def measure_queries(folder: Path, figures: Figures, seed: int, where: str) -> None:
    """Every list that people ask for and what the clock asks for, drawn a thousand times each."""
    settings = settings_in(folder)
    keys = keys_for(settings.keys.path, settings.storage.path)
    database = await Database.open(settings.storage.path, MovedClock(start_at=NOW, frozen=True), keys.storage)
    dice = random.Random(seed)
    try:
        async with database.transaction() as work:
            holders = await work.people.holders()
            last = await work.cases.next_id() - 1
            for name, query in queries(work, dice, holders, last).items():
                figures.add(f"{name}, {where} (p99)", "ms", await slow_end(query), QUERY_MS)
    finally:
        await database.close()


def queries(
    work: UnitOfWork, dice: random.Random, holders: tuple[Holder, ...], last: int
) -> dict[str, Callable[[], Awaitable[object]]]:
    """One draw of each, as handlers and scheduler ask."""
    persons = work_people(holders)

    def tag() -> str:
        return work.vault.reporter_tag(dice.randrange(50, round(last * PEOPLE_SHARE)))

    def scope(role: Role) -> Scope:
        return scope_of(viewer_among(dice.choice(persons[role]), holders))

    async def open_cases(role: Role) -> None:
        seen = scope(role)
        await work.cases.open_in(seen, limit=500)
        await work.cases.count_open_in(seen)

    return {
        "my cases": lambda: work.cases.reported_by(tag()),
        "my cases of a day": lambda: work.cases.count_reported_since(tag(), NOW - 86_400_000),
        "my open cases": lambda: work.cases.reported_by(tag(), limit=20, only_open=True),
        "is it mine": lambda: work.cases.is_reporter(dice.randrange(1, last), tag()),
        "a case by number": lambda: work.cases.by_number(f"{dice.randrange(1000):03d}-{dice.randrange(10000):04d}"),
        "open cases of a village, and how many": lambda: open_cases(Role.MEDIATOR),
        "open cases of the town, and how many": lambda: open_cases(Role.DIRECTOR),
        "cases one handles": lambda: work.cases.handled_by(dice.choice(persons[Role.MEDIATOR]), limit=500),
        "the most urgent due rows": lambda: work.due.claim(200),
        "when the next row falls due": work.due.next_at,
    }


def work_people(holders: tuple[Holder, ...]) -> dict[Role, list[int]]:
    """Who holds each role."""
    return {role: [held.person_id for held in holders if held.role is role] for role in Role}


async def slow_end(query: Callable[[], Awaitable[object]]) -> float:
    """The p99 of many draws in milliseconds."""
    taken = []
    for _draw in range(DRAWS):
        began = time.perf_counter()
        await query()
        taken.append((time.perf_counter() - began) * 1000)
    return p99(taken)


def p99(values: list[float]) -> float:
    """The value that one in a hundred exceeds."""
    return quantiles(values, n=100, method="inclusive")[98] if len(values) > 1 else values[0]


def copy_of(source: Path, target: Path) -> Path:
    """A copy of a filled folder, to be changed."""
    target.mkdir()
    for name in (DATABASE, KEYS):
        shutil.copy(source / name, target / name)
        with (target / name).open("rb") as file:
            # Or the program's first sync would wait for the whole copy.
            os.fsync(file.fileno())
    return target


def measure(folder: Path, sizes: Sizes) -> Figures:
    """All rounds. The files are in the page cache: they were written or read just before."""
    figures = Figures()
    if not (folder / "due").exists():
        began = time.perf_counter()
        uvloop.run(fill(folder, sizes))
        print(f"filled in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    for turn in range(sizes.rounds):
        measure_start(folder / "years", figures)
        uvloop.run(measure_queries(folder / "years", figures, turn, "nothing due"))
        uvloop.run(measure_queries(folder / "due", figures, turn, f"{sizes.due:,} due"))
        with tempfile.TemporaryDirectory(dir=folder) as place:
            uvloop.run(measure_due(copy_of(folder / "due", Path(place) / "town"), sizes, figures))
    return figures


def scale(*, cases: int, due: int, rounds: int, folder: Path | None) -> None:
    """Fill, measure and print. A `folder` is kept, and used again if it is filled already."""
    sizes = Sizes(cases, due, rounds)
    print(f"{cases:,} cases on file, {due:,} more due at one instant, {rounds} rounds, page cache warm\n")
    if folder is not None:
        print(measure(folder, sizes).table())
        return
    with tempfile.TemporaryDirectory() as place:
        print(measure(Path(place), sizes).table())


@click.command()
@click.option("--cases", default=1_000_000, help="how many cases are on file")
@click.option("--due", default=100_000, help="how many more fall due at one instant")
@click.option("--rounds", default=3, help="how often everything is measured")
@click.option("--folder", type=click.Path(path_type=Path), default=None, help="keep the filled files here")
def main(*, cases: int, due: int, rounds: int, folder: Path | None) -> None:
    """Measure the program with a million cases on file."""
    scale(cases=cases, due=due, rounds=rounds, folder=folder)


if __name__ == "__main__":
    main()
