"""What the fault lanes share: how long a run is, and the table of what each found, printed at the end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest

from bot import application
from tests.faults.lane import Lane
from tests.faults.texts_once import read_texts_once
from tests.faults.town import zygote
from texts.catalogue import Catalogue

LANES = pytest.StashKey[list[Lane]]()


@dataclass(frozen=True, slots=True)
class Length:
    """How much a lane does: `of(short, long)` picks by the option `--long`."""

    long: bool = field(default=False)

    def of(self, short: int, long: int) -> int:
        """The count for this run."""
        return long if self.long else short


@pytest.fixture
def length(request: pytest.FixtureRequest) -> Length:
    """Short, as in every change's check, or long by option."""
    return Length(bool(request.config.getoption("--long")))


@pytest.fixture
def lane(request: pytest.FixtureRequest) -> Lane:
    """A line of the table for this test."""
    line = Lane(request.node.name)
    request.config.stash.setdefault(LANES, []).append(line)
    return line


@pytest.fixture(scope="session", autouse=True)
def _texts_are_read_once() -> Iterator[None]:
    """For the programs that are built here to put people and cases in place."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(application, "Catalogue", Catalogue)
        read_texts_once()
        yield


@pytest.fixture
async def lives() -> AsyncIterator[asyncio.subprocess.Process]:
    """The process that programs are forked from."""
    process = await zygote()
    yield process
    assert process.stdin is not None
    process.stdin.close()
    await process.wait()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Print what the lanes counted, as the table that docs/reliability.md holds."""
    lines = config.stash.get(LANES, [])
    if not lines:
        return
    terminalreporter.section("fault lanes")
    terminalreporter.write_line("| lane | what was counted |")
    terminalreporter.write_line("|---|---|")
    for line in lines:
        terminalreporter.write_line(f"| {line.name} | {line.counted()} |")
