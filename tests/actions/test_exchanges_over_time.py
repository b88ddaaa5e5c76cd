"""Whatever people offer, take, swap, withdraw and cancel, in any order: every post has one successor, nobody stands twice."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from actions.answer_swap import agree_to_swap, decline_swap
from actions.assign_post import assign_post
from actions.cancel_shift import cancel_shift
from actions.fill_gap import ask_for_gap, fill_gap
from actions.keep_shift_due import keep_shift_due
from actions.offer_post import offer_post
from actions.propose_swap import propose_swap
from actions.take_off import take_off
from actions.take_post import take_post
from actions.withdraw_offer import withdraw_offer
from actions.worth_sending import worth_sending
from domain.messages import Message
from domain.presence import next_shift_step
from domain.refusals import Refusal
from domain.shifts import Post, PostState, RosteredShift, Shift, ShiftState
from storage.arrivals import Sent
from storage.database import Database
from storage.due import DueKind
from storage.exchanges import ExchangeKind, ExchangeState
from storage.unit_of_work import UnitOfWork
from tests.actions.office import Office, an_office
from tests.actions.watch import Watch
from tests.conftest import HandClock, some_keys

ANY = st.integers(min_value=0, max_value=10_000)
Result = TypeVar("Result")


class Exchanges(RuleBasedStateMachine):
    """A team of seven with five evenings, two of them at the same time, on the real storage.

    `places` is what a shift should hold by a count of its own: posts that somebody has, whether they can come or not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.folder = TemporaryDirectory()
        self.clock = HandClock()
        self.cards: dict[str, Message] = {}
        self.begun: dict[int, RosteredShift] = {}
        self.office, self.watch, self.shifts = self.runner.run(self._prepare())
        self.places = dict.fromkeys((shift.id for shift in self.shifts), 3)

    async def _prepare(self) -> tuple[Office, Watch, list[Shift]]:
        database = await Database.open(Path(self.folder.name) / "shouwang.db", self.clock, some_keys())
        self.stack.push_async_callback(database.close)
        office = await self.stack.enter_async_context(an_office(database, self.clock))
        watch = await Watch.of(office, 7, leads=2)
        team, shifts = watch.team, []
        for days, slot, on in (
            (1, "evening", team[:3]),
            (2, "evening", [team[0], team[3], team[4]]),
            (2, "same_time", [team[1], team[5], team[6]]),
            (3, "evening", team[:3]),
            (5, "evening", team[2:5]),
        ):
            shift, _posts = await watch.evening(on, days=days, slot=slot)
            shifts.append(shift)
        async with office.at_work() as work:
            for shift in shifts:
                await keep_shift_due(work, office.rules, shift.id)
        return office, watch, shifts

    def teardown(self) -> None:
        """Close the file."""
        self.runner.run(self.stack.aclose())
        self.runner.close()
        self.folder.cleanup()

    def run(self, task: Coroutine[None, None, Result]) -> Result:
        """Wait for something."""
        return self.runner.run(task)

    def tried(self, act: Callable[[UnitOfWork], Awaitable[Result]]) -> Result | None:
        """Do it in a transaction; None where it was refused."""

        async def doing() -> Result | None:
            async with self.office.at_work() as work:
                try:
                    async with work.savepoint():
                        return await act(work)
                except Refusal:
                    return None

        return self.run(doing())

    async def posts(self) -> list[Post]:
        """All posts there are."""
        return [post for shift in self.shifts for post in (await self.watch.on(shift)).posts]

    def a_post(self, pick: int, *, sought: bool = False) -> Post:
        """One of them; every second time, if wanted, one that a stand-in is sought for."""
        posts = self.run(self.posts())
        wanted = [post for post in posts if post.state is PostState.CANNOT] if sought and pick % 2 else []
        return (wanted or posts)[pick // 2 % len(wanted or posts)]

    def a_person(self, pick: int) -> int:
        """A member, or the head, who is none."""
        persons = [*self.watch.team, self.office.head]
        return persons[pick % len(persons)]

    def a_shift(self, pick: int) -> RosteredShift:
        """One of the shifts, as it is now."""
        return self.run(self.watch.on(self.shifts[pick % len(self.shifts)]))

    def an_offer(self, pick: int, kind: ExchangeKind) -> int | None:
        """An offer of a kind, open or over."""

        async def reading() -> list[int]:
            async with self.office.database.alone() as connection:
                rows = await connection.rows("SELECT id FROM exchange WHERE kind = ? ORDER BY id", (kind.value,))
            return [int(str(row["id"])) for row in rows]

        offers = self.run(reading())
        return offers[pick % len(offers)] if offers else None

    @rule(pick=ANY)
    def offer(self, pick: int) -> None:
        """Somebody cannot come."""
        post = self.a_post(pick)
        self.tried(lambda work: offer_post(work, self.office.rules, post))

    @rule(pick=ANY, person=ANY)
    def take(self, pick: int, person: int) -> None:
        """Somebody taps a card, old or new."""
        offer = self.an_offer(pick, ExchangeKind.STAND_IN)
        if offer is not None:
            self.tried(lambda work: take_post(work, self.office.rules, offer, self.a_person_of(person)))

    def a_person_of(self, pick: int) -> int:
        """Like `a_person`, without leaving the loop."""
        return self.watch.team[pick % len(self.watch.team)]

    @rule(pick=ANY)
    def everybody_takes(self, pick: int) -> None:
        """All tap the same card in one batch: one has it, or nobody."""
        offer = self.an_offer(pick, ExchangeKind.STAND_IN)
        if offer is None:
            return

        async def batch() -> int:
            got = 0
            async with self.office.at_work() as work:
                for person in self.watch.team:
                    try:
                        async with work.savepoint():
                            await take_post(work, self.office.rules, offer, person)
                            got += 1
                    except Refusal:
                        pass
            return got

        assert self.run(batch()) <= 1

    @rule(pick=ANY)
    def withdraw(self, pick: int) -> None:
        """Somebody comes after all."""
        post = self.a_post(pick, sought=True)
        self.tried(lambda work: withdraw_offer(work, self.office.rules, post))

    @rule(pick=ANY, other=ANY)
    def propose(self, pick: int, other: int) -> None:
        """Somebody wants to swap."""
        own, theirs = self.a_post(pick), self.a_post(other)
        self.tried(lambda work: propose_swap(work, self.office.rules, own, theirs))

    @rule(pick=ANY, person=ANY, yes=st.booleans())
    def answer(self, pick: int, person: int, yes: bool) -> None:
        """Somebody, mostly the one who was asked, says yes or no."""
        offer = self.an_offer(pick, ExchangeKind.SWAP)
        if offer is None:
            return

        async def answering(work: UnitOfWork) -> None:
            exchange = await work.exchanges.get(offer)
            assert exchange is not None
            asked = await work.shifts.post(exchange.with_post_id or 0)
            assert asked is not None
            who = asked.person_id if person % 4 else self.a_person_of(person)
            if yes:
                await agree_to_swap(work, self.office.rules, offer, who)
            else:
                await decline_swap(work, self.office.rules, offer, who)

        self.tried(answering)

    @rule(pick=ANY, person=ANY)
    def assign(self, pick: int, person: int) -> None:
        """The head puts somebody on a shift."""
        before = self.a_shift(pick)
        lacking = any(post.state is PostState.CANNOT for post in before.posts)
        who = self.a_person(person)
        done = self.tried(lambda work: assign_post(work, self.office.rules, before.shift.id, who, self.office.head))
        self.places[before.shift.id] += done is not None and not lacking

    @rule(pick=ANY)
    def take_away(self, pick: int) -> None:
        """The head takes somebody off."""
        post = self.a_post(pick, sought=True)

        async def taking(work: UnitOfWork) -> bool:
            await take_off(work, self.office.rules, post, self.office.head)
            return True

        self.places[post.shift_id] -= self.tried(taking) is not None

    @rule(pick=ANY, person=ANY)
    def fill(self, pick: int, person: int) -> None:
        """The team is asked for more people, and one comes."""
        before = self.a_shift(pick)
        sought = any(post.state is PostState.CANNOT for post in before.posts)
        self.tried(lambda work: ask_for_gap(work, self.office.rules, before.shift.id, self.office.head))
        who = self.a_person(person)
        done = self.tried(lambda work: fill_gap(work, self.office.rules, before.shift.id, who))
        self.places[before.shift.id] += done is not None and not sought

    @rule(pick=ANY, sure=st.integers(min_value=0, max_value=2))
    def cancel(self, pick: int, sure: int) -> None:
        """Now and then a shift is cancelled."""
        if sure == 0:
            shift_id = self.a_post(pick, sought=True).shift_id
            self.tried(lambda work: cancel_shift(work, self.office.rules, shift_id, self.office.head))

    @rule(hours=st.sampled_from([1, 5, 13]))
    def wait(self, hours: int) -> None:
        """Time passes; what has begun is looked at, for it may not change any more."""
        self.clock.forward(hours=hours)
        for shift in self.shifts:
            if shift.starts_at <= self.clock.at and shift.id not in self.begun:
                self.begun[shift.id] = self.run(self.watch.on(shift))

    @invariant()
    def one_successor_for_each_post(self) -> None:
        """And only what was passed on has one."""
        posts = self.run(self.posts())
        successors = Counter(post.came_from for post in posts if post.came_from is not None)
        assert all(count == 1 for count in successors.values())
        by_id = {post.id: post for post in posts}
        assert all(by_id[number].state is PostState.PASSED_ON for number in successors)

    @invariant()
    def nobody_stands_twice(self) -> None:
        """Neither on one shift nor in two places at once."""
        rostered = [self.run(self.watch.on(shift)) for shift in self.shifts]
        for each in rostered:
            there = [post.person_id for post in each.posts if post.state is not PostState.PASSED_ON]
            assert len(there) == len(set(there))
        planned = [each for each in rostered if each.shift.state is ShiftState.PLANNED]
        for one, other in combinations(planned, 2):
            if one.shift.starts_at < other.shift.ends_at and other.shift.starts_at < one.shift.ends_at:
                both = {post.person_id for post in one.standing} & {post.person_id for post in other.standing}
                assert not both

    @invariant()
    def strength_counts_right(self) -> None:
        """As many places as were given and not taken away, of which those stand who can come; one lead at the most."""
        for shift in self.shifts:
            each = self.run(self.watch.on(shift))
            held = [post for post in each.posts if post.state not in {PostState.PASSED_ON, PostState.EXCUSED}]
            cannot = [post for post in held if post.state is PostState.CANNOT]
            assert len(held) == self.places[shift.id]
            assert len(each.standing) == len(held) - len(cannot)
            assert each.missing == max(0, 3 - len(each.standing))
            assert sum(post.leads for post in held) <= 1

    @invariant()
    def what_has_begun_or_is_cancelled_stays(self) -> None:
        """People change only until a shift begins."""
        for shift_id, before in self.begun.items():
            now = self.run(self.watch.on(before.shift))
            assert now.posts == before.posts
            assert now.shift.id == shift_id

    @invariant()
    def open_offers_are_true(self) -> None:
        """A stand-in is sought only for who cannot come, a swap asked only of two who stand; cards of others ask nothing."""
        for told in self.run(self._told()):
            self.cards |= told

        async def looking() -> None:
            async with self.office.at_work() as work:
                for shift in self.shifts:
                    each = await work.shifts.get(shift.id)
                    assert each is not None
                    for post in each.posts:
                        offer = await work.exchanges.open_for(post.id)
                        if offer is None:
                            continue
                        assert each.shift.state is ShiftState.PLANNED
                        wanted = (
                            {PostState.CANNOT}
                            if offer.kind is ExchangeKind.STAND_IN
                            else {PostState.ASSIGNED, PostState.COMING}
                        )
                        assert post.state in wanted
                for name, message in self.cards.items():
                    kind, number, person = name.split(":")
                    if kind != "offer" or not any(button.act in ASKING for row in message.buttons for button in row):
                        continue
                    offer = await work.exchanges.get(int(number))
                    assert offer is not None
                    # On the card of who pressed the answer stands already: whoever handles the press puts it there.
                    pressed = offer.taken_by == int(person) or offer.kind is ExchangeKind.SWAP
                    assert offer.state is ExchangeState.OPEN or pressed

        self.run(looking())

    async def _told(self) -> list[dict[str, Message]]:
        """Send what may be sent, and note which face each card has now."""
        found: list[dict[str, Message]] = []
        async with self.office.at_work() as work:
            while rows := await work.outbox.claim(200):
                for row in rows:
                    if not await worth_sending(work, row):
                        await work.outbox.drop(row.id, "untrue")
                        continue
                    if row.card_key is not None:
                        found.append({row.card_key: row.message})
                    await work.outbox.mark_sent([Sent(row.id, row.edit_message_id or row.id, None, row.card_key)])
        return found

    @invariant()
    def the_clocks_stand_at_the_next_step(self) -> None:
        """Every change has set the shift's due work anew."""

        async def looking() -> None:
            rules = self.office.rules
            async with self.office.at_work() as work:
                for shift in self.shifts:
                    each = await work.shifts.get(shift.id)
                    assert each is not None
                    step = next_shift_step(each, rules.township.patrol, rules.calendar)
                    row = await work.due.of(DueKind.SHIFT, str(shift.id))
                    assert (row.due_at if row is not None else None) == (step.at if step is not None else None)

        self.run(looking())


ASKING = {"x-take", "x-swap-yes"}

TestExchanges = Exchanges.TestCase
TestExchanges.settings = settings(
    max_examples=25, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestExchanges.__doc__ = __doc__
