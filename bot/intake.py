"""The way in by long poll: fetch, have the batch committed, and only then confirm it by the next request."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import orjson
import structlog
from telegram.error import NetworkError

from bot.dispatch import ALLOWED_UPDATES, BATCH, update_id_of
from bot.endings import AnotherPoller, TokenRefused
from bot.telegram_calls import Refused
from bot.waiting import Backoff, wait_for

if TYPE_CHECKING:
    from bot.dispatch import Dispatch
    from bot.telegram_calls import TelegramCalls
    from domain.clock import Clock
    from storage.database import Database

PROBE_SECONDS = 2
NEWER_SECONDS = 10.0
"""For how long after its first poll this program counts as the newer one of two."""
PATIENCE_SECONDS = 15.0
AFTER_CONFLICT_SECONDS = 0.7
STRANGE_KEPT = 1_000
SILENT_SECONDS = 120.0

log = structlog.get_logger(__name__)


class Intake:
    """The loop that fetches updates: one request at a time, one batch at a time.

    Telegram lets a newer poll end an older one that waits. Of two programs the newer should end: so one that has polled
    for a while takes a 409 as passing and comes back at once, which gives the newer one a 409 in its first polls, and
    there it is final.
    """

    def __init__(
        self, database: Database, calls: TelegramCalls, dispatch: Dispatch, clock: Clock, poll_seconds: int
    ) -> None:
        self._database = database
        self._calls = calls
        self._dispatch = dispatch
        self._clock = clock
        self._poll_seconds = poll_seconds
        self._began_at: float | None = None
        self._polls = 0
        self._request: asyncio.Task[object] | None = None
        self._interrupted = False
        self._stop = asyncio.Event()
        self._over = False
        self._asking: list[asyncio.Future[None]] = []
        self._strange: dict[bytes, None] = {}
        self._trouble = Backoff(1.0, 30.0)
        self._conflicts = Backoff(AFTER_CONFLICT_SECONDS, 30.0)
        self._answered_at: float | None = None

    async def run(self) -> None:
        """Poll until `stop`. Raises AnotherPoller when this is the newer of two, and TokenRefused."""
        try:
            await self._poll()
        finally:
            self._over = True
            _answer(self._asking)

    async def _poll(self) -> None:
        async with self._database.transaction() as work:
            offset = await work.intake.offset()
        while not self._stop.is_set():
            asking, self._asking = self._asking, []
            try:
                batch = await self._fetch(offset, hurry=bool(asking))
                if batch:
                    offset = await self._take(batch, offset)
            except Refused as refused:
                await self._after_refusal(refused)
            except NetworkError as error:
                log.warning("no answer to a poll", action="poll_failed", error_kind=type(error).__name__)
                await self._pause(self._trouble.next())
            except Exception:
                # Nothing was confirmed: the batch comes again, when the disk has room again or whatever it was.
                log.exception("a batch could not be kept", action="batch_failed")
                await self._pause(self._trouble.next())
            else:
                self._trouble.reset()
                if self._interrupted or any(update_id_of(raw) is not None for raw in batch):
                    self._asking = asking + self._asking
                    continue
            _answer(asking)

    async def settle(self) -> None:
        """Ask now, and wait until Telegram has said that there is nothing more, or cannot be asked.

        For a program that is connected: before `run` it would wait for that.
        """
        if self._over:
            return
        answered = asyncio.get_running_loop().create_future()
        self._asking.append(answered)
        self._interrupt()
        await answered

    def stop(self) -> None:
        """Fetch no more. The batch at hand is still handled and committed by `run`."""
        self._stop.set()
        self._interrupt()

    def telegram_answers(self) -> bool:
        """Whether a poll was answered lately."""
        return self._answered_at is not None and self._clock.monotonic() - self._answered_at < SILENT_SECONDS

    def _interrupt(self) -> None:
        """End a waiting request: what it would have brought is asked for again."""
        if self._request is not None:
            self._interrupted = True
            self._request.cancel()

    async def _fetch(self, offset: int, *, hurry: bool) -> list[object]:
        """One poll. Empty, with `_interrupted` set, when the waiting was ended from here."""
        self._interrupted = False
        if self._began_at is None:
            self._began_at = self._clock.monotonic()
        # The first poll is short and waits all the same: an older program has time to come back and end it.
        seconds = 0 if hurry else PROBE_SECONDS if self._polls == 0 else self._poll_seconds
        parameters = {"offset": offset or None, "limit": BATCH, "timeout": seconds, "allowed_updates": ALLOWED_UPDATES}
        self._request = asyncio.create_task(self._calls.call("getUpdates", parameters, seconds + PATIENCE_SECONDS))
        try:
            found = await self._request
        except asyncio.CancelledError:
            if self._interrupted:
                return []
            self._request.cancel()
            raise
        finally:
            self._request = None
        self._polls += 1
        self._answered_at = self._clock.monotonic()
        self._conflicts.reset()
        return found if isinstance(found, list) else []

    async def _take(self, batch: list[object], offset: int) -> int:
        """Have a batch handled; the offset that confirms it."""
        fresh = [raw for raw in batch if update_id_of(raw) is not None or self._never_seen(raw)]
        for start in range(0, len(fresh), BATCH):
            await self._dispatch.take(fresh[start : start + BATCH], moves_offset=True)
        known = [number for raw in batch if (number := update_id_of(raw)) is not None]
        if not known:
            # Nothing here can be confirmed, so it will come again: not at full speed.
            await self._pause(1.0)
        return max(known) + 1 if known else offset

    def _never_seen(self, raw: object) -> bool:
        """Whether something without a number is new: it cannot be confirmed, so it comes again and again."""
        key = orjson.dumps(raw, default=repr)
        known = key in self._strange
        self._strange[key] = None
        if len(self._strange) > STRANGE_KEPT:
            self._strange.pop(next(iter(self._strange)))
        return not known

    async def _after_refusal(self, refused: Refused) -> None:
        match refused.code:
            case 409 if self._is_newer():
                raise AnotherPoller
            case 409:
                log.warning("another program polls with this token; going on", action="poll_conflict")
                await self._pause(self._conflicts.next())
            case 401 | 404:
                raise TokenRefused
            case 429:
                await self._pause(float(refused.retry_after or 1))
            case code:
                log.warning("a poll was refused", action="poll_refused", code=code)
                await self._pause(self._trouble.next())

    def _is_newer(self) -> bool:
        since = 0.0 if self._began_at is None else self._clock.monotonic() - self._began_at
        return since < NEWER_SECONDS

    async def _pause(self, seconds: float) -> None:
        await wait_for(self._stop, seconds)


def _answer(asking: list[asyncio.Future[None]]) -> None:
    for each in asking:
        if not each.done():
            each.set_result(None)
