"""What the tests of the scheduler share."""

from __future__ import annotations

import pytest

from actions.rules import Rules
from bot.settings import load_settings
from domain.calendar import Calendar
from domain.words import Language, Role
from scheduler.auditor import Auditor
from scheduler.findings import Held
from scheduler.recurring import Recurring
from storage.database import Database
from tests.bot.bench import ROOT
from tests.conftest import HandClock
from tests.scheduler.watched import Watched


@pytest.fixture
async def watched(database: Database, clock: HandClock) -> Watched:
    """An auditor past its grace, with one admin."""
    township = load_settings(ROOT / "config.toml", {}).township
    rules = Rules(township, Calendar(township.time_zone), b"key", bytes)
    fed: list[int] = []
    held = [Held()]
    recurring: list[Recurring] = []
    auditor = Auditor(database, rules, clock, recurring, lambda: fed.append(1), lambda: held[0])
    clock.forward(minutes=2)
    async with database.transaction() as work:
        admin = await work.people.meet(5, "admin", Language.EN)
        await work.people.grant(admin.id, Role.ADMIN, township.centre.code)
    return Watched(database, clock, rules, auditor, held, recurring, fed)
