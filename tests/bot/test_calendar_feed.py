"""Calendars over HTTP: who has the address reads their own shifts, who guesses reads nothing and is slowed down."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from icalendar import Calendar
from multidict import CIMultiDictProxy

from actions.change_calendar_link import make_calendar_link
from actions.leave_team import leave_team
from bot.calendar_feed import GUESSES
from bot.shouwang import Shouwang
from domain.shifts import Way
from domain.teams import MemberState
from domain.words import Language
from tests.bot.bench import Bench
from tests.documents.patrol_samples import shift

TEAM = "fenglin"
ADDRESS = {"CALENDAR__ADDRESS": "http://127.0.0.1/town", "CALENDAR__PORT": "0"}


@dataclass
class Subscribed:
    """A running bot and a patroller of it with a link."""

    bot: Shouwang
    person: int
    token: str

    def url(self, token: str | None = None) -> str:
        """A link."""
        return f"{self.bot.parts.calendars.address}/calendar/{token or self.token}.ics"

    async def get(self, token: str | None = None, **headers: str) -> tuple[int, CIMultiDictProxy[str], bytes]:
        """Read a link: status, headers, body."""
        async with aiohttp.ClientSession() as session, session.get(self.url(token), headers=headers) as answer:
            return answer.status, answer.headers, await answer.read()


@pytest.fixture
async def subscribed(bench: Bench) -> Subscribed:
    """李春禾 with two evenings to come, one of them beside 王大河."""
    bot = await bench.start(None, **ADDRESS)
    async with bot.database.transaction() as work:
        li, wang = [
            (await work.people.meet(number, name, Language.ZH_HANS)).id
            for number, name in ((11, "李春禾"), (12, "王大河"))
        ]
        for person in (li, wang):
            member = await work.teams.ask(TEAM, person, None)
            await work.teams.decide(member, MemberState.MEMBER, None)
        for day in ("2026-10-05", "2026-10-07"):
            own = await work.shifts.add(shift(0, day, strength=2))
            assert own is not None
            await work.shifts.assign(own.id, li, Way.ROSTER, leads=True)
            await work.shifts.assign(own.id, wang, Way.ROSTER)
        token = await make_calendar_link(work, bot.rules, li)
    return Subscribed(bot, li, token)


async def test_who_has_the_link_reads_their_own_shifts(subscribed: Subscribed) -> None:
    """As text/calendar that is to be asked for anew each time; nobody's name is in it, not even their own."""
    status, headers, body = await subscribed.get()
    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert headers["Cache-Control"] == "private, no-cache"
    events: list[Any] = list(Calendar.from_ical(body).walk("VEVENT"))
    assert [event["dtstart"].dt.day for event in events] == [5, 7]
    assert not any(name in body.decode() for name in ("李春禾", "王大河"))


async def test_a_phone_that_asks_again_fetches_only_what_changed(subscribed: Subscribed, bench: Bench) -> None:
    """The same tag: 304 without a body, also an hour later; a changed shift: everything anew under another tag."""
    _status, headers, _body = await subscribed.get()
    bench.clock.set(bench.clock.now() + 3_600_000)
    status, again, body = await subscribed.get(**{"If-None-Match": headers["ETag"]})
    assert (status, again["ETag"], body) == (304, headers["ETag"], b"")
    async with subscribed.bot.database.transaction() as work:
        rostered = (await work.shifts.of_person(subscribed.person, 0, work.now * 2))[0]
        post = rostered.post_of(subscribed.person)
        assert post is not None
        await work.shifts.remove_post(post.id)
    status, changed, body = await subscribed.get(**{"If-None-Match": headers["ETag"]})
    assert status == 200
    assert changed["ETag"] != headers["ETag"]
    assert body.count(b"BEGIN:VEVENT") == 1


async def test_a_link_that_was_replaced_or_whose_person_left_leads_nowhere(subscribed: Subscribed) -> None:
    """404, the same as for one that never existed, and it does not come back to life when they join again."""
    async with subscribed.bot.database.transaction() as work:
        newer = await make_calendar_link(work, subscribed.bot.rules, subscribed.person)
    assert (await subscribed.get())[0] == 404
    assert (await subscribed.get("N" * 22))[0] == 404
    assert (await subscribed.get(newer))[0] == 200
    async with subscribed.bot.database.transaction() as work:
        member = await work.teams.member(TEAM, subscribed.person)
        assert member is not None
        await leave_team(work, subscribed.bot.rules, member, subscribed.person)
    assert (await subscribed.get(newer))[0] == 404
    async with subscribed.bot.database.transaction() as work:
        member = await work.teams.ask(TEAM, subscribed.person, None)
        await work.teams.decide(member, MemberState.MEMBER, None)
    assert (await subscribed.get(newer))[0] == 404


async def test_guessing_is_slowed_down_and_those_with_a_link_are_not(
    subscribed: Subscribed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After so many wrong addresses others are not even looked up; a phone that was here goes on, and later all do."""
    monotonic = subscribed.bot.foundation.clock.monotonic()
    monkeypatch.setattr(type(subscribed.bot.foundation.clock), "monotonic", lambda _clock: monotonic)
    assert (await subscribed.get())[0] == 200
    answers = [(await subscribed.get(f"{number:022}"))[0] for number in range(GUESSES + 2)]
    assert answers == [404] * GUESSES + [429] * 2
    assert (await subscribed.get())[0] == 200
    monkeypatch.setattr(type(subscribed.bot.foundation.clock), "monotonic", lambda _clock: monotonic + 3.1)
    assert [(await subscribed.get(f"{number:022}"))[0] for number in (77, 78)] == [404, 429]
    for strange in ("short", "N" * 23, "..", "%00" * 8, "N" * 21 + "+"):
        assert (await subscribed.get(strange))[0] == 404


async def test_the_address_stands_in_no_log(
    subscribed: Subscribed, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Not when it is read, not when it is nobody's, and not when making the calendar fails."""
    await subscribed.get()
    await subscribed.get("N" * 22)

    def broken(*_given: object) -> None:
        raise OSError(subscribed.url())

    monkeypatch.setattr("bot.calendar_feed.token_hash", broken)
    assert (await subscribed.get())[0] == 500
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert subscribed.token not in said
    assert "N" * 22 not in said


async def test_without_an_address_nothing_listens_and_a_taken_port_is_no_obstacle(bench: Bench) -> None:
    """In both cases there is no address, so no link is offered, and the bot answers all the same."""
    bot = await bench.start(None)
    assert bot.parts.calendars.address == ""
    await bench.stop(bot)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        bot = await bench.start(None, CALENDAR__ADDRESS="https://town.example.org", CALENDAR__PORT=port)
        assert bot.parts.calendars.address == ""
        assert bot.foundation.telegram.slot.calendar_address == ""
        li = await bench.town.person("李春禾")
        await li.send("在吗")
        assert await li.sees("在吗")
