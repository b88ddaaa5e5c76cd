"""An office with its people, for every test of an action."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.actions.office import Office, an_office
from tests.conftest import HandClock

CANARIES = pytest.StashKey[dict[str, int]]()
"""What the random cases with canaries came to, in all towns of a run."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """How much was looked through for canaries, if anything was."""
    counted = config.stash.get(CANARIES, None)
    if counted:
        terminalreporter.section("canaries")
        terminalreporter.write_line(", ".join(f"{count:,} {what}" for what, count in counted.items()))


@pytest.fixture
async def office(database: Database, clock: HandClock) -> AsyncIterator[Office]:
    """Everybody in place on a Monday morning."""
    async with an_office(database, clock) as ready:
        yield ready
