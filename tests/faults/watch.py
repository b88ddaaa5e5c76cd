"""An evening's watch in a town whose program may end at any moment: some come, some late, one cannot, one is in need.

Everybody on it goes on as people do: they wait until they are told, and remember what they were told.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from actions.keep_shift_due import keep_shift_due
from bot.application import build
from domain.presence import published
from domain.shifts import Shift, ShiftState, Way
from domain.teams import MemberState
from domain.words import Language, Role
from playground.client import Phone
from storage.unit_of_work import UnitOfWork
from tests.domain.samples import at
from tests.faults.town import Town, a_town
from tests.journeys.patrol_evening import OFFICE
from tests.journeys.village import settings_in

DAY = "2026-09-28"
START, END = at(f"{DAY} 20:00"), at(f"{DAY} 23:00")
BEFORE = at(f"{DAY} 19:31")
"""Check-in is open, and posts may still change hands."""
MINUTE = 60_000
ROUND_MS = 61_000
"""After so long a call for help that nobody has answered has been said again."""
POSTER = "token-of-the-committee"
HEAD, STAFF = 22, 31


@dataclass
class Squad:
    """Three people of one shift and the two who may stand in. The lead is `late`, or does not come at all."""

    shift_id: int
    lead: Phone
    walker: Phone
    ill: Phone
    reserves: tuple[Phone, ...]
    late: bool
    stand_in: Phone | None = None

    @property
    def out(self) -> tuple[Phone, ...]:
        """Who is there at the end."""
        assert self.stand_in is not None
        return (self.walker, self.stand_in, *((self.lead,) if self.late else ()))


@dataclass
class Told:
    """What people were told, by telegram number: each is a promise that the database must keep."""

    checked_in: set[int] = field(default_factory=set)
    took_post: set[int] = field(default_factory=set)
    called: set[int] = field(default_factory=set)
    coming: set[int] = field(default_factory=set)
    checked_out: set[int] = field(default_factory=set)


@dataclass
class Watch:
    """Everybody, and how an evening goes. Whoever plays it says when the program is killed."""

    town: Town
    squads: list[Squad]
    staff: Phone
    told: Told = field(default_factory=Told)

    @property
    def phones(self) -> list[Phone]:
        """Everybody's who may be told of anything."""
        own = [phone for each in self.squads for phone in (each.lead, each.walker, each.ill, *each.reserves)]
        return [*own, self.town.head, self.staff]

    async def all(self, part: Callable[[Squad], Coroutine[Any, Any, None]]) -> None:
        """A part of the evening, at all squads at once."""
        async with asyncio.TaskGroup() as group:
            for each in self.squads:
                group.create_task(part(each))

    async def begins(self) -> None:
        """Everybody has been reminded. A reminder that was on its way when the program ended is not said again."""
        for each in self.squads:
            for phone in (each.lead, each.walker, each.ill):
                await self.town.hears(phone, "能来吗")

    async def before(self, squad: Squad) -> None:
        """One checks in by a place, one cannot come, two take the post at once, and whoever has it scans the poster."""
        await self.check_in(squad.walker)
        await self.offer(squad.ill)
        # Whoever is asked late finds that the post is gone.
        tapping = [asyncio.create_task(self.town.press(each, "我来", squad.ill.name)) for each in squad.reserves]
        squad.stand_in = await self.winner(squad.reserves)
        for each in tapping:
            each.cancel()
        await asyncio.gather(*tapping, return_exceptions=True)
        await self.scan(squad.stand_in)

    async def offer(self, phone: Phone) -> None:
        """Somebody cannot come."""
        await self.town.press(phone, "来不了")

    async def winner(self, phones: tuple[Phone, ...]) -> Phone:
        """The first of some people who is told that the post is theirs."""
        found: list[Phone] = []

        async def somebody() -> bool:
            found[:] = [phone for phone in phones if await phone.sees("这一班是您的了")]
            return bool(found)

        await self.town.until(somebody)
        self.told.took_post.update(phone.id for phone in found)
        return found[0]

    async def check_in(self, phone: Phone) -> None:
        """By a place."""
        await phone.location(*OFFICE, accuracy=15)
        await self.town.hears(phone, "签到好了")
        self.told.checked_in.add(phone.id)

    async def scan(self, phone: Phone) -> None:
        """By a poster."""
        await phone.send(f"/start c_{POSTER}", settle=False)
        await self.town.hears(phone, "签到好了")
        self.told.checked_in.add(phone.id)

    async def missed(self, squad: Squad) -> None:
        """The lead is asked where they are; one comes then."""
        await self.town.hears(squad.lead, "还没收到您的签到")
        if squad.late:
            await self.check_in(squad.lead)

    async def looked_for(self, squad: Squad) -> None:
        """Of whoever does not come everybody on the list is told in the end."""
        if not squad.late:
            await self.town.hears(self.staff, f"{squad.lead.name} 还没签到")

    async def call(self, squad: Squad) -> None:
        """Somebody is in need."""
        await squad.walker.send("/sos", settle=False)
        await self.town.press(squad.walker, "确认求救")
        await self.town.hears(squad.walker, "已经求救")
        self.told.called.add(squad.walker.id)

    async def rounds(self, count: int) -> None:
        """So many minutes in which nobody comes: each time it is said again to everybody who was told."""
        for number in range(count):
            self.town.move_clock(ROUND_MS)
            for squad in self.squads:
                for phone in (squad.stand_in or squad.lead, self.town.head, self.staff):
                    await self._said_again(phone, squad, number + 1)

    async def _said_again(self, phone: Phone, squad: Squad, times: int) -> None:
        async def heard() -> bool:
            screen = await phone.screen()
            return len({each.text for each in screen if f"{squad.walker.name} 还在求救" in each.text}) >= times

        await self.town.until(heard)

    async def come(self, squad: Squad) -> None:
        """Whoever stood in says that they are coming, and the one in need hears it."""
        assert squad.stand_in is not None
        await self.town.press(squad.stand_in, "我来了", squad.walker.name)
        await self.town.hears(squad.walker, f"{squad.stand_in.name} 正赶过去")
        self.told.coming.add(squad.stand_in.id)

    async def safe(self, squad: Squad) -> None:
        """The one in need ends it."""
        assert squad.stand_in is not None
        await self.town.press(squad.walker, "没事了，结束求救")
        await self.town.press(squad.walker, "没事了，人平安")
        await self.town.hears(squad.stand_in, f"{squad.walker.name} 的求救结束了")

    async def home(self, squad: Squad) -> None:
        """Everybody who is there checks out."""
        for phone in squad.out:
            await self.town.press(phone, "签退")
            await self.town.hears(phone, "签退好了")
            self.told.checked_out.add(phone.id)

    def clock(self, moment: int) -> None:
        """Set everybody's clock to a moment, unless it is later already."""
        clock = self.town.playground.clock
        clock.set(max(moment, clock.now()))

    async def evening(self, rounds: int = 2) -> None:
        """All of it, from the first check-in until everybody is at home."""
        await self.all(self.before)
        self.clock(START + 10 * MINUTE + 5_000)
        await self.all(self.missed)
        await self.all(self.call)
        await self.rounds(rounds)
        await self.all(self.come)
        self.clock(START + 61 * MINUTE)
        await self.all(self.looked_for)
        await self.all(self.safe)
        self.clock(END - 10 * MINUTE)
        await self.all(self.home)


@asynccontextmanager
async def a_watch(folder: Path, lives: asyncio.subprocess.Process, squads: int) -> AsyncIterator[Watch]:
    """A town before its evening, with so many squads of one team; the program is not yet started."""
    async with a_town(folder, lives) as town:
        town.playground.clock.set(BEFORE)
        yield await _seated(town, squads)


async def _seated(town: Town, count: int) -> Watch:
    names = ("带班", "巡员", "病员", "替员甲", "替员乙")
    phones = {
        (number, name): await town.client.person(f"{name}{number}", id=1_000 + 10 * number + place)
        for number in range(count)
        for place, name in enumerate(names)
    }
    staff = await town.client.person("孙立言", id=STAFF)
    settings = settings_in(town.folder, town.url)
    shouwang = build(settings, town.playground.clock)
    await shouwang.start()
    squads = []
    async with shouwang.database.transaction() as work:
        person = await work.people.meet(staff.id, staff.name, Language.ZH_HANS)
        await work.people.welcomed(person.id)
        await work.people.grant(person.id, Role.CENTRE_STAFF, settings.township.centre.code)
        await put_up_poster(work, town.home)
        persons = {key: await member(work, town.home, phone, leads=key[1] == names[0]) for key, phone in phones.items()}
        for number in range(count):
            post = [persons[number, name] for name in names[:3]]
            shift_id = await plan(work, town.home, f"squad-{number}", post)
            await keep_shift_due(work, shouwang.rules, shift_id)
            own = [phones[number, name] for name in names]
            squads.append(Squad(shift_id, own[0], own[1], own[2], (own[3], own[4]), late=bool(number % 2)))
    await shouwang.stop()
    return Watch(town, squads, staff)


async def member(work: UnitOfWork, unit: str, phone: Phone, *, leads: bool = False) -> int:
    """A person of a team."""
    person = await work.people.meet(phone.id, phone.name, Language.ZH_HANS)
    await work.people.welcomed(person.id)
    await work.people.grant(person.id, Role.SHIFT_LEAD if leads else Role.PATROLLER, unit)
    await work.teams.decide(await work.teams.ask(unit, person.id), MemberState.MEMBER, None)
    return person.id


async def plan(work: UnitOfWork, unit: str, slot: str, persons: list[int], strength: int = 3) -> int:
    """A published shift of the evening; the first of its people leads it."""
    wanted = Shift(0, unit, slot, DAY, START, END, strength, False, ShiftState.PLANNED, None, 0, 1)
    shift = await work.shifts.add(wanted)
    assert shift is not None
    for number, person in enumerate(persons):
        await work.shifts.assign(shift.id, person, Way.ROSTER, leads=number == 0)
    await work.shifts.save(published(shift, work.now))
    return shift.id


async def put_up_poster(work: UnitOfWork, unit: str) -> None:
    """The poster at the village office."""
    kept = await work.checkpoints.put(unit, "committee", "村委会", OFFICE, 80)
    await work.checkpoints.set_token(kept.id, POSTER)
