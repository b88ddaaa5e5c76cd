"""Play a file of citizens' messages through the unmodified bot on a moved clock, and hold the result to the policy."""

from __future__ import annotations

import heapq
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from rich.progress import Progress

from bot.replay_check import AskedStep, PolicyReading, late, ran, silenced
from bot.replay_people import Labels, Official, Villager, seat_officials
from bot.replay_script import DAY_MS, PlannedDeed, plan_case
from bot.replay_stage import a_stage
from domain.numbers import read_number
from handlers.routes import forms
from storage.entries import EntryKind
from storage.outbox import OutboxState

if TYPE_CHECKING:
    from rich.console import Console

    from bot.application import Shouwang
    from bot.replay_messages import CitizenMessage
    from bot.replay_people import Officials
    from bot.settings import Settings
    from domain.cases import Case
    from playground.client import Phone, PlaygroundClient

RUN_ON_DAYS = 60
CALLS_KEPT = 1_000_000


@dataclass
class Outcome:
    """What came of a replay."""

    numbers: dict[str, CitizenMessage] = field(default_factory=dict)
    tempers: Counter[str] = field(default_factory=Counter)
    cases: list[Case] = field(default_factory=list)
    steps: Counter[tuple[str, str]] = field(default_factory=Counter)
    suggested: Counter[str] = field(default_factory=Counter)
    notices: int = 0
    sent: int = 0
    dropped: int = 0
    faults: list[str] = field(default_factory=list)


class Replay:
    """One run: the town, the bot, the people, and what is still to happen, in order of time."""

    def __init__(self, shouwang: Shouwang, town: PlaygroundClient, settings: Settings, seed: int) -> None:
        self._shouwang = shouwang
        self._town = town
        self._settings = settings
        self._seed = seed
        self._labels = Labels(shouwang.renderer)
        self._to_come: list[tuple[int, int, Callable[[], Awaitable[None]]]] = []
        self._order = 0
        self._phones: dict[str, Phone] = {}
        self._officials: Officials | None = None
        self.outcome = Outcome()

    async def run(self, messages: tuple[CitizenMessage, ...], progress: Progress) -> Outcome:
        """Everything: seat the officials, play every message, let the officials act, run on, read the result."""
        zone = self._settings.township.time_zone
        self._officials = await seat_officials(self._town, self._shouwang.database, self._settings.township)
        for message in messages:
            self._plan(message.at(zone), partial(self._report, message))
        end = messages[-1].at(zone) + RUN_ON_DAYS * DAY_MS
        bar = progress.add_task("messages", total=len(messages))
        while self._to_come and self._to_come[0][0] <= end:
            at, _order, act = heapq.heappop(self._to_come)
            await self._town.advance_to(at)
            await act()
            progress.update(bar, completed=len(self.outcome.numbers))
        await self._town.advance_to(end)
        await self._read(progress, end)
        return self.outcome

    def _plan(self, at: int, act: Callable[[], Awaitable[None]]) -> None:
        self._order += 1
        heapq.heappush(self._to_come, (at, self._order, act))

    async def _report(self, message: CitizenMessage) -> None:
        phone = self._phones.get(message.user)
        if phone is None:
            phone = self._phones[message.user] = await self._town.person(f"村民{len(self._phones) + 1}")
        chance = random.Random(f"{self._seed}:{message.user}:{message.id}")  # noqa: S311 - a script, no secret
        villager = Villager(phone, self._labels, self._settings.township, chance)
        number = await villager.report(message)
        self.outcome.numbers[number] = message
        async with self._shouwang.database.transaction() as work:
            case = await work.cases.by_number(number)
            filed_at = work.now
        if case is None:
            self.outcome.faults.append(f"case {number} was acknowledged but is not on file")
            return
        temper, deeds = plan_case(self._seed, message.id, urgent=case.urgent_since is not None)
        self.outcome.tempers[temper.value] += 1
        for deed in deeds:
            self._plan(filed_at + deed.after_ms, partial(self._act, number, case.unit, deed))

    async def _act(self, number: str, unit: str, deed: PlannedDeed) -> None:
        assert self._officials is not None  # noqa: S101 - seated before anything happens
        own = self._officials.mediators.get(unit)
        phone = self._officials.centre[0] if deed.town or own is None else own
        send_labels = {name: registered.send_label for name, registered in forms().items()}
        official = Official(phone, self._labels, send_labels)
        if not await official.do(deed.deed, number) and not deed.town:
            # The clock has made it the town's meanwhile.
            await Official(self._officials.centre[0], self._labels, send_labels).do(deed.deed, number)

    async def _read(self, progress: Progress, end: int) -> None:
        """Look at what is on file and hold it to the policy."""
        reading = PolicyReading(self._settings.township)
        bar = progress.add_task("checking", total=len(self.outcome.numbers))
        told: Counter[int] = Counter()
        silent: Counter[int] = Counter()
        for number, message in self.outcome.numbers.items():
            async with self._shouwang.database.transaction() as work:
                case = await work.cases.by_number(number)
                events = await work.events.of(case.id) if case else ()
                entries = await work.entries.of(case.id) if case else ()
            if case is None:
                self.outcome.faults.append(f"case {number} is not on file")
                continue
            self.outcome.cases.append(case)
            self._check_text(
                number, message, next((each.text for each in entries if each.kind is EntryKind.REPORT), "")
            )
            mediates = self._settings.township.unit(case.unit).mediates
            asked, done = reading.asked(events, end, in_village=mediates), ran(events)
            self.outcome.faults += [f"case {number}: missing {step}" for step in sorted(set(asked) - set(done))]
            self.outcome.faults += [f"case {number}: not asked for {step}" for step in sorted(set(done) - set(asked))]
            self.outcome.faults += (
                [f"case {number}: {len(done) - len(set(done))} twice"] if len(done) > len(set(done)) else []
            )
            self.outcome.faults += [f"case {number}: run late {event.detail['step']}" for event in late(events)]
            self.outcome.steps.update(_named(step, case) for step in done)
            for event in events:
                told.update(_told(event.detail.get("told")))
            silent.update(silenced(events, self._settings.township))
            self._count_suggestion(case, message)
            progress.advance(bar)
        await self._check_notices(told, silent)

    def _check_text(self, number: str, message: CitizenMessage, kept: str) -> None:
        if "".join(kept.split()) != "".join(message.words.split()):
            self.outcome.faults.append(f"case {number}: the text on file is not the message {message.id}")

    def _count_suggestion(self, case: Case, message: CitizenMessage) -> None:
        labels = {label for category in self._settings.township.categories for label in category.labels}
        if message.category in labels:
            self.outcome.suggested["labelled"] += 1
            hit = message.category in self._settings.township.category(case.category).labels
            self.outcome.suggested["hit"] += int(hit)

    async def _check_notices(self, told: Counter[int], silent: Counter[int]) -> None:
        """Every notice went out once, but for those that the quiet hours held back until they were no longer true."""
        assert self._officials is not None  # noqa: S101
        sent: Counter[int] = Counter()
        for call in await self._town.calls("sendMessage"):
            lines = str(call["params"].get("text", "")).split("\n")
            # A notice is a headline over the title of the case; answers to one's own presses have no headline.
            if call["ok"] and len(lines) > 1 and read_number(lines[1]) in self.outcome.numbers:
                sent[call["chat_id"]] += 1
        async with self._shouwang.database.transaction() as work:
            dead = await work.outbox.count(OutboxState.DEAD)
            waiting = await work.quarantine.count()
            chats = {person: (await work.people.by_id(person)) for person in told}
        self.outcome.notices = sum(told.values())
        self.outcome.dropped = sum(silent.values())
        for person, count in told.items():
            known = chats[person]
            arrived = sent[known.telegram_id] if known else 0
            self.outcome.sent += arrived
            if arrived != count - silent[person]:
                self.outcome.faults.append(
                    f"person {person}: {count} notices were told, {silent[person]} of them became untrue in the quiet "
                    f"hours, but {arrived} went out"
                )
        if dead or waiting:
            self.outcome.faults.append(f"{dead} dead letters, {waiting} items set aside")


async def replay(settings: Settings, messages: tuple[CitizenMessage, ...], seed: int, console: Console) -> Outcome:
    """Replay in a folder of its own that is gone afterwards."""
    first = messages[0].at(settings.township.time_zone)
    async with a_stage(settings, first - DAY_MS, calls_kept=CALLS_KEPT) as (shouwang, town):
        with Progress(console=console, transient=True) as progress:
            return await Replay(shouwang, town, settings, seed).run(messages, progress)


def _named(step: AskedStep, case: Case) -> tuple[str, str]:
    """Under which heading a step is counted."""
    if step.deadline:
        return step.deadline, step.name
    urgent = (
        case.urgent_since is not None
        and case.closed_at != step.at
        and (case.closed_at is None or step.at < case.closed_at)
    )
    return ("urgent", "rung") if urgent else ("closed", f"follow-up {step.name}")


def _told(value: object) -> list[int]:
    return [int(person) for person in value] if isinstance(value, list) else []
