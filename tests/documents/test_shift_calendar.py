"""The calendar file, read back as a phone reads it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from typing import Any

from icalendar import Calendar

from documents.shift_calendar import Entry, draw, draw_feed, entry_of
from domain.shifts import PostState, RosteredShift, ShiftState
from domain.words import Language
from tests.documents.patrol_samples import office, post, shift
from tests.domain.samples import at

NOW = at("2026-09-28 09:00")
EVENING = shift(1, "2026-10-05")
OWN = RosteredShift(EVENING, (post(1, EVENING, 1),))


def read(*entries: Entry, now: int = NOW) -> list[Any]:
    """The entries of a file."""
    return events_in(draw(office(), entries, now).content)


def events_in(content: bytes) -> list[Any]:
    """What a phone finds in it; what a property holds the library says only for all kinds together."""
    calendar = Calendar.from_ical(content)
    assert calendar["version"] == "2.0"
    return list(calendar.walk("VEVENT"))


def test_an_entry_has_the_times_in_utc_and_two_alarms() -> None:
    """20:00 in the township is 12:00 UTC; a day and an hour before it rings."""
    (event,) = read(entry_of(office(), OWN, 1))
    begins = event["dtstart"].dt
    patrol = office().township.patrol
    assert begins.tzinfo is not None
    assert begins.utcoffset() == timedelta(0)
    assert begins.astimezone(UTC).isoformat() == "2026-10-05T12:00:00+00:00"
    assert event["dtend"].dt - begins == timedelta(hours=3)
    assert event["dtstart"].to_ical().endswith(b"Z")
    assert [alarm["trigger"].dt for alarm in event.walk("VALARM")] == [
        timedelta(milliseconds=-before) for before in (patrol.day_before_ms, patrol.hour_before_ms)
    ]
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


def test_a_feed_is_the_same_until_something_changes_and_holds_only_what_takes_place() -> None:
    """A phone that asks again need not fetch it again; a cancelled shift is gone, a moved one counts for more."""
    cancelled = RosteredShift(replace(shift(2, "2026-10-06"), state=ShiftState.CANCELLED), OWN.posts)
    entries = tuple(entry_of(office(), each, 1) for each in (OWN, cancelled))
    feed = draw_feed(office(), entries).content
    assert feed == draw_feed(office(), entries).content
    calendar = Calendar.from_ical(feed)
    (event,) = events_in(feed)
    assert str(calendar["x-published-ttl"]) == "PT1H"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in feed
    assert str(event["uid"]) == entries[0].uid
    later = RosteredShift(replace(EVENING, starts_at=EVENING.starts_at + 3_600_000, version=9), OWN.posts)
    changed = draw_feed(office(), (entry_of(office(), later, 1),)).content
    assert changed != feed
    (again,) = events_in(changed)
    assert int(again["sequence"]) > int(event["sequence"])
