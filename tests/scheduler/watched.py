"""An auditor with what it watches: shifts and calls for help with their due rows, and what its admins are told."""

from __future__ import annotations

from dataclasses import dataclass, field

from actions.rules import Rules
from domain.presence import next_shift_step
from domain.shifts import RosteredShift, Shift, ShiftState, Way
from domain.words import Language
from scheduler.auditor import Auditor
from scheduler.findings import Held
from scheduler.recurring import Recurring
from storage.database import Database
from storage.due import DueKind
from storage.sos_calls import SosCall
from tests.conftest import HandClock
from texts.catalogue import Catalogue
from texts.renderer import Renderer

HOUR = 3_600_000


@dataclass
class Watched:
    """An auditor and how often it fed the watchdog."""

    database: Database
    clock: HandClock
    rules: Rules
    auditor: Auditor
    held: list[Held]
    recurring: list[Recurring]
    """What the auditor expects to come again and again."""
    fed: list[int] = field(default_factory=list)


async def publish(watched: Watched, number: int) -> RosteredShift:
    """A published shift of tomorrow with its due row, on which one person stands."""
    rules = watched.rules
    async with watched.database.transaction() as work:
        person = await work.people.meet(100 + number, f"p{number}", Language.EN)
        starts_at = work.now + 36 * HOUR
        planned = Shift(
            id=0,
            unit=rules.township.units[1].code,
            slot=f"extra{number}",
            day="2026-03-04",
            starts_at=starts_at,
            ends_at=starts_at + 3 * HOUR,
            strength=1,
            special=False,
            state=ShiftState.PLANNED,
            published_at=work.now,
            chased_until=work.now - 1,
            version=1,
        )
        shift = await work.shifts.add(planned)
        assert shift is not None
        await work.shifts.assign(shift.id, person.id, Way.ROSTER, leads=True)
        rostered = await work.shifts.get(shift.id)
        assert rostered is not None
        step = next_shift_step(rostered, rules.township.patrol, rules.calendar)
        assert step is not None
        await work.due.set(DueKind.SHIFT, str(shift.id), step.at)
    return rostered


async def call(watched: Watched) -> SosCall:
    """A call for help that is to be said again in a minute."""
    async with watched.database.transaction() as work:
        person = await work.people.meet(99, "sos", Language.EN)
        made = await work.sos_calls.add(person.id, None, None, None)
        await work.due.set(DueKind.SOS, str(made.id), work.now + watched.rules.township.patrol.sos_again_ms)
    return made


async def told(watched: Watched) -> list[str]:
    """What the admin is told."""
    renderer = Renderer(Catalogue.load(), watched.rules.township.time_zone, b"key")
    async with watched.database.transaction() as work:
        alarms = await work.outbox.claim(10)
    watched.held[0] = Held(messages=frozenset(each.id for each in alarms))
    return [renderer.plain(each.message.lines[0], Language.EN) for each in alarms]
