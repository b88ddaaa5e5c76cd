"""A folder with the database of a large township: where its files are, and the program built on it at a time of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.application import Shouwang, build
from bot.logging import set_up_logging
from bot.settings import Settings, load_settings
from playground.clock import MovedClock

if TYPE_CHECKING:
    from domain.clock import Clock

ROOT = Path(__file__).parents[1]
NOW = 1_790_557_200_000
"""Monday, 28 September 2026, 09:00 in Shanghai."""
BEFORE = NOW - 60_000
"""Nothing is due yet."""
CLOSED_PORT = "http://127.0.0.1:9"
"""Nobody listens here: what is said stays in the outbox."""
DATABASE = "shouwang.sqlite"
KEYS = "keys.json"


def settings_in(folder: Path) -> Settings:
    """The shipped configuration, with the files in a folder."""
    environment = {
        "SHOUWANG_TELEGRAM__TOKEN": "424242:the-bench-of-scale",
        "SHOUWANG_TELEGRAM__BASE_URL": CLOSED_PORT,
        "SHOUWANG_STORAGE__PATH": str(folder / DATABASE),
        "SHOUWANG_KEYS__PATH": str(folder / KEYS),
        "SHOUWANG_BACKUP__PATH": str(folder / "backups"),
        "SHOUWANG_HEALTH__PORT": "0",
        "SHOUWANG_LOG__LEVEL": "error",
    }
    settings = load_settings(ROOT / "config.toml", environment)
    set_up_logging(settings.log)
    return settings


def build_in(folder: Path, clock: Clock | None = None) -> Shouwang:
    """The program on the files of a folder; its clock stands still a minute before much falls due."""
    return build(settings_in(folder), clock or MovedClock(start_at=BEFORE, frozen=True))
