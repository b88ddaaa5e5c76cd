"""An invitation made at the operator's console: its link, and a code to scan from the screen."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from secrets import token_bytes
from typing import TYPE_CHECKING

import aiohttp
import orjson
import segno

from actions.invite import invite
from actions.rules import Rules
from bot.keys import read_keys
from bot.running import NotRunning, ask
from domain.calendar import Calendar
from domain.words import Role
from storage.database import Database

if TYPE_CHECKING:
    from bot.keys import Keys
    from bot.settings import Settings
    from domain.clock import Clock

UNKNOWN_BOT = "YOUR_BOT"
"""What stands in a link where the bot's name goes."""


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited to what."""

    role: Role
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class InvitationLink:
    """What to pass on. `code` is the QR code drawn in characters."""

    url: str
    code: str


async def make_invitation(settings: Settings, clock: Clock, invited: Invited) -> InvitationLink:
    """Make it, through the running program if there is one. Raises KeysUnusable and DatabaseInUse."""
    keys = read_keys(settings.keys.path)
    given: dict[str, object] = {"role": invited.role.value, "unit": invited.unit, "name": invited.name}
    try:
        start = str((await ask(settings, keys, "invite", given))["start"])
    except NotRunning:
        start = await _make_here(settings, clock, keys, invited)
    url = f"https://t.me/{await bot_username(settings) or UNKNOWN_BOT}?start={start}"
    drawn = StringIO()
    segno.make(url, error="l").terminal(out=drawn, compact=True)
    return InvitationLink(url, drawn.getvalue())


async def _make_here(settings: Settings, clock: Clock, keys: Keys, invited: Invited) -> str:
    township = settings.township
    rules = Rules(township, Calendar(township.time_zone), keys.number_key, token_bytes)
    database = await Database.open(settings.storage.path, clock, keys.storage)
    try:
        async with database.transaction() as work:
            return await invite(work, rules, invited.role, invited.unit, invited.name, None)
    finally:
        await database.close()


async def bot_username(settings: Settings) -> str | None:
    """The bot's name; None where Telegram cannot be asked now."""
    token = settings.telegram.token
    if token is None:
        return None
    url = f"{settings.telegram.base_url.rstrip('/')}/bot{token.get_secret_value()}/getMe"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=10)) as session,
            session.get(url) as answer,
        ):
            return str(orjson.loads(await answer.read())["result"]["username"])
    except (aiohttp.ClientError, OSError, TimeoutError, KeyError, orjson.JSONDecodeError):
        return None
