"""`shouwang doctor`: what is in order and what is not, one line each, with what to do."""

from __future__ import annotations

import secrets
import shutil
import stat
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import aiohttp

from actions.rules import Rules
from actions.tell_of_plan import differing_everywhere
from bot.auditing import SENTENCES
from bot.backups import backups_in
from bot.keys import KeysUnusable, read_keys
from bot.running import health
from domain.calendar import Calendar
from domain.changed_plan import Change
from domain.patrol_plan import DayPattern
from storage.database import Database
from storage.lock_file import DatabaseInUse
from storage.migrate import SchemaTooNew

if TYPE_CHECKING:
    from bot.settings import Settings
    from domain.clock import Clock

LEAST_FREE_BYTES = 500 * 1024 * 1024
MOST_SECONDS_OFF = 30
ITEMS_SHOWN = 20
_CHANGES = {
    Change.GONE: "are in the plan no more: the team's lead is told at the start and may cancel them",
    Change.MOVED: "have other hours in the plan: the team's lead is told at the start",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    what: str


def _ok(what: str) -> Finding:
    return Finding(well=True, what=what)


def _bad(what: str) -> Finding:
    return Finding(well=False, what=what)


async def examine(settings: Settings, clock: Clock) -> list[Finding]:
    """Look at everything. Nothing secret is in what it answers."""
    return [
        *await _telegram(settings, clock),
        *_keys(settings),
        *await _database(settings, clock),
        _disk(settings),
        _calendar(settings, clock),
        _backups(settings),
        *_vacations(settings, clock),
    ]


async def _telegram(settings: Settings, clock: Clock) -> list[Finding]:
    token = settings.telegram.token
    if token is None:
        return [_bad("telegram.token is not set: export SHOUWANG_TELEGRAM__TOKEN=… (or run the playground)")]
    root = settings.telegram.base_url.rstrip("/")
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as session,
            session.get(f"{root}/bot{token.get_secret_value()}/getMe") as answer,
        ):
            status, date = answer.status, answer.headers.get("Date")
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        right = "check the network and telegram.base_url"
        return [_bad(f"the Bot API at {root} cannot be reached ({type(error).__name__}): {right}")]
    if status in {401, 404}:
        return [_bad("the Bot API does not accept the token: copy it again from @BotFather")]
    found = [Finding(status == 200, f"the Bot API at {root} answers with {status}")]
    if date is not None:
        off = abs(parsedate_to_datetime(date).timestamp() - clock.now() / 1000)
        advice = "in order" if off <= MOST_SECONDS_OFF else "set it by NTP (timedatectl set-ntp true)"
        found.append(Finding(off <= MOST_SECONDS_OFF, f"this machine's clock is {off:.0f} s off: {advice}"))
    return found


def _keys(settings: Settings) -> list[Finding]:
    path = settings.keys.path
    if not path.exists() and not settings.storage.path.exists():
        return [_ok(f"no keys yet: the first start makes {path}; keep a copy of it away from the backups")]
    try:
        keys = read_keys(path)
    except KeysUnusable as error:
        return [_bad(str(error))]
    found = [_ok(f"the keys in {path} can be used and are closed to others")]
    folder = path.resolve().parent
    if folder.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        found.append(_bad(f"others can put another file in the place of the keys; run: chmod go-w {folder}"))
    if keys.earlier is not None:
        found.append(_bad("a rotation of the keys is not over: let the program run, or run: shouwang keys rotate"))
    return found


async def _database(settings: Settings, clock: Clock) -> list[Finding]:
    path, township = settings.storage.path, settings.township
    if not path.exists():
        return [_ok(f"no database yet: the first start makes {path}")]
    try:
        keys = read_keys(settings.keys.path)
        database = await Database.open(path, clock, keys.storage)
    except DatabaseInUse:
        return await _running(settings)
    except (KeysUnusable, SchemaTooNew) as error:
        return [_bad(str(error))]
    try:
        async with database.alone() as connection:
            answer = await connection.text("PRAGMA quick_check")
        async with database.transaction() as work:
            broken = await work.events.first_broken()
            heads = await work.audit_heads.check(None)
            aside = await work.quarantine.latest(ITEMS_SHOWN)
            doomed = await work.erasure.waiting()
            late = await work.due.overdue(work.now - 60_000)
            rules = Rules(township, Calendar(township.time_zone), keys.number_key, secrets.token_bytes)
            plans = await differing_everywhere(work, rules)
    finally:
        await database.close()
    found = [
        Finding(answer == "ok", f"the database {path}: {answer if answer != 'ok' else 'in order'}"),
        Finding(
            broken is None,
            "the event log is whole" if broken is None else f"the event log is broken from event {broken} on",
        ),
    ]
    # Nothing is broken: people were told, and their leads decide.
    found += [
        _ok(f"{len(each.shifts)} published shifts {each.shifts[0].unit}/{each.shifts[0].slot} {_CHANGES[each.change]}")
        for each in plans
    ]
    found += [_bad(SENTENCES[heads.fault].format(event=heads.event_id))] if heads is not None else []
    if doomed:
        found.append(_bad(f"{len(doomed)} keys have yet to be destroyed: start the program, it does so at once"))
    found += [_bad(f"set aside: {item.source.value} {item.reference} ({item.error_kind})") for item in aside]
    found += [
        _bad(f"not done: {row.kind.value} {row.subject}, {row.attempts} tries ({row.error_kind})") for row in late
    ]
    return found


async def _running(settings: Settings) -> list[Finding]:
    told = await health(settings)
    if told is None:
        right = f"look at its log; its health page should be at {settings.health.host}:{settings.health.port}"
        return [_bad(f"a program has the database open but does not tell how it is: {right}")]
    well = bool(told.get("well"))
    aside = told.get("quarantined", 0)
    return [
        Finding(well, f"the program is running and {'well' if well else 'not well: see its log'}"),
        Finding(
            not aside,
            f"{aside} items set aside" + (": stop the program and run doctor again to see them" if aside else ""),
        ),
    ]


def _disk(settings: Settings) -> Finding:
    folder = settings.storage.path.resolve().parent
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    return Finding(free >= LEAST_FREE_BYTES, f"{free // (1024 * 1024)} MiB free where the database lies")


def _calendar(settings: Settings, clock: Clock) -> Finding:
    calendar = Calendar(settings.township.time_zone)
    year = calendar.local(clock.now()).year
    if calendar.knows(year):
        return _ok(f"the holidays of {year} are known")
    return _bad(f"the holidays of {year} are not known: only weekends count as rest days; upgrade chinesecalendar")


def _vacations(settings: Settings, clock: Clock) -> list[Finding]:
    """School shifts follow the vacations of the configuration, which are new every year."""
    patrol = settings.township.patrol
    slots = (*patrol.slots, *(slot for team in patrol.teams for slot in team.slots))
    if all(slot.days is not DayPattern.SCHOOL_DISMISSAL for slot in slots):
        return []
    today = Calendar(settings.township.time_zone).local(clock.now()).date()
    if any(vacation.last >= today for vacation in patrol.school.vacations):
        return [_ok("the next school vacation is known")]
    return [
        _ok("no school vacation to come is configured: school shifts go on in it; add it to patrol.school.vacations")
    ]


def _backups(settings: Settings) -> Finding:
    found = backups_in(settings.backup.path)
    if not found:
        return _ok(f"no backup yet in {settings.backup.path}: one is made every night")
    return _ok(f"{len(found)} backups, the newest {found[0].name}")
