"""What the officials of a replay do with each case, and when: drawn from a seed, some in time, some late, some never."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS


class Temper(StrEnum):
    """How an official takes a case."""

    PROMPT = "prompt"
    """Accepts in time, acts, settles and closes in time."""
    LATE = "late"
    """Accepts after the deadline and closes in the end."""
    FORGETFUL = "forgetful"
    """Accepts in time and then lets it lie until the town has to ask."""
    HANDS_UP = "hands_up"
    """Accepts and passes it to the town, which closes it."""
    NEVER = "never"
    """Never answers; the town takes it up long after it was told."""


class Deed(StrEnum):
    """One thing an official does with a case."""

    ACKNOWLEDGE = "acknowledge"
    """Says that they have seen an urgent case."""
    ACCEPT = "accept"
    """Takes it."""
    PROGRESS = "progress"
    """Writes down what was done."""
    HAND_UP = "hand_up"
    """Passes it to the town."""
    SETTLE = "settle"
    """Says that it is settled."""
    CLOSE = "close"
    """Closes it with a result."""


@dataclass(frozen=True, slots=True, order=True)
class PlannedDeed:
    """A deed after so many ms from the filing; `town` says that the centre's staff does it."""

    after_ms: int
    deed: Deed
    town: bool = False


WEIGHTS = ((Temper.PROMPT, 45), (Temper.LATE, 20), (Temper.FORGETFUL, 12), (Temper.HANDS_UP, 8), (Temper.NEVER, 15))


def plan_case(seed: int, message_id: str, *, urgent: bool) -> tuple[Temper, tuple[PlannedDeed, ...]]:
    """How a case will be dealt with: the same seed and message always give the same plan."""
    chance = random.Random(f"{seed}:{message_id}")  # noqa: S311 - a script, no secret
    temper = chance.choices([each for each, _weight in WEIGHTS], [weight for _each, weight in WEIGHTS])[0]
    deeds = list(_deeds(temper, chance))
    if urgent and deeds[0].after_ms > HOUR_MS:
        # Somebody on the ladder answers, sooner or later.
        deeds.append(PlannedDeed(chance.randint(2, 100) * MINUTE_MS, Deed.ACKNOWLEDGE, town=True))
    return temper, tuple(sorted(deeds))


def _deeds(temper: Temper, chance: random.Random) -> tuple[PlannedDeed, ...]:
    def between(first: int, last: int) -> int:
        return chance.randint(first // MINUTE_MS, last // MINUTE_MS) * MINUTE_MS

    match temper:
        case Temper.PROMPT:
            accepted = between(5 * MINUTE_MS, 20 * HOUR_MS)
            acted = accepted + between(10 * MINUTE_MS, 3 * HOUR_MS)
            settled = acted + between(DAY_MS, 10 * DAY_MS)
            return (
                PlannedDeed(accepted, Deed.ACCEPT),
                PlannedDeed(acted, Deed.PROGRESS),
                PlannedDeed(settled, Deed.SETTLE),
                PlannedDeed(settled + between(HOUR_MS, 4 * DAY_MS), Deed.CLOSE),
            )
        case Temper.LATE:
            accepted = between(25 * HOUR_MS, 120 * HOUR_MS)
            acted = accepted + between(HOUR_MS, 6 * DAY_MS)
            return (
                PlannedDeed(accepted, Deed.ACCEPT),
                PlannedDeed(acted, Deed.PROGRESS),
                PlannedDeed(acted + between(5 * DAY_MS, 30 * DAY_MS), Deed.CLOSE),
            )
        case Temper.FORGETFUL:
            accepted = between(5 * MINUTE_MS, 20 * HOUR_MS)
            return (
                PlannedDeed(accepted, Deed.ACCEPT),
                PlannedDeed(accepted + between(20 * DAY_MS, 50 * DAY_MS), Deed.CLOSE),
            )
        case Temper.HANDS_UP:
            accepted = between(5 * MINUTE_MS, 20 * HOUR_MS)
            handed = accepted + between(HOUR_MS, 2 * DAY_MS)
            taken = handed + between(HOUR_MS, 40 * HOUR_MS)
            return (
                PlannedDeed(accepted, Deed.ACCEPT),
                PlannedDeed(handed, Deed.HAND_UP),
                PlannedDeed(taken, Deed.ACCEPT, town=True),
                PlannedDeed(taken + between(DAY_MS, 12 * DAY_MS), Deed.CLOSE, town=True),
            )
        case Temper.NEVER:
            taken = between(30 * DAY_MS, 55 * DAY_MS)
            return (
                PlannedDeed(taken, Deed.ACCEPT, town=True),
                PlannedDeed(taken + between(HOUR_MS, 3 * DAY_MS), Deed.CLOSE, town=True),
            )
