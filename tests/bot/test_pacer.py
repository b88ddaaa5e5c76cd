"""The pace: never more than Telegram allows, and never less than it would."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.pacer import Pace, Pacer

TELEGRAM = Pace(per_second=30, per_chat_per_second=1.0, per_chat_burst=3, per_group_minute=20)


def sends(pacer: Pacer, chat: int, count: int, start: float = 0.0) -> list[float]:
    """The moments at which so many messages to one chat go, each as early as it may."""
    moments = []
    now = start
    for _number in range(count):
        now = max(now, pacer.ready_at(chat, now))
        pacer.took(chat, now)
        moments.append(round(now, 3))
    return moments


def test_a_chat_gets_a_burst_and_then_one_a_second() -> None:
    """Three at once, then one each second."""
    assert sends(Pacer(TELEGRAM), 5, 6) == [0, 0, 0, 1, 2, 3]


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


def test_over_all_there_is_room_for_thirty_in_any_second() -> None:
    """Thirty chats at once, the thirty-first a second later."""
    pacer = Pacer(TELEGRAM)
    for chat in range(30):
        assert pacer.room(0.0) == 30 - chat
        pacer.took(chat, 0.0)
    assert pacer.room(0.5) == 0
    assert pacer.opens_at(0.5) == 1.0
    assert pacer.room(1.0) == 30


def test_a_pause_holds_one_chat_or_everybody() -> None:
    """What Telegram asks for one chat does not hold up another."""
    pacer = Pacer(TELEGRAM)
    pacer.pause(5, 10.0)
    assert pacer.closed(1.0) == {5}
    assert pacer.opens_at(1.0) == 10.0
    assert pacer.room(1.0) == 30
    pacer.pause(None, 4.0)
    assert pacer.room(1.0) == 0
    assert pacer.opens_at(1.0) == 4.0
    assert pacer.room(4.0) == 30
    assert pacer.closed(10.0) == frozenset()


def test_what_was_sent_before_a_restart_counts() -> None:
    """Three sends just before it leave no burst after it."""
    pacer = Pacer(TELEGRAM)
    for _number in range(3):
        pacer.took(5, -0.5)
    assert round(pacer.ready_at(5, 0.0), 3) == 0.5


def test_what_lies_behind_is_forgotten() -> None:
    """A pacer that has seen a thousand chats holds none of them a minute later."""
    pacer = Pacer(TELEGRAM)
    for chat in range(-500, 500):
        pacer.took(chat, float(chat + 500) / 30)
    pacer.closed(200.0)
    assert pacer._known() == set()


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.floats(0, 2)), min_size=1, max_size=80),
)
def test_no_limit_is_ever_broken(wishes: list[tuple[int, float]]) -> None:
    """Whoever sends when the pacer says so stays below all three limits, whatever they send to whom."""
    pacer = Pacer(TELEGRAM)
    now = 0.0
    sent: list[tuple[float, int]] = []
    for chat, pause in wishes:
        now += pause
        while pacer.room(now) == 0 or pacer.ready_at(chat, now) > now:
            opens = pacer.opens_at(now)
            assert opens is not None
            assert opens > now
            now = opens
        pacer.took(chat, now)
        sent.append((now, chat))
    moments = [at for at, _chat in sent]
    assert all(later - earlier >= 1 - 1e-6 for earlier, later in zip(moments, moments[30:], strict=False))
    for chat in {chat for _at, chat in sent}:
        own = [at for at, to in sent if to == chat]
        assert all(later - earlier >= 1 - 1e-3 for earlier, later in zip(own, own[3:], strict=False))
        if chat < 0:
            assert all(later - earlier >= 60 - 1e-3 for earlier, later in zip(own, own[20:], strict=False))
    assert all(earlier <= later for earlier, later in pairwise(moments))
