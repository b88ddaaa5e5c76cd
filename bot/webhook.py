"""The way in by webhook: Telegram brings updates; those that come at the same time share one transaction."""

from __future__ import annotations

import asyncio
import hmac
from typing import TYPE_CHECKING

import orjson
import structlog
from aiohttp import web

from bot.dispatch import BATCH

if TYPE_CHECKING:
    from bot.dispatch import Dispatch

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header
LARGEST_BODY = 4 * 1024 * 1024
NOT_NOW = 503

log = structlog.get_logger(__name__)


class Webhook:
    """The address that Telegram calls. A call is answered with 200 only when its update is committed."""

    def __init__(self, dispatch: Dispatch, secret: str, path: str, host: str, port: int) -> None:
        self._dispatch = dispatch
        self._secret = secret.encode()
        self._path = path
        self._host = host
        self._waiting: list[tuple[object, asyncio.Future[bool]]] = []
        self._arrived = asyncio.Event()
        self._stop = asyncio.Event()
        self.listening = asyncio.Event()
        """Set once calls are taken."""
        self.port = port
        """Where it listens; the one that was free, once it does, if 0 was given."""

    async def run(self) -> None:
        """Listen until `stop`; calls that were taken are then still committed and answered."""
        application = web.Application(client_max_size=LARGEST_BODY)
        application.router.add_post(self._path, self._receive)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=2.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self.port).start()
            self.port = runner.addresses[0][1]
            self.listening.set()
            await self._work()
        finally:
            await runner.cleanup()

    def stop(self) -> None:
        """Take no more calls."""
        self._stop.set()
        self._arrived.set()

    def telegram_answers(self) -> bool:
        """Always: nothing is asked of Telegram, which calls when it has something."""
        return True

    async def settle(self) -> None:
        """Wait until every call that was taken is answered."""
        while self._waiting:
            await asyncio.wait([answer for _raw, answer in self._waiting])

    async def _receive(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            log.warning("a call without the secret", action="webhook_refused")
            return web.Response(status=403)
        if self._stop.is_set():
            return web.Response(status=NOT_NOW)
        body = await request.read()
        try:
            raw = orjson.loads(body)
        except orjson.JSONDecodeError:
            # Set aside like any other broken update: refusing it would make Telegram bring it for a day.
            raw = {"not_json": body.decode("utf-8", "replace")}
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((raw, answer))
        self._arrived.set()
        return web.Response(status=200 if await answer else NOT_NOW)

    async def _work(self) -> None:
        while not self._stop.is_set():
            await self._arrived.wait()
            self._arrived.clear()
            while self._waiting:
                await self._take(self._waiting[:BATCH])

    async def _take(self, batch: list[tuple[object, asyncio.Future[bool]]]) -> None:
        try:
            await self._dispatch.take([raw for raw, _answer in batch], moves_offset=False)
            kept = True
        except Exception:
            # Telegram brings them again.
            log.exception("a batch could not be kept", action="batch_failed")
            kept = False
        del self._waiting[: len(batch)]
        for _raw, answer in batch:
            if not answer.done():
                answer.set_result(kept)
