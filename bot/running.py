"""Ask something of the program that is running on this machine: it alone may have the database open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import orjson

from bot.health import PASS_HEADER, operators_pass

if TYPE_CHECKING:
    from bot.keys import Keys
    from bot.settings import Settings

Json = dict[str, object]
SECONDS = 120.0


class NotRunning(Exception):
    """No program of ours answers at the health page's address."""


async def ask(settings: Settings, keys: Keys, command: str, given: Json) -> Json:
    """Have the running program do something; what it answers. Raises NotRunning, and ValueError with its complaint."""
    url = f"http://{settings.health.host}:{settings.health.port}/{command}"
    headers = {PASS_HEADER: operators_pass(keys.button_key)}
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
            session.post(url, data=orjson.dumps(given), headers=headers) as answer,
        ):
            content = await answer.read()
            status = answer.status
    except (aiohttp.ClientError, OSError, TimeoutError):
        raise NotRunning from None
    if status in {403, 404}:
        raise NotRunning
    told: Json = orjson.loads(content)
    if "error" in told:
        raise ValueError(str(told["error"]))
    return told


async def health(settings: Settings) -> Json | None:
    """What the health page says; None when nothing listens there."""
    url = f"http://{settings.health.host}:{settings.health.port}/health"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.get(url) as answer,
        ):
            told: Json = orjson.loads(await answer.read())
    except (aiohttp.ClientError, OSError, TimeoutError, orjson.JSONDecodeError):
        return None
    return told
