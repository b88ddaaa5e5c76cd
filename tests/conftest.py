"""What the tests of the inner floors share: a clock moved by hand, fresh keys, a database in a temporary folder."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

from storage.database import Database
from storage.key_ring import Generation, KeyRing, RingState
from storage.keys import StorageKeys

# How long an example takes says how busy the machine is, and nothing else.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

MONDAY_MORNING = 1_790_557_200_000
"""Monday, 28 September 2026, 09:00 in Shanghai."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long`: the fault lanes at the length that docs/reliability.md reports."""
    parser.addoption("--long", action="store_true", help="run the fault lanes at full length")


@dataclass
class HandClock:
    """A clock that moves only when a test moves it. Times in UTC ms."""

    at: int = MONDAY_MORNING

    def now(self) -> int:
        """The time it was set to."""
        return self.at

    def monotonic(self) -> float:
        """The same as seconds."""
        return self.at / 1000

    def forward(self, *, days: float = 0, hours: float = 0, minutes: float = 0, ms: int = 0) -> None:
        """Let time pass."""
        self.at += round(((days * 24 + hours) * 60 + minutes) * 60_000) + ms


@pytest.fixture
def clock() -> HandClock:
    """A clock that stands at a Monday morning."""
    return HandClock()


@pytest.fixture
def storage_keys() -> StorageKeys:
    """Keys of this test alone."""
    return some_keys()


def some_keys() -> StorageKeys:
    """Random keys that are kept nowhere."""
    ring = KeyRing(RingState(Generation.fresh(), None), lambda _state: None)
    return StorageKeys(ring, tags=secrets.token_bytes(32), chain=secrets.token_bytes(32))


@pytest.fixture
async def database(tmp_path: Path, clock: HandClock, storage_keys: StorageKeys) -> AsyncIterator[Database]:
    """An empty database."""
    opened = await Database.open(tmp_path / "shouwang.db", clock, storage_keys)
    yield opened
    await opened.close()
