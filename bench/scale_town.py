"""Fill the database of a township that has been at it for years: a million cases, written by the program's own storage.

Nothing is put in that the program would not write: cases go through `domain.cases.apply`, and rows through the repositories.
"""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from actions.keep_due import keep_due
from bench.scale_folder import NOW
from domain.cases import Case, CaseState, KnownAs, Step, Urgency, apply
from domain.events import EventKind
from domain.numbers import case_number, pseudonym
from domain.words import CaseKind, Language, Level, Role
from storage.cases import Place
from storage.entries import EntryKind
from storage.signals import Signals
from storage.unit_of_work import UnitOfWork
from storage.vault import Identity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from actions.rules import Rules
    from storage.database import Database
    from storage.keys import StorageKeys

HOUR, DAY = 3_600_000, 86_400_000
YEARS_MS = 4 * 365 * DAY
OPEN_SHARE = 0.02
PEOPLE_SHARE = 0.1
AT_ONCE = 20_000
FIRST_ACCOUNT = 1_000_000
TEXTS = (
    "隔壁把排水沟堵了，一下雨水就漫进我家院子，说了几次也不听，还差点动手。",
    "村口小桥的栏杆断了半截，晚上没有灯，孩子上学要从那里过。",
    "承包地的界石被人挪了，两家量出来的都不一样，想请人来看一看。",
    "夜里常有货车在巷子里卸货，吵得老人睡不着，找过他们也没有用。",
    "有人上门收钱说能办低保，没有收据，好几户都给了。",
)
RESULTS = ("双方当面讲和，签了协议。", "已修好，拍了照。", "已查清，当面答复了。")
MIX = (("accept", 0.4), ("first_action", 0.7), ("close", 0.9), ("follow_up", 1.0))
"""What is due at one instant: which deadline is near, up to which share of all."""


@dataclass
class Seats:
    """Who is there: a mediator and a head in each village, the centre, and those who report."""

    mediators: dict[str, int]
    reporters: range
    tags: list[str]


class Filling:
    """Writes cases as if each had been filed, worked on and closed at its time."""

    def __init__(self, database: Database, rules: Rules, keys: StorageKeys, seed: int = 1) -> None:
        self.database = database
        self._rules = rules
        self._keys = keys
        self._random = random.Random(seed)
        township = rules.township
        self._villages = [unit.code for unit in township.units if unit.mediates]
        self._categories = {kind: [each.code for each in township.categories if each.kind is kind] for kind in CaseKind}

    async def people(self, count: int) -> Seats:
        """Enter everybody; the officials first."""
        seats: dict[str, int] = {}
        account = FIRST_ACCOUNT
        centre = self._rules.township.centre.code
        async with self.database.transaction() as work:
            for role in (Role.CENTRE_STAFF, Role.CENTRE_STAFF, Role.DIRECTOR, Role.ADMIN, Role.OVERSIGHT):
                account += 1
                person = await work.people.meet(account, f"干部{account}", Language.ZH_HANS)
                await work.people.grant(person.id, role, centre)
            for unit in self._villages:
                for role in (Role.MEDIATOR, Role.VILLAGE_HEAD):
                    account += 1
                    person = await work.people.meet(account, f"干部{account}", Language.ZH_HANS)
                    await work.people.grant(person.id, role, unit)
                    if role is Role.MEDIATOR:
                        seats[unit] = person.id
            first = account - FIRST_ACCOUNT + 1
            for number in range(count):
                await work.people.meet(account + 1 + number, f"村民{number}", Language.ZH_HANS)
            reporters = range(first, first + count)
            return Seats(seats, reporters, [work.vault.reporter_tag(person) for person in reporters])

    async def years(self, seats: Seats, count: int, open_share: float = OPEN_SHARE) -> None:
        """Cases of some years, most of them closed, in the order in which they were filed."""
        waiting = round(count * open_share)

        def each() -> Iterator[Callable[[int], Case]]:
            for number in range(count - waiting):
                filed_at = NOW - YEARS_MS + round((YEARS_MS - 9 * DAY) * number / count)
                yield lambda case_id, at=filed_at: self._ended(case_id, at, seats)  # type: ignore[misc]
            for number in range(waiting):
                filed_at = NOW - 9 * DAY + round(8.5 * DAY * number / waiting)
                yield lambda case_id, at=filed_at: self._waiting(case_id, at, seats)  # type: ignore[misc]

        await self._write(seats, each())

    async def due_at_once(self, seats: Seats, count: int) -> None:
        """Cases whose next step falls due at `NOW`, to the millisecond."""

        def each() -> Iterator[Callable[[int], Case]]:
            for number in range(count):
                yield lambda case_id, share=number / count: self._due(case_id, share, seats)  # type: ignore[misc]

        await self._write(seats, each())

    async def _write(self, seats: Seats, making: Iterator[Callable[[int], Case]]) -> None:
        made = True
        while made:
            async with self.database.transaction() as work:
                case_id = await work.cases.next_id()
                made = False
                for _turn in range(AT_ONCE):
                    make = next(making, None)
                    if make is None:
                        break
                    made = True
                    await self._keep(make(case_id), seats)
                    case_id += 1
            await asyncio.sleep(0)

    def _filed(self, case_id: int, filed_at: int, kind: CaseKind | None = None) -> Case:
        dice = self._random
        kind = kind or dice.choice((CaseKind.DISPUTE, CaseKind.DISPUTE, CaseKind.HAZARD, CaseKind.TIP))
        unit = dice.choice(self._villages)
        return Case(
            id=case_id,
            number=case_number(self._rules.number_key, case_id),
            kind=kind,
            category=dice.choice(self._categories[kind]),
            unit=unit,
            responsible_unit=unit,
            level=Level.VILLAGE,
            state=CaseState.FILED,
            urgency=Urgency.NORMAL,
            known_as=KnownAs.CONFIDENTIAL if dice.random() < 0.7 else KnownAs.NAMED,
            pseudonym=pseudonym(dice.randbytes(8)),
            filed_at=filed_at,
            awaiting_since=filed_at,
            chased_until=filed_at,
        )

    def _ended(self, case_id: int, filed_at: int, seats: Seats) -> Case:
        filed = self._filed(case_id, filed_at)
        if self._random.random() < 0.03:
            return apply(filed, Step.WITHDRAW, filed_at + HOUR)
        handler = seats.mediators[filed.unit]
        accepted = apply(filed, Step.ACCEPT, filed_at + self._random.randrange(1, 20) * HOUR, handler)
        acted = apply(accepted, Step.LOG_PROGRESS, filed_at + DAY, handler)
        closed_at = filed_at + self._random.randrange(2, 9) * DAY
        closed = apply(acted, Step.CLOSE, closed_at, handler)
        # What was due since then was done: the row after it, if there is one, lies ahead.
        return replace(closed, chased_until=NOW - 1)

    def _waiting(self, case_id: int, filed_at: int, seats: Seats) -> Case:
        """Open, and everything that fell due until a minute from now was done."""
        filed = self._filed(case_id, filed_at)
        dice = self._random.random()
        if dice < 0.3:
            return replace(filed, chased_until=NOW + 1)
        handler = seats.mediators[filed.unit]
        case = apply(filed, Step.ACCEPT, filed_at + 2 * HOUR, handler)
        if dice > 0.5:
            case = apply(case, Step.LOG_PROGRESS, filed_at + 3 * HOUR, handler)
        if dice > 0.9:
            case = apply(case, Step.SETTLE, filed_at + 4 * HOUR, handler)
        return replace(case, chased_until=NOW + 1)

    def _due(self, case_id: int, share: float, seats: Seats) -> Case:
        name = next(name for name, until in MIX if share < until)
        if name == "accept":
            return replace(self._filed(case_id, NOW - 20 * HOUR), chased_until=NOW - HOUR)
        if name == "first_action":
            filed = self._filed(case_id, NOW - 3 * DAY + 4 * HOUR, CaseKind.DISPUTE)
            accepted = apply(filed, Step.ACCEPT, filed.filed_at + HOUR, seats.mediators[filed.unit])
            return replace(accepted, chased_until=NOW - HOUR)
        filed = self._filed(case_id, NOW - 12 * DAY, CaseKind.HAZARD)
        handler = seats.mediators[filed.unit]
        acted = apply(apply(filed, Step.ACCEPT, filed.filed_at + HOUR, handler), Step.ASK, NOW - 10 * DAY, handler)
        if name == "close":
            return replace(apply(acted, Step.SETTLE, NOW - 6 * DAY, handler), chased_until=NOW - HOUR)
        return replace(apply(acted, Step.CLOSE, NOW - 7 * DAY, handler), chased_until=NOW - HOUR)

    async def _keep(self, case: Case, seats: Seats) -> None:
        """Write everything that is on file of one case."""
        dice = self._random
        chosen = dice.randrange(len(seats.reporters))
        work = UnitOfWork(self.database.connection, case.filed_at, self._keys, Signals())
        place = Place(
            "村口" if dice.random() < 0.3 else None, *((28.1, 113.0) if dice.random() < 0.2 else (None, None))
        )
        await work.cases.add(case, place, seats.tags[chosen])
        person = seats.reporters[chosen]
        await work.vault.keep(
            case.id, Identity(person_id=person, telegram_id=FIRST_ACCOUNT + person, name=f"村民{chosen}")
        )
        await work.entries.add(case.id, EntryKind.REPORT, dice.choice(TEXTS))
        if dice.random() < 0.005:
            await work.conflicts.add(case.id, dice.choice(list(seats.mediators.values())))
        detail = {
            "kind": case.kind.value,
            "category": case.category,
            "unit": case.unit,
            "urgent": False,
            "known_as": case.known_as.value,
        }
        await work.events.append(EventKind.FILED, case.id, None, detail)
        told: list[int] = [seats.mediators[case.unit]]
        new: dict[str, str | int | bool | list[int] | None] = {"step": "new", "due_at": case.filed_at, "told": told}
        await work.events.append(EventKind.STEP_RUN, case.id, None, new)
        if case.accepted_at is not None:
            await work.events.append(EventKind.ACCEPTED, case.id, case.handler_id, None, case.accepted_at)
        if case.first_action_at is not None:
            await work.events.append(EventKind.PROGRESSED, case.id, case.handler_id, None, case.first_action_at)
        if case.closed_at is not None:
            later = UnitOfWork(self.database.connection, case.closed_at, self._keys, Signals())
            await later.entries.add(case.id, EntryKind.RESULT, dice.choice(RESULTS), (), case.handler_id)
            await work.events.append(EventKind.CLOSED, case.id, case.handler_id, None, case.closed_at)
        await keep_due(work, self._rules, case)
