"""The playground as one server on loopback: Bot API, control API, files and the page."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from aiohttp import web

from playground import snapshot
from playground.bot_api import BotApi
from playground.clock import MovedClock
from playground.control_api import ControlApi
from playground.faults import Faults
from playground.hooks import Hooks
from playground.world import World

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PAGE = Path(__file__).parent / "page"
LARGEST_BODY = 80 * 1024 * 1024
SAVE_AFTER_SECONDS = 2.0
STEP_SECONDS = 1.0


class Playground:
    """One small world with its server. It listens on loopback and nowhere else."""

    def __init__(
        self,
        clock: MovedClock | None = None,
        state_path: Path | None = None,
        hooks: Hooks | None = None,
        username: str = "shouwang_bot",
        record_calls: int = 20_000,
    ) -> None:
        self.clock = clock or MovedClock()
        self.hooks = hooks or Hooks()
        self.world = World(self.clock)
        self.api = BotApi(self.world, Faults(), username, record_calls)
        self.control = ControlApi(self.world, self.api, self.hooks)
        self._state_path = state_path
        self._runner: web.AppRunner | None = None
        self._at_work: list[asyncio.Task[None]] = []
        if state_path is not None:
            snapshot.load(state_path, self.world, self.api)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> str:
        """Begin to listen; the root URL. Port 0 takes a free one."""
        application = web.Application(client_max_size=LARGEST_BODY, middlewares=[_uncached])
        application.router.add_route("*", "/bot{token}/{method}", self.api.handle)
        application.router.add_get("/file/bot{token}/{kind}/{file}", self._download)
        application.add_routes(self.control.routes())
        application.router.add_get("/", _index)
        if PAGE.is_dir():
            application.router.add_static("/", PAGE)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port, backlog=1024)
        await site.start()
        self._at_work = [asyncio.create_task(self._walk_on())]
        if self._state_path is not None:
            self._at_work.append(asyncio.create_task(self._save_now_and_then(self._state_path)))
        bound = self._runner.addresses[0][1]
        return f"http://{host}:{bound}"

    async def stop(self) -> None:
        """Stop listening, end what waits, write the state."""
        for task in self._at_work:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        for bot in self.api.bots.values():
            await bot.close()
        if self._runner is not None:
            await self._runner.cleanup()
        if self._state_path is not None:
            snapshot.save(self._state_path, self.world, self.api)

    async def _walk_on(self) -> None:
        """While nobody moves the clock, time passes all the same, and with it whoever is under way."""
        while True:
            await asyncio.sleep(STEP_SECONDS)
            self.control.walks.run()

    async def _save_now_and_then(self, path: Path) -> None:
        saved = -1
        while True:
            await asyncio.sleep(SAVE_AFTER_SECONDS)
            if self.world.sequence != saved:
                saved = self.world.sequence
                snapshot.save(path, self.world, self.api)

    async def _download(self, request: web.Request) -> web.Response:
        file = self.world.files.get(request.match_info["file"])
        if file is None or request.match_info["token"] not in self.api.bots:
            return web.Response(status=404)
        return web.Response(body=file.content if file.content is not None else bytes(file.size))


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "index.html")


@web.middleware
async def _uncached(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    response = await handler(request)
    if not response.prepared:
        response.headers.setdefault("Cache-Control", "no-cache")
    return response
