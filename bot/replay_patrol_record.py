"""What is on record of a quarter's patrols, read once at the end: the event log, the rosters, the outbox, the wire."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from bot.replay_patrol_check import GONE, HERE, NO, OFF, YES, PostFacts, Run, Said, ShiftFacts, SosFacts, Turn
from domain.events import EventKind
from domain.shifts import PostState, Way
from storage.outbox import OutboxState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from domain.shifts import Post, RosteredShift
    from domain.township import Township
    from storage.database import Database
    from storage.events import Event
    from storage.outbox import Fate

PAGE = 2_000
BY_LEAD = "by_lead"


class Wire(NamedTuple):
    """A message that the playground saw arrive."""

    chat_id: int
    message_id: int


@dataclass
class Record:
    """Everything that a check needs, as plain values."""

    rostered: tuple[RosteredShift, ...] = ()
    events: list[Event] = field(default_factory=list)
    shifts: list[ShiftFacts] = field(default_factory=list)
    runs: dict[int, list[Run]] = field(default_factory=dict)
    calls: list[SosFacts] = field(default_factory=list)
    fates: dict[str, Fate] = field(default_factory=dict)
    chats: dict[int, int] = field(default_factory=dict)
    dead: int = 0
    set_aside: int = 0
    broken_event: int | None = None

    def count(self, kind: EventKind) -> int:
        """How many events of a kind there are."""
        return sum(event.kind is kind for event in self.events)


async def read_record(
    database: Database, township: Township, first: int, last: int, leads: Mapping[int, Mapping[int, int | None]]
) -> Record:
    """The record of the shifts that begin from `first` to before `last` (UTC ms)."""
    record = Record()
    async with database.transaction() as work:
        record.rostered = await work.shifts.between(first, last)
        while page := await work.events.beside_cases(record.events[-1].id if record.events else 0, PAGE):
            record.events += page
        record.dead = await work.outbox.count(OutboxState.DEAD)
        record.set_aside = await work.quarantine.count()
        record.broken_event = await work.events.first_broken()
        persons = {person for event in record.events for person in _persons(event.detail.get("told"))}
        for person in persons:
            known = await work.people.by_id(person)
            record.chats[person] = known.telegram_id if known is not None else 0
    record.fates = await read_fates(database)
    turns = turns_of(record.events)
    record.shifts = [_facts(each, turns, leads.get(each.shift.id, {}), township) for each in record.rostered]
    record.runs = runs_of(record.events)
    record.calls = calls_of(record.events)
    return record


async def read_fates(database: Database) -> dict[str, Fate]:
    """What became of everything that was said of shifts, as long as the outbox remembers it."""
    async with database.transaction() as work:
        return {fate.dedup_key: fate for fate in await work.outbox.fates("shift:")}


def turns_of(events: Sequence[Event]) -> dict[int, list[Turn]]:
    """What became of each post, by the log."""
    turns: dict[int, list[Turn]] = defaultdict(list)
    for event in events:
        for post, what in _turn(event, turns):
            turns[post].append(Turn(event.at, what))
    return turns


def runs_of(events: Sequence[Event]) -> dict[int, list[Run]]:
    """The steps that the program says it ran, by shift."""
    runs: dict[int, list[Run]] = defaultdict(list)
    for event in events:
        if event.kind is EventKind.SHIFT_STEP_RUN:
            detail = event.detail
            told = tuple(sorted(_persons(detail["told"])))
            said = Said(_number(detail["due_at"]), str(detail["kind"]), _number(detail["person"] or 0), told)
            runs[_number(detail["shift"])].append(Run(event.at, said, str(detail["step"]), str(detail["notice"])))
    return runs


def calls_of(events: Sequence[Event]) -> list[SosFacts]:
    """The calls for help."""
    called: dict[int, int] = {}
    silent: dict[int, int] = {}
    again: dict[int, list[int]] = defaultdict(list)
    for event in events:
        match event.kind:
            case EventKind.SOS_CALLED:
                called[_number(event.detail["sos"])] = event.at
            case EventKind.SOS_ANSWERED | EventKind.SOS_ENDED:
                silent.setdefault(_number(event.detail["sos"]), event.at)
            case EventKind.SOS_SAID_AGAIN:
                again[_number(event.detail["sos"])].append(event.at)
            case _:
                pass
    return [SosFacts(number, at, silent.get(number), tuple(again[number])) for number, at in called.items()]


def not_arrived(record: Record, wire: Mapping[Wire, int]) -> Iterator[str]:
    """Steps of which somebody who was told got nothing, or at another time, as the phones' side saw it.

    Two notices of one card in one moment to one person are one message: the last. It shows what the other was about.
    """
    keys = {each.shift.id: {post.person_id: post.id for post in each.posts} for each in record.rostered}
    groups: dict[tuple[int, int, str, int, int], list[str]] = defaultdict(list)
    for shift_id, runs in record.runs.items():
        for run in runs:
            for person in run.said.told:
                key = f"{run.notice or run.name}:{person}"
                if run.said.what == "check_out":
                    key = f"shift:{shift_id}:forgotten:{keys.get(shift_id, {}).get(person)}:{person}"
                groups[shift_id, run.ran_at, run.said.what, run.said.person, person].append(key)
    fates_of = {key: [record.fates[name] for name in names if name in record.fates] for key, names in groups.items()}
    reached = {
        (shift_id, at, person)
        for (shift_id, at, _what, _about, person), fates in fates_of.items()
        if any(_arrived(fate, record.chats[person], at, wire) for fate in fates)
    }
    for (shift_id, at, what, _about, person), fates in fates_of.items():
        if shift_id not in keys or any(_arrived(fate, record.chats[person], at, wire) for fate in fates):
            continue
        taken_over = bool(fates) and all(fate.state is OutboxState.DROPPED for fate in fates)
        if not (taken_over and (shift_id, at, person) in reached):
            yield f"shift {shift_id}: {what} at {at} did not reach person {person}: {[fate.state.value for fate in fates]}"


def sos_not_arrived(record: Record, arrivals: Mapping[int, Counter[int]]) -> Iterator[str]:
    """Calls for help of which somebody who was told got nothing at that moment. `arrivals` counts by chat and time."""
    for event in record.events:
        if event.kind in {EventKind.SOS_CALLED, EventKind.SOS_SAID_AGAIN}:
            for person in _persons(event.detail["told"]):
                if not arrivals.get(record.chats[person], Counter())[event.at]:
                    yield f"sos {event.detail['sos']}: {event.kind.value} at {event.at} did not reach person {person}"


def _arrived(fate: Fate, chat_id: int, at: int, wire: Mapping[Wire, int]) -> bool:
    if fate.state is not OutboxState.SENT or fate.sent_at != at or fate.message_id is None:
        return False
    return wire.get(Wire(chat_id, fate.message_id)) == at


def _turn(event: Event, turns: Mapping[int, list[Turn]]) -> Iterator[tuple[int, str]]:
    detail = event.detail
    match event.kind:
        case EventKind.SHIFT_ANSWERED:
            yield _number(detail["post"]), NO if detail["answer"] == PostState.CANNOT.value else YES
        case EventKind.POST_OFFERED if not detail.get(BY_LEAD) and "with" not in detail:
            yield _number(detail["post"]), NO
        case EventKind.OFFER_WITHDRAWN if _last(turns, _number(detail["post"])) == NO:
            yield _number(detail["post"]), YES
        case EventKind.POST_ASSIGNED if event.actor_id == detail["person"]:
            # Whoever puts themselves on a shift has said that they come.
            yield _number(detail["post"]), YES
        case EventKind.CHECKED_IN if _last(turns, _number(detail["post"])) != HERE:
            yield _number(detail["post"]), HERE
        case EventKind.CHECKED_OUT if not detail["forgotten"]:
            # Whoever forgot it was there until the clock closed the shift.
            yield _number(detail["post"]), GONE
        case EventKind.EXCUSED | EventKind.TAKEN_OFF:
            yield _number(detail["post"]), OFF
        case EventKind.SWAPPED:
            yield from ((post, OFF) for post in _persons(detail["posts"]))
        case _:
            pass
    if event.kind in {EventKind.STOOD_IN, EventKind.POST_ASSIGNED} and detail["from"] is not None:
        yield _number(detail["from"]), OFF


def _last(turns: Mapping[int, list[Turn]], post: int) -> str:
    return turns[post][-1].what if turns[post] else ""


def _facts(
    each: RosteredShift, turns: Mapping[int, list[Turn]], leads: Mapping[int, int | None], township: Township
) -> ShiftFacts:
    shift = each.shift
    given = {post.came_from: post.assigned_at for post in each.posts}
    return ShiftFacts(
        shift.id,
        shift.unit,
        shift.starts_at,
        shift.ends_at,
        shift.strength,
        shift.published_at or 0,
        tuple(_post_facts(post, shift.starts_at, turns.get(post.id, []), given, township) for post in each.posts),
        leads,
    )


def _post_facts(
    post: Post, starts_at: int, turns: Sequence[Turn], given: Mapping[int | None, int], township: Township
) -> PostFacts:
    """Whoever takes a post shortly before the shift has said yes by that; what a new roster took away has no event."""
    found = list(turns)
    if post.way in {Way.STAND_IN, Way.SWAP} and starts_at - post.assigned_at <= township.patrol.day_before_ms:
        found.insert(0, Turn(post.assigned_at, YES))
    taken_away = post.state in {PostState.PASSED_ON, PostState.EXCUSED} and OFF not in {turn.what for turn in found}
    if taken_away:
        found.append(Turn(given.get(post.id) or post.answered_at or post.assigned_at, OFF))
    return PostFacts(post.id, post.person_id, post.assigned_at, tuple(found))


def _persons(value: object) -> list[int]:
    return [int(each) for each in value] if isinstance(value, list) else []


def _number(value: object) -> int:
    return int(str(value))
