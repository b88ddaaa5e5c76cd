"""What the people of a patrol replay do with each of their posts, and when: drawn from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.durations import HOUR_MS, MINUTE_MS, SECOND_MS

if TYPE_CHECKING:
    from collections.abc import Iterator

TICK_MS = 17 * SECOND_MS
"""People act seventeen seconds past a minute: never at the very moment of a step, so that it is certain which came first."""


class Temper(StrEnum):
    """How somebody takes one of their posts."""

    COMES = "comes"
    """Says that they come, and comes in time."""
    SILENT = "says nothing and comes"
    """Never answers, and comes."""
    LATE = "is late"
    """Comes when others have been told already."""
    FORGETS = "forgets to check in"
    """Is there and does not say so until somebody asks."""
    ILL = "falls ill the day before"
    """Says when asked that they cannot."""
    ILL_LATER = "falls ill in the last hours"
    """Says that they come, and on the day that they cannot."""
    ILL_THERE = "falls ill at the start"
    """Says that they cannot when the shift has begun."""
    AFTER_ALL = "comes after all"
    """Says that they cannot, and then that they can."""
    STAYS_AWAY = "stays away"
    """Says that they come, and does not."""
    SLOW_NETWORK = "sends where there is no network"
    """Checks in in time, and it arrives when the phone finds a network."""
    NO_NETWORK = "has no network all evening"
    """Is there, and nothing of what they send arrives."""


class Act(StrEnum):
    """One thing that somebody does with their phone."""

    YES = "yes"
    """Says that they come."""
    NO = "no"
    """Says that they cannot."""
    CHECK_IN = "check_in"
    """Shows where they are."""
    MOVE = "move"
    """Walks on while the place is shared."""
    CHECK_OUT = "check_out"
    """Says that they are done."""
    SOS = "sos"
    """Calls for help."""
    LEAD_SEEKS = "lead_seeks"
    """The lead, who was told in the evening that somebody has not answered, looks for another."""
    LEAD_LOOKS = "lead_looks"
    """The lead, who was told that somebody is missed, settles it."""


class How(StrEnum):
    """By what somebody checks in."""

    LOCATION = "location"
    """They share where they are."""
    POSTER = "poster"
    """They scan a checkpoint's poster."""
    LIVE = "live"
    """They share where they are for as long as the shift takes."""
    PICTURE = "picture"
    """They send a picture: the phone does not know where it is."""
    FAR = "far"
    """They share a place that is not theirs."""


@dataclass(frozen=True, slots=True, order=True)
class Deed:
    """One act at a time (UTC ms)."""

    at: int
    act: Act


@dataclass(frozen=True, slots=True)
class Plan:
    """What somebody does with a post."""

    temper: Temper
    how: How
    deeds: tuple[Deed, ...]


WEIGHTS = {
    Temper.COMES: 62,
    Temper.SILENT: 5,
    Temper.LATE: 8,
    Temper.FORGETS: 3,
    Temper.ILL: 6,
    Temper.ILL_LATER: 3,
    Temper.ILL_THERE: 1,
    Temper.AFTER_ALL: 2,
    Temper.STAYS_AWAY: 3,
    Temper.SLOW_NETWORK: 4,
    Temper.NO_NETWORK: 2,
}
HOWS = {How.LOCATION: 56, How.POSTER: 26, How.LIVE: 12, How.PICTURE: 4, How.FAR: 2}
CANNOT = frozenset({Temper.ILL, Temper.ILL_LATER, Temper.ILL_THERE})
ABSENT = CANNOT | {Temper.STAYS_AWAY, Temper.NO_NETWORK}
FORGETS_OUT = 0.08
LEAVES_EARLY = 0.03
CALLS = 0.008
LEAD_LOOKS = 0.35
LEAD_SEEKS = 0.3
STEPS_WALKED = 6


@dataclass(frozen=True, slots=True)
class Hours:
    """The moments of a shift that a plan goes by (UTC ms): asked a day before, the evening's limit, start and end."""

    asked_at: int
    evening_at: int
    starts_at: int
    ends_at: int


def plan_post(key: str, now: int, hours: Hours) -> Plan:
    """What becomes of a post: the same key always gives the same. What would lie before now is not done."""
    chance = random.Random(key)  # noqa: S311 - a script, no secret
    temper = chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
    how = chance.choices([*HOWS], [*HOWS.values()])[0]
    deeds = (*_answers(temper, chance, hours), *_evening(temper, how, chance, hours.starts_at, hours.ends_at))
    return Plan(temper, how, tuple(sorted(deed for deed in deeds if deed.at > now)))


def tick(at: int) -> int:
    """The moment of a minute at which people act."""
    return at // MINUTE_MS * MINUTE_MS + TICK_MS


def _answers(temper: Temper, chance: random.Random, hours: Hours) -> Iterator[Deed]:
    asked_at, starts_at = hours.asked_at, hours.starts_at
    if temper in {Temper.SILENT, Temper.FORGETS}:
        if chance.random() < LEAD_SEEKS:
            yield _deed(hours.evening_at + chance.randint(2, 60) * MINUTE_MS, Act.LEAD_SEEKS)
        return
    # Most answer soon, some only when the evening's limit has passed.
    answered = asked_at + round(chance.expovariate(1 / 100) * MINUTE_MS)
    answered = min(answered, max(asked_at, starts_at - 2 * HOUR_MS))
    if temper is Temper.ILL:
        yield _deed(answered, Act.NO)
    elif temper is Temper.AFTER_ALL:
        yield _deed(answered, Act.NO)
        yield _deed(answered + chance.randint(5, 90) * MINUTE_MS, Act.YES)
    else:
        yield _deed(answered, Act.YES)
    if temper is Temper.ILL_LATER:
        yield _deed(starts_at - chance.randint(10, 110) * MINUTE_MS, Act.NO)


def _evening(temper: Temper, how: How, chance: random.Random, starts_at: int, ends_at: int) -> Iterator[Deed]:
    if chance.random() < LEAD_LOOKS:
        yield _deed(starts_at + chance.randint(21, 50) * MINUTE_MS, Act.LEAD_LOOKS)
    if temper is Temper.ILL_THERE:
        yield _deed(starts_at + chance.randint(1, 40) * MINUTE_MS, Act.NO)
    if temper in ABSENT:
        return
    arrives = starts_at + chance.randint(-25, 8) * MINUTE_MS
    if temper in {Temper.LATE, Temper.FORGETS, Temper.SLOW_NETWORK}:
        arrives = starts_at + chance.randint(11, 75) * MINUTE_MS
    yield _deed(arrives, Act.CHECK_IN)
    if how is How.LIVE:
        yield from (_deed(max(arrives, starts_at) + step * 9 * MINUTE_MS, Act.MOVE) for step in range(1, STEPS_WALKED))
    if chance.random() < CALLS:
        yield _deed(max(arrives, starts_at) + chance.randint(5, 50) * MINUTE_MS, Act.SOS)
    leaves = ends_at + chance.randint(-8, 25) * MINUTE_MS
    if chance.random() < LEAVES_EARLY:
        leaves = ends_at - chance.randint(20, 40) * MINUTE_MS
    if chance.random() >= FORGETS_OUT and leaves > arrives:
        yield _deed(leaves, Act.CHECK_OUT)


def _deed(at: int, act: Act) -> Deed:
    return Deed(tick(at), act)
