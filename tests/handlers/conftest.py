"""What the tests of handlers stand on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conftest import HandClock
from tests.handlers.desk import Desk, a_desk


@pytest.fixture
async def desk(tmp_path: Path, clock: HandClock) -> AsyncIterator[Desk]:
    """The program's handlers on a database."""
    async with a_desk(tmp_path, clock) as ready:
        yield ready
