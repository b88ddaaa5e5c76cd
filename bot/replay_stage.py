"""What every replay needs: the unmodified bot behind a playground on a clock that is moved, in a folder that is gone afterwards."""

from __future__ import annotations

import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.application import build
from playground.client import PlaygroundClient
from playground.clock import MovedClock
from playground.server import Playground
from storage.due import DueKind

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.application import Shouwang
    from bot.settings import Settings

REPLAY_TOKEN = "100001:replay-of-citizens-messages"  # noqa: S105 - of no real bot
FAST = 1_000_000
RECURRING = (DueKind.BACKUP, DueKind.PURGE)
"""What is done every night and would only take time; the auditor puts it back on the agenda in a long replay."""


class Stage(NamedTuple):
    """The bot that plays, and the town around it."""

    shouwang: Shouwang
    town: PlaygroundClient


@asynccontextmanager
async def a_stage(settings: Settings, starts_at: int, *, calls_kept: int, settle: bool = True) -> AsyncIterator[Stage]:
    """Everything started, at an instant (UTC ms). Without `settle` the town's acts do not wait for the bot."""
    with tempfile.TemporaryDirectory(prefix="replay-") as folder:
        clock = MovedClock(start_at=starts_at, frozen=True)
        playground = Playground(clock=clock, record_calls=calls_kept)
        url = await playground.start()
        try:
            shouwang = build(_settings_for(settings, Path(folder), url), clock)
            await shouwang.start()
            playground.hooks.next_due = shouwang.next_due
            playground.hooks.settle = shouwang.settle
            try:
                async with shouwang.database.transaction() as work:
                    for kind in RECURRING:
                        await work.due.clear(kind, "")
                async with PlaygroundClient(url, settle=settle) as town:
                    yield Stage(shouwang, town)
            finally:
                await shouwang.stop()
        finally:
            await playground.stop()


def _settings_for(settings: Settings, folder: Path, url: str) -> Settings:
    """The same township, with its files in a folder and no limit on how fast a machine may write or be written to."""
    limits = settings.township.limits.changed(reports_a_day=1_000)
    telegram = settings.telegram.changed(base_url=url, token=REPLAY_TOKEN)
    delivery = settings.delivery.changed(per_second=FAST, per_chat_per_second=FAST, per_chat_burst=FAST)
    return settings.changed(
        township=settings.township.changed(limits=limits),
        telegram=telegram,
        delivery=delivery,
        storage=settings.storage.changed(path=folder / "replay.db"),
        keys=settings.keys.changed(path=folder / "keys.json"),
        backup=settings.backup.changed(path=folder / "backups"),
        health=settings.health.changed(port=0),
    )
