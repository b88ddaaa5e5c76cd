"""An independent reading of the clocks around a shift: from what people did alone, what had to be said when, and to whom.

It shares no code with `domain/presence.py` or `domain/patrol_recipients.py`, and knows no watermark: of every moment that
the rules name it asks how each post stood then. What the program ran must be exactly this.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from domain.patrol_plan import PatrolRecipient

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from domain.township import Township

YES, NO, HERE, GONE, OFF = "yes", "no", "here", "gone", "off"
"""What can become of a post: they come, they cannot, they are there, they have left, it is theirs no more."""


class Turn(NamedTuple):
    """What became of a post, and when (UTC ms)."""

    at: int
    what: str


@dataclass(frozen=True, slots=True)
class PostFacts:
    """One person's post: since when it is theirs, whether they had said yes by then, and its turns in order."""

    id: int
    person: int
    given_at: int
    turns: tuple[Turn, ...] = ()

    def at(self, moment: int) -> str:
        """How it stood at a moment: the last turn, "asked" before the first, "" before it was theirs."""
        if moment < self.given_at:
            return ""
        return next((turn.what for turn in reversed(self.turns) if turn.at <= moment), "asked")


@dataclass(frozen=True, slots=True)
class ShiftFacts:
    """One shift. `leads` says who led it when somebody looked at it, just before a moment: None for nobody."""

    id: int
    unit: str
    starts_at: int
    ends_at: int
    strength: int
    published_at: int
    posts: tuple[PostFacts, ...]
    leads: Mapping[int, int | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answerable:
    """Who answers for teams: the leads and the head of each village, those on call at the centre, the director."""

    leads: Mapping[str, tuple[int, ...]]
    heads: Mapping[str, tuple[int, ...]]
    on_call: tuple[int, ...]
    director: tuple[int, ...]


class Said(NamedTuple):
    """One thing that was to be said, or was: when, which, about whose post (0 for the whole shift), and to whom."""

    at: int
    what: str
    person: int
    told: tuple[int, ...]


class Run(NamedTuple):
    """A step as the program wrote it down: when it ran, for which time, and its name."""

    ran_at: int
    said: Said
    name: str


class SosFacts(NamedTuple):
    """One call for help. `silent_at` is when somebody came or it was ended; None if never."""

    id: int
    called_at: int
    silent_at: int | None
    said_again: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PatrolReading:
    """The reading of one township's patrol clocks."""

    township: Township
    answerable: Answerable

    def asked(self, shift: ShiftFacts, until: int) -> list[Said]:
        """Everything that had to be said of a shift up to a time, in order."""
        said = (*self._before(shift), *self._missed(shift), self._closing(shift))
        return sorted(each for each in said if each.at <= until)

    def moments(self, starts_at: int) -> list[int]:
        """When it matters who leads a shift."""
        patrol = self.township.patrol
        rungs = [starts_at + rung.after_ms for rung in patrol.absence]
        return sorted({self.evening(starts_at), starts_at - patrol.hour_before_ms, *rungs})

    def repeats(self, call: SosFacts, until: int) -> list[int]:
        """When a call for help had to be said again."""
        every = self.township.patrol.sos_again_ms
        end = until + 1 if call.silent_at is None else call.silent_at
        return list(range(call.called_at + every, end, every))

    def _before(self, shift: ShiftFacts) -> Iterator[Said]:
        patrol = self.township.patrol
        question = max(shift.starts_at - patrol.day_before_ms, shift.published_at)
        evening = self.evening(shift.starts_at)
        hour = shift.starts_at - patrol.hour_before_ms
        for post in shift.posts:
            if question < shift.starts_at and post.at(question) in {"asked", YES}:
                yield Said(question, "day_before", post.person, (post.person,))
            if evening > question and post.at(evening) == "asked":
                told = self._whom(PatrolRecipient.SHIFT_LEAD, shift, evening, post.person)
                yield Said(evening, "unanswered", post.person, told)
            if hour >= shift.published_at and post.at(hour) in {"asked", YES}:
                yield Said(hour, "hour_before", post.person, (post.person,))
        for moment in (evening, hour):
            if moment >= shift.published_at and self._lacks(shift, moment):
                for recipient in (PatrolRecipient.SHIFT_LEAD, PatrolRecipient.VILLAGE_HEAD):
                    yield Said(moment, "gap", 0, self._whom(recipient, shift, moment, 0))

    def _missed(self, shift: ShiftFacts) -> Iterator[Said]:
        patrol = self.township.patrol
        for post in shift.posts:
            for rung in patrol.absence:
                moment = max(shift.starts_at, post.given_at) + rung.after_ms
                if moment <= shift.ends_at + patrol.check_out_after_ms and post.at(moment) in {"asked", YES, NO}:
                    told = self._whom(rung.tell, shift, moment, post.person)
                    yield Said(moment, "absence", post.person, told)

    def _closing(self, shift: ShiftFacts) -> Said:
        moment = shift.ends_at + self.township.patrol.check_out_after_ms
        forgot = sorted(post.person for post in shift.posts if post.at(moment) == HERE)
        return Said(moment, "check_out", 0, tuple(forgot))

    def _lacks(self, shift: ShiftFacts, moment: int) -> bool:
        stand = sum(post.at(moment) in {"asked", YES, HERE, GONE} for post in shift.posts)
        return stand < shift.strength or shift.leads.get(moment) is None

    def _whom(self, recipient: PatrolRecipient, shift: ShiftFacts, moment: int, about: int) -> tuple[int, ...]:
        """Who is told: whoever is meant, without the one it is about; where nobody is left, the next one up."""
        if recipient is PatrolRecipient.PATROLLER:
            return (about,)
        lead, office = shift.leads.get(moment), self.answerable
        upwards: list[Iterable[int]] = [office.on_call, office.director]
        if recipient is not PatrolRecipient.DUTY_OFFICER:
            upwards.insert(0, office.heads.get(shift.unit, ()))
        if recipient is PatrolRecipient.SHIFT_LEAD:
            upwards[:0] = [() if lead is None else (lead,), office.leads.get(shift.unit, ())]
        groups = (tuple(sorted({each for each in group if each != about})) for group in upwards)
        return next(filter(None, groups), ())

    def evening(self, starts_at: int) -> int:
        """The moment of the evening before at which answers are waited for no longer."""
        zone = ZoneInfo(self.township.time_zone)
        day = datetime.fromtimestamp(starts_at / 1000, UTC).astimezone(zone).date() - timedelta(days=1)
        return round(datetime.combine(day, self.township.patrol.answer_by, zone).timestamp() * 1000)


def compared(shift_id: int, asked: Sequence[Said], runs: Sequence[Run]) -> list[str]:
    """What is wrong with the steps of a shift: missing, early, late, twice, or said to somebody else."""
    faults = [f"shift {shift_id}: {_named(run.said)} ran at another time" for run in runs if run.ran_at != run.said.at]
    names = Counter(run.name for run in runs)
    faults += [f"shift {shift_id}: {name} ran {count} times" for name, count in names.items() if count > 1]
    wanted, done = Counter(asked), Counter({run.name: run.said for run in runs}.values())
    lacking, beyond = sorted((wanted - done).elements()), sorted((done - wanted).elements())
    for (what, person), group in groupby(sorted(lacking, key=_about), key=_about):
        of_it = [each for each in beyond if _about(each) == (what, person)]
        for said in group:
            other = of_it.pop(0) if of_it else None
            faults.append(f"shift {shift_id}: {_difference(said, other)}")
            if other is not None:
                beyond.remove(other)
    return faults + [f"shift {shift_id}: not asked for: {_named(said)}" for said in beyond]


def compared_sos(call: SosFacts, wanted: Sequence[int]) -> list[str]:
    """What is wrong with how often a call for help was said again."""
    lacking, beyond = Counter(wanted) - Counter(call.said_again), Counter(call.said_again) - Counter(wanted)
    return [f"sos {call.id}: not said again at {at}" for at in lacking.elements()] + [
        f"sos {call.id}: said again at {at}, which nobody asked for" for at in beyond.elements()
    ]


def _difference(said: Said, other: Said | None) -> str:
    if other is None:
        return f"missing: {_named(said)}"
    if other.at != said.at:
        return f"{'early' if other.at < said.at else 'late'}: {_named(other)} instead of {said.at}"
    return f"said to {other.told} instead of {said.told}: {_named(said)}"


def _about(said: Said) -> tuple[str, int]:
    return said.what, said.person


def _named(said: Said) -> str:
    return f"{said.what} at {said.at}" + (f" about person {said.person}" if said.person else "")
