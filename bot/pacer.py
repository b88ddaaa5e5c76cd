"""How fast Telegram lets a bot speak: when the next message may go, over all and to each chat. No input or output."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

SECOND = 1.0
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Pace:
    """The limits. A chat may get `per_chat_burst` messages at once before its rate holds."""

    per_second: int
    per_chat_per_second: float
    per_chat_burst: int
    per_group_minute: int


class Pacer:
    """Keeps the limits. All times are seconds of one monotonic clock; a negative chat is a group, as Telegram has it.

    It only says when: waiting is the caller's business.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._interval = SECOND / pace.per_chat_per_second
        self._everything: deque[float] = deque()
        # For each chat the moment at which its whole burst would be free again (the generic cell rate algorithm).
        self._free_again: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._pauses: dict[int, float] = {}
        self._pause_of_all = 0.0

    def took(self, chat_id: int, at: float) -> None:
        """Note that a message went to a chat then: now, or before a restart. A chat's notes come in order of time."""
        self._everything.append(at)
        self._free_again[chat_id] = max(self._free_again.get(chat_id, at), at) + self._interval
        if chat_id < 0:
            self._groups.setdefault(chat_id, deque()).append(at)

    def pause(self, chat_id: int | None, until: float) -> None:
        """Send nothing to a chat (None: to nobody) before then, because Telegram asked for it."""
        if chat_id is None:
            self._pause_of_all = max(self._pause_of_all, until)
        else:
            self._pauses[chat_id] = max(self._pauses.get(chat_id, until), until)

    def room(self, now: float) -> int:
        """How many messages may go now over all."""
        if now < self._pause_of_all:
            return 0
        while self._everything and self._everything[0] <= now - SECOND:
            self._everything.popleft()
        return max(0, self._pace.per_second - len(self._everything))

    def ready_at(self, chat_id: int, now: float) -> float:
        """When the chat may get its next message; not later than `now` if at once. Says nothing about the whole."""
        burst = (self._pace.per_chat_burst - 1) * self._interval
        # A hair of tolerance: sums of tenths of a second do not come out even.
        ready = self._free_again.get(chat_id, now) - burst - 1e-6
        return max(ready, self._pauses.get(chat_id, ready), self._group_ready_at(chat_id, now))

    def closed(self, now: float) -> frozenset[int]:
        """The chats that may not get a message yet."""
        self._forget(now)
        return frozenset(chat for chat in self._known() if self.ready_at(chat, now) > now)

    def opens_at(self, now: float) -> float | None:
        """The next moment at which something opens that is closed now; None if nothing is."""
        moments = [ready for chat in self._known() if (ready := self.ready_at(chat, now)) > now]
        if now < self._pause_of_all:
            moments.append(self._pause_of_all)
        elif self.room(now) == 0:
            moments.append(self._everything[0] + SECOND)
        return min(moments, default=None)

    def _group_ready_at(self, chat_id: int, now: float) -> float:
        stamps = self._groups.get(chat_id)
        if stamps is None:
            return now
        while stamps and stamps[0] <= now - MINUTE:
            stamps.popleft()
        if len(stamps) < self._pace.per_group_minute:
            return now
        return stamps[len(stamps) - self._pace.per_group_minute] + MINUTE

    def _known(self) -> set[int]:
        return self._free_again.keys() | self._pauses.keys() | self._groups.keys()

    def _forget(self, now: float) -> None:
        """What lies behind holds nobody up."""
        self._free_again = {chat: free for chat, free in self._free_again.items() if free > now}
        self._pauses = {chat: until for chat, until in self._pauses.items() if until > now}
        self._groups = {chat: stamps for chat, stamps in self._groups.items() if stamps and stamps[-1] > now - MINUTE}
