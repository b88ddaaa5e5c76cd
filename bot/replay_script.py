"""What people do with each case of a replay, and when: drawn from a seed, some in time, some late, some never."""

from __future__ import annotations

import random
from dataclasses import dataclass
from enum import StrEnum

from domain.words import CaseKind

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


class Ending(StrEnum):
    """How a case comes to its end."""

    PLAIN = "plain"
    """As its official's temper has it, without a mediation."""
    KEPT = "kept"
    """A signed agreement that is kept."""
    BROKEN = "broken"
    """A signed agreement that is not kept."""
    CONFIRMED = "confirmed"
    """A signed agreement that the court confirms."""
    FAILED = "failed"
    """No agreement."""
    COURT = "court"
    """No agreement, and the court takes it."""
    NOT_OURS = "not_ours"
    """Not the township's."""
    ELSEWHERE = "elsewhere"
    """Sent to another office."""
    WITHDRAWN = "withdrawn"
    """The reporter takes it back."""
    REOPENED = "reopened"
    """The reporter says that it is not settled, and it is closed again."""
    MERGED = "merged"
    """The centre has it dealt with together with another one."""


class Deed(StrEnum):
    """One thing that somebody does with a case."""

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
    """Closes it with a good result."""
    NOT_OURS = "not_ours"
    """Closes it as not the township's, and says who is in charge."""
    ELSEWHERE = "elsewhere"
    """Closes it because another office deals with it."""
    PARTIES = "parties"
    """Enters a party of each side and gives one of them their link."""
    MEET = "meet"
    """Proposes a day, a time and a place."""
    COME = "come"
    """The party who is reached says that they come."""
    SESSION = "session"
    """Puts a session on record."""
    AGREE = "agree"
    """Writes the agreement."""
    SIGN = "sign"
    """Sends the signed paper."""
    KEPT = "kept"
    """Writes down that what was promised was done."""
    BROKEN = "broken"
    """Writes down that what was promised will not be done."""
    APPLY = "apply"
    """Writes down that the parties have applied to the court together."""
    CONFIRM = "confirm"
    """Writes down that the court has confirmed the agreement."""
    NOT_WANTED = "not_wanted"
    """Writes down that the parties do not want the court's confirmation."""
    STOP = "stop"
    """Ends the mediation without an agreement."""
    COURT = "court"
    """Writes down that the dispute went to the court."""
    JUDGED = "judged"
    """Writes down what became of it there."""
    WITHDRAW = "withdraw"
    """The reporter takes the report back."""
    REOPEN = "reopen"
    """The reporter says that it is not settled."""
    MERGE = "merge"
    """The centre has it dealt with together with an older case."""
    PROPOSE = "propose"
    """The centre proposes to supervise it."""
    SUPERVISE = "supervise"
    """The director puts it under supervision."""
    LIFT = "lift"
    """The director ends the supervision."""
    ASK_NAME = "ask_name"
    """The handler asks who the reporter is."""
    OPEN_NAME = "open_name"
    """The identity officer agrees."""


BY_REPORTER = frozenset({Deed.WITHDRAW, Deed.REOPEN})
BY_DIRECTOR = frozenset({Deed.SUPERVISE, Deed.LIFT})
BY_CENTRE = frozenset({Deed.MERGE, Deed.PROPOSE})


@dataclass(frozen=True, slots=True, order=True)
class PlannedDeed:
    """A deed after so many ms from the filing; `town` says that the centre's staff does it."""

    after_ms: int
    deed: Deed
    town: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """All that will be done with one case, in order of time."""

    temper: Temper
    ending: Ending
    deeds: tuple[PlannedDeed, ...]


WEIGHTS = ((Temper.PROMPT, 45), (Temper.LATE, 20), (Temper.FORGETFUL, 12), (Temper.HANDS_UP, 8), (Temper.NEVER, 15))
DIRECT = (Temper.PROMPT, Temper.PROMPT, Temper.LATE)
"""Tempers of those who bring a case to an end of their own."""
OF_ANY_CASE = (Ending.NOT_OURS, Ending.ELSEWHERE, Ending.WITHDRAWN, Ending.REOPENED, Ending.MERGED)
OF_A_DISPUTE = (
    *(Ending.KEPT, Ending.KEPT, Ending.BROKEN, Ending.CONFIRMED, Ending.FAILED, Ending.COURT),
    *OF_ANY_CASE,
    *(Ending.PLAIN, Ending.PLAIN, Ending.PLAIN),
)
OF_OTHERS = (*OF_ANY_CASE, *(Ending.PLAIN,) * 8)
SUPERVISED_EVERY = 6
OPENED_EVERY = 3
"""One case in so many is supervised; in one in so many its handler asks who the reporter is."""


def ending_of(seed: int, kind: CaseKind, position: int) -> Ending:
    """How the n-th dispute, or the n-th of the others, ends: dealt like cards, so that each ending comes in its turn."""
    deck = list(OF_A_DISPUTE if kind is CaseKind.DISPUTE else OF_OTHERS)
    turn, place = divmod(position, len(deck))
    random.Random(f"{seed}:{kind is CaseKind.DISPUTE}:{turn}").shuffle(deck)  # noqa: S311 - a script, no secret
    return deck[place]


def plan_case(seed: int, message_id: str, *, urgent: bool, kind: CaseKind = CaseKind.HAZARD, position: int = 0) -> Plan:
    """How a case will be dealt with: the same seed, message and position always give the same plan."""
    chance = random.Random(f"{seed}:{message_id}")  # noqa: S311 - a script, no secret
    temper = chance.choices([each for each, _weight in WEIGHTS], [weight for _each, weight in WEIGHTS])[0]
    ending = ending_of(seed, kind, position)
    if urgent and ending is Ending.MERGED:
        ending = Ending.PLAIN
    if ending not in {Ending.PLAIN, Ending.MERGED, Ending.WITHDRAWN}:
        temper = chance.choice(DIRECT)
    draw = _Draw(chance)
    deeds = list(_deeds(temper, ending, draw))
    if position % SUPERVISED_EVERY == 1:
        deeds += _supervision(draw)
    if position % OPENED_EVERY == 0:
        deeds += _opening(deeds, draw)
    if urgent and min(deeds).after_ms > HOUR_MS:
        # Somebody on the ladder answers, sooner or later.
        deeds.append(PlannedDeed(draw.between(2 * MINUTE_MS, 100 * MINUTE_MS), Deed.ACKNOWLEDGE, town=True))
    return Plan(temper, ending, tuple(sorted(deeds)))


class _Draw:
    """Lengths of time, whole minutes."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def between(self, first: int, last: int) -> int:
        """Some length between two."""
        return self._chance.randint(first // MINUTE_MS, last // MINUTE_MS) * MINUTE_MS


def _deeds(temper: Temper, ending: Ending, draw: _Draw) -> tuple[PlannedDeed, ...]:
    match ending:
        case Ending.PLAIN:
            return _plain(temper, draw)
        case Ending.MERGED:
            merged = PlannedDeed(draw.between(10 * MINUTE_MS, 10 * HOUR_MS), Deed.MERGE, town=True)
            return (merged, *_plain(temper, draw))
        case Ending.WITHDRAWN:
            withdrawn = draw.between(HOUR_MS, 8 * DAY_MS)
            before = (each for each in _plain(temper, draw) if each.after_ms < withdrawn)
            return (*(each for each in before if each.deed is not Deed.CLOSE), PlannedDeed(withdrawn, Deed.WITHDRAW))
        case _:
            accepted = _accepted(temper, draw)
            return (PlannedDeed(accepted, Deed.ACCEPT), *_to_its_end(ending, accepted, draw))


def _accepted(temper: Temper, draw: _Draw) -> int:
    late = temper is Temper.LATE
    return draw.between(25 * HOUR_MS, 120 * HOUR_MS) if late else draw.between(5 * MINUTE_MS, 20 * HOUR_MS)


def _to_its_end(ending: Ending, accepted: int, draw: _Draw) -> tuple[PlannedDeed, ...]:
    match ending:
        case Ending.NOT_OURS | Ending.ELSEWHERE:
            at = accepted + draw.between(HOUR_MS, 3 * DAY_MS)
            return (PlannedDeed(at, Deed.NOT_OURS if ending is Ending.NOT_OURS else Deed.ELSEWHERE),)
        case Ending.REOPENED:
            return _reopened(accepted, draw)
        case _:
            return _mediated(ending, accepted, draw)


def _reopened(accepted: int, draw: _Draw) -> tuple[PlannedDeed, ...]:
    closed = accepted + draw.between(6 * HOUR_MS, 8 * DAY_MS)
    # Some on the day they hear of it, some when they are asked after a week.
    again = closed + draw.between(HOUR_MS, 9 * DAY_MS)
    taken = again + draw.between(HOUR_MS, 30 * HOUR_MS)
    acted = taken + draw.between(HOUR_MS, DAY_MS)
    return (
        PlannedDeed(closed, Deed.CLOSE),
        PlannedDeed(again, Deed.REOPEN),
        PlannedDeed(taken, Deed.ACCEPT, town=True),
        PlannedDeed(acted, Deed.PROGRESS, town=True),
        PlannedDeed(acted + draw.between(DAY_MS, 6 * DAY_MS), Deed.CLOSE, town=True),
    )


def _mediated(ending: Ending, accepted: int, draw: _Draw) -> tuple[PlannedDeed, ...]:
    entered = accepted + draw.between(20 * MINUTE_MS, DAY_MS)
    proposed = entered + draw.between(MINUTE_MS, 20 * MINUTE_MS)
    # Some are on record before the day that was proposed, some long after it.
    held = proposed + draw.between(DAY_MS, 14 * DAY_MS)
    # What is proposed in the night is asked in the morning.
    first = (
        PlannedDeed(entered, Deed.PARTIES),
        PlannedDeed(proposed, Deed.MEET),
        PlannedDeed(proposed + draw.between(10 * HOUR_MS, 20 * HOUR_MS), Deed.COME),
        PlannedDeed(held, Deed.SESSION),
    )
    if ending in {Ending.FAILED, Ending.COURT}:
        stopped = held + draw.between(HOUR_MS, 2 * DAY_MS)
        end: tuple[PlannedDeed, ...] = (PlannedDeed(stopped, Deed.STOP),)
        if ending is Ending.COURT:
            sent = stopped + draw.between(HOUR_MS, 5 * DAY_MS)
            judged = sent + draw.between(20 * DAY_MS, 45 * DAY_MS)
            end = (*end, PlannedDeed(sent, Deed.COURT), PlannedDeed(judged, Deed.JUDGED))
        return (*first, *end)
    agreed = held + draw.between(10 * MINUTE_MS, DAY_MS)
    # Some papers have to be asked for.
    signed = agreed + draw.between(20 * MINUTE_MS, 5 * DAY_MS)
    closed = signed + draw.between(HOUR_MS, 4 * DAY_MS)
    # Some promises are answered for before their day, some only when they are chased.
    said = signed + draw.between(5 * DAY_MS, 20 * DAY_MS)
    result = Deed.BROKEN if ending is Ending.BROKEN else Deed.KEPT
    paper = (PlannedDeed(agreed, Deed.AGREE), PlannedDeed(signed, Deed.SIGN), PlannedDeed(closed, Deed.CLOSE))
    return (*first, *paper, PlannedDeed(said, result), *_confirmation(ending, signed, draw))


def _confirmation(ending: Ending, signed: int, draw: _Draw) -> tuple[PlannedDeed, ...]:
    if ending is Ending.CONFIRMED:
        applied = signed + draw.between(15 * DAY_MS, 29 * DAY_MS)
        return (
            PlannedDeed(applied, Deed.APPLY),
            PlannedDeed(applied + draw.between(10 * DAY_MS, 40 * DAY_MS), Deed.CONFIRM),
        )
    # A few say that they do not want it; of the others nothing is heard.
    if draw.between(0, 3 * MINUTE_MS) == 0:
        return (PlannedDeed(signed + draw.between(21 * DAY_MS, 26 * DAY_MS), Deed.NOT_WANTED),)
    return ()


def _supervision(draw: _Draw) -> list[PlannedDeed]:
    proposed = draw.between(4 * HOUR_MS, 3 * DAY_MS)
    begun = proposed + draw.between(10 * MINUTE_MS, DAY_MS)
    return [
        PlannedDeed(proposed, Deed.PROPOSE, town=True),
        PlannedDeed(begun, Deed.SUPERVISE, town=True),
        PlannedDeed(begun + draw.between(4 * DAY_MS, 12 * DAY_MS), Deed.LIFT, town=True),
    ]


def _opening(deeds: list[PlannedDeed], draw: _Draw) -> list[PlannedDeed]:
    accepted = next((each for each in deeds if each.deed is Deed.ACCEPT), None)
    if accepted is None:
        return []
    asked = accepted.after_ms + draw.between(5 * MINUTE_MS, 5 * HOUR_MS)
    # Some are agreed to only after the director heard that they wait.
    return [
        PlannedDeed(asked, Deed.ASK_NAME, accepted.town),
        PlannedDeed(asked + draw.between(5 * MINUTE_MS, 7 * HOUR_MS), Deed.OPEN_NAME, town=True),
    ]


def _plain(temper: Temper, draw: _Draw) -> tuple[PlannedDeed, ...]:
    between = draw.between
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
