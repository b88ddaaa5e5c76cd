"""An evening's shift in the village: its lead, two patrollers, and what everybody was told, minute by minute."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from actions.keep_shift_due import keep_shift_due
from domain.presence import published
from domain.shifts import Post, RosteredShift, Shift, ShiftState, Way
from domain.words import Language, Role
from playground.client import Phone, SeenMessage
from storage.due import DueKind
from tests.domain.samples import at, township
from tests.journeys.village import Village

START, END = at("2026-09-29 20:00"), at("2026-09-29 23:00")
"""Tuesday evening; the story begins on Monday at nine in the morning."""
MINUTE = 60_000
ASKED = -round(township().patrol.day_before_ms / MINUTE)
"""When it is asked who comes, in minutes after the start."""
OFFICE = (27.33, 112.634175)
BRIDGE = (27.3272, 112.637775)
FAR = (29.1, 112.63)
"""Some 200 km to the north."""


@dataclass
class Evening:
    """A shift of three. `at` lets time pass to so many minutes after the start (before it, where negative)."""

    village: Village
    lead: Phone
    zhou: Phone
    qian: Phone
    shift_id: int
    tokens: dict[str, str] = field(default_factory=dict)

    async def at(self, minutes: float) -> None:
        """Let time pass. A machine that stood still for some seconds is past it already: nobody sets the clock back then."""
        to = START + round(minutes * MINUTE)
        if to > self.village.playground.clock.now():
            await self.village.town.advance_to(to)

    async def rostered(self) -> RosteredShift:
        """The shift as it is kept."""
        async with self.village.shouwang.database.transaction() as work:
            found = await work.shifts.get(self.shift_id)
        assert found is not None
        return found

    async def post(self, phone: Phone) -> Post:
        """One person's post as it is kept."""
        async with self.village.shouwang.database.transaction() as work:
            person = await work.people.by_telegram_id(phone.id)
        assert person is not None
        return next(each for each in (await self.rostered()).posts if each.person_id == person.id)

    async def all_coming(self) -> None:
        """Everybody says in time that they will come, and what they were told until an hour and a half before is read."""
        await self.at(ASKED + 1)
        for phone in (self.lead, self.zhou, self.qian):
            await phone.press("我能来")
        await self.at(-90)
        await self.nothing_new()

    async def nothing_new(self) -> None:
        """Everything that was said up to now has been seen."""
        for phone in (self.lead, self.zhou, self.qian, self.village.head, self.village.staff, self.village.director):
            await phone.new()

    async def news(self) -> dict[str, list[str]]:
        """What came since it was asked last, by whom it came to; who heard nothing is left out.

        The event log's code, which comes to two people every morning, is no news of a patrol.
        """
        named = {
            "lead": self.lead,
            "zhou": self.zhou,
            "qian": self.qian,
            "head": self.village.head,
            "staff": self.village.staff,
            "director": self.village.director,
        }
        found = {
            name: [message.text for message in await phone.new() if "校验码" not in message.text]
            for name, phone in named.items()
        }
        return {name: texts for name, texts in found.items() if texts}

    async def moves(self, phone: Phone, live: SeenMessage, place: tuple[float, float], **more: Any) -> None:
        """A live location moves: Telegram tells of it as of an edited message."""
        latitude, longitude = place
        body = {"from_id": phone.id, "location": {"latitude": latitude, "longitude": longitude, **more}}
        await self.village.town.post(f"/chats/{phone.id}/messages/{live.message_id}/edit", body)
        await self.village.town.settle()


async def an_evening(village: Village) -> Evening:
    """The shift, published on Monday morning, with its three people, and the posters of the village."""
    town = village.town
    phones = {}
    for number, name, role in (
        (41, "周长根", Role.SHIFT_LEAD),
        (42, "周小松", Role.PATROLLER),
        (43, "钱秀兰", Role.PATROLLER),
    ):
        phones[number] = await town.person(name, id=number)
        async with village.shouwang.database.transaction() as work:
            person = await work.people.meet(number, name, Language.ZH_HANS)
            await work.people.welcomed(person.id)
            await work.people.grant(person.id, role, village.home)
    await town.settle()
    evening = Evening(village, phones[41], phones[42], phones[43], 0)
    async with village.shouwang.database.transaction() as work:
        shift = await work.shifts.add(
            Shift(0, village.home, "evening", "2026-09-29", START, END, 3, False, ShiftState.PLANNED, None, 0, 1)
        )
        assert shift is not None
        evening.shift_id = shift.id
        for number in (41, 42, 43):
            member = await work.people.by_telegram_id(number)
            assert member is not None
            await work.shifts.assign(shift.id, member.id, Way.ROSTER, leads=number == 41)
        await work.shifts.save(published(shift, work.now))
        await keep_shift_due(work, village.shouwang.rules, shift.id)
        # This shift is made by hand: the roster shall neither fill it nor make others beside it.
        for subject in ("", village.home):
            await work.due.clear(DueKind.ROSTER, subject)
        plan = next(team for team in village.settings.township.patrol.teams if team.unit == village.home)
        for point in plan.checkpoints:
            place = (point.place.latitude, point.place.longitude)
            kept = await work.checkpoints.put(village.home, point.code, point.name.zh_hans, place, point.radius)
            evening.tokens[point.code] = f"token-of-{point.code}"
            await work.checkpoints.set_token(kept.id, evening.tokens[point.code])
    return evening


async def call_off(evening: Evening) -> None:
    """The shift is cancelled."""
    async with evening.village.shouwang.database.transaction() as work:
        shift = await work.shifts.shift(evening.shift_id)
        assert shift is not None
        await work.shifts.save(replace(shift, state=ShiftState.CANCELLED, version=shift.version + 1))
        await keep_shift_due(work, evening.village.shouwang.rules, shift.id)
