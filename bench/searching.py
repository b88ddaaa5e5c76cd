"""`python -m bench.searching`: looking through sealed texts, beside an index in memory, at 5,000 and 100,000 cases."""

from __future__ import annotations

import asyncio
import random
import secrets
import sqlite3
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import click

import actions.search_cases
from actions.rules import Rules
from actions.search_cases import search_cases
from bot.settings import load_settings
from domain.calendar import Calendar
from domain.cases import Case, CaseState, KnownAs, Urgency
from domain.words import CaseKind, Language, Level, Role
from playground.clock import MovedClock
from storage.cases import Place
from storage.database import Database
from storage.entries import EntryKind
from storage.key_ring import Generation, KeyRing, RingState
from storage.keys import StorageKeys

SIZES = (5_000, 100_000)
LETTERS = 160
SEED = 5
RARE = "甲乙丙"
START = 1_790_557_200_000


def a_text(chance: random.Random) -> str:
    """As long as the middle one of real messages, of three thousand signs that are as frequent as by Zipf's law."""
    return "".join(chr(0x4E00 + min(2_999, int(chance.paretovariate(0.6)))) for _sign in range(LETTERS))


async def fill(database: Database, cases: int, chance: random.Random) -> list[str]:
    """Cases with a report each; what was written."""
    texts = []
    for start in range(0, cases, 5_000):
        async with database.transaction() as work:
            for number in range(start + 1, min(start + 5_000, cases) + 1):
                text = a_text(chance)
                texts.append(text)
                case = Case(
                    id=number,
                    number=f"{number:07d}",
                    kind=CaseKind.DISPUTE,
                    category="neighbours",
                    unit="fenglin",
                    responsible_unit="fenglin",
                    level=Level.VILLAGE,
                    state=CaseState.FILED,
                    urgency=Urgency.NORMAL,
                    known_as=KnownAs.CONFIDENTIAL,
                    pseudonym="ABC",
                    filed_at=START,
                    awaiting_since=START,
                    chased_until=START,
                )
                await work.cases.add(case, Place(), None)
                await work.entries.add(number, EntryKind.REPORT, text)
    return texts


async def look(database: Database, rules: Rules, person: int, most: int) -> float:
    """Milliseconds for a word that stands nowhere, so that everything is looked through."""
    actions.search_cases.MOST_READ = most
    async with database.transaction() as work:
        started = time.perf_counter()
        await search_cases(work, rules, person, RARE)
        return (time.perf_counter() - started) * 1000


async def unsealing(database: Database, cases: int) -> float:
    """Milliseconds that opening one sealed text a case takes beside that."""
    async with database.transaction() as work:
        sealed = [work.vault.seal_for_case(number, ("字" * LETTERS).encode()) for number in range(1, 1_001)]
        started = time.perf_counter()
        for number, text in enumerate(sealed, 1):
            work.vault.unseal_for_case(number, text)
        return (time.perf_counter() - started) * cases


def index(texts: list[str]) -> tuple[float, float, float]:
    """Full-text search in memory over pairs of signs: seconds to build, MiB it takes, milliseconds for a word."""
    memory = sqlite3.connect(":memory:")
    memory.execute("CREATE VIRTUAL TABLE words USING fts5 (pairs, content='', detail='none', tokenize='unicode61')")
    started = time.perf_counter()
    rows = ((number, " ".join("".join(pair) for pair in pairwise(text))) for number, text in enumerate(texts, 1))
    memory.executemany("INSERT INTO words (rowid, pairs) VALUES (?, ?)", rows)
    built = time.perf_counter() - started
    pages = memory.execute("PRAGMA page_count").fetchone()[0] * memory.execute("PRAGMA page_size").fetchone()[0]
    word = " ".join("".join(pair) for pair in pairwise(texts[0][:3]))
    started = time.perf_counter()
    memory.execute("SELECT rowid FROM words WHERE words MATCH ? LIMIT 40", (word,)).fetchall()
    return built, pages / 2**20, (time.perf_counter() - started) * 1000


async def measure() -> None:
    """Print what each way takes."""
    township = load_settings(Path("config.toml"), {}).township
    rules = Rules(township, Calendar(township.time_zone), b"n" * 32, secrets.token_bytes)
    click.echo(
        "| cases | looked through | all looked through | opening the seals of all | index: built | takes | finds |"
    )
    click.echo("|---|---|---|---|---|---|---|")
    in_use = actions.search_cases.MOST_READ
    for cases in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            keys = StorageKeys(KeyRing(RingState(Generation.fresh(), None), lambda _state: None), b"t" * 32, b"c" * 32)
            clock = MovedClock(start_at=START, frozen=True)
            database = await Database.open(Path(folder) / "a.db", clock, keys)
            async with database.transaction() as work:
                person = (await work.people.meet(1, "one", Language.EN)).id
                await work.people.grant(person, Role.CENTRE_STAFF, "centre")
            texts = await fill(database, cases, random.Random(SEED))
            some = await look(database, rules, person, in_use)
            everything = await look(database, rules, person, cases)
            seals = await unsealing(database, cases)
            built, mib, finds = index(texts)
            click.echo(
                f"| {cases:,} | {some:,.0f} ms ({in_use:,}) | {everything:,.0f} ms | {seals:,.0f} ms | "
                f"{built:.1f} s | {mib:.0f} MiB | {finds:.1f} ms |"
            )
            await database.close()


if __name__ == "__main__":
    asyncio.run(measure())
