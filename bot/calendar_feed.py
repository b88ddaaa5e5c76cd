"""The calendars that phones subscribe to: each person's own shifts under an address that only they know.

Who asks is known by the token in the address alone, so the address stands in no log, and an answer names nobody.
"""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

import structlog
from aiohttp import web

from documents.made_file import Office
from documents.shift_calendar import prepare_shift_feed
from storage.calendar_links import token_hash

if TYPE_CHECKING:
    from actions.rules import Rules
    from documents.made_file import Draw
    from domain.clock import Clock
    from storage.database import Database
    from texts.renderer import Renderer

GUESSES = 20
"""So many addresses that are nobody's are looked up at once; after that others wait, and known ones go on."""
SECONDS_A_GUESS = 3.0
WAITING = 32
"""So many readings may wait for their turn; a phone comes back by itself."""
LATER = {"Retry-After": "300"}

log = structlog.get_logger(__name__)


class CalendarFeed:
    """`GET /calendar/<token>.ics`. Without a configured address it does not listen at all."""

    def __init__(self, database: Database, rules: Rules, renderer: Renderer, clock: Clock) -> None:
        self._database = database
        self._rules = rules
        self._renderer = renderer
        self._guesses = _Guesses(clock)
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._runner: web.AppRunner | None = None
        self.address = ""
        """What links begin with, once it listens; "" while it does not."""

    async def start(self, address: str | None, host: str, port: int) -> None:
        """Listen, if there is an address. A port that is taken is a line in the log: then no links are offered.

        With port 0 the port that was free is put into the address.
        """
        if address is None:
            return
        application = web.Application()
        below = urlsplit(address).path.rstrip("/")
        application.router.add_get(below + "/calendar/{token:[A-Za-z0-9_-]{22}}.ics", self._read)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            log.warning(
                "the calendars cannot listen", action="calendar_silent", port=port, error_kind=type(error).__name__
            )
        else:
            taken = None if port else self._runner.addresses[0][1]
            self.address = _with_port(address.rstrip("/"), taken)

    async def stop(self) -> None:
        """Stop listening."""
        self.address = ""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _read(self, request: web.Request) -> web.Response:
        if self._waiting >= WAITING:
            return web.Response(status=503, headers=LATER)
        self._waiting += 1
        try:
            async with self._turn:
                return await self._answer(request)
        except Exception:
            # Not raised further: the web server would write the address of the call into its log.
            log.exception("a calendar could not be made", action="calendar_failed")
            return web.Response(status=500)
        finally:
            self._waiting -= 1

    async def _answer(self, request: web.Request) -> web.Response:
        hashed = token_hash(request.match_info["token"])
        if not self._guesses.may_ask(hashed):
            return web.Response(status=429, headers=LATER)
        draw = await self._prepare(hashed)
        self._guesses.answered(hashed, known=draw is not None)
        if draw is None:
            return web.Response(status=404)
        made = await asyncio.to_thread(draw)
        tag = hashlib.sha256(made.content).hexdigest()[:32]
        headers = {"ETag": f'"{tag}"', "Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"}
        asked = request.if_none_match or ()
        if any(each.value in {tag, "*"} for each in asked):
            return web.Response(status=304, headers=headers)
        return web.Response(body=made.content, headers=headers, content_type=made.media_type, charset="utf-8")

    async def _prepare(self, hashed: str) -> Draw | None:
        """None for an address that is nobody's, or of somebody who belongs to no team any more."""
        async with self._database.transaction() as work:
            person_id = await work.calendar_links.person_of(hashed)
            if person_id is None or not await work.teams.of_person(person_id):
                return None
            person = await work.people.by_id(person_id)
            if person is None:
                return None
            office = Office(self._rules.township, self._rules.calendar, self._renderer, person.language)
            return await prepare_shift_feed(work, office, person_id)


class _Guesses:
    """Bounds how often somebody may ask for addresses that do not exist, without keeping out those who have one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._left = float(GUESSES)
        self._at = clock.monotonic()
        self._known: set[str] = set()

    def may_ask(self, hashed: str) -> bool:
        """Whether it is looked up now."""
        now = self._clock.monotonic()
        self._left = min(GUESSES, self._left + (now - self._at) / SECONDS_A_GUESS)
        self._at = now
        return hashed in self._known or self._left >= 1

    def answered(self, hashed: str, *, known: bool) -> None:
        """What came of it."""
        if known:
            self._known.add(hashed)
        else:
            self._known.discard(hashed)
            self._left -= 1


def _with_port(address: str, port: int | None) -> str:
    if port is None:
        return address
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=f"{parts.hostname}:{port}"))
