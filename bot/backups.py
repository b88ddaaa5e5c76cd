"""Copies of the database: made, verified, named by their time, and as many kept as the configuration says."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from storage.backup import back_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.settings import BackupSettings
    from domain.calendar import Calendar
    from domain.clock import Clock
    from storage.database import Database

PATTERN = "shouwang-*.sqlite"

log = structlog.get_logger(__name__)


class Backups:
    """Makes backups of one open database."""

    def __init__(self, database: Database, settings: BackupSettings, calendar: Calendar, clock: Clock) -> None:
        self._database = database
        self._settings = settings
        self._calendar = calendar
        self._clock = clock
        self._turn = asyncio.Lock()

    async def make(self, progress: Callable[[int, int], None] | None = None) -> Path:
        """Make one now and take away those that are too many; its path. Raises BackupBroken if the copy is no good."""
        async with self._turn:
            moment = self._calendar.local(self._clock.now())
            target = self._settings.path / f"shouwang-{moment:%Y%m%d-%H%M%S}.sqlite"
            await back_up(self._database, target, progress)
            await asyncio.to_thread(self._thin_out)
            log.info("a backup was made and verified", action="backup_made", path=str(target))
            return target

    async def nightly(self) -> None:
        """As due work."""
        await self.make()

    def _thin_out(self) -> None:
        for old in backups_in(self._settings.path)[self._settings.keep :]:
            old.unlink(missing_ok=True)


def backups_in(folder: Path) -> list[Path]:
    """The backups in a folder, newest first: their names begin with the time."""
    return sorted(folder.glob(PATTERN), reverse=True)
