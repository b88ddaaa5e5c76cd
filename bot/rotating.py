"""`shouwang keys rotate`: new keys beside the old ones, by the running program or here while nobody has the database open."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.keys import read_keys
from bot.running import NotRunning, ask
from storage.database import Database
from storage.erasure import destroy_doomed

if TYPE_CHECKING:
    from bot.health import Json
    from bot.settings import Settings
    from domain.clock import Clock

COMMAND = "keys-rotate"


async def rotate_keys(settings: Settings, clock: Clock) -> str:
    """Begin, and end unless the running program does; a sentence on how it stands."""
    keys = read_keys(settings.keys.path)
    try:
        told = await ask(settings, keys, COMMAND, {})
    except NotRunning:
        database = await Database.open(settings.storage.path, clock, keys.storage)
        try:
            told = await begin_in(database)
            await destroy_doomed(database)
        finally:
            await database.close()
        return f"everything is sealed under new keys, and the old ones are forgotten. {_advice(settings)}"
    if not told["begun"]:
        return "an earlier rotation is still going on: shouwang doctor says when it is over"
    return f"new keys were made; the running program seals everything under them and then forgets the old ones. {_advice(settings)}"


async def begin_in(database: Database) -> Json:
    """Make new keys and have the job run that seals everything anew."""
    begun = await asyncio.to_thread(database.ring.begin_rotation)
    async with database.transaction() as work:
        await work.erasure.soon()
    return {"begun": begun}


def _advice(settings: Settings) -> str:
    return (
        f"Then copy {settings.keys.path} anew and make a backup: today's keys do not open backups from before. Keep the copy of the"
        " old file as long as you keep one of those."
    )
