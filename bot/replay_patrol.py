"""Play a quarter of patrols through the unmodified bot on a moved clock, and hold what was said to an own reading."""

from __future__ import annotations

import heapq
import random
import time as machine
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from rich.progress import Progress

from bot.replay_patrol_acts import Acts
from bot.replay_patrol_check import OFF, Answerable, PatrolReading, compared, compared_sos
from bot.replay_patrol_people import Deeds, seat_patrols
from bot.replay_patrol_record import Record, Wire, not_arrived, read_fates, read_record, sos_not_arrived
from bot.replay_people import Labels
from bot.replay_stage import a_stage
from domain.durations import DAY_MS, HOUR_MS, MINUTE_MS
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from rich.console import Console

    from bot.application import Shouwang
    from bot.settings import Settings
    from domain.shifts import RosteredShift
    from domain.township import Township
    from playground.client import PlaygroundClient
    from storage.outbox import Fate

    Deed = AsyncIterator[object]

FIRST_DAY = date(2026, 10, 1)
"""Ninety-two days from here are a quarter, with National Day and its make-up workdays in it."""
BEGINS = time(8)
"""Everybody is seated an hour before the first roster is made."""
SCANNED_AT = 5 * MINUTE_MS
AHEAD_MS = 54 * HOUR_MS
"""So far ahead somebody must look for what will be asked on a day."""
CALLS_KEPT = 50_000
WEEK = 7


@dataclass
class PatrolOutcome:
    """What came of a replay of patrols."""

    record: Record = field(default_factory=Record)
    tempers: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    until: int = 0
    messages: int = 0
    edits: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


class PatrolSize(NamedTuple):
    """How long, and how many. The same seed and size play the same quarter."""

    days: int
    people: int
    teams: int
    seed: int


class Due(NamedTuple):
    """Something that is to happen; of one moment, looking comes before doing."""

    at: int
    order: int
    act: Callable[[], Awaitable[Deed | None]]


class PatrolReplay:
    """One run: the town, the bot, the people, and what is still to happen, in order of time."""

    def __init__(self, shouwang: Shouwang, town: PlaygroundClient, township: Township, size: PatrolSize) -> None:
        self._shouwang = shouwang
        self._town = town
        self._township = township
        self._zone = ZoneInfo(township.time_zone)
        self._size = size
        self._to_come: list[Due] = []
        self._order = 0
        self._known: set[int] = set()
        self._acts: Acts | None = None
        self.now = 0
        """The moment that is being played (UTC ms)."""
        self._leads: dict[int, dict[int, int | None]] = defaultdict(dict)
        self._wire: dict[Wire, int] = {}
        self._arrivals: dict[int, Counter[int]] = defaultdict(Counter)
        self._seen_calls = 0
        self._fates: dict[str, Fate] = {}
        self._reading = PatrolReading(township, Answerable({}, {}, (), ()))
        self.outcome = PatrolOutcome()

    async def run(self, progress: Progress) -> None:
        """Everything: seat the people, play every day, read the record, check it."""
        began = machine.perf_counter()
        chance = random.Random(self._size.seed)  # noqa: S311 - a script, no secret
        patrols = await seat_patrols(
            self._town, self._shouwang.database, self._shouwang.rules, self._size.people, chance
        )
        self._reading = PatrolReading(self._township, await self._answerable())
        deeds = Deeds(Labels(self._shouwang.renderer), self._township)
        acts = self._acts = Acts(self._shouwang.database, self._township, patrols, deeds, self._size.seed, self)
        for number in range(self._size.days):
            at = self._midnight(FIRST_DAY + timedelta(days=number)) + SCANNED_AT
            self.plan(max(at, await self._town.now() + HOUR_MS + SCANNED_AT), self._scan)
            self.plan(at + 10 * HOUR_MS + 23 * MINUTE_MS, acts.wish_for_changes)
        last = self._midnight(FIRST_DAY + timedelta(days=self._size.days)) + 7 * HOUR_MS
        bar = progress.add_task("days", total=self._size.days)
        while self._to_come and self._to_come[0].at <= last:
            at = self._to_come[0].at
            self.now = await self._town.advance_to(at)
            await self._moment(at)
            day = (at - self._midnight(FIRST_DAY)) // DAY_MS
            if day % WEEK == 0 and day > progress.tasks[bar].completed:
                # The outbox forgets what it sent three months ago.
                self._fates |= await read_fates(self._shouwang.database)
                progress.console.print(f"{day} days: {len(self._known)} shifts, {self.outcome.messages} messages")
            progress.update(bar, completed=day)
        await self._town.advance_to(last)
        await self._hear()
        self.outcome.until = last
        self.outcome.record = await read_record(
            self._shouwang.database, self._township, 0, last + 100 * DAY_MS, self._leads
        )
        self.outcome.record.fates = self._fates | self.outcome.record.fates
        self.outcome.faults = [*self.check(self.outcome.record), *self._check_wire(acts)]
        self.outcome.tempers, self.outcome.acts = acts.tempers, acts.done
        self.outcome.seconds = machine.perf_counter() - began

    def plan(self, at: int, act: Callable[[], Awaitable[Deed | None]]) -> None:
        """Have something happen then."""
        self._order += 1
        heapq.heappush(self._to_come, Due(at, self._order, act))

    def check(self, record: Record) -> list[str]:
        """Hold a record to the reading: every step of every shift, and every call for help."""
        until = self.outcome.until
        faults = []
        for shift in record.shifts:
            faults += compared(shift.id, self._reading.asked(shift, until), record.runs.get(shift.id, []))
        for call in record.calls:
            faults += compared_sos(call, self._reading.repeats(call, until))
        if record.dead or record.set_aside or record.broken_event is not None:
            what = f"{record.dead} dead letters, {record.set_aside} items set aside, event {record.broken_event}"
            faults.append(f"{what} does not follow from the one before")
        return faults

    def _check_wire(self, acts: Acts) -> list[str]:
        """What was told arrived, and what was sent is on file."""
        record = self.outcome.record
        faults = [*not_arrived(record, self._wire), *sos_not_arrived(record, self._arrivals)]
        on_file = {(event.at, event.actor_id) for event in record.events if event.kind.value == "checked_in"}
        posts = {post.id: post for shift in record.shifts for post in shift.posts}
        for at, post_id in acts.diary:
            post = posts[post_id]
            if (at, post.person) not in on_file and post.at(at) != OFF:
                faults.append(f"person {post.person} checked in at {at}, which is not on file")
        return faults

    async def _moment(self, at: int) -> None:
        """All that happens at one moment: everybody does their first part, the bot answers, then the next."""
        acts = []
        while self._to_come and self._to_come[0].at == at:
            acts.append(heapq.heappop(self._to_come).act)
        deeds = [deed for act in acts if (deed := await act()) is not None]
        while deeds:
            # One after the other, so that the same seed gives the same evening; the bot answers when all have acted.
            going_on = [deed for deed in deeds if await _goes_on(deed)]
            await self._town.post("/settle", {})
            deeds = going_on

    async def _scan(self) -> None:
        """Each day: who will be asked today is planned, and each moment at which it matters who leads is looked at."""
        await self._hear()
        now = self.now
        async with self._shouwang.database.transaction() as work:
            ahead = await work.shifts.between(now, now + AHEAD_MS)
        for each in ahead:
            if each.shift.id not in self._known:
                self._known.add(each.shift.id)
                self._expect(each, now)

    def _expect(self, each: RosteredShift, now: int) -> None:
        if self._acts is not None:
            self._acts.expect(each, self._reading.evening(each.shift.starts_at), now)
        for moment in self._reading.moments(each.shift.starts_at):
            if moment > now:
                self.plan(moment - 1, partial(self._look, each.shift.id, moment))

    async def _look(self, shift_id: int, moment: int) -> None:
        """Who leads a shift, just before it matters."""
        async with self._shouwang.database.transaction() as work:
            posts = await work.shifts.posts_of(shift_id)
        stands = {"assigned", "coming", "present", "checked_out"}
        leads = [post.person_id for post in posts if post.leads and post.state.value in stands]
        self._leads[shift_id][moment] = leads[0] if leads else None

    async def _hear(self) -> None:
        """What the phones received since."""
        calls = await self._town.calls(since=self._seen_calls)
        for call in calls:
            self._seen_calls = max(self._seen_calls, call["seq"])
            if call["ok"] and call["method"].startswith("send"):
                self.outcome.messages += 1
                self._wire[Wire(call["chat_id"], call["result"]["message_id"])] = call["at"]
                self._arrivals[call["chat_id"]][call["at"]] += 1
            elif call["ok"] and call["method"].startswith("edit"):
                self.outcome.edits += 1

    async def _answerable(self) -> Answerable:
        async with self._shouwang.database.transaction() as work:
            holders = await work.people.holders()
        centre = self._township.centre.code

        def of(role: Role, unit: str) -> tuple[int, ...]:
            return tuple(held.person_id for held in holders if held.role is role and held.unit == unit)

        teams = [unit.code for unit in self._township.units_with_team]
        return Answerable(
            {unit: of(Role.SHIFT_LEAD, unit) for unit in teams},
            {unit: of(Role.VILLAGE_HEAD, unit) for unit in teams},
            of(Role.CENTRE_STAFF, centre),
            of(Role.DIRECTOR, centre),
        )

    def _midnight(self, day: date) -> int:
        return round(datetime.combine(day, time(0), self._zone).timestamp() * 1000)


async def _goes_on(deed: Deed) -> bool:
    """One more part of what somebody does; False where there was none."""
    try:
        await anext(deed)
    except StopAsyncIteration:
        return False
    return True


async def replay_patrol(settings: Settings, size: PatrolSize, console: Console) -> PatrolReplay:
    """Replay in a folder of its own that is gone afterwards; the replay with what came of it."""
    settings = settings.changed(township=with_teams(settings.township, size.teams))
    zone = ZoneInfo(settings.township.time_zone)
    starts_at = round(datetime.combine(FIRST_DAY, BEGINS, zone).timestamp() * 1000)
    async with a_stage(settings, starts_at, calls_kept=CALLS_KEPT, settle=False) as (shouwang, town):
        with Progress(console=console, transient=True) as progress:
            replay = PatrolReplay(shouwang, town, settings.township, size)
            await replay.run(progress)
            return replay


def with_teams(township: Township, count: int) -> Township:
    """The same township, in which only the first so many teams patrol."""
    kept = {team.unit for team in township.patrol.teams[:count]}
    units = [unit if unit.code in kept else unit.changed(team=None) for unit in township.units]
    patrol = township.patrol.changed(teams=township.patrol.teams[:count])
    return township.changed(units=units, patrol=patrol)
