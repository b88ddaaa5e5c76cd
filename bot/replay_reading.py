"""What a replay left on file and on the phones, held to own readings of the rules."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.replay_check import AskedStep, PolicyReading, late, ran, silenced
from bot.replay_mediation_check import MediationReading, said
from bot.replay_outcomes import outcomes_of, outcomes_of_case
from bot.replay_phones import Leading, Phones, what_came
from bot.replay_witness import Witness
from domain.events import EventKind
from storage.entries import EntryKind
from storage.outbox import OutboxState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.progress import Progress

    from bot.application import Shouwang
    from bot.replay_messages import CitizenMessage
    from bot.replay_outcomes import Came
    from bot.replay_people import Labels, Officials
    from bot.replay_phones import Told
    from bot.settings import Settings
    from domain.cases import Case
    from playground.client import PlaygroundClient
    from storage.events import Event

PAGE = 1_000


@dataclass
class Outcome:
    """What came of a replay."""

    numbers: dict[str, CitizenMessage] = field(default_factory=dict)
    told: dict[str, Told] = field(default_factory=dict)
    tempers: Counter[str] = field(default_factory=Counter)
    undone: Counter[str] = field(default_factory=Counter)
    cases: list[Case] = field(default_factory=list)
    ends: list[Came] = field(default_factory=list)
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    checked: Counter[str] = field(default_factory=Counter)
    suggested: Counter[str] = field(default_factory=Counter)
    notices: int = 0
    sent: int = 0
    dropped: int = 0
    faults: list[str] = field(default_factory=list)


class Reading:
    """Looks at everything that is on file and at all that was sent, and writes down what is not as it should be."""

    def __init__(
        self,
        shouwang: Shouwang,
        town: PlaygroundClient,
        settings: Settings,
        officials: Officials,
        labels: Labels,
        outcome: Outcome,
    ) -> None:
        self._shouwang = shouwang
        self._town = town
        self._township = settings.township
        self._officials = officials
        self._labels = labels
        self._outcome = outcome
        self._told: Counter[int] = Counter()
        self._silent: Counter[int] = Counter()
        self._changes: list[Event] = []
        self._heard: Counter[str] = Counter()

    async def read(self, progress: Progress, end: int) -> None:
        """All checks; their results stand in the outcome."""
        phones = Phones(what_came(await self._town.calls()), self._labels, self._officials)
        bar = progress.add_task("checking", total=len(self._outcome.numbers))
        histories = []
        async with self._shouwang.database.transaction() as work:
            place = 0
            while page := await work.events.beside_cases(place, PAGE):
                self._changes += [event for event in page if event.kind is EventKind.CLOCKS_CHANGED]
                place = page[-1].id
        for number, message in self._outcome.numbers.items():
            events = await self._read_one(number, message, phones, end)
            histories += [events] if events else []
            progress.advance(bar)
        self._outcome.ends = outcomes_of(histories, self._heard)
        self._outcome.faults += phones.faults
        self._outcome.checked += phones.checked
        await self._check_notices(phones)

    async def _read_one(self, number: str, message: CitizenMessage, phones: Phones, end: int) -> Sequence[Event]:
        outcome = self._outcome
        async with self._shouwang.database.transaction() as work:
            case = await work.cases.by_number(number)
            events = await work.events.of(case.id) if case else ()
            entries = await work.entries.of(case.id) if case else ()
        told = outcome.told.get(number)
        if case is None or told is None:
            outcome.faults.append(f"case {number} is not on file")
            return ()
        outcome.cases.append(case)
        text = next((each.text for each in entries if each.kind in {EntryKind.REPORT, EntryKind.SUMMARY}), "")
        kept = "" if self._is_forgotten(case, events, end) else message.words
        if "".join(text.split()) != "".join(kept.split()):
            outcome.faults.append(f"case {number}: the text on file is not what is to be kept of message {message.id}")
        self._check_clocks(case, events, end)
        promised = told.mediated.promised_within if told.mediated is not None else 0
        reading = MediationReading(self._township, events, promised)
        asked = phones.check_mediation(number, told, events, reading, end, await self._leading(events, end))
        wanted = [(each.at, each.name) for each in asked]
        done = [(int(str(event.detail["due_at"])), str(event.detail["kind"])) for event in said(events)]
        self._compare(number, sorted(done), wanted)
        outcome.faults += [
            f"case {number}: {event.detail['kind']} said late"
            for event in said(events)
            if event.at != event.detail["due_at"]
        ]
        outcome.steps.update(("mediation", name) for _at, name in done)
        phones.check_conflict(number, told)
        phones.check_name(number, told, events)
        phones.check_elsewhere(number, told, events)
        self._check_outcomes(Witness(number, told, reading, self._labels), number, events, phones)
        for event in events:
            self._told.update(_persons(event) if event.kind is EventKind.STEP_RUN else [])
        self._silent.update(silenced(events, self._township))
        self._count_suggestion(case, message)
        return events

    def _check_outcomes(self, witness: Witness, number: str, events: Sequence[Event], phones: Phones) -> None:
        """What is written down came of it is what people did, when they did it; and who was to hear of it did."""
        seen = witness.saw()
        missed = witness.missed(phones.of(number), seen)
        self._compare(number, [*outcomes_of_case(events).items()], [(each.outcome, each.at) for each in seen])
        self._outcome.faults += [f"case {number}: the reporter did not hear of: {outcome}" for outcome in missed]
        self._heard.update(each.outcome for each in seen if each.heard and each.outcome not in missed)
        self._outcome.checked["outcomes"] += len(seen)

    async def _leading(self, events: Sequence[Event], end: int) -> Leading | None:
        """The mediation of the case that it was merged into."""
        merged = next((event for event in events if event.kind is EventKind.MERGED), None)
        if merged is None:
            return None
        async with self._shouwang.database.transaction() as work:
            case = await work.cases.get(int(str(merged.detail["into"])))
            others = await work.events.of(case.id) if case is not None else ()
        told = self._outcome.told.get(case.number) if case is not None else None
        promised = told.mediated.promised_within if told is not None and told.mediated is not None else 0
        apart = next((event.at for event in events if event.kind is EventKind.SEPARATED), end)
        return Leading(MediationReading(self._township, others, promised), merged.at, apart)

    def _is_forgotten(self, case: Case, events: Sequence[Event], end: int) -> bool:
        """Whether it ended, or was taken back, so long ago that nothing of its words may be left."""
        ends = {EventKind.WITHDRAWN, EventKind.CLOSED}
        last = next((event for event in reversed(events) if event.kind in ends | {EventKind.REOPENED}), None)
        if last is None or last.kind not in ends:
            return False
        retention = self._township.retention
        withdrawn = last.kind is EventKind.WITHDRAWN
        return last.at + (retention.withdrawn_ms if withdrawn else retention.of(case.kind)) <= end

    def _check_clocks(self, case: Case, events: Sequence[Event], end: int) -> None:
        mediates = self._township.unit(case.unit).mediates
        reading = PolicyReading(self._township, self._changes)
        asked, done = reading.asked(events, end, in_village=mediates), ran(events)
        self._compare(case.number, done, asked)
        self._outcome.faults += [f"case {case.number}: run late {event.detail['step']}" for event in late(events)]
        self._outcome.steps.update(_named(step, case) for step in done)

    def _compare(self, number: str, done: Sequence[object], asked: Sequence[object]) -> None:
        ran_so_often, wanted = Counter(done), Counter(asked)
        self._outcome.faults += [f"case {number}: missing {step}" for step in (wanted - ran_so_often)]
        self._outcome.faults += [f"case {number}: not asked for, or twice: {step}" for step in (ran_so_often - wanted)]

    def _count_suggestion(self, case: Case, message: CitizenMessage) -> None:
        labels = {label for category in self._township.categories for label in category.labels}
        if message.category in labels:
            self._outcome.suggested["labelled"] += 1
            hit = message.category in self._township.category(case.category).labels
            self._outcome.suggested["hit"] += int(hit)

    async def _check_notices(self, phones: Phones) -> None:
        """Every notice went out once, but for those that the quiet hours held back until they were no longer true."""
        outcome = self._outcome
        sent: Counter[int] = Counter()
        for number in outcome.numbers:
            # A notice is a headline over the title of the case; answers to one's own presses have no headline.
            sent.update(
                each.chat for each in phones.of(number) if each.new and phones.is_of_the_clock(each.text, number)
            )
        async with self._shouwang.database.transaction() as work:
            dead = await work.outbox.count(OutboxState.DEAD)
            waiting = await work.quarantine.count()
        outcome.notices = sum(self._told.values())
        outcome.dropped = sum(self._silent.values())
        for person, count in self._told.items():
            arrived = sent[self._officials.accounts.get(person, 0)]
            outcome.sent += arrived
            if arrived != count - self._silent[person]:
                outcome.faults.append(
                    f"person {person}: {count} notices were told, {self._silent[person]} of them became untrue in the "
                    f"quiet hours, but {arrived} went out"
                )
        if dead or waiting:
            outcome.faults.append(f"{dead} dead letters, {waiting} items set aside")


def _named(step: AskedStep, case: Case) -> tuple[str, str]:
    """Under which heading a step is counted."""
    if step.deadline:
        return step.deadline, step.name
    if step.name in {"chase", "late"}:
        return "supervision", step.name
    urgent = (
        case.urgent_since is not None
        and case.closed_at != step.at
        and (case.closed_at is None or step.at < case.closed_at)
    )
    return ("urgent", "rung") if urgent else ("closed", f"follow-up {step.name}")


def _persons(event: Event) -> list[int]:
    value = event.detail.get("told")
    return [int(person) for person in value] if isinstance(value, list) else []
