"""An office with its people, for every test of an action."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.actions.office import Office, an_office
from tests.conftest import HandClock


@pytest.fixture
async def office(database: Database, clock: HandClock) -> AsyncIterator[Office]:
    """Everybody in place on a Monday morning."""
    async with an_office(database, clock) as ready:
        yield ready
