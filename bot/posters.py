"""Posters of checkpoints, made at the operator's console.

First they are printed, then their tokens are made good: a printer's trouble must not leave a town with posters that say nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass
from secrets import token_bytes, token_urlsafe
from typing import TYPE_CHECKING

from actions.replace_posters import checkpoints_for_posters, replace_posters
from actions.rules import Rules
from bot.inviting import bot_username
from bot.keys import read_keys
from bot.running import NotRunning, ask
from documents.checkpoint_posters import Poster, draw_posters
from documents.made_file import Office
from domain.calendar import Calendar
from storage.database import Database
from texts.catalogue import Catalogue
from texts.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from bot.health import Command, Json
    from bot.keys import Keys
    from bot.settings import Settings
    from domain.clock import Clock

LIST, REPLACE = "checkpoints", "posters"
TOKEN_BYTES = 16


class NoPosters(Exception):
    """None were made; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The file with the posters, and how many there are."""

    path: Path
    count: int


async def make_posters(settings: Settings, clock: Clock, team: str | None, folder: Path) -> Printed:
    """Print new posters for a team's checkpoints, or for all, through the running program if there is one.

    Raises KeysUnusable, DatabaseInUse, and NoPosters when nothing was changed.
    """
    keys = read_keys(settings.keys.path)
    username = await bot_username(settings)
    if username is None:
        message = "a poster carries the bot's name, and Telegram does not say it: look at `shouwang doctor`"
        raise NoPosters(message)
    rules = Rules(settings.township, Calendar(settings.township.time_zone), keys.number_key, token_bytes)
    async with _door(settings, clock, keys, rules) as command:
        listed = (await command(LIST, {"unit": team}))["checkpoints"]
        checkpoints = listed if isinstance(listed, list) else []
        if not checkpoints:
            message = "there is no checkpoint: name some in patrol.teams of the configuration, or add them in the chat"
            raise NoPosters(message)
        tokens = {str(each["id"]): token_urlsafe(TOKEN_BYTES) for each in checkpoints}
        posters = [
            Poster(each["unit"], each["name"], f"https://t.me/{username}?start=c_{tokens[str(each['id'])]}")
            for each in checkpoints
        ]
        office = Office(
            settings.township,
            rules.calendar,
            Renderer(Catalogue.load(), settings.township.time_zone, keys.button_key),
            settings.township.default_language,
        )
        day = f"{rules.calendar.local(clock.now()):%Y%m%d-%H%M%S}"
        path = folder / f"posters-{team or 'all'}-{day}.pdf"
        await asyncio.to_thread(_write, path, draw_posters(office, posters))
        try:
            await command(REPLACE, {"tokens": tokens})
        except BaseException:
            path.unlink(missing_ok=True)
            raise
    return Printed(path, len(posters))


def poster_commands(database: Database, rules: Rules) -> Mapping[str, Command]:
    """What the command asks of whoever has the database open."""

    async def list_checkpoints(given: Json) -> Json:
        unit = given.get("unit")
        async with database.transaction() as work:
            found = await checkpoints_for_posters(work, rules, None if unit is None else str(unit))
        return {"checkpoints": [{"id": each.id, "unit": each.unit, "name": each.name} for each in found]}

    async def make_good(given: Json) -> Json:
        tokens = given["tokens"]
        if not isinstance(tokens, dict):
            message = "tokens by checkpoint are wanted"
            raise TypeError(message)
        async with database.transaction() as work:
            return {"count": await replace_posters(work, {int(key): str(token) for key, token in tokens.items()})}

    return {LIST: list_checkpoints, REPLACE: make_good}


@asynccontextmanager
async def _door(settings: Settings, clock: Clock, keys: Keys, rules: Rules) -> AsyncIterator[_Door]:
    """The running program's door, or one of our own on the database while nobody has it open."""
    try:
        await ask(settings, keys, LIST, {"unit": settings.township.centre.code})
    except NotRunning:
        database = await Database.open(settings.storage.path, clock, keys.storage)
        try:
            yield _Door(settings, keys, poster_commands(database, rules))
        finally:
            await database.close()
    else:
        yield _Door(settings, keys, None)


@dataclass(frozen=True, slots=True)
class _Door:
    """Commands by name; `here` are those of a database that is open here."""

    settings: Settings
    keys: Keys
    here: Mapping[str, Command] | None

    async def __call__(self, name: str, given: Json) -> Json:
        """Have something done."""
        return await (ask(self.settings, self.keys, name, given) if self.here is None else self.here[name](given))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # Whoever has the file can scan the posters in it without going there.
    path.touch(mode=0o600)
    path.write_bytes(content)
