"""Word of messages that arrived: what is noted of them, and what the pace wants to know."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sent:
    """Word that a message arrived. `chat_id` is kept for an hour for the pace, and not at all for a reporter."""

    id: int
    message_id: int | None
    chat_id: int | None
    card_key: str | None = None


@dataclass(frozen=True, slots=True)
class RecentSend:
    """When a message went to a chat, for a pace that survives a restart. `at` is UTC ms."""

    chat_id: int
    at: int
