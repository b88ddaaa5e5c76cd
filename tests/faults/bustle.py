"""A town in which much goes on at once: villagers report without end, a mediator accepts every second case, and time passes."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field

from playground.client import Phone, SeenMessage
from tests.faults import checks
from tests.faults.lane import Lane
from tests.faults.reporter import Reporter, words
from tests.faults.town import Town

HOUR_MS = 3_600_000
PEOPLE = 6
LONGEST_RUSH = 5.0
"""Seconds."""
TILL_ALL_IS_LATE_MS = 49 * HOUR_MS
_UNDONE = """
SELECT (SELECT count(*) FROM due WHERE kind IN ('case', 'shift', 'sos', 'opening', 'erasure') AND due_at <= :now)
     + (SELECT count(*) FROM outbox WHERE state IN ('pending', 'sending') AND not_before <= :now)
"""


@dataclass
class Bustle:
    """What goes on in a town."""

    town: Town
    people: list[Reporter]
    _over: asyncio.Event = field(default_factory=asyncio.Event)
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    @property
    def phones(self) -> list[Phone]:
        """Everybody's."""
        return [*(each.phone for each in self.people), self.town.mediator, self.town.head]

    async def updates(self, count: int) -> int:
        """Wait until the program has confirmed so many more updates; how many it was."""
        bot = next(iter(self.town.playground.api.bots.values()))
        before = bot.next_update_id - bot.unconfirmed

        async def enough() -> bool:
            return bot.next_update_id - bot.unconfirmed - before >= count

        await self.town.until(enough)
        return bot.next_update_id - bot.unconfirmed - before

    async def events(self, count: int) -> None:
        """Wait until so much more has happened in the town."""
        target = self.town.playground.world.sequence + count

        async def happened() -> bool:
            return self.town.playground.world.sequence >= target

        await self.town.until(happened)

    async def ends(self) -> None:
        """Everybody gets their last answer and puts the phone away."""
        self._over.set()
        reporting, accepting = self._tasks[:-1], self._tasks[-1]
        await asyncio.gather(*reporting)
        accepting.cancel()

    async def everything_late(self) -> None:
        """Let two days pass, and wait until the program has done all that fell due in them."""
        self.town.move_clock(TILL_ALL_IS_LATE_MS)
        await self.all_done()

    async def all_done(self) -> None:
        """Wait until nothing is due and nothing waits to be sent."""
        await all_done(self.town)

    async def check(self, lane: Lane) -> None:
        """Everything acknowledged is on file once, with its clock; and what was said twice says so. The program has ended."""
        await check(self.town, self.people, self.phones, lane)


@asynccontextmanager
async def a_bustle(town: Town) -> AsyncIterator[Bustle]:
    """Everybody begins; whoever is still at it afterwards is stopped."""
    people = [Reporter(await town.client.person(f"村民{number}", id=100 + number)) for number in range(PEOPLE)]
    bustle = Bustle(town, people)
    for each in people:
        reporting = _keep_reporting(town, each, random.Random(each.phone.id), bustle._over)
        bustle._tasks.append(asyncio.create_task(reporting))
    bustle._tasks.append(asyncio.create_task(_keep_accepting(bustle)))
    try:
        yield bustle
    finally:
        for task in bustle._tasks:
            task.cancel()
        await asyncio.gather(*bustle._tasks, return_exceptions=True)


async def all_done(town: Town) -> None:
    """Wait until nothing is due in a town and nothing waits to be sent."""

    async def nothing_left() -> bool:
        with closing(sqlite3.connect(town.database)) as connection:
            now = {"now": town.playground.clock.now()}
            return bool(connection.execute(_UNDONE, now).fetchone() == (0,))

    await town.until(nothing_left)


async def press_at_once(town: Town, presses: Sequence[tuple[Phone, SeenMessage, str]], kill_after: int | None) -> None:
    """Press all these buttons at once; the program is killed after so much has happened, unless that is None. Then all is done."""
    happened = asyncio.create_task(town.happenings(kill_after or 0))
    await asyncio.gather(*(phone.press_in(card, label, settle=False) for phone, card, label in presses))
    # Whatever becomes of them, it is over before long.
    await asyncio.wait([happened], timeout=LONGEST_RUSH)
    happened.cancel()
    if kill_after is not None:
        await town.kill()
    bot = next(iter(town.playground.api.bots.values()))

    async def all_taken() -> bool:
        return bot.unconfirmed == 0

    await town.until(all_taken)
    await all_done(town)


async def check(town: Town, people: list[Reporter], phones: list[Phone], lane: Lane) -> None:
    """What must hold after every lane, counted and asserted."""
    on_file = checks.read(town.database)
    acknowledged = {text: number for each in people for text, number in each.told.items()}
    unmarked = await checks.unmarked_copies(town.client)
    lane.count(
        acknowledged_reports=len(acknowledged),
        lost=len(on_file.lost(acknowledged)),
        effects_doubled=len(on_file.doubled()) + on_file.doubled_steps,
        escalations_early=on_file.early_steps,
        without_a_clock=len(on_file.without_clock()),
        said_again_without_a_word=len(unmarked),
        given_up=on_file.given_up,
    )
    assert on_file.integrity == "ok"
    assert on_file.lost(acknowledged) == []
    assert on_file.doubled() == []
    assert on_file.without_clock() == []
    assert (on_file.early_steps, on_file.doubled_steps) == (0, 0)
    assert unmarked == []
    assert on_file.given_up == 0


async def _keep_reporting(town: Town, who: Reporter, chance: random.Random, over: asyncio.Event) -> None:
    while not over.is_set():
        await who.report(town, words(chance))


async def _keep_accepting(bustle: Bustle) -> None:
    """Accept every second case that is shown, and leave the others to the clocks."""
    seen: set[int] = set()
    mediator = bustle.town.mediator
    while True:
        fresh = [
            message
            for message in await mediator.screen()
            if message.from_bot
            and message.message_id not in seen
            and any("受理" in each for row in message.buttons for each in row)
        ]
        for message in fresh:
            seen.add(message.message_id)
            if message.message_id % 2:
                await mediator.press_in(message, "受理", settle=False)
        await bustle.events(1)
