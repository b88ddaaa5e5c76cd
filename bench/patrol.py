"""Measure an evening: 630 people check in within a minute, 630 are reminded of the next day, and some call for help.

Telegram's pace is left out once, to measure the program, and kept once, to see what it leaves.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median, quantiles

import click
import orjson
import uvloop

from bench.at_eight import OFFSET
from bench.patrol_far_end import EveningOrders, EveningSeen
from bench.patrol_town import Town, seat
from bench.rates import cpu_seconds, environment_in, process

SECONDS = 60.0
PATIENCE_SECONDS = 60.0
EIGHT = 1_790_596_800_000
"""Monday, 28 September 2026, 20:00 in Shanghai."""
TEAMS, SIZE = 21, 30
LIFE_SECONDS = 0.05
SETTLING = 5.0
"""Seconds from the start of the program until eight: everything is loaded, and nothing is due."""
BY_POSTER = 0.3
CALL_EVERY = 5.0
PACE = 30
TAP_MS, CALL_MS = 300, 200
HUNDRED = 100
SERVE = (sys.executable, "-m", "bench.at_eight", "serve")


@dataclass(frozen=True)
class Kind:
    """One sort of run: with Telegram's pace or without, and how many call for help in it."""

    name: str
    paced: bool
    calls: int

    def calls_take_the_pace(self, seconds: float) -> bool:
        """Whether the words of the calls alone, to everybody of a team, fill more than a hundredth of the time."""
        return self.paced and self.calls * SIZE / PACE > seconds / HUNDRED


@dataclass
class Runs:
    """All runs of one kind."""

    seen: list[EveningSeen] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def spread(self, waits: str, cut: int) -> tuple[float, str]:
        """A percentile in ms over everything, and that of each run from least to most."""
        each = [percentile(getattr(seen, waits), cut) for seen in self.seen if getattr(seen, waits)]
        if not each:
            return float("inf"), "nobody"
        together = percentile([wait for seen in self.seen for wait in getattr(seen, waits)], cut)
        return together, f"{together:,.0f} ({min(each):,.0f}–{max(each):,.0f})"


def percentile(waits: list[float], cut: int) -> float:
    """In ms; the hundredth is the longest."""
    if cut == HUNDRED or len(waits) == 1:
        return max(waits) * 1000
    return quantiles(waits, n=HUNDRED, method="inclusive")[cut - 1] * 1000


def kinds(teams: int, seconds: float) -> tuple[Kind, ...]:
    """Five of each team call for help where nothing holds messages back; at Telegram's pace one every five seconds."""
    return (
        Kind("without Telegram's pace", paced=False, calls=5 * teams),
        Kind(f"at {PACE} messages a second", paced=True, calls=0),
        Kind(f"at {PACE} messages a second, with calls", paced=True, calls=round(seconds / CALL_EVERY)),
    )


async def evening(kind: Kind, teams: int, seconds: float, chance: random.Random) -> tuple[EveningSeen, float]:
    """One evening: what was seen, and the CPU seconds of the program in the measured part of it."""
    with tempfile.TemporaryDirectory() as folder:
        async with process((sys.executable, "-m", "bench.patrol_far_end"), {}, pipes=True) as far_end:
            if far_end.stdin is None or far_end.stdout is None:
                raise RuntimeError("the far end has no pipes")
            environment = environment_in(Path(folder), f"http://127.0.0.1:{int(await far_end.stdout.readline())}")
            town = await seat(environment, EIGHT, teams, SIZE)
            begins_at = time.time() + SETTLING
            orders = _orders(town, kind, begins_at, seconds, chance)
            far_end.stdin.write(orjson.dumps(asdict(orders)) + b"\n")
            environment[OFFSET] = str(EIGHT - round(begins_at * 1000))
            if kind.paced:
                environment = {name: value for name, value in environment.items() if "DELIVERY__PER_" not in name}
            async with process(SERVE, environment) as program, asyncio.timeout(2 * seconds + PATIENCE_SECONDS):
                await asyncio.sleep(max(0.0, begins_at - time.time()))
                before = cpu_seconds(program.pid)
                seen = EveningSeen(**orjson.loads(await far_end.stdout.readline()))
                return seen, cpu_seconds(program.pid) - before


def _orders(town: Town, kind: Kind, begins_at: float, seconds: float, chance: random.Random) -> EveningOrders:
    """Everybody checks in at some time of the minute; whoever will call for help does so at its beginning."""
    # The lead of each team does not call: of theirs fewer would be told.
    callers = chance.sample([number for team in town.teams for number in team[1:]], kind.calls)
    check_ins = {str(number): chance.uniform(0, seconds) for number in town.people}
    check_ins |= {str(number): chance.uniform(0, seconds / 8) for number in callers}
    span = seconds * 0.8 / max(1, len(callers))
    calls = {str(number): seconds / 6 + (place + chance.random()) * span for place, number in enumerate(callers)}
    posters = {
        str(number): token
        for team, token in zip(town.teams, town.posters, strict=True)
        for number in team
        if number not in callers and chance.random() < BY_POSTER
    }
    return EveningOrders(begins_at, seconds, LIFE_SECONDS, check_ins, posters, calls)


def _rows(kind: Kind, runs: Runs, people: int, seconds: float) -> Iterator[tuple[str, str, str, str]]:
    """Lines of the table: what, found, to reach, and what came of it; nothing for what has no target."""
    unanswered, unheard = (sum(getattr(seen, name) for seen in runs.seen) for name in ("unanswered", "unheard"))
    tap, spread = runs.spread("check_ins", 99)
    count = sum(len(seen.check_ins) for seen in runs.seen)
    yield (
        "check-in, from the tap to its answer, p99",
        f"{spread} ms of {count:,}, p50 {runs.spread('check_ins', 50)[1]} ms, {unanswered} without",
        f"≤ {TAP_MS} ms",
        _outcome(met=tap <= TAP_MS and not unanswered, possible=not kind.calls_take_the_pace(seconds)),
    )
    if kind.calls:
        count = sum(len(seen.calls) for seen in runs.seen)
        # Of fewer than a hundred one in a hundred is the slowest.
        name, cut = ("p99", 99) if count >= HUNDRED else ("the slowest", 100)
        call, spread = runs.spread("calls", cut)
        yield (
            f"a call for help, from the tap to the first notice, {name}",
            f"{spread} ms of {count:,}, p50 {runs.spread('calls', 50)[1]} ms, {unheard} unheard",
            f"≤ {CALL_MS} ms",
            _outcome(met=call <= CALL_MS and not unheard),
        )
        yield (
            "the last of a team has the notice, the slowest call",
            f"{runs.spread('everybody', HUNDRED)[1]} ms",
            "",
            "",
        )
    asked = sum(len(seen.asked) for seen in runs.seen) / len(runs.seen)
    last = median(max(seen.asked, default=0.0) for seen in runs.seen)
    yield "reminders of the next day", f"{asked:,.0f} of {people}, the last after {last:.1f} s", "", ""
    sent = median(seen.sent for seen in runs.seen)
    yield "calls of the Bot API; CPU of the program", f"{sent:,.0f}; {median(runs.cpu):.1f} s", "", ""


def _outcome(*, met: bool, possible: bool = True) -> str:
    return "reached" if met else "MISSED" if possible else "not possible"


def patrol(rounds: int, teams: int, seconds: float) -> None:
    """Measure all kinds in turn in every round, and print the table."""
    found = {kind: Runs() for kind in kinds(teams, seconds)}
    for number in range(rounds):
        for place, (kind, runs) in enumerate(found.items()):
            seen, cpu = uvloop.run(evening(kind, teams, seconds, random.Random(10 * number + place)))
            runs.seen.append(seen)
            runs.cpu.append(cpu)
    people = teams * SIZE
    click.echo(
        f"{people} people check in within {seconds:.0f} s, answers of the Bot API after {LIFE_SECONDS * 1000:.0f} ms"
    )
    click.echo("\n| target | found | to reach | |\n|---|---|---|---|")
    for kind, runs in found.items():
        for what, figures, target, outcome in _rows(kind, runs, people, seconds):
            click.echo(f"| {kind.name}: {what} | {figures} | {target} | {outcome} |")


@click.command()
@click.option("--rounds", default=3, help="how often everything is measured")
@click.option("--short", is_flag=True, help="a third of the teams in a third of the time")
def main(*, rounds: int, short: bool) -> None:
    """Measure check-ins and calls for help on an evening on which everything comes together."""
    share = 3 if short else 1
    patrol(rounds, TEAMS // share, SECONDS / share)


if __name__ == "__main__":
    main()
