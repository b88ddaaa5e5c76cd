"""A message on its way into the outbox: to whom, how pressing, and under which name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.notices import Condition

if TYPE_CHECKING:
    from domain.messages import Message
    from domain.notices import AnyCondition


class Lane(IntEnum):
    """How pressing a message is; lower goes first."""

    SOS = 0
    """Somebody may be in danger."""
    REPLY = 1
    """An answer to somebody who has just written or pressed."""
    ESCALATION = 2
    """Something is late or has been passed on, or follows an answer."""
    REMINDER = 3
    """Something will be late."""
    BROADCAST = 4
    """Something for many."""


SAID_TWICE = frozenset({Lane.SOS, Lane.ESCALATION, Lane.REPLY})
"""Where a second copy is better than none."""
UNHURRIED = frozenset({Lane.REMINDER, Lane.BROADCAST})
"""What can wait for a moment, so that nobody who has just written does."""


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
    again just before sending. `about` is the case whose texts it repeats, where neither receiver, card nor condition says so.
    """

    to: Recipient
    lane: Lane
    message: Message
    not_before: int | None = None
    dedup_key: str | None = None
    card_key: str | None = None
    edit_message_id: int | None = None
    condition: AnyCondition | None = None
    private: bool = True
    about: int | None = None

    @property
    def case_id(self) -> int | None:
        """The case it is about: its text is sealed under that case's key, and goes with it."""
        if self.about is not None:
            return self.about
        if isinstance(self.to, ToReporter):
            return self.to.case_id
        if isinstance(self.condition, Condition):
            return self.condition.case_id
        kind, _, number = (self.card_key or "").partition(":")
        number = number.partition(":")[0]
        return int(number) if kind == "case" and number.isdecimal() else None
