"""`shouwang playground`: a Bot API server on loopback, the page of phones, and the bot running against it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import webbrowser
from typing import TYPE_CHECKING

from bot.application import build
from bot.demo import seat_demo_people
from bot.playground_places import lay_out_places
from domain.calendar import Calendar
from playground.client import PlaygroundClient
from playground.clock import MovedClock
from playground.server import Playground

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.settings import Settings

TWO_HOURS_MS = 7_200_000
PLAYGROUND_TOKEN = "100000:the-playground-knows-no-secret"  # noqa: S105 - a token of no real bot


def start_anew(settings: Settings) -> None:
    """Forget what earlier playgrounds left."""
    shutil.rmtree(settings.playground.path, ignore_errors=True)


async def run_playground(settings: Settings, tell: Callable[[str], None]) -> None:
    """Run until interrupted. Everything it keeps lies in the playground's own folder."""
    folder = settings.playground.path
    folder.mkdir(parents=True, exist_ok=True)
    clock = MovedClock()
    state = folder / "town.json"
    _begin_by_day(settings, clock, known=state.exists())
    playground = Playground(clock=clock, state_path=state)
    url = await playground.start(settings.playground.host, settings.playground.port)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        shouwang = build(_settings_for(settings, url), clock)
        await shouwang.start()
        try:
            playground.hooks.next_due = shouwang.next_due
            playground.hooks.settle = shouwang.settle
            async with PlaygroundClient(url) as town:
                await seat_demo_people(town, shouwang.database, shouwang.rules)
                await lay_out_places(town, shouwang.database, settings.township)
                await town.settle()
            tell(url)
            _show(url)
            await stop.wait()
        finally:
            await shouwang.stop()
    finally:
        await playground.stop()


def _begin_by_day(settings: Settings, clock: MovedClock, *, known: bool) -> None:
    """A first playground begins in the morning: in the quiet hours a newcomer would see nothing arrive."""
    calendar = Calendar(settings.township.time_zone)
    morning = calendar.quiet_until(clock.now(), settings.township.quiet_hours)
    if not known and morning is not None:
        clock.set(morning + TWO_HOURS_MS)


def _settings_for(settings: Settings, url: str) -> Settings:
    """The same township, with its own files and a Bot API server that has no limits to keep."""
    folder = settings.playground.path
    return settings.changed(
        telegram=settings.telegram.changed(base_url=url, token=PLAYGROUND_TOKEN, mode="polling"),
        storage=settings.storage.changed(path=folder / "shouwang.db"),
        keys=settings.keys.changed(path=folder / "keys.json"),
        backup=settings.backup.changed(path=folder / "backups"),
        health=settings.health.changed(port=0),
        calendar=settings.calendar.changed(address="http://127.0.0.1", host="127.0.0.1", port=0),
        delivery=settings.delivery.changed(per_chat_per_second=20.0, per_chat_burst=20),
    )


def _show(url: str) -> None:
    """Open the page where there is a screen to open it on."""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        with contextlib.suppress(webbrowser.Error):
            webbrowser.open(url)
