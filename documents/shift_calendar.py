"""One person's own shifts as an iCalendar file that a phone's calendar takes, or as what it reads again and again.

It names nobody else: what is in a phone's calendar goes to whoever keeps the phone's data. A file that is taken in again
changes the entries that are there: identifiers stay the same, and what was cancelled or passed on is cancelled there too.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from documents.document_words import slot_name
from documents.made_file import MadeFile
from domain.shifts import ShiftState

if TYPE_CHECKING:
    from icalendar import Calendar, Event

    from documents.made_file import Draw, Office
    from domain.shifts import RosteredShift
    from storage.unit_of_work import UnitOfWork

BACK_MS, AHEAD_MS = 31 * 86_400_000, 366 * 86_400_000
"""From when to when shifts are put in: a month back, for what was cancelled; as far ahead as anything is published."""
MINUTE_MS = 60_000
REFRESH_HOURS = 1
"""How often a phone that has subscribed is asked to look again."""


class Entry(NamedTuple):
    """One shift in somebody's calendar. `takes_place` is whether it does, and with them."""

    uid: str
    starts_at: int
    ends_at: int
    title: str
    place: str
    takes_place: bool
    published_at: int
    version: int


async def prepare_shift_calendar(work: UnitOfWork, office: Office, person_id: int) -> Draw:
    """Read the shifts that one person has or had a post on, for a file."""
    return partial(draw, office, await _entries(work, office, person_id), work.now)


async def prepare_shift_feed(work: UnitOfWork, office: Office, person_id: int) -> Draw:
    """The same for a phone that reads them again and again."""
    return partial(draw_feed, office, await _entries(work, office, person_id))


async def _entries(work: UnitOfWork, office: Office, person_id: int) -> tuple[Entry, ...]:
    shifts = await work.shifts.ever_of_person(person_id, work.now - BACK_MS, work.now + AHEAD_MS)
    return tuple(entry_of(office, each, person_id) for each in shifts)


def entry_of(office: Office, rostered: RosteredShift, person_id: int) -> Entry:
    """A shift as it stands in one person's calendar."""
    shift = rostered.shift
    named = f"shouwang:{office.township.name.en}:{shift.unit}:{shift.slot}:{shift.day}:{person_id}"
    return Entry(
        uid=str(uuid.uuid5(uuid.NAMESPACE_URL, named)),
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        title=office.say("calendar-entry", team=office.team(shift.unit), slot=slot_name(office, shift)),
        place=office.name(office.township.unit(shift.unit).name),
        takes_place=shift.state is not ShiftState.CANCELLED and rostered.post_of(person_id) is not None,
        published_at=shift.published_at or 0,
        version=shift.version,
    )


def draw(office: Office, entries: tuple[Entry, ...], now: int) -> MadeFile:
    """The file."""
    calendar = _calendar(office)
    for entry in entries:
        # A file that was made later counts for more, whatever changed meanwhile.
        calendar.add_component(_event(office, entry, now, now // MINUTE_MS))
    return MadeFile("shifts.ics", "text/calendar", calendar.to_ical())


def draw_feed(office: Office, entries: tuple[Entry, ...]) -> MadeFile:
    """What a subscribed calendar reads: only what takes place, as each reading stands for the whole.

    While nothing has changed it is the same to the byte, whenever it is read.
    """
    calendar = _calendar(office)
    calendar.add("refresh-interval", timedelta(hours=REFRESH_HOURS), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH_HOURS}H")
    for entry in entries:
        if entry.takes_place:
            calendar.add_component(_event(office, entry, entry.published_at, entry.version))
    return MadeFile("shifts.ics", "text/calendar", calendar.to_ical())


def _calendar(office: Office) -> Calendar:
    from icalendar import Calendar  # noqa: PLC0415 - half a second that the start of the program need not wait

    calendar = Calendar()
    calendar.add("prodid", "-//Shouwang//shifts//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", office.say("calendar-name", township=office.name(office.township.name)))
    return calendar


def _event(office: Office, entry: Entry, stamp: int, sequence: int) -> Event:
    from icalendar import Alarm, Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", _utc(stamp))
    event.add("sequence", sequence)
    event.add("dtstart", _utc(entry.starts_at))
    event.add("dtend", _utc(entry.ends_at))
    event.add("location", entry.place)
    if not entry.takes_place:
        event.add("status", "CANCELLED")
        event.add("summary", office.say("calendar-entry-cancelled", title=entry.title))
        return event
    event.add("status", "CONFIRMED")
    event.add("summary", entry.title)
    event.add("description", office.say("calendar-entry-hint"))
    patrol = office.township.patrol
    for before_ms in (patrol.day_before_ms, patrol.hour_before_ms):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", entry.title)
        alarm.add("trigger", timedelta(milliseconds=-before_ms))
        event.add_component(alarm)
    return event


def _utc(at: int) -> datetime:
    return datetime.fromtimestamp(at / 1000, UTC)
