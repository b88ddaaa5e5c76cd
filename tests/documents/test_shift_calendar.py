"""The calendar file, read back as a phone reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

from icalendar import Calendar

from documents.shift_calendar import Entry, draw, entry_of
from domain.shifts import PostState, RosteredShift, ShiftState
from domain.words import Language
from tests.documents.patrol_samples import office, post, shift
from tests.domain.samples import at

NOW = at("2026-09-28 09:00")
EVENING = shift(1, "2026-10-05")
OWN = RosteredShift(EVENING, (post(1, EVENING, 1),))


def read(*entries: Entry, now: int = NOW) -> list[Any]:
    """The entries of a file; what a property holds the library says only for all kinds together."""
    calendar = Calendar.from_ical(draw(office(), entries, now).content)
    assert calendar["version"] == "2.0"
    return list(calendar.walk("VEVENT"))


def test_an_entry_has_the_times_in_utc_and_two_alarms() -> None:
    """20:00 in the township is 12:00 UTC; a day and an hour before it rings."""
    (event,) = read(entry_of(office(), OWN, 1))
    begins = event["dtstart"].dt
    assert begins.tzinfo is not None
    assert begins.utcoffset() == timedelta(0)
    assert begins.astimezone(UTC).isoformat() == "2026-10-05T12:00:00+00:00"
    assert event["dtend"].dt - begins == timedelta(hours=3)
    assert event["dtstart"].to_ical().endswith(b"Z")
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [timedelta(days=-1), timedelta(hours=-1)]
    assert (str(event["summary"]), str(event["location"])) == ("巡逻：枫林义务巡逻队 晚班", "枫林村")
    assert str(event["status"]) == "CONFIRMED"


def test_an_entry_keeps_its_identifier_and_a_later_file_counts_for_more() -> None:
    """Whatever of the shift changes, the phone finds the entry; two shifts and two persons never share one."""
    moved = RosteredShift(replace(EVENING, id=77, starts_at=EVENING.starts_at + 3_600_000, version=5), OWN.posts)
    (first,), (second,) = (
        read(entry_of(office(), OWN, 1)),
        read(entry_of(office(Language.EN), moved, 1), now=NOW + 60_000),
    )
    assert first["uid"] == second["uid"]
    assert int(second["sequence"]) > int(first["sequence"])
    other_day = RosteredShift(shift(2, "2026-10-06"), OWN.posts)
    others = {entry_of(office(), OWN, 2).uid, entry_of(office(), other_day, 1).uid, str(first["uid"])}
    assert len(others) == 3


def test_what_was_cancelled_or_passed_on_says_so_and_rings_no_more() -> None:
    """Both stand in the file as cancelled, so that the phone takes them out."""
    cancelled = RosteredShift(replace(EVENING, state=ShiftState.CANCELLED), OWN.posts)
    passed_on = RosteredShift(EVENING, (post(1, EVENING, 1, PostState.PASSED_ON), post(2, EVENING, 2)))
    for rostered in (cancelled, passed_on):
        (event,) = read(entry_of(office(), rostered, 1))
        assert str(event["status"]) == "CANCELLED"
        assert str(event["summary"]).startswith("【不用去了】")
        assert list(event.walk("VALARM")) == []
    (taker,) = read(entry_of(office(), passed_on, 2))
    assert str(taker["status"]) == "CONFIRMED"
