"""The way out: claims messages from the outbox when they may go, has them sent, and writes down what became of them.

Woken at the commit that wrote a message and by the time of the next one; there is no polling.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from actions.still_holds import still_holds
from bot.outcomes import Dead, NotSaidAgain, NotTried, Outcome, Unreachable
from bot.sender import LONGEST_RETRY_MS
from bot.waiting import wait_for
from storage.outbox_rows import UnreadableRow
from storage.outgoing import SAID_TWICE, UNHURRIED

if TYPE_CHECKING:
    from bot.outcomes import Outcomes
    from bot.pacer import Pacer, Place
    from bot.sender import Sender
    from domain.clock import Clock
    from storage.database import Database
    from storage.outbox_rows import OutboxRow
    from storage.unit_of_work import UnitOfWork

PACED_MS = 60_000
AFTER_TROUBLE_SECONDS = 1.0
HELD_BACK_SECONDS = 2.0
"""For so long after there was no room over all, the pace is taken to be what holds messages up."""
CLAIMED_AT_ONCE = 32
"""So many messages a turn hands to the network at the most: an answer that is written meanwhile goes before the rest."""
LANDING_ROUNDS = 4
"""Rounds of the event loop from an answer's bytes to the end of the task that waits for it."""
GATHER_SECONDS = 0.005
"""How long word of an arrival waits for a transaction that would carry it: a commit of its own costs as much as an update."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Errand:
    """What is sent to one chat in order: a message that has its place in the pace, and those that follow when it arrived."""

    chat_id: int
    place: Place
    rows: list[OutboxRow]


class Delivery:
    """Sends what the outbox holds: pressing lanes first, many at a time, in order within a chat."""

    def __init__(
        self,
        database: Database,
        sender: Sender,
        outcomes: Outcomes,
        pacer: Pacer,
        clock: Clock,
        in_flight: int,
    ) -> None:
        self._database = database
        self._sender = sender
        self._outcomes = outcomes
        self._pacer = pacer
        self._clock = clock
        self._most = in_flight
        self._flying: dict[asyncio.Task[None], Errand] = {}
        self._ended: list[Outcome] = []
        self._ended_since = 0.0
        self._stir = asyncio.Event()
        self._wanted = True
        self._settling = 0
        self._idle = asyncio.Event()
        self._next_at: int | None = None
        # What the last turn found closed by the pace opens then; it may have opened since.
        self._opens_at: float | None = None
        self._turned_at = 0.0
        # A chat has come free since the last turn looked for messages: the turn may have had word of the arrival all the same.
        self._freed = False
        # The last turn left messages for which there is room, so that others could have their turn.
        self._more = False
        self._full_at = -HELD_BACK_SECONDS
        self._stopping = False
        self._turned_in: UnitOfWork | None = None
        self._clock_went_back = False
        self._loop: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Put right what a killed process left, and begin."""
        await self._recover()
        self._database.before_commit(self._join)
        self._loop = asyncio.create_task(self._run(), name="delivery")

    async def stop(self, seconds: float) -> None:
        """Claim nothing more, let what is on its way arrive within some seconds, and write down what did.

        What has not been answered by then stays marked as being sent: whether it arrived is not known.
        """
        self._stopping = True
        self._stir.set()
        if self._loop is None:
            return
        await self._loop
        if self._flying:
            await asyncio.wait(self._flying, timeout=seconds)
        for task in list(self._flying):
            task.cancel()
        await asyncio.gather(*self._flying, return_exceptions=True)
        if self._ended:
            async with self._database.transaction() as work:
                await self._outcomes.write(work, self._ended)
            self._ended = []

    async def settle(self, seconds: float) -> bool:
        """Wait until nothing is on its way and nothing may be sent now; False if that takes longer than `seconds`."""
        self._idle.clear()
        self._settling += 1
        self.wake()
        try:
            return await wait_for(self._idle, seconds)
        finally:
            self._settling -= 1

    def wake(self) -> None:
        """Look into the outbox: the clock was set, or somebody wants to be sure."""
        self._wanted = True
        self._stir.set()

    def clock_went_back(self) -> None:
        """The clock was set back: nothing waits for a time that the wrong clock gave it."""
        self._clock_went_back = True
        self.wake()

    def held_back(self) -> bool:
        """Whether what waits may be waiting for Telegram's limits, or for the end of a pause that it asked for."""
        now = self._clock.monotonic()
        return now - self._full_at < HELD_BACK_SECONDS or self._pacer.room(now) == 0

    @property
    def held(self) -> frozenset[int]:
        """The messages that are being sent, or were and are about to be written down."""
        flying = {row.id for errand in self._flying.values() for row in errand.rows}
        return frozenset(flying.union(outcome.row.id for outcome in self._ended))

    @property
    def on_their_way(self) -> int:
        """How many messages are being sent."""
        return sum(len(errand.rows) for errand in self._flying.values())

    async def _join(self, work: UnitOfWork) -> None:
        """Let somebody else's transaction carry what delivery would need one of its own for.

        So an answer is claimed in the commit that wrote it, and word that a message arrived comes along with the next one.
        """
        if self._stopping or self._turned_in is work or not (work.signals.outbox or self._ended):
            return
        if work.signals.outbox:
            await self._let_land()
        try:
            async with work.savepoint():
                await self._turn(work)
        except Exception:
            # Delivery's own turn meets it again, and there it harms nobody else's work.
            log.exception("delivery could not join a transaction", action="delivery_failed")
            self.wake()

    async def _let_land(self) -> None:
        """Let answers that came in while updates were handled be read: until then their chats are not free for the next."""
        for _round in range(LANDING_ROUNDS):
            if not self._flying:
                return
            await asyncio.sleep(0)

    async def _run(self) -> None:
        while not self._stopping:
            try:
                await self._own_turn()
            except UnreadableRow as broken:
                await self._set_aside(broken)
            except Exception:
                log.exception("delivery could not use the database", action="delivery_failed")
                self._stir.clear()
                await wait_for(self._stir, AFTER_TROUBLE_SECONDS)
            else:
                await self._rest()

    async def _own_turn(self) -> None:
        """A transaction for delivery alone, unless another that it had to wait for has carried its part."""
        wanted, self._wanted = self._wanted, False
        try:
            async with self._database.transaction() as work:
                if self._clock_went_back:
                    await work.outbox.clock_set_back(LONGEST_RETRY_MS)
                if wanted or self._turn_is_due():
                    await self._turn(work)
        except BaseException:
            self._wanted = True
            raise
        self._clock_went_back = False

    async def _turn(self, work: UnitOfWork) -> None:
        """Write down what became of those that ended, and claim what may go once this is committed."""
        self._turned_in = work
        count = len(self._ended)
        await self._outcomes.write(work, self._ended[:count])
        now = self._clock.monotonic()
        claimed = await self._claim(work, now)
        if self._pacer.room(now) == 0:
            self._full_at = now
        opens_at = self._pacer.opens_at(now)
        next_at = await work.outbox.next_at()

        def committed() -> None:
            del self._ended[:count]
            self._next_at = next_at
            self._opens_at = opens_at
            self._turned_at = now
            for errand in claimed:
                task = asyncio.create_task(self._send(errand), name=f"notice {errand.rows[0].id}")
                self._flying[task] = errand
                task.add_done_callback(self._landed)
            self._stir.set()

        work.signals.afterwards.append(committed)

    async def _claim(self, work: UnitOfWork, now: float) -> list[Errand]:
        """Claim what can be handed to the network now: a row that waited here would be in doubt after a crash."""
        self._freed = False
        room = min(self._most - len(self._flying), self._pacer.room(now))
        self._more = False
        if room <= 0:
            return []
        errands: dict[int, Errand] = {}
        later: list[int] = []
        shut = {errand.chat_id for errand in self._flying.values()} | self._pacer.closed(now)
        rows = await work.outbox.claim(min(room, CLAIMED_AT_ONCE), frozenset(shut))
        self._more = len(rows) == CLAIMED_AT_ONCE < room
        for row in rows:
            if (untold := await self._untold(work, row)) is not None:
                await self._outcomes.write(work, [untold])
            elif row.chat_id not in errands and row.chat_id is not None and self._pacer.room(now) > 0:
                place = self._pacer.take(row.chat_id, now, unhurried=row.lane in UNHURRIED)
                errands[row.chat_id] = Errand(row.chat_id, place, [row])
            elif row.chat_id in errands and self._pacer.ready_at(row.chat_id, now) <= now:
                errands[row.chat_id].rows.append(row)
            else:
                later.append(row.id)
        await work.outbox.release(later)
        return list(errands.values())

    async def _untold(self, work: UnitOfWork, row: OutboxRow) -> Outcome | None:
        """The last look: why the message is not sent after all, or None."""
        if row.condition is not None and not await still_holds(work, row.condition):
            return NotSaidAgain(row, "no-longer-true")
        if row.chat_id is None:
            return NotSaidAgain(row, "nobody")
        return None if row.reachable else Unreachable(row)

    async def _send(self, errand: Errand) -> None:
        place: Place | None = errand.place
        paused = False
        for row in errand.rows:
            outcome = NotTried(row) if paused else await self._try(row, place)
            place, paused = None, isinstance(outcome, NotTried)
            if not self._ended:
                self._ended_since = self._clock.monotonic()
            self._ended.append(outcome)

    async def _try(self, row: OutboxRow, place: Place | None) -> Outcome:
        try:
            return await self._sender.send(row, place)
        except Exception as error:
            log.exception("sending broke", action="sending_broke", notice=row.id)
            return Dead(row, type(error).__name__)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.pop(task)
        self._freed = True
        self._stir.set()

    async def _rest(self) -> None:
        """Wait until a turn is wanted: for a message's time, a place in the pace, or word of what arrived."""
        while not self._wanted and not self._stopping:
            self._stir.clear()
            if self._turn_is_due():
                return
            if not self._flying and not self._ended and not self._may_go():
                self._idle.set()
            if not await wait_for(self._stir, self._seconds_to_turn()):
                return

    def _turn_is_due(self) -> bool:
        seconds = self._seconds_to_turn()
        return seconds is not None and seconds <= 0

    def _seconds_to_turn(self) -> float | None:
        """How long nothing need be done; None until something changes."""
        now = self._clock.monotonic()
        waits: list[float] = []
        if self._ended:
            hurry = self._settling or self._may_go()
            waits.append(0.0 if hurry else self._ended_since + GATHER_SECONDS - now)
        if self._may_go():
            opens = [at for at in (self._opens_at, self._pacer.opens_at(now)) if at is not None]
            at_once = self._freed or self._more
            waits.append(0.0 if at_once else min(opens, default=self._turned_at + AFTER_TROUBLE_SECONDS) - now)
        elif self._next_at is not None:
            waits.append((self._next_at - self._clock.now()) / 1000)
        return min(waits, default=None)

    def _may_go(self) -> bool:
        """Whether a message waits whose time has come: for its chat to be free, or for a place in the pace."""
        return self._next_at is not None and self._next_at <= self._clock.now()

    async def _recover(self) -> None:
        """Of what was being sent when the program ended nobody knows whether it arrived."""
        while True:
            try:
                async with self._database.transaction() as work:
                    for row in await work.outbox.interrupted():
                        if row.edit_message_id is not None or row.lane in SAID_TWICE:
                            await work.outbox.put_back(row.id, work.now, perhaps_arrived=True)
                        else:
                            await work.outbox.drop(row.id, "may-have-arrived")
                    now, at = self._clock.monotonic(), work.now
                    for sent in await work.outbox.recent(at - PACED_MS):
                        self._pacer.sent_before(sent.chat_id, now - max(0, at - sent.at) / 1000)
            except UnreadableRow as broken:
                await self._set_aside(broken)
            else:
                return

    async def _set_aside(self, broken: UnreadableRow) -> None:
        async with self._database.transaction() as work:
            await self._outcomes.set_aside(work, broken.row_id, broken.error_kind)
