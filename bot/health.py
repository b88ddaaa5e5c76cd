"""The health page, and what the operator's own commands ask of the running program. Numbers only, nothing about people."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import orjson
import structlog
from aiohttp import web

from storage.outbox import OutboxState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.delivery import Delivery
    from bot.dispatch import Dispatch
    from bot.shouwang import WayIn
    from domain.clock import Clock
    from scheduler.auditor import Auditor
    from storage.database import Database

PASS_HEADER = "X-Shouwang-Pass"  # noqa: S105 - the name of the header
UNWELL = 503

log = structlog.get_logger(__name__)

Json = dict[str, object]
Command = Callable[[Json], Awaitable[Json]]


@dataclass(frozen=True, slots=True)
class Watched:
    """The parts whose state the page tells."""

    database: Database
    clock: Clock
    dispatch: Dispatch
    delivery: Delivery
    auditor: Auditor
    way_in: WayIn
    version: str
    started_at: int


def operators_pass(key: bytes) -> str:
    """What a command has to show that wants something of the running program: whoever can read the keys can make it."""
    return hmac.new(key, b"operator", "sha256").hexdigest()


async def report(watched: Watched) -> Json:
    """How the program is, in numbers."""
    async with watched.database.transaction() as work:
        waiting = await work.outbox.count(OutboxState.PENDING)
        dead = await work.outbox.count(OutboxState.DEAD)
        aside = await work.quarantine.count()
        next_due = await work.due.next_at()
    found = watched.auditor.latest
    answers = watched.way_in.telegram_answers()
    return {
        "well": found.all_well and answers,
        "telegram_answers": answers,
        "version": watched.version,
        "started_at": watched.started_at,
        "now": watched.clock.now(),
        "updates_handled": watched.dispatch.handled,
        "updates_set_aside": watched.dispatch.set_aside,
        "messages_waiting": waiting,
        "messages_on_their_way": watched.delivery.on_their_way,
        "messages_dead": dead,
        "quarantined": aside,
        "next_due_at": next_due,
        "audit": found.counts(),
    }


class HealthPage:
    """`GET /health`, and `POST /<command>` for whoever shows the operator's pass."""

    def __init__(
        self,
        tell: Callable[[], Awaitable[Json]],
        commands: Mapping[str, Command],
        operator: str,
    ) -> None:
        self._tell = tell
        self._commands = commands
        self._pass = operator.encode()
        self._runner: web.AppRunner | None = None
        self.port = 0
        """Where it listens, once started."""

    async def start(self, host: str, port: int) -> None:
        """Listen. A port that is taken is a line in the log: the service itself does not depend on this page."""
        application = web.Application()
        application.router.add_get("/health", self._health)
        application.router.add_post("/{command}", self._command)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, host, port).start()
        except OSError as error:
            log.warning(
                "the health page cannot listen", action="health_silent", port=port, error_kind=type(error).__name__
            )
        else:
            self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _health(self, _request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(10):
                told = await self._tell()
        except Exception as error:  # noqa: BLE001 - a page about health has to answer
            told = {"well": False, "error_kind": type(error).__name__}
        return _answer(told, 200 if told["well"] else UNWELL)

    async def _command(self, request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(PASS_HEADER, "").encode(), self._pass):
            return web.Response(status=403)
        command = self._commands.get(request.match_info["command"])
        if command is None:
            return web.Response(status=404)
        given = orjson.loads(await request.read() or b"{}")
        try:
            return _answer(await command(given if isinstance(given, dict) else {}), 200)
        except Exception as error:
            log.exception("an operator's command failed", action="command_failed")
            return _answer({"error": f"{type(error).__name__}: {error}"}, 500)


def _answer(told: Json, status: int) -> web.Response:
    return web.Response(
        body=orjson.dumps(told, option=orjson.OPT_INDENT_2), status=status, content_type="application/json"
    )
