"""An independent reading of the clocks: from a case's event log alone, which steps the policy asked for, and when.

It shares no code with `domain/escalation.py`: it walks from event to event and asks of each stretch between two of
them which deadlines ran in it. What the program did must be exactly this.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import chinese_calendar

from domain.events import EventKind

if TYPE_CHECKING:
    from domain.case_clocks import Period
    from domain.township import Township
    from storage.events import Event

FIRST_ACTIONS = frozenset({EventKind.ASKED, EventKind.PROGRESSED, EventKind.SETTLED, EventKind.CLOSED})
OWN_STEPS = frozenset({EventKind.STEP_RUN, EventKind.ESCALATED, EventKind.SUPERVISION_PROPOSED})


@dataclass(frozen=True, slots=True, order=True)
class AskedStep:
    """A step that the policy asks for, or that was run: when (UTC ms), which, around which deadline."""

    at: int
    name: str
    deadline: str


@dataclass
class _Standing:
    """What is known of a case after the events so far. Times are UTC ms."""

    kind: str
    linked: bool
    urgent_since: int | None
    started_at: int
    waiting_since: int | None
    accepted_at: int | None = None
    acted: bool = False
    settled_at: int | None = None
    closed_at: int | None = None
    withdrawn: bool = False
    merged: bool = False
    supervised_at: int | None = None
    reply_by: int = 0
    answered: bool = False
    acknowledged: bool = False
    extended_at: int | None = None
    in_village: bool = True


@dataclass(frozen=True, slots=True)
class _Clock:
    """One deadline that runs: its name, its end, from when it concerns anybody, and whether it repeats.

    `hurried` says since when it has run faster, and `unhurried` where it would end otherwise.
    """

    name: str
    end: int
    since: int
    repeats: bool = True
    hurried: int | None = None
    unhurried: int = 0


@dataclass
class PolicyReading:
    """The reading of one township's policy. `changes` are the events by which clocks became stronger, or were so no longer."""

    township: Township
    changes: Sequence[Event] = ()
    _stronger: list[tuple[int, int | None]] = field(default_factory=list)

    def asked(self, events: Sequence[Event], until: int, *, in_village: bool) -> list[AskedStep]:
        """All steps asked for up to `until`, in order. `in_village`: whether the unit deals with its own disputes."""
        steps = (event for event in events if event.kind not in OWN_STEPS)
        own = sorted((*steps, *self.changes), key=lambda event: (event.at, event.id))
        standing: _Standing | None = None
        found: list[AskedStep] = []
        self._stronger = []
        for number, event in enumerate(own):
            if event.kind is EventKind.CLOCKS_CHANGED:
                self._note_change(event)
            else:
                standing = _after(standing, event, in_village=in_village)
            end = own[number + 1].at if number + 1 < len(own) else until
            if standing is not None:
                found += self._between(standing, event.at, end)
        return found

    def _note_change(self, event: Event) -> None:
        if event.detail["stronger"]:
            self._stronger.append((event.at, None))
        else:
            self._stronger[-1] = (self._stronger[-1][0], event.at)

    def _hurries_since(self, started: int) -> int | None:
        """Since when a clock that started then runs faster."""
        met = [begun for begun, ended in self._stronger if ended is None or started < ended]
        return max(started, met[0]) if met else None

    def _hurried(self, at: int, since: int | None) -> int:
        """What is left after an instant takes a share of its time."""
        share = Fraction(self.township.clocks.special_factor)
        return at if since is None or at <= since else since + ceil((at - since) * share)

    def _between(self, standing: _Standing, start: int, end: int) -> list[AskedStep]:
        candidates = sorted(step for step in self._candidates(standing, start, end) if start < step.at <= end)
        kept = []
        for step in candidates:
            if step.deadline == "settle_village" and not standing.in_village:
                continue
            if self._moves(step):
                standing.in_village = False
            kept.append(step)
        return kept

    def _candidates(self, standing: _Standing, start: int, end: int) -> Iterator[AskedStep]:
        clocks = self._clocks(standing)
        for clock in clocks:
            yield from (step for step in self._around(clock) if step.at > clock.since)
        awaited = bool(clocks) and standing.supervised_at is not None and not standing.answered
        if awaited:
            # A supervised case is chased every morning, and nothing is said again beside that.
            yield from self._chases(standing, start, end)
        else:
            yield from self._again([clock for clock in clocks if clock.repeats], start, end)
        yield from self._rungs(standing, start, end)
        if standing.closed_at is not None and standing.linked:
            for number, after in enumerate(self.township.clocks.follow_up_ms, 1):
                yield AskedStep(standing.closed_at + after, str(number), "")

    def _clocks(self, standing: _Standing) -> list[_Clock]:
        clocks = self.township.clocks
        if standing.withdrawn or standing.merged or standing.closed_at is not None:
            return []
        if standing.settled_at is not None:
            return [_Clock("close", self._end(standing.settled_at, clocks.close), standing.settled_at)]
        found = []
        if standing.waiting_since is not None:
            found.append(self._hurrying("accept", clocks.accept, standing.waiting_since, standing.waiting_since))
        elif not standing.acted and standing.accepted_at is not None:
            period = getattr(clocks.first_action, standing.kind)
            found.append(self._hurrying("first_action", period, standing.started_at, standing.accepted_at))
        if standing.kind == "dispute":
            end = self._end(standing.started_at, clocks.settle_village)
            found.append(_Clock("settle_village", end, standing.started_at, repeats=False))
        more = clocks.extension.after_ms if standing.extended_at is not None else 0
        end = self._end(standing.started_at, clocks.settle, more)
        found.append(_Clock("settle", end, standing.extended_at or standing.started_at))
        return found

    def _hurrying(self, name: str, period: Period, start: int, since: int) -> _Clock:
        hurried = self._hurries_since(start)
        shorter = start + period.after_ms - self._hurried(start + period.after_ms, hurried)
        end = self._end(start, period, -shorter)
        return _Clock(name, end, since, hurried=hurried, unhurried=self._end(start, period))

    def _reminds_at(self, clock: _Clock, before: int) -> int:
        """So long before the end; where that is over as the clock begins to run faster, then."""
        if clock.hurried is None or clock.unhurried - before <= clock.hurried:
            return (clock.end if clock.hurried is None else clock.unhurried) - before
        return max(clock.end - before, clock.hurried + 1)

    def _around(self, clock: _Clock) -> list[AskedStep]:
        policy = self.township.escalation
        before = getattr(policy.remind_before, f"{clock.name}_ms")
        missed = self._hurries_since(clock.end)
        if clock.name == "settle_village":
            moving = next((step for step in policy.steps if step.moves_to is not None), None)
            reminders = [step for step in policy.steps if step.offset_ms < 0]
            steps = [AskedStep(clock.end - (before or -step.offset_ms), step.name, clock.name) for step in reminders]
            return [*steps, AskedStep(clock.end, moving.name, clock.name)] if moving else steps
        return [
            AskedStep(
                self._reminds_at(clock, before or -step.offset_ms)
                if step.offset_ms < 0
                else self._hurried(clock.end + step.offset_ms, missed),
                step.name,
                clock.name,
            )
            for step in policy.steps
        ]

    def _again(self, clocks: list[_Clock], start: int, end: int) -> Iterator[AskedStep]:
        policy = self.township.escalation
        last = max(step.offset_ms for step in policy.steps)
        ordered = sorted(clocks, key=lambda clock: clock.end)
        for number, clock in enumerate(ordered):
            stop = ordered[number + 1].end if number + 1 < len(ordered) else end + 1
            at = self._hurried(clock.end + last, self._hurries_since(clock.end)) + policy.again_every_ms
            while at < stop and at <= end:
                if at > max(start, clock.since):
                    yield AskedStep(at, "again", clock.name)
                at += policy.again_every_ms

    def _chases(self, standing: _Standing, start: int, end: int) -> Iterator[AskedStep]:
        zone = ZoneInfo(self.township.time_zone)
        day = datetime.fromtimestamp(start / 1000, UTC).astimezone(zone).date()
        while True:
            morning = datetime.combine(day, self.township.supervision.chase_at, zone)
            at = round(morning.timestamp() * 1000)
            if at > end:
                return
            if at > start:
                yield AskedStep(at, "late" if at > standing.reply_by else "chase", "")
            day += timedelta(days=1)

    def _rungs(self, standing: _Standing, start: int, end: int) -> Iterator[AskedStep]:
        closed = standing.closed_at is not None or standing.withdrawn or standing.merged
        if standing.urgent_since is None or standing.acknowledged or closed:
            return
        every = self.township.urgent.acknowledge_within_ms
        hurried = self._hurries_since(standing.urgent_since)
        number = max(1, (start - standing.urgent_since) // every) if hurried is None else 1
        while (at := self._hurried(standing.urgent_since + number * every, hurried)) <= end:
            yield AskedStep(at, str(number), "")
            number += 1

    def _moves(self, step: AskedStep) -> bool:
        return any(each.name == step.name and each.moves_to is not None for each in self.township.escalation.steps)

    def _end(self, start: int, period: Period, more_ms: int = 0) -> int:
        """The end of a period; where it says so, moved to the next working day at the same hour."""
        moment = datetime.fromtimestamp((start + period.after_ms + more_ms) / 1000, UTC)
        local = moment.astimezone(ZoneInfo(self.township.time_zone))
        while period.ends_on_working_day and not _works(local):
            local += timedelta(days=1)
        return round(local.timestamp() * 1000)


def ran(events: Sequence[Event]) -> list[AskedStep]:
    """The steps that the program says it ran, in order; the first word of a new case is none of the clock's."""
    return sorted(
        AskedStep(int(str(event.detail["due_at"])), str(event.detail["step"]), str(event.detail.get("deadline") or ""))
        for event in events
        if event.kind is EventKind.STEP_RUN and event.detail["step"] != "new"
    )


def late(events: Sequence[Event]) -> list[Event]:
    """Steps that were run at another time than they were due."""
    return [
        event
        for event in events
        if event.kind is EventKind.STEP_RUN and event.detail["step"] != "new" and event.at != event.detail["due_at"]
    ]


GONE = frozenset({EventKind.CLOSED, EventKind.WITHDRAWN, EventKind.MERGED})
MAKES_UNTRUE = {
    "": GONE,
    "accept": GONE | {EventKind.ACCEPTED},
    "first_action": GONE | FIRST_ACTIONS,
    "settle_village": GONE | {EventKind.SETTLED},
    "settle": GONE | {EventKind.SETTLED},
    "close": GONE,
}
"""After which events a notice about a deadline is no longer true."""


def silenced(events: Sequence[Event], township: Township) -> list[int]:
    """Whom a notice was meant for that the quiet hours held back until it was no longer true: one entry a notice."""
    if events[0].detail["urgent"]:
        return []
    found: list[int] = []
    for event in events:
        told = event.detail.get("told")
        until = _night_ends(event.at, township) if event.kind is EventKind.STEP_RUN else None
        if until is None or not isinstance(told, list):
            continue
        about = "accept" if event.detail["step"] == "new" else str(event.detail.get("deadline") or "")
        meanwhile = [other.kind for other in events if event.at < other.at <= until]
        if _made_untrue(about, meanwhile):
            found += told
    return found


def _made_untrue(about: str, meanwhile: Sequence[EventKind]) -> bool:
    if about != "accept":
        return any(kind in MAKES_UNTRUE[about] for kind in meanwhile)
    # Accepted and handed on in one night: it waits again, and the notice is true again.
    again = {EventKind.HANDED_UP, EventKind.ASSIGNED, EventKind.REOPENED, EventKind.SEPARATED}
    turns = [kind for kind in meanwhile if kind in MAKES_UNTRUE[about] | again]
    return bool(turns) and turns[-1] in MAKES_UNTRUE[about]


def _night_ends(at: int, township: Township) -> int | None:
    """When the quiet hours end in which an instant lies (UTC ms); None by day."""
    quiet = township.quiet_hours
    local = datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(township.time_zone))
    if quiet.end <= local.time() < quiet.start:
        return None
    day = local.date() + timedelta(days=1 if local.time() >= quiet.start else 0)
    return round(datetime.combine(day, quiet.end, local.tzinfo).timestamp() * 1000)


def _after(standing: _Standing | None, event: Event, *, in_village: bool) -> _Standing:  # noqa: C901, PLR0912 - one event each
    if standing is None:
        return _Standing(
            kind=str(event.detail["kind"]),
            linked=event.detail["known_as"] != "unlinked",
            urgent_since=event.at if event.detail["urgent"] else None,
            started_at=event.at,
            waiting_since=event.at,
            in_village=in_village,
        )
    match event.kind:
        case EventKind.ACCEPTED:
            standing.waiting_since, standing.accepted_at, standing.acknowledged = None, event.at, True
        case EventKind.ACKNOWLEDGED:
            standing.acknowledged = True
        case EventKind.HANDED_UP | EventKind.ASSIGNED:
            standing.waiting_since = event.at
            if event.kind is EventKind.HANDED_UP or event.detail.get("level") != "village":
                standing.in_village = False
        case EventKind.SETTLED:
            standing.settled_at = event.at
        case EventKind.CLOSED:
            standing.closed_at = event.at
        case EventKind.EXTENDED:
            standing.extended_at = event.at
        case EventKind.WITHDRAWN:
            standing.withdrawn = True
        case EventKind.MERGED:
            standing.merged = True
        case EventKind.SEPARATED:
            standing.merged, standing.settled_at = False, None
            standing.waiting_since, standing.accepted_at = event.at, None
        case EventKind.SUPERVISED:
            standing.supervised_at, standing.answered = event.at, False
            standing.reply_by = int(str(event.detail["reply_by"]))
        case EventKind.SUPERVISION_LIFTED:
            standing.supervised_at = None
        case EventKind.REOPENED:
            standing.started_at = standing.waiting_since = event.at
            standing.settled_at = standing.closed_at = standing.extended_at = None
            standing.acted, standing.in_village = False, False
            standing.supervised_at = None
        case _:
            pass
    if event.kind in FIRST_ACTIONS:
        standing.acted = standing.answered = True
    return standing


def _works(local: datetime) -> bool:
    try:
        return bool(chinese_calendar.is_workday(local.date()))
    except NotImplementedError:
        return local.weekday() < 5
