"""Measure how many updates a second the program and two peers take, at once and with the Bot API as slow as in life."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from statistics import median, quantiles

import orjson

from bench.far_end import Orders, Seen

ROOT = Path(__file__).parents[1]
PEERS_PYTHON = ROOT / ".venv-bench" / "bin" / "python"
LOUDEST_FAR_END = 0.9
"""Above this share of a core the far end may have been what was measured."""
PATIENCE_SECONDS = 30.0


class System(StrEnum):
    """What is measured."""

    OURS = "shouwang"
    """The program as it is served."""
    SLOW_DISK = "shouwang, fsync 5 ms slower"
    """The same on a slow disk."""
    CONVERSATION = "python-telegram-bot conversation"
    """The usual way with the library that the program uses."""
    AIOGRAM = "aiogram states"
    """The usual way with the other library."""


COMMANDS: Mapping[System, tuple[str, ...]] = {
    System.OURS: (sys.executable, "-c", "from bot.command_line import main; main()", "serve"),
    System.SLOW_DISK: (sys.executable, "-m", "bench.slow_disk", "serve"),
    System.CONVERSATION: (sys.executable, "-m", "bench.peers.telegram_bot_conversation"),
    System.AIOGRAM: (str(PEERS_PYTHON), "-m", "bench.peers.aiogram_states"),
}


@dataclass(frozen=True)
class Measured:
    """One run of one system."""

    rate: float
    """Updates a second: each is one step of somebody's report, from what they do until they are answered."""
    wait_p50: float
    wait_p99: float
    """Milliseconds from an update until its answer is on the wire."""
    cpu_per_thousand: float
    """CPU seconds of the system for a thousand updates."""
    peak_mib: float
    far_end_busy: float
    """The share of a core that the far end used."""
    backlog_middle: int
    backlog_end: int


@dataclass
class Rounds:
    """All runs of one system under the same orders."""

    runs: list[Measured] = field(default_factory=list)

    def middle(self, name: str) -> float:
        """The median of one figure."""
        return float(median(getattr(run, name) for run in self.runs))

    def spread(self, name: str, form: str = ",.0f") -> str:
        """Median and, where there were several runs, least and most."""
        found = [float(getattr(run, name)) for run in self.runs]
        if len(found) == 1:
            return format(found[0], form)
        return f"{format(self.middle(name), form)} ({format(min(found), form)}–{format(max(found), form)})"


@asynccontextmanager
async def reporting(system: System, orders: Orders) -> AsyncIterator[tuple[int, asyncio.Future[Seen]]]:
    """People report to a system, warmed up: its process number, and what will have been seen when the time is over."""
    with tempfile.TemporaryDirectory() as folder:
        async with process((sys.executable, "-m", "bench.far_end"), {}, pipes=True) as far_end:
            if far_end.stdin is None or far_end.stdout is None:
                raise RuntimeError("the far end has no pipes")
            far_end.stdin.write(orjson.dumps(asdict(orders)) + b"\n")
            port = int(await far_end.stdout.readline())
            environment = environment_in(Path(folder), f"http://127.0.0.1:{port}")
            async with (
                process(COMMANDS[system], environment) as program,
                asyncio.timeout(PATIENCE_SECONDS + 2 * orders.seconds),
            ):
                if await far_end.stdout.readline() != b"begin\n":
                    raise RuntimeError(f"{system} did not ask for updates")
                seen = asyncio.ensure_future(_seen(far_end.stdout))
                yield program.pid, seen
                await seen


async def _seen(lines: asyncio.StreamReader) -> Seen:
    return Seen(**orjson.loads(await lines.readline()))


async def measure(system: System, orders: Orders) -> Measured:
    """Let people report to a system for a while."""
    async with reporting(system, orders) as (process, seeing):
        before = cpu_seconds(process)
        seen = await seeing
        return _measured(seen, cpu_seconds(process) - before, _peak_mib(process))


def _measured(seen: Seen, cpu_seconds: float, peak_mib: float) -> Measured:
    if not seen.updates:
        raise RuntimeError("nobody was answered")
    cuts = quantiles(seen.waits, n=100, method="inclusive")
    return Measured(
        rate=seen.updates / seen.seconds,
        wait_p50=cuts[49] * 1000,
        wait_p99=cuts[98] * 1000,
        cpu_per_thousand=cpu_seconds / seen.updates * 1000,
        peak_mib=peak_mib,
        far_end_busy=seen.cpu_seconds / seen.seconds,
        backlog_middle=seen.backlog_middle,
        backlog_end=seen.backlog_end,
    )


def environment_in(folder: Path, url: str) -> dict[str, str]:
    """Where a system finds what it needs."""
    token = "424242:a-token-of-no-real-bot-at-all"  # noqa: S105 - it says so
    return {
        "BENCH_URL": url,
        "BENCH_TOKEN": token,
        "BENCH_DATABASE": str(folder / "peer.sqlite"),
        "SHOUWANG_TELEGRAM__TOKEN": token,
        "SHOUWANG_TELEGRAM__BASE_URL": url,
        "SHOUWANG_STORAGE__PATH": str(folder / "shouwang.sqlite"),
        "SHOUWANG_KEYS__PATH": str(folder / "keys.json"),
        "SHOUWANG_BACKUP__PATH": str(folder / "backups"),
        "SHOUWANG_HEALTH__PORT": "0",
        "SHOUWANG_LOG__LEVEL": "error",
        # The peers know no pace. Without ours the program is measured and not Telegram's limits; `pacing` measures those.
        "SHOUWANG_DELIVERY__PER_SECOND": "1000000",
        "SHOUWANG_DELIVERY__PER_CHAT_PER_SECOND": "100000",
        "SHOUWANG_DELIVERY__PER_CHAT_BURST": "1000",
    }


@asynccontextmanager
async def process(
    command: tuple[str, ...], environment: Mapping[str, str], *, pipes: bool = False
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Something that runs until it is not needed any more, with pipes to speak to it if that is wanted."""
    pipe = asyncio.subprocess.PIPE if pipes else asyncio.subprocess.DEVNULL
    started = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        stdin=pipe,
        stdout=pipe,
        # A peer that is ended in the middle of its work has much to say about it.
        stderr=None if pipes else asyncio.subprocess.DEVNULL,
        limit=2**26,
    )
    try:
        yield started
    finally:
        if started.returncode is None:
            started.send_signal(signal.SIGKILL if pipes else signal.SIGTERM)
            try:
                async with asyncio.timeout(15):
                    await started.wait()
            except TimeoutError:
                started.kill()
                await started.wait()


def cpu_seconds(pid: int) -> float:
    """What a process has used of the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))
