"""A row of the outbox read back: what is to be said, and to which chat. What is to be said stands sealed in the file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from pydantic import TypeAdapter

from domain.durations import DAY_MS
from domain.messages import Message
from domain.notices import AnyCondition
from domain.words import Language
from storage.accounts import open_account
from storage.key_ring import Sealed, Subject
from storage.outgoing import Lane
from storage.rows import SqlValue, integer

if TYPE_CHECKING:
    from storage.rows import Connection, Row
    from storage.vault import Vault


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
    condition: AnyCondition | None


class Receiver(NamedTuple):
    """Whom a row goes to, as it stands in the tables or was sealed."""

    person_id: SqlValue
    chat_id: SqlValue
    language: SqlValue
    unreachable_at: SqlValue


class UnreadableRow(Exception):
    """A row of the outbox holds what this program cannot read. It is left as it was."""

    def __init__(self, row_id: int, error_kind: str) -> None:
        super().__init__(f"outbox row {row_id}: {error_kind}")
        self.row_id = row_id
        self.error_kind = error_kind


_CONDITION = TypeAdapter[AnyCondition](AnyCondition)
READ = (
    "SELECT outbox.id, outbox.person_id, outbox.reporter_of, outbox.chat_id, outbox.lane, outbox.sealed, outbox.about, "
    "outbox.key_day, "
    "outbox.not_before, outbox.created_at, outbox.attempts, outbox.perhaps_arrived, "
    "outbox.dedup_key, outbox.card_key, outbox.condition, "
    "coalesce(outbox.edit_message_id, card.message_id) AS shown_in, "
    "person.sealed AS account, person.language, person.unreachable_at, sealed_identity.sealed AS identity "
    "FROM outbox LEFT JOIN card ON card.card_key = outbox.card_key LEFT JOIN person ON person.id = outbox.person_id "
    "LEFT JOIN sealed_identity ON sealed_identity.matter_id = outbox.reporter_of "
)
"""The query behind `OutboxReader`, up to its conditions."""


class OutboxReader:
    """Reads rows that `READ` found."""

    def __init__(self, connection: Connection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    async def receiver(self, row: Row) -> Receiver:
        """Whom a row goes to. Raises UnreadableRow."""
        if not isinstance(row["identity"], bytes):
            return Receiver(row["person_id"], self._chat(row), row["language"], row["unreachable_at"])
        try:
            identity = self._vault.open_identity(integer(row["reporter_of"]), row["identity"])
        except Exception as error:
            raise UnreadableRow(integer(row["id"]), type(error).__name__) from error
        known = await self._connection.row(
            "SELECT language, unreachable_at FROM person WHERE id = ?", (identity.person_id,)
        )
        language, unreachable = (known["language"], known["unreachable_at"]) if known else (None, None)
        return Receiver(identity.person_id, identity.telegram_id, language, unreachable)

    def read(self, row: Row, receiver: Receiver, message: Message | None = None) -> OutboxRow:
        """The whole row; `message` where it is known already. Raises UnreadableRow."""
        try:
            return _row(row, receiver, message or self._message(row))
        except Exception as error:
            raise UnreadableRow(integer(row["id"]), type(error).__name__) from error

    def _chat(self, row: Row) -> SqlValue:
        """A group's, or the receiver's own; None where there is nobody any more."""
        if row["person_id"] is None:
            return row["chat_id"]
        try:
            return open_account(self._vault.ring, integer(row["person_id"]), row["account"]).telegram_id or None
        except Exception as error:
            raise UnreadableRow(integer(row["id"]), type(error).__name__) from error

    def _message(self, row: Row) -> Message:
        if not isinstance(row["sealed"], bytes):
            message = "a message that is not sealed"
            raise TypeError(message)
        return Message.model_validate_json(self._vault.ring.unseal_for(subject_of(row), row["sealed"]))


def subject_of(row: Row) -> Subject:
    """Under whose key a row's message is sealed: that of the case it is about, else that of a day."""
    if row["about"] is not None and row["key_day"] is None:
        return Subject(Sealed.CASE, integer(row["about"]))
    return Subject(Sealed.DAY, integer(row["key_day"]))


def day_of_sending(row: Row) -> Subject:
    """Under whose key it stands where a message went."""
    return Subject(Sealed.DAY, integer(row["sent_at"]) // DAY_MS)


def _row(row: Row, receiver: Receiver, message: Message) -> OutboxRow:
    return OutboxRow(
        id=integer(row["id"]),
        person_id=None if receiver.person_id is None else integer(receiver.person_id),
        reporter_of=None if row["reporter_of"] is None else integer(row["reporter_of"]),
        chat_id=None if receiver.chat_id is None else integer(receiver.chat_id),
        reachable=receiver.unreachable_at is None,
        language=Language(str(receiver.language)) if receiver.language else None,
        lane=Lane(integer(row["lane"])),
        message=message,
        not_before=integer(row["not_before"]),
        created_at=integer(row["created_at"]),
        attempts=integer(row["attempts"]),
        perhaps_arrived=bool(row["perhaps_arrived"]),
        dedup_key=None if row["dedup_key"] is None else str(row["dedup_key"]),
        card_key=None if row["card_key"] is None else str(row["card_key"]),
        edit_message_id=None if row["shown_in"] is None else integer(row["shown_in"]),
        condition=None if row["condition"] is None else _CONDITION.validate_json(str(row["condition"])),
    )
