"""The outbox: every message to a person, written in the transaction that caused it and sent after the commit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING, NamedTuple

import orjson
from pydantic import TypeAdapter

from domain.messages import Message
from domain.notices import Condition
from domain.words import Language
from storage.arrivals import RecentSend
from storage.rows import json_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.arrivals import Sent
    from storage.rows import Connection, Row, SqlValue
    from storage.signals import Signals
    from storage.vault import Vault

HOUR_MS = 3_600_000


class Lane(IntEnum):
    """How pressing a message is; lower goes first."""

    SOS = 0
    """Somebody may be in danger."""
    REPLY = 1
    """An answer to somebody who has just written or pressed."""
    ESCALATION = 2
    """Something is late or has been passed on."""
    REMINDER = 3
    """Something will be late."""
    BROADCAST = 4
    """Something for many."""


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
class ToPerson:
    """To a person whom the bot knows."""

    person_id: int


@dataclass(frozen=True, slots=True)
class ToReporter:
    """To whoever reported a case. The chat is looked up in the vault when it is sent and stands nowhere else."""

    case_id: int


@dataclass(frozen=True, slots=True)
class ToGroup:
    """To a group chat. Only a message that says nothing private may go there."""

    chat_id: int


Recipient = ToPerson | ToReporter | ToGroup


class Outgoing(NamedTuple):
    """A message on its way into the outbox.

    `not_before` is UTC ms, None for at once. A second message with the same `dedup_key` is not kept. With `card_key` the
    message replaces the one last shown under that name, or the one given by `edit_message_id`. `condition` is looked at
    again just before sending.
    """

    to: Recipient
    lane: Lane
    message: Message
    not_before: int | None = None
    dedup_key: str | None = None
    card_key: str | None = None
    edit_message_id: int | None = None
    condition: Condition | None = None
    private: bool = True


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A message that is about to be sent. `id` is also its notice number.

    `chat_id` is None when there is nobody to send it to. `person_id` is the receiver (the reporter's included), None for a
    group. `edit_message_id` is the message to change in place. `reporter_of` is the case whose sealed reporter this is.
    `perhaps_arrived` says that an earlier copy of it may have arrived.
    """

    id: int
    person_id: int | None
    reporter_of: int | None
    chat_id: int | None
    reachable: bool
    language: Language | None
    lane: Lane
    message: Message
    not_before: int
    created_at: int
    attempts: int
    perhaps_arrived: bool
    dedup_key: str | None
    card_key: str | None
    edit_message_id: int | None
    condition: Condition | None


class UnreadableRow(Exception):
    """A row of the outbox holds what this program cannot read. It is left as it was."""

    def __init__(self, row_id: int, error_kind: str) -> None:
        super().__init__(f"outbox row {row_id}: {error_kind}")
        self.row_id = row_id
        self.error_kind = error_kind


_CONDITION = TypeAdapter(Condition)
_CLAIM = (
    "SELECT outbox.id, outbox.person_id, outbox.reporter_of, outbox.chat_id, outbox.lane, outbox.message, "
    "outbox.not_before, outbox.created_at, outbox.attempts, outbox.perhaps_arrived, "
    "outbox.dedup_key, outbox.card_key, outbox.condition, "
    "coalesce(outbox.edit_message_id, card.message_id) AS shown_in, "
    "person.telegram_id, person.language, person.unreachable_at, sealed_identity.sealed "
    "FROM outbox LEFT JOIN card ON card.card_key = outbox.card_key LEFT JOIN person ON person.id = outbox.person_id "
    "LEFT JOIN sealed_identity ON sealed_identity.matter_id = outbox.reporter_of "
)
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
        condition = _CONDITION.dump_json(outgoing.condition).decode() if outgoing.condition else None
        # RETURNING tells an insertion from a key that was there before.
        number = await self._connection.number(
            "INSERT INTO outbox (person_id, reporter_of, chat_id, lane, message, not_before, state, dedup_key, card_key, "
            "edit_message_id, condition, created_at) VALUES (?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?) "
            "ON CONFLICT DO NOTHING RETURNING id",
            (
                to.person_id if isinstance(to, ToPerson) else None,
                to.case_id if isinstance(to, ToReporter) else None,
                to.chat_id if isinstance(to, ToGroup) else None,
                int(outgoing.lane),
                _text_of(outgoing.message),
                outgoing.not_before or self._now,
                outgoing.dedup_key,
                outgoing.card_key,
                outgoing.edit_message_id,
                condition,
                self._now,
            ),
        )
        return self._keep(number, outgoing.message)

    async def claim(self, limit: int, without_chats: frozenset[int] = frozenset()) -> list[OutboxRow]:
        """The next messages to send, pressing ones first; they are marked as being sent.

        Chats in `without_chats` are left for later (a pause that Telegram asked for). Raises UnreadableRow.
        """
        rows = await self._connection.rows(
            f"{_CLAIM}WHERE outbox.state = 'pending' AND outbox.not_before <= ? "
            "AND (person.telegram_id IS NULL OR person.telegram_id NOT IN (SELECT value FROM json_each(?))) "
            f"{_CARD_IS_FREE}ORDER BY outbox.lane, outbox.id LIMIT ?",
            (self._now, json_list(without_chats), limit),
        )
        await self._connection.execute(
            "UPDATE outbox SET state = 'sending', attempts = attempts + 1 WHERE id IN (SELECT value FROM json_each(?))",
            (json_list(_integer(row["id"]) for row in rows),),
        )
        return [await self._read(row) for row in rows]

    async def release(self, row_ids: Sequence[int]) -> None:
        """These were claimed and never handed to the network: they wait again, and it was no attempt."""
        await self._connection.execute_many(
            "UPDATE outbox SET state = 'pending', attempts = attempts - 1 WHERE id = ? AND state = 'sending'",
            [(row_id,) for row_id in row_ids],
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
            "UPDATE outbox SET state = 'sent', message = '', sent_at = ?, message_id = ?, "
            "sent_chat_id = CASE WHEN reporter_of IS NULL THEN ? END WHERE id = ?",
            [(self._now, each.message_id, each.chat_id, each.id) for each in sent],
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

    async def mark_dead(self, row_id: int, reason: str) -> None:
        """It cannot be sent. `reason` is a code, never the text."""
        await self._end(row_id, OutboxState.DEAD, reason)

    async def next_at(self) -> int | None:
        """When the next waiting message may go."""
        return await self._connection.number("SELECT min(not_before) FROM outbox WHERE state = 'pending'")

    async def interrupted(self) -> list[OutboxRow]:
        """Messages that were being sent when the program ended: whether they arrived is not known. Raises UnreadableRow."""
        rows = await self._connection.rows(f"{_CLAIM}WHERE outbox.state = 'sending' ORDER BY outbox.lane, outbox.id")
        return [await self._read(row) for row in rows]

    async def count(self, state: OutboxState) -> int:
        """How many messages are in a state."""
        return await self._connection.number("SELECT count(*) FROM outbox WHERE state = ?", (state.value,)) or 0

    async def recent(self, since: int) -> list[RecentSend]:
        """What was sent since a time, for the pace after a restart."""
        rows = await self._connection.rows(
            "SELECT sent_chat_id, sent_at FROM outbox WHERE sent_chat_id IS NOT NULL AND sent_at >= ? ORDER BY sent_at",
            (since,),
        )
        return [RecentSend(int(str(row["sent_chat_id"])), int(str(row["sent_at"]))) for row in rows]

    async def purge(self, before: int) -> None:
        """Take away what was sent or dropped before a time, and where messages went more than an hour ago."""
        await self._connection.execute(
            "UPDATE outbox SET sent_chat_id = NULL WHERE sent_chat_id IS NOT NULL AND sent_at < ?",
            (self._now - HOUR_MS,),
        )
        await self._connection.execute(
            "DELETE FROM outbox WHERE state IN ('sent', 'dropped') AND created_at < ?", (before,)
        )

    async def _repaint(self, outgoing: Outgoing, card_key: str) -> int | None:
        """Give a card that was not sent yet its new face. It keeps its time, unless the new face is more pressing."""
        number = await self._connection.number(
            "UPDATE outbox SET message = ?, edit_message_id = coalesce(?, edit_message_id), "
            "not_before = CASE WHEN ? < lane THEN ? ELSE not_before END, lane = CASE WHEN ? < lane THEN ? ELSE lane END "
            "WHERE card_key = ? AND state = 'pending' RETURNING id",
            (
                _text_of(outgoing.message),
                outgoing.edit_message_id,
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
            "UPDATE outbox SET state = ?, reason = ?, message = CASE WHEN ? = 'dead' THEN message ELSE '' END WHERE id = ?",
            (state.value, reason, state.value, row_id),
        )

    async def _read(self, row: Row) -> OutboxRow:
        try:
            return await self._row(row)
        except Exception as error:
            raise UnreadableRow(_integer(row["id"]), type(error).__name__) from error

    async def _row(self, row: Row) -> OutboxRow:
        person_id, chat_id, language = row["person_id"], row["chat_id"] or row["telegram_id"], row["language"]
        unreachable = row["unreachable_at"]
        if isinstance(row["sealed"], bytes):
            identity = self._vault.open_identity(row["sealed"])
            person_id, chat_id = identity.person_id, identity.telegram_id
            known = await self._connection.row(
                "SELECT language, unreachable_at FROM person WHERE id = ?", (identity.person_id,)
            )
            language, unreachable = (known["language"], known["unreachable_at"]) if known else (None, None)
        return OutboxRow(
            id=_integer(row["id"]),
            person_id=None if person_id is None else _integer(person_id),
            reporter_of=None if row["reporter_of"] is None else _integer(row["reporter_of"]),
            chat_id=None if chat_id is None else _integer(chat_id),
            reachable=unreachable is None,
            language=Language(str(language)) if language else None,
            lane=Lane(_integer(row["lane"])),
            message=self._fresh.get(_integer(row["id"])) or Message.model_validate_json(str(row["message"])),
            not_before=_integer(row["not_before"]),
            created_at=_integer(row["created_at"]),
            attempts=_integer(row["attempts"]),
            perhaps_arrived=bool(row["perhaps_arrived"]),
            dedup_key=None if row["dedup_key"] is None else str(row["dedup_key"]),
            card_key=None if row["card_key"] is None else str(row["card_key"]),
            edit_message_id=None if row["shown_in"] is None else _integer(row["shown_in"]),
            condition=None if row["condition"] is None else _CONDITION.validate_json(str(row["condition"])),
        )


def _text_of(message: Message) -> str:
    """A message as JSON. Its models hold nothing but their fields, and walking them here takes half as long as pydantic."""
    return orjson.dumps(message, default=vars).decode()


def _integer(value: SqlValue) -> int:
    if not isinstance(value, int):
        message = f"an integer was expected, not {type(value).__name__}"
        raise TypeError(message)
    return value
