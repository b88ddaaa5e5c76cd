"""One running bot: its start, its end, and waiting until it has done all there is to do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import structlog
from telegram.error import InvalidToken, TelegramError

from actions.enter_checkpoints import enter_checkpoints
from actions.give_role import give_role
from actions.tell_of_plan import look_at_plans
from bot.endings import TokenRefused
from bot.introduction import choose_way_in, introduce
from bot.telegram_calls import Refused
from bot.waiting import Backoff, wait_for
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from telegram.ext import Application

    from actions.rules import Rules
    from bot.backups import Backups
    from bot.calendar_feed import CalendarFeed
    from bot.delivery import Delivery
    from bot.dispatch import Dispatch
    from bot.health import HealthPage
    from bot.keys import Keys
    from bot.press_answers import PressAnswers
    from bot.settings import Settings
    from bot.systemd import Systemd
    from bot.telegram_calls import TelegramCalls
    from bot.telegram_request import AiohttpRequest
    from domain.clock import Clock
    from handlers.context import IntakeSlot
    from scheduler.auditor import Auditor
    from scheduler.due_work import DueWork
    from scheduler.waker import Waker
    from storage.database import Database
    from storage.signals import Committed
    from texts.renderer import Renderer

SETTLE_ROUNDS = 20
SETTLE_SECONDS = 60.0
CONNECT_SECONDS = 5.0

log = structlog.get_logger(__name__)


class WayIn(Protocol):
    """How updates come: fetched or brought."""

    async def run(self) -> None:
        """Take updates until `stop`."""

    def stop(self) -> None:
        """Take no more; what was taken is still handled by `run`."""

    async def settle(self) -> None:
        """Wait until every update that Telegram has for us is handled."""

    def telegram_answers(self) -> bool:
        """Whether Telegram was heard of lately."""


@dataclass(frozen=True, slots=True)
class Telegram:
    """The far end, and python-telegram-bot's Application as the dispatcher of what comes from it."""

    request: AiohttpRequest
    calls: TelegramCalls
    application: Application  # type: ignore[type-arg]
    slot: IntakeSlot


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that works on the open database."""

    database: Database
    dispatch: Dispatch
    way_in: WayIn
    delivery: Delivery
    answers: PressAnswers
    due_work: DueWork
    waker: Waker
    auditor: Auditor
    backups: Backups
    page: HealthPage
    calendars: CalendarFeed


@dataclass(frozen=True, slots=True)
class Foundation:
    """Everything that is there before the database is opened."""

    settings: Settings
    clock: Clock
    keys: Keys
    rules: Rules
    renderer: Renderer
    telegram: Telegram
    commands: tuple[str, ...]
    systemd: Systemd


class Shouwang:
    """`start`, then `ended` until it ends by itself or is told to, then `stop`."""

    def __init__(self, foundation: Foundation, assemble: Callable[[], Awaitable[Parts]]) -> None:
        self.foundation = foundation
        self.settings = foundation.settings
        self.rules = foundation.rules
        self.renderer = foundation.renderer
        self._assemble = assemble
        self._parts: Parts | None = None
        self._main: asyncio.Task[None] | None = None
        self._connected = asyncio.Event()
        self._stopping = asyncio.Event()

    @property
    def parts(self) -> Parts:
        """What works on the database. Raises RuntimeError before the start."""
        if self._parts is None:
            message = "the program was not started"
            raise RuntimeError(message)
        return self._parts

    @property
    def database(self) -> Database:
        """The open database. Raises RuntimeError before the start."""
        return self.parts.database

    async def start(self) -> None:
        """Open the database, begin with due work and delivery, and connect to Telegram as soon as it can be reached.

        Raises DatabaseInUse and SchemaTooNew.
        """
        await self.foundation.telegram.request.initialize()
        try:
            parts = await self._assemble()
        except BaseException:
            await self.foundation.telegram.request.shutdown()
            raise
        self._parts = parts
        parts.database.on_commit(self._after_commit)
        await self._seat_oversight()
        await self._enter_checkpoints()
        await self._look_at_plans()
        await parts.due_work.prepare()
        await parts.auditor.align()
        await parts.delivery.start()
        parts.waker.on_beat(self._on_beat)
        parts.waker.start()
        await parts.page.start(self.settings.health.host, self.settings.health.port)
        await self._serve_calendars()
        self._main = asyncio.create_task(self._connect_and_listen(), name="way in")
        self.foundation.systemd.ready()
        log.info("started", action="started")

    async def ended(self) -> None:
        """Wait until the way in has ended. Raises AnotherPoller and TokenRefused."""
        if self._main is not None:
            await asyncio.shield(self._main)

    async def stop(self) -> None:
        """Take nothing more, finish what is at hand, let messages arrive, close. Ten seconds at the most."""
        self.foundation.systemd.stopping()
        self._stopping.set()
        if self._parts is not None:
            parts = self._parts
            parts.way_in.stop()
            await self._end_main(3.0)
            await parts.waker.stop()
            await parts.due_work.stop(2.0)
            await parts.delivery.stop(3.0)
            await parts.page.stop()
            await parts.calendars.stop()
        await self.foundation.telegram.application.shutdown()
        await self.foundation.telegram.request.shutdown()
        if self._parts is not None:
            await self._parts.database.close()
        log.info("stopped", action="stopped")

    async def settle(self) -> None:
        """Wait until all that can be done now is done: no update unread, nothing due, nothing to send.

        What waits for a person, for a time to come, or longer than a minute for Telegram is not waited for.
        """
        parts = self.parts
        for _round in range(SETTLE_ROUNDS):
            if await self._is_connected():
                await parts.way_in.settle()
            handled = parts.dispatch.handled
            await parts.waker.settle()
            await parts.answers.settle()
            await parts.delivery.settle(SETTLE_SECONDS)
            if parts.dispatch.handled == handled and not await self._due_now():
                return

    async def next_due(self) -> int | None:
        """When there is work next: due work, or a message that waits for its time (UTC ms); None if never."""
        async with self.database.transaction() as work:
            moments = [await work.due.next_at(), await work.outbox.next_at()]
        return min((moment for moment in moments if moment is not None), default=None)

    async def backup(self) -> Path:
        """Make a backup now; its path."""
        return await self.parts.backups.make()

    async def _connect_and_listen(self) -> None:
        """Connect, however long it takes, then take updates until `stop`."""
        telegram = self.foundation.telegram
        trouble = Backoff(1.0, 30.0)
        while not self._stopping.is_set():
            try:
                await telegram.application.initialize()
                await choose_way_in(telegram.calls, self.settings.telegram)
                break
            except InvalidToken:
                known = False
            except (TelegramError, Refused) as error:
                known = not (isinstance(error, Refused) and error.code in {401, 404})
                log.warning("Telegram cannot be reached", action="connect_failed", error_kind=type(error).__name__)
            if not known:
                # Raised out here, where no error is at hand whose text holds the token.
                raise TokenRefused
            await wait_for(self._stopping, trouble.next())
        if self._stopping.is_set():
            return
        telegram.slot.bot_username = telegram.application.bot.username
        log.info("connected", action="connected", bot=telegram.slot.bot_username)
        await introduce(telegram.calls, self.renderer, self.settings.township, self.foundation.commands)
        self._connected.set()
        await self.parts.way_in.run()

    async def _is_connected(self) -> bool:
        """Whether Telegram was reached; just after the start this is given a moment."""
        if self._main is None or self._main.done():
            return False
        return await wait_for(self._connected, CONNECT_SECONDS)

    async def _end_main(self, seconds: float) -> None:
        if self._main is None:
            return
        await asyncio.wait({self._main}, timeout=seconds)
        self._main.cancel()
        # What it raised, `ended` has told.
        await asyncio.gather(self._main, return_exceptions=True)

    async def _seat_oversight(self) -> None:
        """The oversight contact of the configuration holds that role, if the account is given."""
        township = self.settings.township
        if township.oversight.telegram_id is None:
            return
        name = township.oversight.name.in_language(township.default_language)
        async with self.database.transaction() as work:
            person = await work.people.meet(township.oversight.telegram_id, name, township.default_language)
            held = await work.people.holdings_of(person.id)
            if all(each.role is not Role.OVERSIGHT for each in held):
                # Whoever comes to a role is compared with every open case: not at each start.
                await give_role(work, self.rules, person.id, Role.OVERSIGHT, township.centre.code)

    async def _enter_checkpoints(self) -> None:
        """The checkpoints of the configuration stand in the table, but for what was changed from chat."""
        async with self.database.transaction() as work:
            await enter_checkpoints(work, self.rules)

    async def _look_at_plans(self) -> None:
        """Leads hear once where the configuration has changed under shifts that were published."""
        async with self.database.transaction() as work:
            await look_at_plans(work, self.rules)

    async def _serve_calendars(self) -> None:
        """Links to calendars are offered from here on, if they are served."""
        given, calendars = self.settings.calendar, self.parts.calendars
        await calendars.start(given.address, given.host, given.port)
        self.foundation.telegram.slot.calendar_address = calendars.address

    async def _due_now(self) -> bool:
        async with self.database.transaction() as work:
            due = await work.due.next_at()
            return due is not None and due <= work.now

    async def _on_beat(self) -> None:
        parts = self.parts
        # Three thousand reminders take two minutes, and a pause may take longer: a restart would make it no shorter.
        takes_messages = parts.way_in.telegram_answers() and not parts.delivery.held_back()
        parts.auditor.telegram_answers(answers=takes_messages)
        await parts.auditor.on_beat()

    def _after_commit(self, committed: Committed) -> None:
        """What a commit sets going: answers to presses, and the alarm for what is due."""
        parts = self.parts
        parts.answers.after_commit(committed)
        if committed.due_from is not None:
            parts.waker.due_from(committed.due_from)
