"""How fast Telegram lets a bot speak: when the next message may go, over all and to each chat. No input or output.

Telegram counts what arrives at its end, and nobody here can see when that is. So a message holds its place in the second
from when it is sent until a second after the latest moment at which it can have arrived. That is when its answer came, less
the shortest time in which anything was ever answered: even the quickest one needs that long to get there and back.

Beside that places come one by one, in even steps a little longer than the limit asks for: whoever is more pressing takes the
next, so an answer never waits for long, and a message that was late by some milliseconds does not slow down those behind it.
After a silence some may go at once, but not what can wait: it would fill the second, and whoever writes then waits for its end.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from itertools import islice
from math import floor
from typing import Final

SECOND: Final = 1.0
MINUTE: Final = 60.0
GUARD: Final = 0.003
"""Seconds by which the second of the far end may be longer than ours: clocks are read in steps, and drift."""
STEP_STRETCH: Final = 1.01
"""How much longer a step is than the limit asks for. It leaves room for answers that come later than the quickest."""
BURST_SHARE: Final = 3
"""Of the limit such a part may go at once after a silence. With all of it the next answer could wait for a whole second."""
ANSWER_SECONDS: Final = 1.0
"""A message that was not answered for so long is taken to have arrived: a hanging call must not keep its place for ever."""
UNHURRIED_SHARE: Final = 30
"""The same part for what can wait: at Telegram's limit that is one message, and a step has to pass before the next."""
FORGETTING: Final = 0.0001
"""By which part of the difference an answer that took longer moves what is held for the shortest time."""


@dataclass(frozen=True, slots=True)
class Pace:
    """The limits. A chat may get `per_chat_burst` messages at once before its rate holds."""

    per_second: int
    per_chat_per_second: float
    per_chat_burst: int
    per_group_minute: int


@dataclass(slots=True, eq=False)
class Place:
    """A place in the pace that was taken for one call, and when that call went out."""

    chat_id: int
    sent_at: float


class Pacer:
    """Keeps the limits. All times are seconds of one monotonic clock; a negative chat is a group, as Telegram has it.

    It only says when: waiting is the caller's business.
    """

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._interval = SECOND / pace.per_chat_per_second
        self._step = SECOND / pace.per_second * STEP_STRETCH
        self._burst = max(1, pace.per_second // BURST_SHARE)
        self._unhurried_burst = max(1, pace.per_second // UNHURRIED_SHARE)
        self._next_step: float | None = None
        # Those on their way in the order in which they took their places, and when the others were answered.
        self._on_their_way: dict[Place, None] = {}
        self._answered: deque[float] = deque()
        self._quickest: float | None = None
        # For each chat the moment at which its whole burst would be free again (the generic cell rate algorithm).
        self._free_again: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._pauses: dict[int, float] = {}
        self._pause_of_all = 0.0

    def take(self, chat_id: int, now: float, *, unhurried: bool = False) -> Place:
        """Take a place for one call that may go now. A chat's calls come in order of time.

        Behind an unhurried one steps come one by one, whatever had gathered before it.
        """
        place = Place(chat_id, now)
        self._on_their_way[place] = None
        self._step_on(now, self._unhurried_burst if unhurried else self._burst)
        self._note(chat_id, now)
        return place

    def goes_out(self, place: Place, now: float) -> None:
        """The call of a place is handed to the network only now: it was being written down before."""
        late = now - place.sent_at
        place.sent_at = now
        self._push_back(place.chat_id, late)

    def answered(self, place: Place, now: float, *, well: bool) -> None:
        """The call of a place was answered, or has failed: that says how late it can have arrived."""
        if well:
            self._learn(now - place.sent_at)
        if place in self._on_their_way:
            del self._on_their_way[place]
            self._answered.append(now)
        self._push_back(place.chat_id, now - (self._quickest or 0.0) - place.sent_at)

    def give_back(self, place: Place) -> None:
        """Nothing goes out in this place after all: another may have it and its step. The chat waits its interval all the same."""
        if place in self._on_their_way:
            del self._on_their_way[place]
            if self._next_step is not None:
                self._next_step -= self._step

    def sent_before(self, chat_id: int, at: float) -> None:
        """A message went to a chat then, before a restart."""
        self._answered.append(at)
        self._step_on(at, self._burst)
        self._note(chat_id, at)

    def pause(self, chat_id: int | None, until: float) -> None:
        """Send nothing to a chat (None: to nobody) before then, because Telegram asked for it."""
        if chat_id is None:
            self._pause_of_all = max(self._pause_of_all, until)
            # After it the steps begin one by one: what piled up does not go as a burst.
            self._next_step = max(self._next_step or until, until)
        else:
            self._pauses[chat_id] = max(self._pauses.get(chat_id, until), until)

    def room(self, now: float) -> int:
        """How many messages may go now over all."""
        if now < self._pause_of_all:
            return 0
        self._let_go(now)
        free = self._pace.per_second - self._taken()
        return max(0, min(free, self._steps(now)))

    def room_at(self, now: float) -> float:
        """When there is room over all; not later than `now` if at once. An answer may make it earlier."""
        if self.room(now) > 0:
            return now
        moments = [self._pause_of_all, now if self._next_step is None else self._next_step]
        if self._taken() >= self._pace.per_second:
            moments.append(self._place_free_at())
        return max(moments)

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
        over_all = self.room_at(now)
        if over_all > now:
            return over_all
        return min((ready for chat in self._known() if (ready := self.ready_at(chat, now)) > now), default=None)

    def _note(self, chat_id: int, at: float) -> None:
        self._free_again[chat_id] = max(self._free_again.get(chat_id, at), at) + self._interval
        if chat_id < 0:
            self._groups.setdefault(chat_id, deque()).append(at)

    def _push_back(self, chat_id: int, seconds: float) -> None:
        """What a chat got came later than was noted."""
        if chat_id in self._free_again:
            self._free_again[chat_id] += max(0.0, seconds)
        if stamps := self._groups.get(chat_id):
            stamps[-1] += max(0.0, seconds)

    def _step_on(self, at: float, burst: int) -> None:
        """A place was taken. Steps that were not used count for a burst at the most."""
        begin = at - (burst - 1) * self._step
        self._next_step = max(begin if self._next_step is None else self._next_step, begin) + self._step
        if self._taken() >= self._pace.per_second:
            # The second is full: while that holds everybody up, no steps gather for another burst.
            self._next_step = max(self._next_step, self._place_free_at())

    def _steps(self, now: float) -> int:
        """How many steps may be taken now."""
        if self._next_step is None:
            return self._burst
        # The same hair of tolerance as for chats.
        return max(0, min(self._burst, floor((now - self._next_step) / self._step + 1e-6) + 1))

    def _taken(self) -> int:
        return len(self._on_their_way) + len(self._answered)

    def _place_free_at(self) -> float:
        """When the first of the taken places is free, as far as is known."""
        moments = [self._hold(at) for at in islice(self._answered, 1)]
        moments += [place.sent_at + ANSWER_SECONDS + SECOND for place in islice(self._on_their_way, 1)]
        return min(moments)

    def _hold(self, answered_at: float) -> float:
        """Until when a message keeps its place: a second from the latest moment at which it can have arrived."""
        return answered_at - (self._quickest or 0.0) + SECOND + GUARD

    def _let_go(self, now: float) -> None:
        """Free the places that are over."""
        while self._answered and self._hold(self._answered[0]) <= now:
            self._answered.popleft()
        while (oldest := next(iter(self._on_their_way), None)) is not None:
            if oldest.sent_at + ANSWER_SECONDS + SECOND > now:
                break
            del self._on_their_way[oldest]

    def _learn(self, seconds: float) -> None:
        """The shortest time to an answer; if the way has become longer, that is found out in the course of time."""
        known = seconds if self._quickest is None else self._quickest
        self._quickest = min(seconds, known + (seconds - known) * FORGETTING)

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
