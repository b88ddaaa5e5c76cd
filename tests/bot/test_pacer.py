"""The pace: never more than Telegram allows, and never less than it would."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from heapq import heappop, heappush

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.pacer import Pace, Pacer, Place

TELEGRAM = Pace(per_second=30, per_chat_per_second=1.0, per_chat_burst=3, per_group_minute=20)


def sends(pacer: Pacer, chat: int, count: int, start: float = 0.0) -> list[float]:
    """The moments at which so many messages to one chat go, each as early as it may."""
    moments = []
    now = start
    for _number in range(count):
        now = max(now, pacer.ready_at(chat, now))
        pacer.take(chat, now)
        moments.append(round(now, 3))
    return moments


def test_a_chat_gets_a_burst_and_then_one_a_second() -> None:
    """Three at once, then one each second."""
    assert sends(Pacer(TELEGRAM), 5, 6) == [0, 0, 0, 1, 2, 3]


def test_a_place_that_is_given_back_is_there_for_another() -> None:
    """Over all nothing was used; only the chat itself waits as if something had come."""
    pacer = Pacer(TELEGRAM)
    for chat in range(100):
        pacer.give_back(pacer.take(chat, 0.0))
    assert pacer.room(0.0) == 10
    assert pacer.opens_at(0.0) is None
    place = pacer.take(1, 0.0)
    pacer.give_back(place)
    pacer.give_back(place)
    assert pacer.room(0.0) == 10


def test_a_burst_comes_back_with_silence() -> None:
    """After three seconds of silence three may go at once again."""
    pacer = Pacer(TELEGRAM)
    sends(pacer, 5, 3)
    assert sends(pacer, 5, 3, start=3.0) == [3, 3, 3]


def test_a_group_gets_twenty_a_minute() -> None:
    """The twenty-first waits until the first is a minute old."""
    moments = sends(Pacer(TELEGRAM), -5, 21)
    assert moments[19] < 60
    assert moments[20] == 60


def test_after_a_silence_ten_may_go_and_then_one_by_one() -> None:
    """A third of the limit at once; the others follow in even steps."""
    pacer = Pacer(TELEGRAM)
    for chat in range(10):
        assert pacer.room(0.0) == 10 - chat
        pacer.take(chat, 0.0)
    assert pacer.room(0.0) == 0
    opens = pacer.opens_at(0.0)
    assert opens is not None
    assert opens == pytest.approx(1.01 / 30)
    assert pacer.room(opens) == 1


def test_what_can_wait_goes_one_by_one_after_a_silence_too() -> None:
    """Thirty a second of it fill no second at its beginning: whoever writes at any moment has a step within 34 ms."""
    pacer = Pacer(TELEGRAM)
    now = 0.0
    for chat in range(90):
        now = pacer.room_at(now)
        assert now == pytest.approx(chat * 1.01 / 30)
        place = pacer.take(chat, now, unhurried=True)
        assert pacer.room(now) == 0
        pacer.answered(place, now + 0.05, well=True)


def test_a_call_that_is_never_answered_gives_its_place_back() -> None:
    """Thirty that hang hold everybody up for two seconds, and no longer."""
    pacer = Pacer(TELEGRAM)
    now = 0.0
    for chat in range(30):
        now = pacer.room_at(now)
        pacer.take(chat, now)
    assert pacer.room(1.9) == 0
    assert pacer.room_at(1.9) == 2.0
    assert pacer.room(2.0) > 0


def test_a_pause_holds_one_chat_or_everybody() -> None:
    """What Telegram asks for one chat does not hold up another."""
    pacer = Pacer(TELEGRAM)
    pacer.pause(5, 10.0)
    assert pacer.closed(1.0) == {5}
    assert pacer.opens_at(1.0) == 10.0
    assert pacer.room(1.0) == 10
    pacer.pause(None, 4.0)
    assert pacer.room(1.0) == 0
    assert pacer.opens_at(1.0) == 4.0
    assert pacer.room(4.0) == 1
    assert pacer.closed(10.0) == frozenset()


def test_what_was_sent_before_a_restart_counts() -> None:
    """Three sends just before it leave no burst after it."""
    pacer = Pacer(TELEGRAM)
    for _number in range(3):
        pacer.sent_before(5, -0.5)
    assert round(pacer.ready_at(5, 0.0), 3) == 0.5


def test_what_lies_behind_is_forgotten() -> None:
    """A pacer that has seen a thousand chats holds none of them a minute later."""
    pacer = Pacer(TELEGRAM)
    for chat in range(-500, 500):
        pacer.take(chat, float(chat + 500) / 30)
    pacer.closed(200.0)
    assert pacer._known() == set()


@dataclass(frozen=True)
class Ask:
    """Somebody wants to send: to whom, how long after the one before, and how long it takes until it is sent and answered."""

    chat: int
    after: float = 0.0
    written: float = 0.0
    there: float = 0.0
    back: float = 0.0
    unhurried: bool = False


@dataclass
class World:
    """Sends what it is asked to as early as the pacer lets it, over a wire of its own; `arrivals` are at the far end."""

    pacer: Pacer
    now: float = 100.0
    arrivals: list[tuple[float, int]] = field(default_factory=list)
    _events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _busy: set[int] = field(default_factory=set)
    _count: int = 0

    def send(self, asks: Iterable[Ask]) -> list[tuple[float, int]]:
        """Send them one after another; what has arrived, in order. A chat's next call waits for the answer to its last."""
        for ask in asks:
            self._pass(self.now + ask.after)
            while ask.chat in self._busy or self._closed(ask.chat):
                self._pass(self._next())
            self._busy.add(ask.chat)
            place = self.pacer.take(ask.chat, self.now, unhurried=ask.unhurried)
            self._at(self.now + ask.written, partial(self._goes_out, place, ask))
        while self._events:
            self._pass(self._events[0][0])
        return sorted(self.arrivals)

    def _closed(self, chat: int) -> bool:
        return self.pacer.room(self.now) == 0 or self.pacer.ready_at(chat, self.now) > self.now

    def _next(self) -> float:
        """The next moment at which anything can change: the pace opens, or something on its way goes on."""
        opens = self.pacer.opens_at(self.now)
        assert opens is None or opens > self.now
        return min(at for at in (opens, self._events[0][0] if self._events else None) if at is not None)

    def _goes_out(self, place: Place, ask: Ask) -> None:
        self.pacer.goes_out(place, self.now)
        self.arrivals.append((self.now + ask.there, ask.chat))
        self._at(self.now + ask.there + ask.back, partial(self._answered, place))

    def _answered(self, place: Place) -> None:
        self.pacer.answered(place, self.now, well=True)
        self._busy.discard(place.chat_id)

    def _at(self, moment: float, what: Callable[[], None]) -> None:
        self._count += 1
        heappush(self._events, (moment, self._count, what))

    def _pass(self, until: float) -> None:
        while self._events and self._events[0][0] <= until:
            self.now, _count, happens = heappop(self._events)
            happens()
        self.now = until


def breaches(arrivals: list[tuple[float, int]]) -> list[str]:
    """Which limits were broken, as the far end sees it."""
    found = []
    moments = [at for at, _chat in arrivals]
    if not all(later - earlier >= 1 - HAIR for earlier, later in zip(moments, moments[30:], strict=False)):
        found.append("all")
    for chat in {chat for _at, chat in arrivals}:
        own = [at for at, to in arrivals if to == chat]
        if not all(own[n + count] - own[n] >= count - 2 - HAIR for count in (3, 9) for n in range(len(own) - count)):
            found.append("chat")
        if chat < 0 and not all(later - earlier >= 60 - HAIR for earlier, later in zip(own, own[20:], strict=False)):
            found.append("group")
    return found


HAIR = 0.001
QUICK = Ask(1_000_000, written=0.0, there=0.02, back=0.02)
"""A message on the shortest way. The pacer cannot know how short a way can be before it has seen one that is."""


def asks(most_chats: int, longest_wait: float) -> st.SearchStrategy[list[Ask]]:
    """Anybody's wishes, on a wire of 20 ms that may take up to ten times as long."""
    wire = st.floats(0.02, 0.2)
    chats = st.integers(-most_chats, most_chats)
    wait = st.just(0.0) | st.floats(0, longest_wait)
    return st.lists(
        st.builds(Ask, chats, wait, st.floats(0, 0.05), wire, wire, st.booleans()), min_size=60, max_size=200
    )


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(asks(most_chats=1_000, longest_wait=0.1))
def test_no_second_at_the_far_end_holds_too_much(wishes: list[Ask]) -> None:
    """Many chats at once, over a wire that is never equally long: never more than thirty arrive within a second."""
    assert breaches(World(Pacer(TELEGRAM)).send([QUICK, *wishes])) == []


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(asks(most_chats=2, longest_wait=2.0))
def test_no_chat_and_no_group_gets_too_much(wishes: list[Ask]) -> None:
    """A few chats and groups that are written to all the time get three at once, one a second, and twenty a minute."""
    assert breaches(World(Pacer(TELEGRAM)).send([QUICK, *wishes])) == []


@settings(deadline=None)
@given(
    asks(most_chats=20, longest_wait=0.1),
    st.lists(st.tuples(st.none() | st.integers(-20, 20), st.floats(0, 20)), min_size=1, max_size=5),
)
def test_nothing_goes_out_in_a_pause(wishes: list[Ask], pauses: list[tuple[int | None, float]]) -> None:
    """A chat that Telegram asked a pause for gets nothing in it, and of a pause for all nobody gets anything."""
    world = World(Pacer(TELEGRAM))
    for chat, seconds in pauses:
        world.pacer.pause(chat, world.now + seconds)
    began = world.now
    arrivals = world.send([QUICK, *wishes])

    for chat, seconds in pauses:
        assert all(at >= began + seconds for at, to in arrivals if chat in {None, to})
    assert breaches(arrivals) == []


class NotesTheClaim(Pacer):
    """Wrong: counts a message from when it was claimed, not from when it can have arrived."""

    def goes_out(self, place: Place, now: float) -> None:
        """Nothing is noted."""

    def answered(self, place: Place, now: float, *, well: bool) -> None:
        """As if it had arrived at once."""
        super().answered(place, place.sent_at, well=well)


class TokenBucket(Pacer):
    """Wrong: thirty tokens that come back at thirty a second, so that a full bucket and what comes back go together."""

    def __init__(self, pace: Pace) -> None:
        super().__init__(pace)
        self._left, self._at = 30.0, 0.0

    def take(self, chat_id: int, now: float, *, unhurried: bool = False) -> Place:
        """Take a token."""
        self._left -= 1
        return Place(chat_id, now)

    def room(self, now: float) -> int:
        """The tokens there are."""
        self._left, self._at = min(30.0, self._left + (now - self._at) * 30), now
        return int(self._left)

    def opens_at(self, now: float) -> float:
        """When there is the next token."""
        return now + max(0.001, (1 - self._left) / 30)


class NoChats(Pacer):
    """Wrong: any chat is ready."""

    def ready_at(self, chat_id: int, now: float) -> float:
        """At once."""
        return now


def crowd(chats: int) -> list[Ask]:
    """Four hundred wishes of so many chats and groups at once, on an uneven wire."""
    some = random.Random(7)
    numbers = [number for number in range(-chats, chats + 1) if number]
    return [
        Ask(some.choice(numbers), 0.0, some.uniform(0, 0.02), some.uniform(0.02, 0.1), some.uniform(0.02, 0.1))
        for _number in range(400)
    ]


@pytest.mark.parametrize(
    ("pacer", "chats", "broken"),
    [
        (Pacer, 1_000, set()),
        (Pacer, 2, set()),
        (NotesTheClaim, 1_000, {"all"}),
        (TokenBucket, 1_000, {"all"}),
        (NoChats, 2, {"chat", "group"}),
    ],
)
def test_the_check_finds_a_pacer_that_is_wrong(pacer: type[Pacer], chats: int, broken: set[str]) -> None:
    """What a careless pacer breaks is found, and the real one breaks nothing."""
    found = set(breaches(World(pacer(TELEGRAM)).send([QUICK, *crowd(chats)])))

    assert found >= broken if broken else not found


@pytest.mark.parametrize(("wire", "late", "least"), [(0.0, 0.002, 29.4), (0.02, 0.005, 29.4), (0.02, 0.06, 27.0)])
def test_it_is_hardly_slower_than_telegram_allows(wire: float, late: float, least: float) -> None:
    """Three thousand messages to as many chats; the less even the wire, the further the pace stays behind the limit."""
    some = random.Random(3)
    wishes = [
        Ask(chat, 0.0, some.uniform(0, 0.004), wire + some.uniform(0, late), wire + some.uniform(0, late))
        for chat in range(3_000)
    ]
    arrivals = World(Pacer(TELEGRAM)).send(wishes)
    after_the_first_second = [at for at, _chat in arrivals if at > arrivals[0][0] + 1]

    assert breaches(arrivals) == []
    assert least <= (len(after_the_first_second) - 1) / (after_the_first_second[-1] - after_the_first_second[0]) <= 30


def test_what_piled_up_in_a_pause_goes_in_even_steps() -> None:
    """A hundred wait; in no tenth of a second do more than four go."""
    world = World(Pacer(TELEGRAM))
    world.pacer.pause(None, world.now + 5)
    moments = [at for at, _chat in world.send([Ask(chat) for chat in range(100)])]

    assert moments[0] == 105
    assert all(later - earlier > 0.1 for earlier, later in zip(moments, moments[4:], strict=False))
