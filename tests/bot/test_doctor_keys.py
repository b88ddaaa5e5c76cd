"""What the doctor says of the keys: who could change the file, and what is not over yet."""

from __future__ import annotations

from pathlib import Path

from bot.doctor import examine
from bot.keys import keys_for
from bot.settings import Settings
from storage.database import Database
from storage.key_ring import Sealed
from tests.conftest import HandClock
from tests.journeys.village import settings_in


async def bad(settings: Settings, clock: HandClock) -> str:
    """Everything that is not in order."""
    return "\n".join(each.what for each in await examine(settings, clock) if not each.well)


async def test_a_folder_that_others_can_write_to_is_named(tmp_path: Path, clock: HandClock) -> None:
    """They could put a file of their own in its place."""
    settings = settings_in(tmp_path, "http://127.0.0.1:9")
    keys_for(settings.keys.path, settings.storage.path)
    tmp_path.chmod(0o700)
    assert "chmod go-w" not in await bad(settings, clock)
    tmp_path.chmod(0o770)
    assert f"chmod go-w {tmp_path}" in await bad(settings, clock)


async def test_a_rotation_and_a_destruction_that_are_not_over_are_named(tmp_path: Path, clock: HandClock) -> None:
    """With what to do."""
    settings = settings_in(tmp_path, "http://127.0.0.1:9")
    keys = keys_for(settings.keys.path, settings.storage.path)
    database = await Database.open(settings.storage.path, clock, keys.storage)
    async with database.transaction() as work:
        await work.erasure.doom(Sealed.CASE, 7, 7)
    database.ring.begin_rotation()
    await database.close()
    said = await bad(settings, clock)
    assert "a rotation of the keys is not over" in said
    assert "1 keys have yet to be destroyed" in said
