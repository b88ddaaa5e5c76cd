"""The outbox: every message to a person, written in the transaction that caused it and sent after the commit."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import orjson
from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from domain.durations import DAY_MS, HOUR_MS
from domain.messages import Message
from domain.notices import AnyCondition
from storage.arrivals import RecentSend
from storage.key_ring import Sealed, Subject
from storage.outbox_rows import READ, OutboxReader, OutboxRow, day_of_sending
from storage.outgoing import SAID_TWICE, Lane, Outgoing, ToGroup, ToPerson, ToReporter
from storage.rows import integer, json_list

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from storage.arrivals import Sent
    from storage.rows import Connection, Row
    from storage.signals import Signals
    from storage.vault import Vault

    ShutChats = Mapping[int, int | None]
    """Chats that get nothing now, each with the person whose it is, where that is known."""

CLAIM_ROUNDS = 8
"""So often a claim looks again for what may go, where messages to chats that are not free stand in front."""


class OutboxState(StrEnum):
    """How far a message has come."""

    PENDING = "pending"
    """Waits for its turn or its time."""
    SENDING = "sending"
    """Handed to the network; whether it arrived is not known yet."""
    SENT = "sent"
    """Arrived."""
    DROPPED = "dropped"
    """Was no longer true, or a copy of what had been said."""
    DEAD = "dead"
    """Cannot be sent; somebody must look."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a message: as what it stood in the chat, and when it arrived there (UTC ms), if it did."""

    dedup_key: str
    state: OutboxState
    sent_at: int | None
    message_id: int | None
    sent_chat_id: int | None


_FATE = TypeAdapter(Fate)
_CONDITION = TypeAdapter[AnyCondition](AnyCondition)
# Until it is known in which message a card stands, its next face waits: it would be sent as a second card.
_CARD_IS_FREE = (
    "AND (outbox.card_key IS NULL OR NOT EXISTS (SELECT 1 FROM outbox AS other "
    "WHERE other.card_key = outbox.card_key AND other.state = 'sending')) "
)


class Outbox:
    """Messages waiting, on their way, and done with."""

    def __init__(self, connection: Connection, now: int, vault: Vault, signals: Signals) -> None:
        self._connection = connection
        self._now = now
        self._vault = vault
        self._reader = OutboxReader(connection, vault)
        self._signals = signals
        self._fresh: dict[int, Message] = {}

    async def put(self, outgoing: Outgoing) -> int | None:
        """Keep a message for sending; its notice number, or None when its `dedup_key` was used before.

        Raises ValueError for a private message to a group.
        """
        to = outgoing.to
        if isinstance(to, ToGroup) and outgoing.private:
            message = "a private message must not go to a group"
            raise ValueError(message)
        self._signals.outbox = True
        if outgoing.card_key is not None:
            painted_over = await self._repaint(outgoing, outgoing.card_key)
            if painted_over is not None:
                return painted_over
        condition = _condition_of(outgoing)
        # RETURNING tells an insertion from a key that was there before.
        number = await self._connection.number(
            "INSERT INTO outbox (person_id, reporter_of, chat_id, lane, message, sealed, about, key_day, not_before, state, "
            "dedup_key, card_key, edit_message_id, condition, created_at) "
            "VALUES (?, ?, ?, ?, '', ?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
            (
                to.person_id if isinstance(to, ToPerson) else None,
                to.case_id if isinstance(to, ToReporter) else None,
                to.chat_id if isinstance(to, ToGroup) else None,
                int(outgoing.lane),
                *self._sealed(outgoing),
                outgoing.not_before or self._now,
                outgoing.dedup_key,
                outgoing.card_key,
                outgoing.edit_message_id,
                condition,
                self._now,
            ),
        )
        return self._keep(number, outgoing.message)

    async def claim(self, limit: int, without_chats: ShutChats | None = None) -> list[OutboxRow]:
        """The next messages to send, pressing ones first; they are marked as being sent.

        To a chat there may be a second one, to go when the first has arrived: if a crash comes in between it is said again,
        as something that may have arrived, so it is never one of those that are not said twice. Chats in `without_chats`
        are left for later: one is on its way there, or Telegram asked for a pause. Which chat is whose stands sealed in the file,
        so what goes to the persons named there is not even read. Raises UnreadableRow.
        """
        taken: list[OutboxRow] = []
        passed_over: list[int] = []
        begun: set[int] = set()
        shut = dict(without_chats or {})
        for _round in range(CLAIM_ROUNDS):
            rows = await self._waiting(limit - len(taken), shut, [*passed_over, *(row.id for row in taken)])
            for row in rows:
                receiver = await self._reader.receiver(row)
                if receiver.chat_id in shut or (receiver.chat_id in begun and row["lane"] not in SAID_TWICE):
                    # One more message to a chat, or one to a reporter, whose chat a query cannot know.
                    passed_over.append(integer(row["id"]))
                    continue
                fresh = self._fresh.get(integer(row["id"]))
                taken.append(claimed := self._reader.read(row, receiver, fresh))
                if claimed.chat_id is not None:
                    if claimed.chat_id in begun:
                        shut[claimed.chat_id] = claimed.person_id
                    begun.add(claimed.chat_id)
            if not rows or len(taken) == limit:
                break
        await self._connection.execute(
            "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id IN (SELECT value FROM json_each(?))",
            (json_list(row.id for row in taken),),
        )
        return taken

    async def _waiting(self, limit: int, shut: ShutChats, seen: list[int]) -> list[Row]:
        persons = [person for person in shut.values() if person is not None]
        return await self._connection.rows(
            f"{READ}WHERE outbox.state = 'pending' AND outbox.not_before <= ? "
            "AND outbox.id NOT IN (SELECT value FROM json_each(?)) "
            "AND (outbox.person_id IS NULL OR outbox.person_id NOT IN (SELECT value FROM json_each(?))) "
            f"{_CARD_IS_FREE}ORDER BY outbox.lane, outbox.id LIMIT ?",
            (self._now, json_list(seen), json_list(persons), limit),
        )

    async def release(self, row_ids: Sequence[int], *, perhaps_arrived: bool = False) -> None:
        """These were claimed and never handed to the network, or only in part: they wait again, and it was no attempt."""
        await self._connection.execute_many(
            "UPDATE outbox SET state = 'pending', attempts = attempts - 1, "
            "perhaps_arrived = max(perhaps_arrived, ?) WHERE id = ? AND state = 'sending'",
            [(perhaps_arrived, row_id) for row_id in row_ids],
        )

    async def postpone(self, row_id: int, not_before: int) -> None:
        """It was claimed and not handed to the network, and is to be looked at again then: it was no attempt."""
        self._signals.outbox = True
        await self._connection.execute(
            "UPDATE outbox SET state = 'pending', attempts = attempts - 1, not_before = ? WHERE id = ? AND state = 'sending'",
            (not_before, row_id),
        )

    async def clock_set_back(self, longest_wait_ms: int) -> None:
        """The clock was ahead and is right again: what waits for a time of the wrong clock need not wait for it.

        That is what was written later than now, and what waits to be tried again for longer than anything ever does.
        """
        self._signals.outbox = True
        await self._connection.execute(
            "UPDATE outbox SET not_before = ? WHERE state = 'pending' AND not_before > ? "
            "AND ((created_at > ? AND not_before = created_at) OR (attempts > 0 AND not_before > ?))",
            (self._now, self._now, self._now, self._now + longest_wait_ms),
        )

    async def mark_sent(self, sent: Sequence[Sent]) -> None:
        """These arrived. Their texts are not kept any longer."""
        self._signals.outbox = self._signals.outbox or any(each.card_key for each in sent)
        await self._connection.execute_many(
            # Of an answer nobody has to know any more whose it was: it would say when somebody reported something.
            "UPDATE outbox SET state = 'sent', sealed = NULL, sent_at = ?, message_id = ?, "
            "person_id = CASE WHEN dedup_key IS NOT NULL THEN person_id END, "
            "sent_chat = CASE WHEN reporter_of IS NULL THEN ? END WHERE id = ?",
            [(self._now, each.message_id, self._sealed_chat(each.chat_id), each.id) for each in sent],
        )
        shown = [(each.card_key, each.message_id, self._now) for each in sent if each.card_key and each.message_id]
        if shown:
            await self._connection.execute_many(
                "INSERT INTO card (card_key, message_id, shown_at) VALUES (?, ?, ?) "
                "ON CONFLICT (card_key) DO UPDATE SET message_id = excluded.message_id, shown_at = excluded.shown_at",
                shown,
            )

    async def put_back(self, row_id: int, not_before: int, *, perhaps_arrived: bool) -> None:
        """It did not arrive, or perhaps did; try again then. What once may have arrived stays so."""
        self._signals.outbox = True
        await self._connection.execute(
            "UPDATE outbox SET state = 'pending', not_before = ?, perhaps_arrived = max(perhaps_arrived, ?) "
            "WHERE id = ? AND state = 'sending'",
            (not_before, perhaps_arrived, row_id),
        )

    async def drop(self, row_id: int, reason: str) -> None:
        """It need not be said any more."""
        await self._end(row_id, OutboxState.DROPPED, reason)

    async def drop_faces(self, card_key: str) -> None:
        """What waits to be shown of a card is not shown: news of it comes with conditions of its own."""
        await self._connection.execute(
            "UPDATE outbox SET state = 'dropped', reason = 'superseded', sealed = NULL "
            "WHERE card_key = ? AND state = 'pending'",
            (card_key,),
        )

    async def mark_dead(self, row_id: int, reason: str) -> None:
        """It cannot be sent. `reason` is a code, never the text."""
        await self._end(row_id, OutboxState.DEAD, reason)

    async def next_at(self) -> int | None:
        """When the next waiting message may go."""
        return await self._connection.number("SELECT min(not_before) FROM outbox WHERE state = 'pending'")

    async def interrupted(self) -> list[OutboxRow]:
        """Messages that were being sent when the program ended: whether they arrived is not known. Raises UnreadableRow."""
        rows = await self._connection.rows(f"{READ}WHERE outbox.state = 'sending' ORDER BY outbox.lane, outbox.id")
        return [self._reader.read(row, await self._reader.receiver(row)) for row in rows]

    async def count(self, state: OutboxState) -> int:
        """How many messages are in a state."""
        return await self._connection.number("SELECT count(*) FROM outbox WHERE state = ?", (state.value,)) or 0

    async def fates(self, begins: str) -> list[Fate]:
        """For a replay alone: what became of the messages whose deduplication key begins so."""
        rows = await self._connection.rows(
            "SELECT dedup_key, state, sent_at, message_id, sent_chat FROM outbox "
            "WHERE dedup_key >= ? AND dedup_key < ?",
            (begins, begins + "\U0010ffff"),
        )
        return [_FATE.validate_python({**row, "sent_chat_id": self._chat(row)}) for row in rows]

    async def recent(self, since: int) -> list[RecentSend]:
        """What was sent since a time, for the pace after a restart."""
        rows = await self._connection.rows(
            "SELECT sent_chat, sent_at FROM outbox WHERE sent_chat IS NOT NULL AND sent_at >= ? ORDER BY sent_at",
            (since,),
        )
        found = ((self._chat(row), integer(row["sent_at"])) for row in rows)
        return [RecentSend(chat, at) for chat, at in found if chat is not None]

    async def purge(self, before: int) -> None:
        """Take away what was done with before a time, and where messages went more than an hour ago."""
        await self._connection.execute(
            "UPDATE outbox SET sent_chat = NULL WHERE sent_chat IS NOT NULL AND sent_at < ?",
            (self._now - HOUR_MS,),
        )
        await self._connection.execute(
            "DELETE FROM outbox WHERE state IN ('sent', 'dropped', 'dead') AND created_at < ?", (before,)
        )

    async def day_needed(self) -> int:
        """The first day whose key is still needed: that of the oldest message with a text, and today's at the latest."""
        oldest = await self._connection.number("SELECT min(key_day) FROM outbox WHERE sealed IS NOT NULL")
        today = self._now // DAY_MS
        return today if oldest is None else min(oldest, today)

    async def _repaint(self, outgoing: Outgoing, card_key: str) -> int | None:
        """Give a card that was not sent yet its new face. It keeps its time, unless the new face is more pressing.

        News and answers are said as long as they are true themselves; what only refreshes the card goes as what it was.
        """
        says = outgoing.dedup_key is not None or outgoing.lane < Lane.REMINDER
        number = await self._connection.number(
            "UPDATE outbox SET sealed = ?, about = ?, key_day = ?, edit_message_id = coalesce(?, edit_message_id), "
            "condition = CASE WHEN ? THEN ? ELSE condition END, "
            "not_before = CASE WHEN ? < lane THEN ? ELSE not_before END, lane = CASE WHEN ? < lane THEN ? ELSE lane END "
            "WHERE card_key = ? AND state = 'pending' RETURNING id",
            (
                *self._sealed(outgoing),
                outgoing.edit_message_id,
                says,
                _condition_of(outgoing),
                int(outgoing.lane),
                outgoing.not_before or self._now,
                int(outgoing.lane),
                int(outgoing.lane),
                card_key,
            ),
        )
        return self._keep(number, outgoing.message)

    def forget_fresh(self) -> None:
        """A part of the transaction was undone: what was remembered of it may not stand there."""
        self._fresh.clear()

    def _keep(self, number: int | None, message: Message) -> int | None:
        """Remember what this transaction has just written, so that claiming it need not read it back."""
        if number is not None:
            self._fresh[number] = message
        return number

    async def _end(self, row_id: int, state: OutboxState, reason: str) -> None:
        await self._connection.execute(
            "UPDATE outbox SET state = ?, reason = ?, sealed = CASE WHEN ? = 'dead' THEN sealed END WHERE id = ?",
            (state.value, reason, state.value, row_id),
        )

    def _sealed(self, outgoing: Outgoing) -> tuple[bytes, int | None, int | None]:
        """A message's text under the key of its case, or of the day; with the case, and the day."""
        case_id, ring, clear = outgoing.case_id, self._vault.ring, _bytes_of(outgoing.message)
        if case_id is not None and not self._vault.is_erased(case_id):
            return self._vault.seal_for_case(case_id, clear), case_id, None
        day = self._now // DAY_MS
        if ring.is_destroyed(Subject(Sealed.DAY, day)):
            # The clock was ahead and is right again. The keys of days are destroyed from the first on.
            day = ring.destroyed(Sealed.DAY)[0].last + 1
        return ring.seal_for(Subject(Sealed.DAY, day), clear), case_id, day

    def _sealed_chat(self, chat_id: int | None) -> bytes | None:
        """Where a message went, as it stands in the file; None also where the clock was ahead and the key of today is gone."""
        day = day_of_sending({"sent_at": self._now})
        if chat_id is None or self._vault.ring.is_destroyed(day):
            return None
        return self._vault.ring.seal_for(day, str(chat_id).encode())

    def _chat(self, row: Row) -> int | None:
        """Where a message went, as long as that is known."""
        sealed = row["sent_chat"]
        if not isinstance(sealed, bytes) or self._vault.ring.is_destroyed(day_of_sending(row)):
            return None
        return int(self._vault.ring.unseal_for(day_of_sending(row), sealed))


def _condition_of(outgoing: Outgoing) -> str | None:
    return _CONDITION.dump_json(outgoing.condition).decode() if outgoing.condition else None


def _bytes_of(message: Message) -> bytes:
    """A message as JSON. Its models hold nothing but their fields, and walking them here takes half as long as pydantic."""
    return orjson.dumps(message, default=vars)
