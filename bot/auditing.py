"""`shouwang audit verify`: the event log read through, by the running program or here while nobody has the database open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.keys import read_keys
from bot.running import NotRunning, ask
from domain.head_codes import head_code, read_head_code
from storage.audit_heads import Broken, Fault, Reading, read_on
from storage.database import Database

if TYPE_CHECKING:
    from bot.health import Json
    from bot.settings import Settings
    from domain.clock import Clock
    from domain.head_codes import Head

COMMAND = "audit-verify"
SENTENCES = {
    Fault.CHANGED: "event {event} is not as it was written, or one before it is missing or was put in",
    Fault.CUT_OFF: "the log was cut off after event {event}",
    Fault.OTHER_HEAD: "event {event} is not the one that was noted: something up to it was changed",
    Fault.NOTE_CHANGED: "the note of the code that was sent out after event {event} was changed",
}


class NoHeadCode(Exception):
    """What was given is no code of a head."""


async def verify_log(settings: Settings, clock: Clock, code: str | None) -> tuple[bool, str]:
    """Whether the log is whole, and a sentence about it. Raises NoHeadCode."""
    noted = None if code is None else read_head_code(code)
    if code is not None and noted is None:
        raise NoHeadCode(f"{code} is no code of the event log; one looks like {head_code(4711, '9f3a07c2b1d4')}")
    keys = read_keys(settings.keys.path)
    try:
        told = await ask(settings, keys, COMMAND, {"head": code})
    except NotRunning:
        database = await Database.open(settings.storage.path, clock, keys.storage)
        try:
            told = await verify_in(database, noted)
        finally:
            await database.close()
    return bool(told["well"]), str(told["sentence"])


async def verify_in(database: Database, noted: Head | None) -> Json:
    """Read the log through, a page in each transaction so that nobody waits long."""
    broken: Broken | None = None
    reading = Reading()
    while broken is None:
        async with database.transaction() as work:
            found = await read_on(work, reading)
            if found is None:
                broken = await work.audit_heads.check(noted)
                break
        if isinstance(found, Broken):
            broken = found
        else:
            reading = found
    if broken is not None:
        sentence = SENTENCES[broken.fault].format(event=broken.event_id)
    else:
        sentence = f"the event log is whole: {reading.event_id} events, {head_code(reading.event_id, reading.chain)}"
    return {"well": broken is None, "sentence": sentence}
