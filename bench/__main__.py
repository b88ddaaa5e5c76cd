"""`make bench`: the rates beside two peers, a steady rate, a slow disk, the pace of sending, a million cases, rosters, patrols."""

from __future__ import annotations

import asyncio
import os
import platform
import subprocess
import sys
from collections import defaultdict

import click

from bench.far_end import Orders
from bench.rates import LOUDEST_FAR_END, Rounds, System, measure
from bench.soak import soak

CHATS = (1, 50, 500)
LIFE_SECONDS = 0.05
STEADY_RATE = 100.0
PARTS = ("rates", "steady", "disk", "pacing", "scale", "rosters", "patrol")
BY_NAME_ONLY = ("soak",)


def _line(what: str, found: str, target: str, *, met: bool, possible: bool = True) -> None:
    outcome = "reached" if met else "MISSED" if possible else "not possible"
    click.echo(f"| {what} | {found} | {target} | {outcome} |")


def _targets() -> None:
    click.echo("\n| target | found | to reach | |\n|---|---|---|---|")


async def rates(rounds: int, seconds: float) -> None:
    """The four-step report journey in a closed loop, all systems in turn in every round."""
    systems = (System.OURS, System.CONVERSATION, System.AIOGRAM)
    found: dict[tuple[float, int, System], Rounds] = defaultdict(Rounds)
    for _round in range(rounds):
        for delay in (0.0, LIFE_SECONDS):
            for chats in CHATS:
                for system in systems:
                    run = await measure(system, Orders(chats, seconds, delay))
                    found[delay, chats, system].runs.append(run)
    click.echo("\n| answer | chats | system | updates/s | p50 ms | p99 ms | CPU s / 1,000 | peak MiB | far end |")
    click.echo("|---|---|---|---|---|---|---|---|---|")
    for (delay, chats, system), each in found.items():
        far = each.middle("far_end_busy")
        click.echo(
            f"| {'50 ms' if delay else 'at once'} | {chats} | {system} | {each.spread('rate')} | "
            f"{each.spread('wait_p50', ',.1f')} | {each.spread('wait_p99', ',.1f')} | "
            f"{each.spread('cpu_per_thousand', '.2f')} | {each.spread('peak_mib')} | "
            f"{far:.0%}{' (too busy)' if far > LOUDEST_FAR_END else ''} |"
        )

    def ratio(name: str, delay: float, chats: int, other: System) -> float:
        return found[delay, chats, System.OURS].middle(name) / found[delay, chats, other].middle(name)

    _targets()
    for chats, other, least in (
        (50, System.CONVERSATION, 4.0),
        (50, System.AIOGRAM, 1.5),
        (1, System.CONVERSATION, 2.5),
    ):
        times = ratio("rate", 0.0, chats, other)
        _line(f"at once, {chats} chats, to {other}", f"{times:.2f} times", f"≥ {least} times", met=times >= least)
    cpu = ratio("cpu_per_thousand", 0.0, 50, System.CONVERSATION)
    _line(f"CPU for 1,000 updates, to {System.CONVERSATION}", f"{cpu:.2f}", "≤ 0.33", met=cpu <= 1 / 3)
    peak = max(each.middle("peak_mib") for (_delay, _chats, system), each in found.items() if system is System.OURS)
    _line("peak memory", f"{peak:.0f} MiB", "≤ 120 MiB", met=peak <= 120)
    # A step waits for the answer to a poll at the least, so this is all that so many chats can give.
    for chats in CHATS[1:]:
        slow, bound = found[LIFE_SECONDS, chats, System.OURS].middle("rate"), chats / LIFE_SECONDS
        what = f"after 50 ms, {chats} chats, whose bound is {bound:,.0f}/s for a program that takes no time at all"
        found_rate = f"{slow:,.0f}/s, {slow / bound:.0%} of the bound"
        _line(what, found_rate, "≥ 1,000/s", met=slow >= 1_000, possible=bound > 1_000)
    for chats in CHATS:
        times = ratio("rate", LIFE_SECONDS, chats, System.AIOGRAM)
        _line(f"after 50 ms, {chats} chats, to {System.AIOGRAM}", f"{times:.2f} times", "≥ 1 time", met=times >= 1)


async def steady(rounds: int, seconds: float) -> None:
    """An open loop: people come whether or not those before them were answered."""
    found = Rounds([await measure(System.OURS, Orders(0, seconds, LIFE_SECONDS, STEADY_RATE)) for _ in range(rounds)])
    _targets()
    wait = found.middle("wait_p99")
    _line(
        f"{STEADY_RATE:.0f} updates/s for {seconds:.0f} s, answers after 50 ms: p99",
        f"{found.spread('wait_p99')} ms",
        "≤ 300 ms",
        met=wait <= 300,
    )
    middle, end = found.middle("backlog_middle"), found.middle("backlog_end")
    _line(
        "people waiting, in the middle and at the end", f"{middle:.0f}, {end:.0f}", "not more", met=end <= middle + 10
    )


async def disk(rounds: int, seconds: float) -> None:
    """The same machine with every fsync 5 ms slower, in turn with itself."""
    found: dict[System, Rounds] = defaultdict(Rounds)
    for _round in range(rounds):
        for system in (System.OURS, System.SLOW_DISK):
            found[system].runs.append(await measure(system, Orders(50, seconds)))
    share = found[System.SLOW_DISK].middle("rate") / found[System.OURS].middle("rate")
    _targets()
    rates_found = f"{share:.0%}: {found[System.SLOW_DISK].spread('rate')} of {found[System.OURS].spread('rate')}/s"
    _line("every fsync 5 ms slower, 50 chats", rates_found, "≥ 50 %", met=share >= 0.5)


def _other(module: str, *arguments: str) -> None:
    click.echo("")
    subprocess.run([sys.executable, "-m", module, *arguments], check=False)  # noqa: S603 - a part of this bench


@click.command()
@click.option("--rounds", default=3, help="how often everything is measured")
@click.option("--short", is_flag=True, help="a first look: one short round")
@click.argument("parts", nargs=-1, type=click.Choice(PARTS + BY_NAME_ONLY))
def main(*, rounds: int, short: bool, parts: tuple[str, ...]) -> None:
    """Measure some or all of: rates, steady, disk, pacing, scale, rosters, patrol; and soak, an hour long, only by its name."""
    rounds = 1 if short else rounds
    seconds = 2.0 if short else 5.0
    click.echo(
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {rounds} rounds; ratios hold, figures are this machine's"
    )
    for part in parts or PARTS:
        click.echo(f"\n## {part}")
        match part:
            case "rates":
                asyncio.run(rates(rounds, seconds))
            case "steady":
                asyncio.run(steady(1, 10.0 if short else 60.0))
            case "disk":
                asyncio.run(disk(rounds, seconds))
            case "soak":
                asyncio.run(soak(120.0 if short else 3_600.0))
            case "pacing":
                _other("bench.pacing", *(("--quick",) if short else ()))
            case "rosters":
                _other("bench.rosters", *(("--many", "50", "--sample", "5") if short else ()))
            case "patrol":
                _other("bench.patrol", "--rounds", str(rounds), *(("--short",) if short else ()))
            case _:
                _other(
                    "bench.scale", "--rounds", str(rounds), *(("--cases", "20000", "--due", "2000") if short else ())
                )


if __name__ == "__main__":
    main()
