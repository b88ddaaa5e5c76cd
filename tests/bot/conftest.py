"""Fixtures of the pipeline's tests."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.bench import Bench


@pytest.fixture
async def bench(tmp_path: Path) -> AsyncIterator[Bench]:
    """A playground and a place for bots."""
    async with Bench(tmp_path) as running:
        yield running
