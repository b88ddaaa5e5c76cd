"""Who does what next in a patrol replay: a plan for each post, and what one person's act makes others do."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Protocol

from bot.replay_patrol_people import Patroller
from bot.replay_patrol_script import Act, Hours, Temper, plan_post, tick
from domain.durations import DAY_MS, MINUTE_MS, SECOND_MS
from domain.shifts import PostState, ShiftState

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.replay_patrol_people import Deeds, Patrols, Team
    from bot.replay_patrol_script import Plan
    from domain.shifts import Post, RosteredShift, Shift
    from domain.township import Township
    from storage.database import Database

    Deed = AsyncIterator[object]

AWAITED = frozenset({PostState.ASSIGNED, PostState.COMING, PostState.CANNOT})
HAVE_IT = AWAITED | {PostState.PRESENT, PostState.CHECKED_OUT}
THERE = frozenset({Temper.FORGETS, Temper.NO_NETWORK, Temper.LATE, Temper.SLOW_NETWORK})
"""Of whom a lead who rings them up hears that they are there or on the way."""
TAKERS = 3
TAKES = 0.85
TRIES = 3
SWAPS_A_DAY = 0.1
AWAY_A_DAY = 0.05
CHANGES_FROM, CHANGES_TO = DAY_MS, 11 * DAY_MS
AGREES = 0.7
SECOND_COMES = 0.4
NOBODY_HEARS = 0.12


class Agenda(Protocol):
    """Where what is to happen is written down."""

    @property
    def now(self) -> int:
        """The moment that is being played (UTC ms)."""

    def plan(self, at: int, act: Callable[[], Awaitable[Deed | None]]) -> None:
        """Have something happen at a moment (UTC ms)."""


class Acts:
    """The director: knows who has which post, and tells people when they act. What they do they do on their phones."""

    def __init__(
        self, database: Database, township: Township, patrols: Patrols, deeds: Deeds, seed: int, agenda: Agenda
    ) -> None:
        self._database = database
        self._township = township
        self._patrols = patrols
        self._deeds = deeds
        self._seed = seed
        self._agenda = agenda
        self._plans: dict[int, Plan] = {}
        self._chance = random.Random(f"{seed}:others")  # noqa: S311 - a script, no secret
        self.tempers: Counter[str] = Counter()
        self.done: Counter[str] = Counter()
        self.diary: list[tuple[int, int]] = []
        """When somebody has checked in for which post, as they would tell it."""

    def expect(self, each: RosteredShift, evening_at: int, now: int) -> None:
        """Have a shift's people planned when they are asked, and whoever comes to it later too."""
        shift = each.shift
        asked_at = max(now, shift.starts_at - self._township.patrol.day_before_ms)
        hours = Hours(asked_at, evening_at, shift.starts_at, shift.ends_at)
        for at in (asked_at, evening_at, shift.starts_at - 45 * MINUTE_MS):
            if at >= now:
                self._agenda.plan(at + SECOND_MS, partial(self._plan_posts, shift.id, hours))

    async def wish_for_changes(self) -> None:
        """Once a day: in some teams somebody would rather have another evening, in some somebody will be away."""
        async with self._database.transaction() as work:
            now = work.now
            ahead = await work.shifts.between(now + CHANGES_FROM, now + CHANGES_TO)
        for unit in self._patrols.teams:
            own = [each for each in ahead if each.shift.unit == unit]
            drawn = self._chance.random()
            if not own or drawn > SWAPS_A_DAY + AWAY_A_DAY:
                continue
            each = self._chance.choice(own)
            posts = [post for post in each.posts if post.state in {PostState.ASSIGNED, PostState.COMING}]
            if posts:
                act = self._ask_to_swap if drawn <= SWAPS_A_DAY else self._go_away
                who = self._who(self._chance.choice(posts))
                self._agenda.plan(tick(now), partial(act, who, each.shift))

    # --------------------------------------------------------------------------------------------- one's own post

    async def _plan_posts(self, shift_id: int, hours: Hours) -> None:
        async with self._database.transaction() as work:
            found, now = await work.shifts.get(shift_id), work.now
        if found is None or found.shift.state is not ShiftState.PLANNED:
            return
        for post in found.posts:
            if post.state in {PostState.ASSIGNED, PostState.COMING} and post.id not in self._plans:
                who = self._who(post)
                key = f"{self._seed}:{found.shift.unit}:{found.shift.slot}:{found.shift.day}:{who.phone.id}"
                plan = self._plans[post.id] = plan_post(key, now, hours)
                self.tempers[plan.temper.value] += 1
                for deed in plan.deeds:
                    self._agenda.plan(deed.at, partial(self._do, deed.act, deed.at, post.id, hours))

    async def _do(self, act: Act, at: int, post_id: int, hours: Hours) -> Deed | None:
        async with self._database.transaction() as work:
            post = await work.shifts.post(post_id)
            rostered = await work.shifts.get(post.shift_id) if post is not None else None
        if post is None or rostered is None or post.state not in HAVE_IT:
            return None
        who, plan = self._who(post), self._plans[post_id]
        self.done[act.value] += 1
        if act is Act.CHECK_IN:
            return self._check_in(who, post, rostered, plan, at) if post.state in AWAITED else None
        if act in {Act.LEAD_LOOKS, Act.LEAD_SEEKS}:
            return self._lead(act, who, post, rostered, hours)
        if act in {Act.YES, Act.NO}:
            return self._answer(who, post, rostered, hours, coming=act is Act.YES)
        if act is Act.MOVE:
            return self._deeds.move(who, self._team(who))
        if act is Act.SOS:
            return self._sos(who, rostered, at) if post.state is PostState.PRESENT else None
        return self._deeds.check_out(who, rostered.shift.starts_at)

    def _check_in(self, who: Patroller, post: Post, rostered: RosteredShift, plan: Plan, at: int) -> Deed | None:
        if at >= rostered.shift.ends_at:
            return None
        self.diary.append((at, post.id))
        chance = random.Random(f"{self._seed}:{post.id}:place")  # noqa: S311 - a script, no secret
        return self._deeds.check_in(who, self._team(who), plan.how, rostered.shift.starts_at, chance)

    async def _answer(self, who: Patroller, post: Post, rostered: RosteredShift, hours: Hours, *, coming: bool) -> Deed:
        async for part in self._deeds.say(who, rostered.shift.starts_at, coming=coming):
            yield part
        if not coming:
            self._expect_takers(who, post, rostered.shift.id, hours)

    # -------------------------------------------------------------------------------------------- what others do

    def _expect_takers(self, who: Patroller, post: Post, shift_id: int, hours: Hours, tries: int = TRIES) -> None:
        """In some time somebody sees the card, and perhaps others at the same moment."""
        if tries and self._chance.random() < TAKES:
            waited = round((1 + self._chance.expovariate(1 / 25)) * MINUTE_MS)
            self._agenda.plan(tick(self._agenda.now + waited), partial(self._take, who, post, shift_id, hours, tries))

    async def _take(self, who: Patroller, post: Post, shift_id: int, hours: Hours, tries: int) -> Deed | None:
        async with self._database.transaction() as work:
            found = await work.shifts.get(shift_id)
            offer = await work.exchanges.open_for(post.id)
        if found is None or offer is None or self._agenda.now >= found.shift.starts_at:
            return None
        on_it = {each.person_id for each in found.posts if each.state in HAVE_IT}
        free = [each for each in self._team(who).people if each.person_id not in on_it]
        takers = self._chance.sample(free, min(TAKERS, len(free)))

        async def all_at_once() -> Deed:
            async for part in self._deeds.take(takers, who.phone.name):
                yield part
            await self._plan_posts(shift_id, hours)
            self._expect_takers(who, post, shift_id, hours, tries - 1)

        return all_at_once()

    def _lead(self, act: Act, who: Patroller, post: Post, rostered: RosteredShift, hours: Hours) -> Deed | None:
        """Whoever was told: the shift's lead, or another of the team's leads where it is they themselves."""
        lead = rostered.lead
        others = [each for each in self._team(who).people if each.leads and each is not who]
        told = self._who(lead) if lead is not None and lead.person_id != who.person_id else self._chance.choice(others)
        if act is Act.LEAD_SEEKS:
            return self._seek(told, who, post, rostered.shift.id, hours) if post.state is PostState.ASSIGNED else None
        if post.state not in AWAITED:
            return None
        there = self._plans[post.id].temper in THERE
        return self._deeds.settle_missed(told, who.phone.name, there=there)

    async def _seek(self, lead: Patroller, who: Patroller, post: Post, shift_id: int, hours: Hours) -> Deed:
        async for part in self._deeds.seek(lead, who.phone.name):
            yield part
        self._expect_takers(who, post, shift_id, hours)

    async def _go_away(self, who: Patroller, shift: Shift) -> Deed:
        self.done["wrote days away"] += 1
        first = date.fromisoformat(shift.day)
        return self._deeds.be_away(who, first, first + timedelta(days=self._chance.randint(0, 5)))

    async def _ask_to_swap(self, who: Patroller, shift: Shift) -> Deed:
        return self._swap(who, shift.starts_at)

    async def _swap(self, who: Patroller, starts_at: int) -> Deed:
        asked = ""
        chance = random.Random(f"{self._seed}:{who.phone.id}:{starts_at}")  # noqa: S311 - a script, no secret
        async for name in self._deeds.swap(who, starts_at, chance):
            asked = name
            yield name
        other = next((each for each in self._team(who).people if each.phone.name == asked), None)
        self.done["asked to swap" if other is not None else "found nobody to swap"] += 1
        if other is not None:
            waited = round((2 + chance.expovariate(1 / 90)) * MINUTE_MS)
            answer = partial(self._answer_swap, other, agrees=chance.random() < AGREES)
            self._agenda.plan(tick(self._agenda.now + waited), answer)

    async def _answer_swap(self, who: Patroller, *, agrees: bool) -> Deed:
        return self._deeds.answer_swap(who, agrees=agrees)

    # ------------------------------------------------------------------------------------------------- in need

    async def _sos(self, who: Patroller, rostered: RosteredShift, at: int) -> Deed:
        async for part in self._deeds.call(who):
            yield part
        chance = random.Random(f"{self._seed}:{who.phone.id}:{at}:sos")  # noqa: S311 - a script, no secret
        near = [self._who(post) for post in rostered.standing if post.person_id != who.person_id]
        head = self._patrols.officials.heads[who.unit]
        far = [Patroller(phone, 0, who.unit, leads=False) for phone in (head, self._patrols.officials.centre[0])]
        waits = chance.randint(10, 14) * MINUTE_MS if chance.random() < NOBODY_HEARS else 0
        # Not at the second at which it is said again: it is to be certain which came first.
        waits += chance.choice((9, 14, 23, 38, 47, 74, 92, 139, 193)) * SECOND_MS
        helpers = [chance.choice(near or far), chance.choice(far)]
        self._agenda.plan(at + waits, partial(self._come, helpers[0], who.phone.name))
        if chance.random() < SECOND_COMES:
            self._agenda.plan(at + waits + 29 * SECOND_MS, partial(self._come, helpers[1], who.phone.name))
        ends = at + waits + chance.randint(5, 25) * MINUTE_MS + 7 * SECOND_MS
        self._agenda.plan(ends, partial(self._end, who, chance))

    async def _come(self, who: Patroller, name: str) -> Deed:
        return self._deeds.come(who, name)

    async def _end(self, who: Patroller, chance: random.Random) -> Deed:
        return self._deeds.end_call(who, chance)

    def _who(self, post: Post) -> Patroller:
        return self._patrols.by_person[post.person_id]

    def _team(self, who: Patroller) -> Team:
        return self._patrols.teams[who.unit]
