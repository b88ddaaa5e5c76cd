"""Everybody of the access table with their case: one person for each seat and standing, one case for each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.erase_case import Why, erase_case
from actions.file_report import Report, file_report
from domain.access import Holder
from domain.access_table import Seat, Standing
from domain.cases import Case, CaseState, KnownAs
from domain.mediation import Side
from domain.words import CaseKind, Level, Role, UnitKind
from storage.cases import Place
from storage.parties import PartyWords
from storage.unit_of_work import UnitOfWork
from storage.vault import Identity
from tests.handlers.desk import ACCOUNT, Desk

HOME, DEPARTMENT, OTHER_DEPARTMENT = "fenglin", "police_post", "water_office"
CENTRE_SEATS = frozenset({Seat.CENTRE_STAFF, Seat.DIRECTOR, Seat.IDENTITY_OFFICER, Seat.ADMIN, Seat.OVERSIGHT})
AWAY = frozenset({Standing.ELSEWHERE, Standing.HELPING, Standing.JOINED})
WITHOUT_OFFICE = frozenset({Seat.ANYBODY, Seat.AUTHOR})
WORDS = "灯笼七十三号的秘密"


@dataclass(frozen=True)
class Stood:
    """Somebody and the case they stand to in some way. `opening` asks for its reporter's name, by somebody else."""

    seat: Seat
    standing: Standing
    account: int
    person_id: int
    case: Case
    appointment: int
    party: int
    opening: int


class OfficeOfAll:
    """Makes people and their cases on a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.centre = desk.rules.township.centre.code
        villages = desk.rules.township.units_of(UnitKind.VILLAGE)
        self.elsewhere = next(unit.code for unit in villages if unit.code != HOME)
        self._accounts = ACCOUNT
        self.asker = 0
        self.asking = Holder(0, Role.CENTRE_STAFF, self.centre)
        self.somebody = 0
        self.water = 0
        self.afar = 0
        self.bosses: dict[Seat, int] = {}

    async def open(self) -> None:
        """Who is there whatever is looked at: who asks for names, who handles for others, who stands above everybody."""
        self.asker = await self._person("问的人", Role.CENTRE_STAFF, self.centre)
        self.asking = Holder(self.asker, Role.CENTRE_STAFF, self.centre)
        self.somebody = await self._person("别的调解员", Role.MEDIATOR, HOME)
        self.water = await self._person("水利", Role.DEPARTMENT_OFFICER, OTHER_DEPARTMENT)
        self.afar = await self._person("外村调解员", Role.MEDIATOR, self.elsewhere)
        director = await self._person("主任", Role.DIRECTOR, self.centre)
        head = await self._person("村主任", Role.VILLAGE_HEAD, HOME)
        lead = await self._person("带班", Role.SHIFT_LEAD, HOME)
        self.bosses = dict.fromkeys(Seat, director)
        self.bosses |= {Seat.MEDIATOR: head, Seat.SHIFT_LEAD: head, Seat.PATROLLER: lead}

    async def place(self, seat: Seat, standing: Standing) -> Stood:
        """Somebody in a seat with a case to which they stand so."""
        role = None if seat in WITHOUT_OFFICE else Role(seat.value)
        own = self.unit_of(seat)
        person = await self._person(f"{seat.value}{standing.value}", role, own)
        account = self._accounts
        async with self.desk.database.transaction() as work:
            case = await self._case(work, seat, standing, person, account, own)
            await work.mediations.begin(case.id)
            words = PartyWords(name="甲方", contact=None)
            party = await work.parties.add(case.id, Side.A, words, minor=False, may_contact=False, added_by=self.asker)
            appointment = await work.appointments.add(case.id, work.now + 86_400_000, "村委会", self.asker)
            if standing is Standing.JOINED:
                await work.mediations.join(case.id, person)
            opening = await work.openings.ask(case.id, self.asking, "talk", "因为")
            if standing is Standing.FORMER and role is not None:
                await work.people.end(person, role, own)
        if standing is Standing.ERASED:
            async with self.desk.database.transaction() as work:
                await erase_case(work, case, Why.RETENTION)
        async with self.desk.database.transaction() as work:
            now = await work.cases.get(case.id)
        assert now is not None
        return Stood(seat, standing, account, person, now, appointment.id, party.id, opening.id)

    def unit_of(self, seat: Seat) -> str:
        """Where somebody in a seat belongs."""
        if seat in CENTRE_SEATS:
            return self.centre
        return DEPARTMENT if seat is Seat.DEPARTMENT_OFFICER else HOME

    async def _case(
        self, work: UnitOfWork, seat: Seat, standing: Standing, person: int, account: int, own: str
    ) -> Case:
        reporter = (
            Identity(person_id=person, telegram_id=account, name="报告人", contact=None)
            if seat is Seat.AUTHOR
            else self._reporter()
        )
        kind = CaseKind.DISPUTE
        category = next(each.code for each in self.desk.rules.township.categories if each.kind is kind)
        about = {Standing.NAMED: {person}, Standing.BELOW: {self.bosses[seat]}}.get(standing, set())
        unit = self.elsewhere if standing in AWAY else HOME
        report = Report(
            kind, category, unit, WORDS, (), Place(), False, KnownAs.CONFIDENTIAL, reporter, frozenset(about)
        )
        case = (await file_report(work, self.desk.rules, report)).case
        await work.cases.save(changed := self._standing(case, standing, person, own, work.now))
        if changed.helping:
            await work.assignments.share(case.id, changed.helping, None)
        return changed

    def _standing(self, case: Case, standing: Standing, person: int, own: str, now: int) -> Case:
        accepted = {"state": CaseState.ACCEPTED, "accepted_at": now}
        level = Level.VILLAGE if own == HOME else Level.TOWN
        mine = replace(case, responsible_unit=own, level=level, version=case.version + 1)
        match standing:
            case Standing.FREE:
                return mine
            case Standing.OTHERS:
                return replace(mine, handler_id=self.somebody, **accepted)  # type: ignore[arg-type]
            case Standing.THEIRS | Standing.NAMED | Standing.BELOW | Standing.FORMER:
                return replace(mine, handler_id=person, **accepted)  # type: ignore[arg-type]
            case Standing.HELPING:
                led = replace(mine, responsible_unit=OTHER_DEPARTMENT, level=Level.TOWN, helping=(own,))
                return replace(led, handler_id=self.water, **accepted)  # type: ignore[arg-type]
            case Standing.PAST:
                return replace(mine, responsible_unit=OTHER_DEPARTMENT, level=Level.TOWN, past_unit=True)
            case Standing.ELSEWHERE | Standing.JOINED:
                led = replace(mine, responsible_unit=self.elsewhere, level=Level.VILLAGE)
                joined = standing is Standing.JOINED
                return replace(led, handler_id=self.afar, **accepted) if joined else led  # type: ignore[arg-type]
            case Standing.MERGED:
                return replace(mine, state=CaseState.MERGED, merged_into=self.main.id)
            case Standing.ERASED:
                return replace(mine, state=CaseState.CLOSED, handler_id=person, accepted_at=now, closed_at=now)

    main: Case
    """The case into which others were merged."""

    async def file_main(self) -> None:
        """File it."""
        async with self.desk.database.transaction() as work:
            category = next(each.code for each in self.desk.rules.township.categories if each.kind is CaseKind.DISPUTE)
            report = Report(
                CaseKind.DISPUTE,
                category,
                HOME,
                WORDS,
                (),
                Place(),
                False,
                KnownAs.CONFIDENTIAL,
                self._reporter(),
            )
            self.main = (await file_report(work, self.desk.rules, report)).case

    def _reporter(self) -> Identity:
        return Identity(person_id=self.asker + 900_000, telegram_id=7_000_000, name="李春禾", contact="13800000000")

    async def _person(self, name: str, role: Role | None, unit: str) -> int:
        self._accounts += 1
        return await self.desk.seat(self._accounts, name, role, unit)


def subject_of(act: str, stood: Stood) -> str:
    """What a button with this act says about the case."""
    case = str(stood.case.id)
    first = {
        **dict.fromkeys(("v-grant", "v-refuse", "v-name"), str(stood.opening)),
        **dict.fromkeys(("d-come", "d-other"), f"{stood.appointment}.0"),
        **dict.fromkeys(("d-quit", "d-quit-yes"), f"{case}.0"),
        **dict.fromkeys(("d-done", "d-not-done"), f"{case}.0.1"),
        **dict.fromkeys(("d-party-off", "d-party-link"), f"{case}.{stood.party}"),
        **dict.fromkeys(("d-promise", "d-kept", "d-broken"), f"{case}.1"),
        "d-confirm": f"{case}.applied",
        "d-court": f"{case}.filed",
        "m-rate": f"{case}.5",
    }
    return first.get(act, case)
