"""Measure the pace of sending: thousands of reminders against Telegram's limits while people write, and after a flood wait.

The program is the real one on the real clock; the far end counts what arrives, in a process of its own.
"""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median, quantiles

import click
import orjson
import uvloop
from rich.console import Console
from rich.table import Table

from bench.pacing_far_end import ALL_LIMIT, WRITERS_FROM, Orders, Seen
from bot.application import Shouwang, build
from bot.clock import SystemClock
from bot.logging import set_up_logging
from bot.settings import Settings, load_settings
from domain.messages import Message, phrase
from domain.words import Language
from scheduler.findings import Findings
from storage.outbox import OutboxState
from storage.outgoing import Lane, Outgoing, ToPerson

ROOT = Path(__file__).parents[1]
WRITERS_EACH_SECOND = 6.0
BEHIND = 0.02
"""By how much of Telegram's limit the pace may stay behind it."""
ANSWER_SECONDS = 1.0
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True)
class Round:
    """One run: how much is sent, over what wire, and whether there is a flood wait in it."""

    name: str
    reminders: int
    orders: Orders
    rate_matters: bool = True


@dataclass(frozen=True)
class Outcome:
    """What the far end saw in one run, and what the program kept."""

    rate: float
    """Messages a second, from one second after the first to the last reminder."""
    busiest: int
    """The most calls that arrived in any second, the flood wait left out."""
    refused: int
    """Calls answered 429 outside of the flood wait."""
    missing: int
    """Messages that never arrived: reminders, and answers to people."""
    twice: int
    in_trouble: int
    """What the program gave up, set aside, or took for a fault of its own."""
    answers: tuple[float, ...]
    """Seconds from the update handed out to the answer's arrival."""
    refused_in_flood: int
    silence_after_flood: float
    """Seconds from the end of the flood wait to the first message."""


def rounds(*, quick: bool) -> list[Round]:
    """All runs; the first ones are repeated, to show the spread."""
    many, fewer = (300, 300) if quick else (3_000, 900)
    people = round(many / ALL_LIMIT * WRITERS_EACH_SECOND)
    some = round(fewer / ALL_LIMIT * WRITERS_EACH_SECOND)
    plain = [Round("plain", many, Orders(people, WRITERS_EACH_SECOND, seed=number)) for number in (1, 2)]
    return [
        *plain,
        Round("wire of 20-25 ms", fewer, Orders(some, WRITERS_EACH_SECOND, 0.02, 0.005, seed=3)),
        Round("wire of 20-80 ms", fewer, Orders(some, WRITERS_EACH_SECOND, 0.02, 0.06, seed=4), rate_matters=False),
        Round("flood wait", fewer, Orders(some, WRITERS_EACH_SECOND, flood_after=fewer // 3, seed=5)),
    ]


async def run(this: Round, folder: Path) -> Outcome:
    """Have everything sent once, and say what the far end saw."""
    async with far_end(this.orders) as (url, process):
        shouwang = build(settings_in(folder, url), SystemClock())
        await shouwang.start()
        try:
            await remind(shouwang, this.reminders)
            alarms = await all_said(shouwang, this)
            in_trouble = alarms + await trouble(shouwang)
        finally:
            await shouwang.stop()
        said, _nothing = await process.communicate(b"")
    return read(this, Seen(**orjson.loads(said)), in_trouble)


@asynccontextmanager
async def far_end(orders: Orders) -> AsyncIterator[tuple[str, asyncio.subprocess.Process]]:
    """The far end as a process, and where it listens."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bench.pacing_far_end",
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**26,
    )
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the far end has no pipes")
    process.stdin.write(orjson.dumps(asdict(orders)) + b"\n")
    port = int(await process.stdout.readline())
    try:
        yield f"http://127.0.0.1:{port}", process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def settings_in(folder: Path, url: str) -> Settings:
    """The shipped configuration and pace, with the files in a folder."""
    environment = {
        "SHOUWANG_TELEGRAM__TOKEN": "424242:the-bench-of-pacing",
        "SHOUWANG_TELEGRAM__BASE_URL": url,
        "SHOUWANG_STORAGE__PATH": str(folder / "shouwang.db"),
        "SHOUWANG_KEYS__PATH": str(folder / "keys.json"),
        "SHOUWANG_BACKUP__PATH": str(folder / "backups"),
        "SHOUWANG_HEALTH__PORT": "0",
        "SHOUWANG_LOG__LEVEL": "error",
    }
    settings = load_settings(ROOT / "config.toml", environment)
    set_up_logging(settings.log)
    return settings


async def remind(shouwang: Shouwang, count: int) -> None:
    """Put a reminder for each of so many people into the outbox, in one transaction."""
    async with shouwang.database.transaction() as work:
        for chat in range(1, count + 1):
            person = await work.people.meet(chat, f"村民{chat}", Language.ZH_HANS)
            words = Message(lines=(phrase("confirm-text", text=f"第{chat}号事项明天到期"),))
            await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REMINDER, words))


async def all_said(shouwang: Shouwang, this: Round) -> int:
    """Wait until everybody was answered and nothing is left to send; how often the auditor found something wrong."""
    found: set[Findings] = set()
    async with asyncio.timeout(PATIENCE_SECONDS + 3 * this.reminders / ALL_LIMIT):
        while shouwang.parts.dispatch.handled < this.orders.writers or await waiting(shouwang):
            if not (latest := shouwang.parts.auditor.latest).all_well:
                found.add(latest)
            await asyncio.sleep(0.5)
    return len(found)


async def waiting(shouwang: Shouwang) -> bool:
    """Whether something is still to be sent or on its way."""
    async with shouwang.database.transaction() as work:
        return bool(await work.outbox.count(OutboxState.PENDING) or await work.outbox.count(OutboxState.SENDING))


async def trouble(shouwang: Shouwang) -> int:
    """How much the program could not deal with."""
    async with shouwang.database.transaction() as work:
        given_up = await work.outbox.count(OutboxState.DEAD) + await work.outbox.count(OutboxState.DROPPED)
        return given_up + await work.quarantine.count()


def read(this: Round, seen: Seen, in_trouble: int) -> Outcome:
    """Make figures of what the far end saw."""
    began, ended = seen.flood
    outside = [(at, chat, taken) for at, chat, taken in seen.arrivals if not began <= at < ended]
    taken = [(at, chat) for at, chat, well in outside if well]
    reminded = [at for at, chat in taken if chat < WRITERS_FROM]
    first, last = reminded[0] + 1, reminded[-1]
    # While it had to be silent it had no pace.
    silent = ended - began
    counted = sum(1 for at, _chat in taken if first < at <= last)
    asked = {int(chat): at for chat, at in seen.asked.items()}
    answered: dict[int, float] = {}
    for at, chat in taken:
        if chat >= WRITERS_FROM:
            answered.setdefault(chat, at)
    copies = Counter((chat, text) for chat, text in seen.texts)
    expected = set(range(1, this.reminders + 1)) | set(range(WRITERS_FROM, WRITERS_FROM + this.orders.writers))
    after = [at for at, _chat in taken if at >= ended] if began else []
    return Outcome(
        rate=counted / (last - first - silent),
        busiest=busiest_second([at for at, _chat, _taken in outside]),
        refused=seen.refused_over_all + seen.refused_for_chat,
        missing=len(expected - {chat for chat, _text in copies}),
        twice=sum(count - 1 for count in copies.values()),
        in_trouble=in_trouble,
        answers=tuple(answered[chat] - at for chat, at in asked.items() if chat in answered),
        refused_in_flood=len(seen.arrivals) - len(outside),
        silence_after_flood=after[0] - ended if after else 0.0,
    )


def busiest_second(moments: list[float]) -> int:
    """The most moments within any second."""
    most = start = 0
    for end, moment in enumerate(moments):
        while moments[start] <= moment - 1:
            start += 1
        most = max(most, end - start + 1)
    return most


def show(outcomes: list[tuple[Round, Outcome]]) -> None:
    """Print the table: a line for each figure of each run, with its target."""
    table = Table("run", "figure", "measured", "target", "", title="Pacing")
    slowest = ALL_LIMIT * (1 - BEHIND)
    for this, found in outcomes:
        answers = sorted(found.answers)
        p99 = quantiles(answers, n=100, method="inclusive")[98]
        flood = this.orders.flood_after > 0
        lines: list[tuple[str, str, str, bool | None]] = [
            ("messages a second", f"{found.rate:.2f}", *target_of(found.rate, slowest, matters=this.rate_matters)),
            ("most in any second", f"{found.busiest}", f"<= {ALL_LIMIT}", found.busiest <= ALL_LIMIT),
            ("answered 429", f"{found.refused}", "0", found.refused == 0),
            ("lost, twice, in trouble", f"{found.missing}, {found.twice}, {found.in_trouble}", "0, 0, 0",
             not (found.missing or found.twice or found.in_trouble)),
        ]  # fmt: skip
        waits = f"{median(answers) * 1000:.0f}, {p99 * 1000:.0f}, {answers[-1] * 1000:.0f}"
        if flood:
            lines += [
                ("people wait: p50, p99, most (ms)", waits, "", None),
                ("calls refused in the wait", f"{found.refused_in_flood}", "", None),
                ("first message after it (ms)", f"{found.silence_after_flood * 1000:.0f}", "", None),
            ]
        else:
            lines += [("people wait: p50, p99, most (ms)", waits, "p99 < 1000", p99 < ANSWER_SECONDS)]
        for number, (figure, measured, target, met) in enumerate(lines):
            name = f"{this.name}: {this.reminders} reminders, {this.orders.writers} people" if number == 0 else ""
            table.add_row(name, figure, measured, target, {True: "met", False: "MISSED", None: ""}[met])
        table.add_section()
    console = Console(width=120)
    console.print(table)
    for before, after in pairwise([found for this, found in outcomes if this.name == "plain"]):
        console.print(f"Spread between the plain runs: {abs(before.rate - after.rate):.2f} messages a second.")


def target_of(rate: float, slowest: float, *, matters: bool) -> tuple[str, bool | None]:
    """The target of a rate and whether it was met.

    There is none on a wire that is never equally long: of a message that was answered late nobody can know whether it
    arrived late, so the pace has to stay behind by as much.
    """
    return (f">= {slowest:.1f}", rate >= slowest) if matters else ("", None)


def pacing(quick: bool) -> None:  # noqa: FBT001 - one switch, given by name
    """Measure and print; `quick` sends a tenth as many."""

    async def measure() -> list[tuple[Round, Outcome]]:
        outcomes = []
        for this in rounds(quick=quick):
            with tempfile.TemporaryDirectory() as folder:
                outcomes.append((this, await run(this, Path(folder))))
            gc.collect()
        return outcomes

    show(uvloop.run(measure()))


@click.command()
@click.option("--quick", is_flag=True, help="a tenth as many messages")
def main(*, quick: bool) -> None:
    """Measure the pace of sending."""
    pacing(quick=quick)


if __name__ == "__main__":
    main()
