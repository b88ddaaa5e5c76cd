"""Play a file of citizens' messages through the unmodified bot on a moved clock, to the end of each, and check what came of it."""

from __future__ import annotations

import heapq
import random
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rich.progress import Progress

from bot.replay_deeds import BY_CENTRE, BY_DIRECTOR, BY_PARTY, BY_REPORTER, Deed, Ending, PlannedDeed
from bot.replay_mediators import Mediations, bring_together
from bot.replay_officials import PART, WAYS, Official
from bot.replay_people import Labels, Villager, seat_officials
from bot.replay_phones import Did, Told
from bot.replay_reading import Outcome, Reading
from bot.replay_script import DAY_MS, plan_case, plan_part
from bot.replay_stage import a_stage
from domain.cases import OPEN_STATES, KnownAs, Urgency
from domain.events import EventKind
from domain.words import CaseKind, Language
from handlers.routes import forms

if TYPE_CHECKING:
    from rich.console import Console

    from bot.application import Shouwang
    from bot.replay_messages import CitizenMessage
    from bot.replay_people import Officials
    from bot.replay_script import Plan
    from bot.settings import Settings
    from domain.cases import Case
    from playground.client import Phone, PlaygroundClient

RUN_ON_DAYS = 130
CALLS_KEPT = 1_000_000
NAMES_SOMEBODY = 2
"""One report in so many says, where it is asked, that it is about an official of the village."""


class Replay:
    """One run: the town, the bot, the people, and what is still to happen, in order of time."""

    def __init__(
        self, shouwang: Shouwang, town: PlaygroundClient, settings: Settings, seed: int, officials: Officials
    ) -> None:
        self._shouwang = shouwang
        self._town = town
        self._settings = settings
        self._seed = seed
        self._officials = officials
        self._labels = Labels(shouwang.renderer)
        self._send_labels = {name: registered.send_label for name, registered in forms().items()}
        self._mediations = Mediations(town, self._labels)
        self._to_come: list[tuple[int, int, Callable[[], Awaitable[None]]]] = []
        self._order = 0
        self._phones: dict[str, Phone] = {}
        self._filed: dict[bool, int] = {True: 0, False: 0}
        self._plans: dict[str, Plan] = {}
        self.outcome = Outcome()

    async def run(self, messages: tuple[CitizenMessage, ...], progress: Progress) -> Outcome:
        """Everything: play every message, let people act, run on, read the result."""
        zone = self._settings.township.time_zone
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
        reading = Reading(self._shouwang, self._town, self._settings, self._officials, self._labels, self.outcome)
        await reading.read(progress, end)
        return self.outcome

    def _plan(self, at: int, act: Callable[[], Awaitable[None]]) -> None:
        self._order += 1
        heapq.heappush(self._to_come, (at, self._order, act))

    async def _report(self, message: CitizenMessage) -> None:
        phone = self._phones.get(message.user)
        if phone is None:
            phone = self._phones[message.user] = await self._town.person(f"村民{len(self._phones) + 1}号")
        chance = random.Random(f"{self._seed}:{message.user}:{message.id}")  # noqa: S311 - a script, no secret
        near = [*self._officials.mediators.values(), *self._officials.heads.values()]
        names = [each.name for each in near] if sum(self._filed.values()) % NAMES_SOMEBODY else []
        villager = Villager(phone, self._labels, self._settings.township, chance, names)
        number = await villager.report(message)
        self.outcome.numbers[number] = message
        case = await self._case(number)
        if case is None:
            self.outcome.faults.append(f"case {number} was acknowledged but is not on file")
            return
        named = frozenset(each.id for each in near if each.name in villager.about)
        urgent = case.urgency is Urgency.URGENT
        self.outcome.told[number] = Told(phone, villager.known_as, urgent, case.unit, named)
        dispute = case.kind is CaseKind.DISPUTE
        plan = plan_case(self._seed, message.id, urgent=urgent, kind=case.kind, position=self._filed[dispute])
        self._filed[dispute] += 1
        self._follow(case, plan)

    def _follow(self, case: Case, plan: Plan) -> None:
        """Have everything done with a new case that is planned for it."""
        self._plans[case.number] = plan
        self.outcome.tempers[plan.temper.value] += 1
        for planned in plan.deeds:
            done = planned.deed is Deed.CLOSE and case.kind is not CaseKind.DISPUTE
            deed = replace(planned, deed=Deed.DONE) if done else planned
            at = case.filed_at + deed.after_ms
            self._plan(at, partial(self._act, case.number, case.unit, deed, at))

    async def _act(self, number: str, unit: str, planned: PlannedDeed, at: int) -> None:
        case = await self._case(number)
        if case is not None and await self._do(case, unit, planned):
            self.outcome.told[number].did.append(Did(planned.deed, at))
        else:
            self.outcome.undone[planned.deed.value] += 1

    async def _do(self, case: Case, unit: str, planned: PlannedDeed) -> bool:
        """Have it done by whoever it is for; False when the case does not offer it to them any more."""
        deed, number = planned.deed, case.number
        if deed in BY_REPORTER:
            reporter = self.outcome.told[number].reporter
            villager = Villager(reporter, self._labels, self._settings.township, random.Random(0))  # noqa: S311
            return await villager.do(deed, number)
        if deed in BY_PARTY:
            return await self._mediations.by_party(deed, number)
        if deed in {Deed.MERGE, Deed.LINK}:
            return await self._bring_together(case, deed)
        if deed is Deed.SPLIT:
            return await self._split(case)
        if deed is Deed.HELP:
            joint = self._mediations.of[number].joint if number in self._mediations.of else None
            return joint is not None and await self._official(joint).do(Deed.SESSION, number)
        if deed is Deed.OPEN_NAME or deed in BY_DIRECTOR:
            decides = self._officials.keeper if deed is Deed.OPEN_NAME else self._officials.director
            return decides is not None and await self._official(decides).do(deed, number)
        for phone in await self._who(case, unit, planned):
            if await self._one(self._official(phone), case, deed):
                return True
        return False

    async def _who(self, case: Case, unit: str, planned: PlannedDeed) -> list[Phone]:
        """Whoever has the case; else its village's mediator and then the centre, as the deed says."""
        centre = self._officials.centre[0]
        if case.handler_id is not None and planned.deed not in BY_CENTRE | {Deed.ACKNOWLEDGE}:
            phone = self._officials.with_account(self._officials.accounts.get(case.handler_id))
            return [phone] if phone is not None else []
        own = self._officials.mediators.get(unit)
        return [centre] if planned.town or own is None else [own, centre]

    async def _one(self, official: Official, case: Case, deed: Deed) -> bool:
        chance = random.Random(f"{self._seed}:{case.id}:{deed.value}")  # noqa: S311 - a script, no secret
        match deed:
            case Deed.PARTIES:
                done = await self._mediations.enter_parties(official, case.number)
                self.outcome.told[case.number].mediated = self._mediations.of.get(case.number)
                return done
            case Deed.MEET:
                return await self._mediations.propose(official, case.number, chance)
            case Deed.JOIN:
                return await self._join(official, case)
            case Deed.AGREE:
                return await self._mediations.agree(official, case.number, WAYS[deed], chance)
            case Deed.SIGN:
                return await self._mediations.sign(official, case.number)
            case _:
                return await official.do(deed, case.number)

    async def _join(self, mediator: Official, case: Case) -> bool:
        """Ask in the mediator of the next village that the case is not about."""
        shut_out = self.outcome.told[case.number].named
        units = [code for code in self._officials.mediators if code != case.unit]
        units = units[case.id % len(units) :] + units[: case.id % len(units)]
        unit = next(code for code in units if not shut_out & self._accounts_of(code))
        name = self._settings.township.unit(unit).name.in_language(Language.ZH_HANS)
        joins = case.number in self._mediations.of
        return joins and await self._mediations.join(mediator, case.number, self._officials.mediators[unit], name)

    def _accounts_of(self, unit: str) -> frozenset[int]:
        return frozenset({self._officials.mediators[unit].id, self._officials.heads[unit].id})

    async def _bring_together(self, case: Case, deed: Deed) -> bool:
        leading = await self._leading_for(case)
        centre = self._official(self._officials.centre[0])
        if leading is None or not await bring_together(centre, deed, leading, case.number):
            return False
        if deed is Deed.LINK:
            # It is written down of both.
            self.outcome.told[leading].did.append(Did(deed, await self._town.now()))
        return True

    async def _split(self, case: Case) -> bool:
        """Make a part of a case one of its own, with the same reporter, and have that dealt with as well."""
        if not await self._official(self._officials.centre[0]).do(Deed.SPLIT, case.number):
            return False
        async with self._shouwang.database.transaction() as work:
            made = [event for event in await work.events.of(case.id) if event.kind is EventKind.SPLIT]
            part = await work.cases.get(int(str(made[-1].detail["other"]))) if made else None
        if part is None:
            return False
        message, told = self.outcome.numbers[case.number], self.outcome.told[case.number]
        whole = message.model_copy(update={"id": f"{message.id}/2", "title": "", "text": PART, "category": ""})
        self.outcome.numbers[part.number] = whole
        linked = [Did(Deed.LINK, part.filed_at)]
        self.outcome.told[part.number] = replace(told, urgent=False, unit=part.unit, mediated=None, did=linked)
        told.did += linked
        self._follow(part, plan_part(self._seed, whole.id))
        return True

    async def _leading_for(self, case: Case) -> str | None:
        """An older open case that goes the same way: rather one of the same village or category than another."""
        told, found = self.outcome.told, None
        for number, plan in reversed(self._plans.items()):
            older = await self._case(number)
            if older is None or older.id >= case.id or older.state not in OPEN_STATES or plan.ending in PASSED_OVER:
                continue
            same_way = (older.kind, older.past_unit) == (case.kind, case.past_unit)
            reached = older.known_as is not KnownAs.UNLINKED or case.known_as is KnownAs.UNLINKED
            if not same_way or not reached or told[number].named or told[case.number].named:
                continue
            if older.unit == case.unit or older.category == case.category:
                return number
            found = found or number
        return found

    async def _case(self, number: str) -> Case | None:
        async with self._shouwang.database.transaction() as work:
            return await work.cases.by_number(number)

    def _official(self, phone: Phone) -> Official:
        return Official(phone, self._labels, self._send_labels)


PASSED_OVER = frozenset({Ending.MERGED, Ending.SEPARATED, Ending.WITHDRAWN})
"""Cases of these endings take no other one in: they are soon gone themselves."""


async def replay(settings: Settings, messages: tuple[CitizenMessage, ...], seed: int, console: Console) -> Outcome:
    """Replay in a folder of its own that is gone afterwards."""
    first = messages[0].at(settings.township.time_zone)
    async with a_stage(settings, first - DAY_MS, calls_kept=CALLS_KEPT) as (shouwang, town):
        officials = await seat_officials(town, shouwang.database, shouwang.rules)
        with Progress(console=console, transient=True) as progress:
            return await Replay(shouwang, town, settings, seed, officials).run(messages, progress)
