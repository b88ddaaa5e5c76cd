"""What people do with each case of a replay, and when: drawn from a seed, some in time, some late, some never."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.replay_deeds import Deed, Ending, PlannedDeed
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


@dataclass(frozen=True, slots=True)
class Plan:
    """All that will be done with one case, in order of time."""

    temper: Temper
    ending: Ending
    deeds: tuple[PlannedDeed, ...]


WEIGHTS = ((Temper.PROMPT, 45), (Temper.LATE, 20), (Temper.FORGETFUL, 12), (Temper.HANDS_UP, 8), (Temper.NEVER, 15))
DIRECT = (Temper.PROMPT, Temper.PROMPT, Temper.LATE)
"""Tempers of those who bring a case to an end of their own."""
OF_ANY_CASE = (
    (Ending.WITHDRAWN, Ending.REOPENED, Ending.MERGED, Ending.SEPARATED),
    (Ending.NOT_OURS, Ending.ELSEWHERE, Ending.UNFOUNDED, Ending.SPLIT),
)
"""Disputes have those of one line in one turn and those of the other in the next; others have all of them in each."""
OF_A_DISPUTE = (
    *(Ending.KEPT, Ending.LATE, Ending.BROKEN, Ending.EXTENDED, Ending.CONFIRMED, Ending.NOT_CONFIRMED),
    *(Ending.UNSETTLED, Ending.FAILED, Ending.PARTY_STOPS, Ending.COURT, Ending.COURT, Ending.REFUSED),
    *(Ending.PLAIN, Ending.PLAIN),
)
OF_OTHERS = (*OF_ANY_CASE[0], *OF_ANY_CASE[1], *(Ending.PLAIN,) * 5)
ONCE_MORE = frozenset({Ending.KEPT, Ending.FAILED, Ending.CONFIRMED})
"""Endings before which a session is put off because a party asked for another time."""
SUPERVISED_EVERY, DECLINED_EVERY, LINKED_EVERY, OPENED_EVERY = 6, 9, 7, 3
"""One case in so many is supervised, in one in so many that is proposed and declined, one in so many is linked to an older
one; in one in so many its handler asks who the reporter is."""
AT_THE_COURT = (Deed.JUDGED, Deed.COURT_MEDIATED, Deed.SUIT_BACK, Deed.NOT_TAKEN)
"""What comes of those that go to the court, in turn."""


def ending_of(seed: int, kind: CaseKind, position: int) -> Ending:
    """How the n-th dispute, or the n-th of the others, ends: dealt like cards, so that each ending comes in its turn."""
    cards = len(OF_A_DISPUTE) + len(OF_ANY_CASE[0]) if kind is CaseKind.DISPUTE else len(OF_OTHERS)
    turn, place = divmod(position, cards)
    deck = list((*OF_A_DISPUTE, *OF_ANY_CASE[turn % 2]) if kind is CaseKind.DISPUTE else OF_OTHERS)
    random.Random(f"{seed}:{kind is CaseKind.DISPUTE}:{turn}").shuffle(deck)  # noqa: S311 - a script, no secret
    return deck[place]


def plan_case(seed: int, message_id: str, *, urgent: bool, kind: CaseKind = CaseKind.HAZARD, position: int = 0) -> Plan:
    """How a case will be dealt with: the same seed, message and position always give the same plan."""
    chance = random.Random(f"{seed}:{message_id}")  # noqa: S311 - a script, no secret
    temper = chance.choices([each for each, _weight in WEIGHTS], [weight for _each, weight in WEIGHTS])[0]
    ending = ending_of(seed, kind, position)
    if urgent and ending in {Ending.MERGED, Ending.SEPARATED}:
        ending = Ending.PLAIN
    if ending not in {Ending.PLAIN, Ending.MERGED, Ending.WITHDRAWN}:
        temper = chance.choice(DIRECT)
    draw = _Draw(chance)
    deeds = list(_deeds(temper, ending, draw, position))
    if position % SUPERVISED_EVERY == 1:
        deeds += _supervision(draw)
    elif position % DECLINED_EVERY == 2:
        deeds += _declined(draw)
    if position % LINKED_EVERY == LINKED_EVERY - 1:
        deeds.append(PlannedDeed(draw.between(HOUR_MS, DAY_MS), Deed.LINK, town=True))
    if position % OPENED_EVERY == 0:
        deeds += _opening(deeds, draw)
    if urgent and min(deeds).after_ms > HOUR_MS:
        # Somebody on the ladder answers, sooner or later.
        deeds.append(PlannedDeed(draw.between(2 * MINUTE_MS, 100 * MINUTE_MS), Deed.ACKNOWLEDGE, town=True))
    return Plan(temper, ending, tuple(sorted(deeds)))


def plan_part(seed: int, message_id: str) -> Plan:
    """How the part of a case that became one of its own is dealt with: in time."""
    draw = _Draw(random.Random(f"{seed}:{message_id}"))  # noqa: S311 - a script, no secret
    return Plan(Temper.PROMPT, Ending.PLAIN, _plain(Temper.PROMPT, draw))


class _Draw:
    """Lengths of time, whole minutes."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def between(self, first: int, last: int) -> int:
        """Some length between two."""
        return self._chance.randint(first // MINUTE_MS, last // MINUTE_MS) * MINUTE_MS


def _deeds(temper: Temper, ending: Ending, draw: _Draw, position: int) -> tuple[PlannedDeed, ...]:
    match ending:
        case Ending.PLAIN:
            return (*_plain(temper, draw), *_rating(temper, draw))
        case Ending.MERGED:
            merged = PlannedDeed(draw.between(10 * MINUTE_MS, 10 * HOUR_MS), Deed.MERGE, town=True)
            return (merged, *_plain(temper, draw))
        case Ending.SEPARATED:
            return _separated(temper, draw)
        case Ending.SPLIT:
            split = PlannedDeed(draw.between(2 * HOUR_MS, 20 * HOUR_MS), Deed.SPLIT, town=True)
            return (split, *_plain(temper, draw))
        case Ending.WITHDRAWN:
            withdrawn = draw.between(HOUR_MS, 8 * DAY_MS)
            before = (each for each in _plain(temper, draw) if each.after_ms < withdrawn)
            return (*(each for each in before if each.deed is not Deed.CLOSE), PlannedDeed(withdrawn, Deed.WITHDRAW))
        case _:
            accepted = _accepted(temper, draw)
            return (PlannedDeed(accepted, Deed.ACCEPT), *_to_its_end(ending, accepted, draw, position))


def _accepted(temper: Temper, draw: _Draw) -> int:
    late = temper is Temper.LATE
    return draw.between(25 * HOUR_MS, 120 * HOUR_MS) if late else draw.between(5 * MINUTE_MS, 20 * HOUR_MS)


def _rating(temper: Temper, draw: _Draw) -> tuple[PlannedDeed, ...]:
    """Of those that are dealt with in time: some rate it as soon as they hear, some when they are asked again."""
    if temper is not Temper.PROMPT:
        return ()
    return (PlannedDeed(draw.between(16 * DAY_MS, 60 * DAY_MS), Deed.RATE),)


def _separated(temper: Temper, draw: _Draw) -> tuple[PlannedDeed, ...]:
    merged = draw.between(10 * MINUTE_MS, 10 * HOUR_MS)
    apart = merged + draw.between(30 * HOUR_MS, 4 * DAY_MS)
    return (
        PlannedDeed(merged, Deed.MERGE, town=True),
        PlannedDeed(apart, Deed.APART, town=True),
        *(replace(each, after_ms=each.after_ms + apart) for each in _plain(temper, draw)),
    )


ENDED_AT_ONCE = {
    Ending.NOT_OURS: Deed.NOT_OURS,
    Ending.ELSEWHERE: Deed.ELSEWHERE,
    Ending.UNFOUNDED: Deed.UNFOUNDED,
    Ending.REFUSED: Deed.REFUSE,
}


def _to_its_end(ending: Ending, accepted: int, draw: _Draw, position: int) -> tuple[PlannedDeed, ...]:
    if ending in ENDED_AT_ONCE:
        return (PlannedDeed(accepted + draw.between(HOUR_MS, 3 * DAY_MS), ENDED_AT_ONCE[ending]),)
    if ending is Ending.REOPENED:
        return _reopened(accepted, draw)
    return _mediated(ending, accepted, draw, position)


def _reopened(accepted: int, draw: _Draw) -> tuple[PlannedDeed, ...]:
    closed = accepted + draw.between(6 * HOUR_MS, 8 * DAY_MS)
    # Some on the day they hear of it, some when they are asked after a week.
    again = closed + draw.between(HOUR_MS, 9 * DAY_MS)
    return (PlannedDeed(closed, Deed.CLOSE), PlannedDeed(again, Deed.REOPEN), *_once_again(again, draw))


def _once_again(opened: int, draw: _Draw) -> tuple[PlannedDeed, ...]:
    """The town takes what was opened again, and closes it."""
    taken = opened + draw.between(HOUR_MS, 30 * HOUR_MS)
    acted = taken + draw.between(HOUR_MS, DAY_MS)
    return (
        PlannedDeed(taken, Deed.ACCEPT, town=True),
        PlannedDeed(acted, Deed.PROGRESS, town=True),
        PlannedDeed(acted + draw.between(DAY_MS, 6 * DAY_MS), Deed.CLOSE, town=True),
    )


def _mediated(ending: Ending, accepted: int, draw: _Draw, position: int) -> tuple[PlannedDeed, ...]:
    entered = accepted + draw.between(20 * MINUTE_MS, DAY_MS)
    proposed = entered + draw.between(MINUTE_MS, 20 * MINUTE_MS)
    # What is proposed in the night is asked in the morning.
    answered = proposed + draw.between(10 * HOUR_MS, 20 * HOUR_MS)
    # Some are on record before the day that was proposed, some long after it.
    held = proposed + draw.between(DAY_MS, 14 * DAY_MS)
    first = [PlannedDeed(entered, Deed.PARTIES), PlannedDeed(proposed, Deed.MEET)]
    if ending is Ending.PARTY_STOPS:
        closed = answered + draw.between(HOUR_MS, 2 * DAY_MS)
        return (*first, PlannedDeed(answered, Deed.QUIT), PlannedDeed(closed, Deed.FAIL))
    if ending in ONCE_MORE:
        again = answered + draw.between(5 * MINUTE_MS, 40 * MINUTE_MS)
        held += again
        first += [PlannedDeed(answered, Deed.OTHER_TIME), PlannedDeed(again, Deed.MEET)]
        answered = again + draw.between(10 * HOUR_MS, 20 * HOUR_MS)
    first += [PlannedDeed(answered, Deed.COME), PlannedDeed(held, Deed.SESSION)]
    if position % 2 == 0:
        joined = entered + draw.between(30 * MINUTE_MS, 8 * HOUR_MS)
        first += [PlannedDeed(joined, Deed.JOIN), PlannedDeed(held + 5 * MINUTE_MS, Deed.HELP)]
    if ending in {Ending.FAILED, Ending.COURT}:
        return (*first, *_without_agreement(ending, held, draw, position))
    if ending is Ending.EXTENDED:
        extended = held + draw.between(HOUR_MS, DAY_MS)
        put_off = extended + draw.between(5 * MINUTE_MS, 20 * MINUTE_MS)
        first += [PlannedDeed(extended, Deed.EXTEND), PlannedDeed(put_off, Deed.MEET)]
        first.append(PlannedDeed(put_off + draw.between(HOUR_MS, DAY_MS), Deed.CALL_OFF))
        held = put_off + draw.between(20 * DAY_MS, 40 * DAY_MS)
        first.append(PlannedDeed(held, Deed.SESSION))
    return (*first, *_agreed(ending, held, draw))


def _without_agreement(ending: Ending, held: int, draw: _Draw, position: int) -> tuple[PlannedDeed, ...]:
    stopped = held + draw.between(HOUR_MS, 2 * DAY_MS)
    if ending is Ending.FAILED:
        return (PlannedDeed(stopped, Deed.STOP),)
    sent = stopped + draw.between(HOUR_MS, 5 * DAY_MS)
    ended = sent + draw.between(20 * DAY_MS, 45 * DAY_MS)
    what = AT_THE_COURT[position % len(AT_THE_COURT)]
    return (PlannedDeed(stopped, Deed.STOP), PlannedDeed(sent, Deed.COURT), PlannedDeed(ended, what))


def _agreed(ending: Ending, held: int, draw: _Draw) -> tuple[PlannedDeed, ...]:
    agreed = held + draw.between(10 * MINUTE_MS, DAY_MS)
    # Some papers have to be asked for.
    signed = agreed + draw.between(20 * MINUTE_MS, 5 * DAY_MS)
    closed = signed + draw.between(HOUR_MS, 4 * DAY_MS)
    paper = (PlannedDeed(agreed, Deed.AGREE), PlannedDeed(signed, Deed.SIGN), PlannedDeed(closed, Deed.CLOSE))
    # A party is asked after a week, in the morning if that was by night.
    asked = closed + 7 * DAY_MS + draw.between(10 * HOUR_MS, 30 * HOUR_MS)
    if ending is Ending.UNSETTLED:
        return (*paper, PlannedDeed(asked, Deed.FAILS), *_once_again(asked, draw))
    # Some promises are answered for before their day, some only when they are chased; the latest long after.
    late = ending is Ending.LATE
    said = signed + (draw.between(36 * DAY_MS, 45 * DAY_MS) if late else draw.between(5 * DAY_MS, 20 * DAY_MS))
    result = Deed.BROKEN if ending is Ending.BROKEN else Deed.KEPT
    holds = () if ending is Ending.BROKEN else (PlannedDeed(asked, Deed.HOLDS),)
    return (*paper, PlannedDeed(said, result), *holds, *_confirmation(ending, signed, draw))


def _confirmation(ending: Ending, signed: int, draw: _Draw) -> tuple[PlannedDeed, ...]:
    if ending in {Ending.CONFIRMED, Ending.NOT_CONFIRMED}:
        court = Deed.CONFIRM if ending is Ending.CONFIRMED else Deed.NOT_CONFIRM
        applied = signed + draw.between(15 * DAY_MS, 29 * DAY_MS)
        return (
            PlannedDeed(applied, Deed.APPLY),
            PlannedDeed(applied + draw.between(10 * DAY_MS, 40 * DAY_MS), court),
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


def _declined(draw: _Draw) -> list[PlannedDeed]:
    proposed = draw.between(4 * HOUR_MS, 2 * DAY_MS)
    return [
        PlannedDeed(proposed, Deed.PROPOSE, town=True),
        PlannedDeed(proposed + draw.between(10 * MINUTE_MS, DAY_MS), Deed.DECLINE, town=True),
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
