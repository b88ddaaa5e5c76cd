"""An hour of reports at a steady rate: memory, open files and threads of the program have to stay flat."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import click

from bench.far_end import Orders
from bench.rates import System, reporting

RATE = 50.0
LOOKS = 40
MOST_GROWTH = 1.1
MOST_MORE = 5


@dataclass(frozen=True)
class Look:
    """The program at one moment."""

    mib: float
    files: int
    threads: int


def _look(process: int) -> Look:
    status = dict(
        line.split(":", maxsplit=1) for line in Path(f"/proc/{process}/status").read_text().splitlines() if ":" in line
    )
    files = len(list(Path(f"/proc/{process}/fd").iterdir()))
    return Look(int(status["VmRSS"].split()[0]) / 1024, files, int(status["Threads"]))


async def soak(seconds: float) -> None:
    """Look again and again, and compare the second quarter of the time with the last."""
    looks: list[Look] = []
    async with reporting(System.OURS, Orders(0, seconds, 0.05, RATE)) as (process, seeing):
        while not seeing.done():
            await asyncio.wait({seeing}, timeout=seconds / LOOKS)
            looks.append(_look(process))
        seen = seeing.result()
    quarter = len(looks) // 4
    early, late = looks[quarter : 2 * quarter], looks[-quarter:]
    click.echo(f"{seen.updates:,} updates in {seen.seconds:,.0f} s, waiting at the end {seen.backlog_end}\n")
    click.echo("| | second quarter | last quarter | |\n|---|---|---|---|")
    for name in ("mib", "files", "threads"):
        before, after = (median(float(getattr(look, name)) for look in part) for part in (early, late))
        flat = after <= before * MOST_GROWTH if name == "mib" else after <= before + MOST_MORE
        click.echo(f"| {name} | {before:,.0f} | {after:,.0f} | {'flat' if flat else 'GROWS'} |")
