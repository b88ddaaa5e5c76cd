"""What the tests of the actions share: a village's officials, reports, and what everybody was told."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from actions.file_report import Report, file_report
from actions.rules import Rules
from actions.worth_sending import worth_sending
from domain.cases import Case, KnownAs
from domain.messages import Message, Phrase
from domain.words import CaseKind, Language, Role
from storage.arrivals import Sent
from storage.cases import Place
from storage.database import Database
from storage.events import Event
from storage.unit_of_work import UnitOfWork
from storage.vault import Identity
from tests.conftest import HandClock
from tests.domain.samples import calendar, township

VILLAGE, DEPARTMENT = "fenglin", "police_post"
ACCOUNT = 6_910_000_000


@dataclass(frozen=True)
class Told:
    """One message that went out: to whom, and what. `silently` when it only changed an earlier one."""

    person_id: int
    message: Message
    silently: bool

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases it consists of."""
        return tuple(line.id for line in self.message.lines)

    @property
    def values(self) -> str:
        """Everything that was put into them, as one text to search."""
        return self.message.model_dump_json()

    def line(self, phrase_id: str) -> Phrase:
        """One of its lines."""
        return next(line for line in self.message.lines if line.id == phrase_id)


@dataclass
class Office:
    """The officials of one village and of the town, by what they are, and a reporter."""

    database: Database
    clock: HandClock
    rules: Rules
    people: dict[str, int] = field(default_factory=dict)

    def __getattr__(self, name: str) -> int:
        """A person by name."""
        try:
            return self.people[name]
        except KeyError as error:
            raise AttributeError(name) from error

    async def seat(self, name: str, role: Role | None = None, unit: str = VILLAGE) -> int:
        """Enter somebody, with a role unless they are a villager."""
        async with self.database.transaction() as work:
            person = await work.people.meet(ACCOUNT + len(self.people), name, Language.ZH_HANS)
            if role is not None:
                await work.people.grant(person.id, role, unit)
        self.people[name] = person.id
        return person.id

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[UnitOfWork]:
        """A transaction."""
        async with self.database.transaction() as work:
            yield work

    async def file(
        self,
        *,
        kind: CaseKind = CaseKind.DISPUTE,
        known_as: KnownAs = KnownAs.CONFIDENTIAL,
        urgent: bool = False,
        about: frozenset[int] = frozenset(),
        unit: str = VILLAGE,
    ) -> Case:
        """Report something in the villager's name, and have the first notices sent."""
        reporter = Identity(person_id=self.people["li"], telegram_id=ACCOUNT, name="李春禾", contact="13800000000")
        category = next(each.code for each in self.rules.township.categories if each.kind is kind)
        report = Report(kind, category, unit, "狗天天叫", (), Place(), urgent, known_as, reporter, about)
        async with self.at_work() as work:
            filed = await file_report(work, self.rules, report)
        return filed.case

    async def case(self, case: Case) -> Case:
        """The case as it is now."""
        async with self.at_work() as work:
            found = await work.cases.get(case.id)
        assert found is not None
        return found

    async def events(self, case: Case) -> tuple[Event, ...]:
        """What happened in its life."""
        async with self.at_work() as work:
            return await work.events.of(case.id)

    async def told(self) -> list[Told]:
        """Send everything that may go now and is still true; what went out."""
        found = []
        async with self.at_work() as work:
            while rows := await work.outbox.claim(100):
                for row in rows:
                    if not await worth_sending(work, row):
                        await work.outbox.drop(row.id, "untrue")
                        continue
                    assert row.person_id is not None
                    found.append(Told(row.person_id, row.message, row.edit_message_id is not None))
                    await work.outbox.mark_sent([Sent(row.id, row.edit_message_id or row.id, None, row.card_key)])
        return found

    async def told_to(self, person_id: int) -> list[Told]:
        """Send everything; what one person got."""
        return [each for each in await self.told() if each.person_id == person_id]


@asynccontextmanager
async def an_office(database: Database, clock: HandClock) -> AsyncIterator[Office]:
    """Everybody in place on a Monday morning."""
    rules = Rules(township(), calendar(), b"n" * 32, secrets.token_bytes)
    office = Office(database, clock, rules)
    centre = township().centre.code
    await office.seat("li")
    await office.seat("mediator", Role.MEDIATOR)
    await office.seat("second", Role.MEDIATOR)
    await office.seat("head", Role.VILLAGE_HEAD)
    await office.seat("staff", Role.CENTRE_STAFF, centre)
    await office.seat("director", Role.DIRECTOR, centre)
    await office.seat("officer", Role.DEPARTMENT_OFFICER, DEPARTMENT)
    await office.seat("admin", Role.ADMIN, centre)
    await office.seat("oversight", Role.OVERSIGHT, centre)
    yield office
