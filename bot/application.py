"""The whole program put together, in one place. Nothing is made at import, nothing has a hidden default."""

from __future__ import annotations

import os
import secrets
from datetime import time
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from telegram.ext import Application, ApplicationBuilder, ContextTypes, ExtBot

from actions.invite import invite
from actions.rules import Rules
from bot.auditing import COMMAND as AUDIT_VERIFY
from bot.auditing import verify_in
from bot.backups import Backups
from bot.calendar_feed import CalendarFeed
from bot.delivery import Delivery
from bot.dispatch import Dispatch
from bot.doors import Doors, usual_doors
from bot.health import HealthPage, Watched, operators_pass, report
from bot.intake import Intake
from bot.keys import keys_for
from bot.making import Making
from bot.outcomes import Outcomes
from bot.pacer import Pace, Pacer
from bot.posters import poster_commands
from bot.press_answers import PressAnswers
from bot.rotating import COMMAND as KEYS_ROTATE
from bot.rotating import begin_in
from bot.sender import Sender
from bot.settings import UpdateMode
from bot.shouwang import Foundation, Parts, Shouwang, Telegram, WayIn
from bot.systemd import Systemd
from bot.telegram_calls import TelegramCalls
from bot.telegram_request import AiohttpRequest
from bot.webhook import Webhook
from domain.calendar import Calendar
from domain.head_codes import read_head_code
from domain.words import Role
from handlers.context import IntakeSlot, ShouwangContext
from scheduler.auditor import Auditor
from scheduler.centre_calendar import calendar_work
from scheduler.due_work import DueWork
from scheduler.findings import Held
from scheduler.recurring import Recurring, daily
from scheduler.waker import Waker
from storage.database import Database
from storage.due import DueKind
from storage.erasure import destroy_doomed
from texts.catalogue import Catalogue
from texts.renderer import Renderer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.health import Command, Json
    from bot.settings import Settings
    from domain.clock import Clock

__all__ = ["Shouwang", "build"]

PURGE_MINUTES_AFTER_BACKUP = 30
ROSTER_AT = time(9)
"""Outside of quiet hours: everybody hears of their new shifts at once."""


def build(settings: Settings, clock: Clock, doors: Doors | None = None) -> Shouwang:
    """The program for one configuration; no file but that of the keys is opened before `start`.

    `doors` are the program's own unless a test brings others. Raises KeysUnusable, and ValueError without a token.
    """
    doors = doors or usual_doors()
    keys = keys_for(settings.keys.path, settings.storage.path)
    township = settings.township
    rules = Rules(township, Calendar(township.time_zone), keys.number_key, secrets.token_bytes)
    renderer = Renderer(Catalogue.load(), township.time_zone, keys.button_key)
    slot = IntakeSlot(rules, keys.button_key, doors.menu_labels(renderer), doors.forms)
    foundation = Foundation(
        settings, clock, keys, rules, renderer, _telegram(settings, slot, doors), doors.commands, Systemd(os.environ)
    )

    async def assemble() -> Parts:
        database = await Database.open(settings.storage.path, clock, keys.storage)
        return _parts(foundation, doors, database)

    return Shouwang(foundation, assemble)


def _telegram(settings: Settings, slot: IntakeSlot, doors: Doors) -> Telegram:
    if settings.telegram.token is None:
        message = "telegram.token is not set"
        raise ValueError(message)
    token = settings.telegram.token.get_secret_value()
    root = settings.telegram.base_url.rstrip("/")
    request = AiohttpRequest()
    bot = ExtBot(token, f"{root}/bot", f"{root}/file/bot", request=request, get_updates_request=request)
    # The Application is a dispatcher here: no updater, no job queue, no queue of updates.
    types = ContextTypes(context=ShouwangContext)
    application: Application = (  # type: ignore[type-arg]
        ApplicationBuilder().bot(bot).updater(None).job_queue(None).context_types(types).build()
    )
    application.bot_data = slot
    doors.register(application)
    return Telegram(request, TelegramCalls(request, root, token), application, slot)


def _parts(foundation: Foundation, doors: Doors, database: Database) -> Parts:
    settings, clock, rules, telegram = foundation.settings, foundation.clock, foundation.rules, foundation.telegram
    dispatch = Dispatch(database, telegram.application, telegram.slot)
    way_in = _way_in(foundation, dispatch, database)
    given = settings.delivery
    pacer = Pacer(Pace(given.per_second, given.per_chat_per_second, given.per_chat_burst, given.per_group_minute))
    sender = Sender(
        telegram.calls,
        foundation.renderer,
        pacer,
        clock,
        settings.township.default_language,
        given.attempts,
        Making(database, rules, foundation.renderer, telegram.calls.fetch).make,
    )
    delivery = Delivery(database, sender, Outcomes(rules), pacer, clock, given.in_flight)
    backups = Backups(database, settings.backup, rules.calendar, clock)
    jobs: dict[DueKind, Callable[[], Awaitable[None]]] = {
        DueKind.BACKUP: backups.nightly,
        DueKind.ERASURE: partial(destroy_doomed, database),
    }
    recurring = _nightly(settings)
    due_work = DueWork(database, clock, rules, doors.due_actions, jobs, recurring)
    held = partial(_held, due_work, delivery)
    auditor = Auditor(database, rules, clock, recurring, foundation.systemd.alive, held)
    waker = Waker(clock, due_work, _on_jump(auditor, delivery))
    watched = Watched(database, clock, dispatch, delivery, auditor, way_in, version("shouwang"), clock.now())
    page = HealthPage(
        lambda: report(watched), _commands(database, rules, backups), operators_pass(foundation.keys.button_key)
    )
    return Parts(
        database,
        dispatch,
        way_in,
        delivery,
        PressAnswers(telegram.calls, foundation.renderer),
        due_work,
        waker,
        auditor,
        backups,
        page,
        CalendarFeed(database, rules, foundation.renderer, clock),
    )


def _held(due_work: DueWork, delivery: Delivery) -> Held:
    return Held(due_work.held, delivery.held)


def _way_in(foundation: Foundation, dispatch: Dispatch, database: Database) -> WayIn:
    telegram = foundation.settings.telegram
    webhook = telegram.webhook
    if telegram.mode is UpdateMode.WEBHOOK and webhook.url is not None and webhook.secret is not None:
        path = urlsplit(webhook.url).path or "/"
        return Webhook(dispatch, webhook.secret.get_secret_value(), path, webhook.host, webhook.port)
    seconds = round(telegram.poll_timeout_ms / 1000)
    return Intake(database, foundation.telegram.calls, dispatch, foundation.clock, seconds)


def _nightly(settings: Settings) -> tuple[Recurring, ...]:
    zone, night = settings.township.time_zone, settings.backup.time
    later = night.hour * 60 + night.minute + PURGE_MINUTES_AFTER_BACKUP
    return (
        daily(DueKind.BACKUP, night, zone),
        daily(DueKind.ROSTER, ROSTER_AT, zone),
        daily(DueKind.PURGE, time(later // 60 % 24, later % 60), zone),
        *calendar_work(settings.township),
        daily(DueKind.AUDIT_HEAD, settings.township.audit_head.at, zone),
    )


def _on_jump(auditor: Auditor, delivery: Delivery) -> Callable[[int], None]:
    def jumped(by_ms: int) -> None:
        auditor.clock_jumped()
        if by_ms < 0:
            delivery.clock_went_back()
        else:
            delivery.wake()

    return jumped


def _commands(database: Database, rules: Rules, backups: Backups) -> dict[str, Command]:
    """What an operator's command may ask of the running program, which alone may open the database."""

    async def make_backup(_given: Json) -> Json:
        return {"path": str(await backups.make())}

    async def make_invitation(given: Json) -> Json:
        role, unit, name = Role(str(given["role"])), rules.township.unit(str(given["unit"])).code, str(given["name"])
        async with database.transaction() as work:
            return {"start": await invite(work, rules, role, unit, name, None)}

    async def verify_log(given: Json) -> Json:
        head = given.get("head")
        return await verify_in(database, None if head is None else read_head_code(str(head)))

    async def rotate_keys(_given: Json) -> Json:
        return await begin_in(database)

    own = {"backup": make_backup, "invite": make_invitation, AUDIT_VERIFY: verify_log, KEYS_ROTATE: rotate_keys}
    return {**own, **poster_commands(database, rules)}
