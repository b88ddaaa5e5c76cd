"""The way out: claims messages from the outbox when they may go, has them sent, and writes down what became of them.

Woken at the commit that wrote a message and by the time of the next one; there is no polling.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.outcomes import Dead, NotSaidAgain, Outcome, Unreachable
from bot.sender import LONGEST_RETRY_MS, SAID_TWICE
from bot.waiting import wait_for
from domain.notices import still_true
from storage.outbox import UnreadableRow

if TYPE_CHECKING:
    from bot.outcomes import Outcomes
    from bot.pacer import Pacer
    from bot.sender import Sender
    from domain.clock import Clock
    from storage.database import Database
    from storage.outbox import OutboxRow
    from storage.unit_of_work import UnitOfWork

CLAIM_ROUNDS = 8
PACED_MS = 60_000
AFTER_TROUBLE_SECONDS = 1.0

log = structlog.get_logger(__name__)


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
        self._flying: dict[asyncio.Task[None], OutboxRow] = {}
        self._ended: list[Outcome] = []
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._next_at: int | None = None
        self._stopping = False
        self._clock_went_back = False
        self._loop: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Put right what a killed process left, and begin."""
        await self._recover()
        self._loop = asyncio.create_task(self._run(), name="delivery")

    async def stop(self, seconds: float) -> None:
        """Claim nothing more, let what is on its way arrive within some seconds, and write down what did.

        What has not been answered by then stays marked as being sent: whether it arrived is not known.
        """
        self._stopping = True
        self._wake.set()
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
        self._wake.set()
        return await wait_for(self._idle, seconds)

    def wake(self) -> None:
        """Look into the outbox: something was written, or the clock was set."""
        self._wake.set()

    def clock_went_back(self) -> None:
        """The clock was set back: nothing waits for a time that the wrong clock gave it."""
        self._clock_went_back = True
        self._wake.set()

    @property
    def on_their_way(self) -> int:
        """How many messages are being sent."""
        return len(self._flying)

    async def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            try:
                claimed = await self._turn()
            except UnreadableRow as broken:
                await self._set_aside(broken)
                continue
            except Exception:
                log.exception("delivery could not use the database", action="delivery_failed")
                await wait_for(self._wake, AFTER_TROUBLE_SECONDS)
                continue
            for row in claimed:
                task = asyncio.create_task(self._send(row), name=f"notice {row.id}")
                self._flying[task] = row
                task.add_done_callback(self._landed)
            if not claimed:
                await self._rest()

    async def _turn(self) -> list[OutboxRow]:
        """One transaction: write down what became of those that ended, and claim what may go now."""
        ended, self._ended = self._ended, []
        try:
            async with self._database.transaction() as work:
                if self._clock_went_back:
                    await work.outbox.clock_set_back(LONGEST_RETRY_MS)
                await self._outcomes.write(work, ended)
                claimed = await self._claim(work)
                self._next_at = await work.outbox.next_at()
        except BaseException:
            self._ended = ended + self._ended
            raise
        self._clock_went_back = False
        return claimed

    async def _claim(self, work: UnitOfWork) -> list[OutboxRow]:
        """Claim what can be handed to the network now: a row that waited here would be in doubt after a crash."""
        now = self._clock.monotonic()
        room = min(self._most - len(self._flying), self._pacer.room(now))
        busy = {row.chat_id for row in self._flying.values() if row.chat_id is not None}
        shut = set(self._pacer.closed(now)) | busy
        taken: list[OutboxRow] = []
        later: list[int] = []
        for _round in range(CLAIM_ROUNDS):
            if room <= len(taken):
                break
            found = await work.outbox.claim(room - len(taken), frozenset(shut))
            if not found:
                break
            for row in found:
                if row.chat_id in shut:
                    # A second message to a chat, or one to a reporter whose chat the query cannot know.
                    later.append(row.id)
                elif (untold := await self._untold(work, row)) is not None:
                    await self._outcomes.write(work, [untold])
                elif row.chat_id is not None:
                    self._pacer.took(row.chat_id, now)
                    shut.add(row.chat_id)
                    taken.append(row)
        await work.outbox.release(later)
        return taken

    async def _untold(self, work: UnitOfWork, row: OutboxRow) -> Outcome | None:
        """The last look: why the message is not sent after all, or None."""
        if row.condition is not None:
            case = await work.cases.get(row.condition.case_id)
            if not still_true(row.condition, case):
                return NotSaidAgain(row, "no-longer-true")
        if row.chat_id is None:
            return NotSaidAgain(row, "nobody")
        return None if row.reachable else Unreachable(row)

    async def _send(self, row: OutboxRow) -> None:
        outcome: Outcome
        try:
            outcome = await self._sender.send(row)
        except Exception as error:
            log.exception("sending broke", action="sending_broke", notice=row.id)
            outcome = Dead(row, type(error).__name__)
        # Looked up only now: a turn may have put a new list in the old one's place meanwhile.
        self._ended.append(outcome)

    def _landed(self, task: asyncio.Task[None]) -> None:
        self._flying.pop(task)
        self._wake.set()

    async def _rest(self) -> None:
        """Wait for a commit, an answer, the next message's time, or a place in the pace."""
        seconds: float | None = None
        due_in = None if self._next_at is None else (self._next_at - self._clock.now()) / 1000
        if due_in is not None and due_in > 0:
            seconds = due_in
        elif due_in is not None:
            now = self._clock.monotonic()
            opens = self._pacer.opens_at(now)
            seconds = AFTER_TROUBLE_SECONDS if opens is None else max(0.0, opens - now)
        nothing_now = due_in is None or due_in > 0
        if nothing_now and not self._flying and not self._ended and not self._wake.is_set():
            self._idle.set()
        await wait_for(self._wake, seconds)

    async def _recover(self) -> None:
        """Of what was being sent when the program ended nobody knows whether it arrived."""
        while True:
            try:
                async with self._database.transaction() as work:
                    for row in await work.outbox.interrupted():
                        if row.edit_message_id is not None or row.lane in SAID_TWICE:
                            await work.outbox.put_back(row.id, work.now)
                            self._sender.perhaps_arrived.add(row.id)
                        else:
                            await work.outbox.drop(row.id, "may-have-arrived")
                    now, at = self._clock.monotonic(), work.now
                    for sent in await work.outbox.recent(at - PACED_MS):
                        self._pacer.took(sent.chat_id, now - max(0, at - sent.at) / 1000)
            except UnreadableRow as broken:
                await self._set_aside(broken)
            else:
                return

    async def _set_aside(self, broken: UnreadableRow) -> None:
        async with self._database.transaction() as work:
            await self._outcomes.set_aside(work, broken.row_id, broken.error_kind)
