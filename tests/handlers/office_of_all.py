"""Everybody of the access table with their case: one person for each seat and standing, one case for each of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.erase_case import Why, erase_case
from actions.file_report import Report, file_report
from domain.access import Holder
from domain.access_table import Seat, Standing
from domain.cases import Case, CaseState, KnownAs
from domain.centre_forms import BULK, PICKED
from domain.forms import TEXTS, Answers
from domain.mediation import Side
from domain.report_form import REPORT
from domain.words import CaseKind, Level, Role, UnitKind
from storage.cases import Place
from storage.parties import PartyWords
from storage.unit_of_work import UnitOfWork
from storage.vault import Identity
from tests.handlers.desk import ACCOUNT, Desk

HOME, DEPARTMENT, OTHER_DEPARTMENT = "fenglin", "police_post", "water_office"
CENTRE_SEATS = frozenset({Seat.CENTRE_STAFF, Seat.DIRECTOR, Seat.IDENTITY_OFFICER, Seat.ADMIN, Seat.OVERSIGHT})
AWAY = frozenset({Standing.ELSEWHERE, Standing.HELPING, Standing.JOINED})
WITHOUT_OFFICE = frozenset({Seat.ANYBODY, Seat.AUTHOR, Seat.PARTY})
WORDS = "灯笼七十三号的秘密"


@dataclass(frozen=True)
class Stood:
    """Somebody and the case they stand to in some way.

    `opening` asks for its reporter's name, by somebody else; `report` and `list` are half-made forms of whoever presses;
    the case is on the agenda of `meeting`.
    """

    seat: Seat
    standing: Standing
    account: int
    person_id: int
    case: Case
    appointment: int
    party: int
    opening: int
    report: int
    list: int
    meeting: int


class OfficeOfAll:
    """Makes people and their cases on a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.centre = desk.rules.township.centre.code
        villages = desk.rules.township.units_of(UnitKind.VILLAGE)
        self.elsewhere = next(unit.code for unit in villages if unit.code != HOME)
        self.account = ACCOUNT
        self.asker = 0
        self.asking = Holder(0, Role.CENTRE_STAFF, self.centre)
        self.somebody = 0
        self.water = 0
        self.afar = 0
        self.bosses: dict[Seat, int] = {}

    async def open(self) -> None:
        """Who is there whatever is looked at: who asks for names, who handles for others, who stands above everybody."""
        self.asker = await self.person("问的人", Role.CENTRE_STAFF, self.centre)
        self.asking = Holder(self.asker, Role.CENTRE_STAFF, self.centre)
        self.somebody = await self.person("别的调解员", Role.MEDIATOR, HOME)
        self.water = await self.person("水利", Role.DEPARTMENT_OFFICER, OTHER_DEPARTMENT)
        self.afar = await self.person("外村调解员", Role.MEDIATOR, self.elsewhere)
        director = await self.person("主任", Role.DIRECTOR, self.centre)
        head = await self.person("村主任", Role.VILLAGE_HEAD, HOME)
        lead = await self.person("带班", Role.SHIFT_LEAD, HOME)
        self.bosses = dict.fromkeys(Seat, director)
        self.bosses |= {Seat.MEDIATOR: head, Seat.SHIFT_LEAD: head, Seat.PATROLLER: lead}

    async def place(self, seat: Seat, standing: Standing) -> Stood:
        """Somebody in a seat with a case to which they stand so."""
        role = None if seat in WITHOUT_OFFICE else Role(seat.value)
        own = self.unit_of(seat)
        person = await self.person(f"{seat.value}{standing.value}", role, own)
        account = self.account
        async with self.desk.database.transaction() as work:
            case = await self._case(work, seat, standing, person, account, own)
            await work.mediations.begin(case.id)
            parties = [
                await work.parties.add(
                    case.id, side, PartyWords(name=name), minor=False, may_contact=False, added_by=self.asker
                )
                for side, name in ((Side.A, "甲方"), (Side.B, "乙方"))
            ]
            party = await work.parties.link(parties[0], person if seat is Seat.PARTY else self.somebody)
            appointment = await work.appointments.add(case.id, work.now + 86_400_000, "村委会", self.asker)
            if standing is Standing.JOINED:
                await work.mediations.join(case.id, person)
            opening = await work.openings.ask(case.id, self.asking, "talk", "因为")
            report = await work.drafts.open(person, REPORT, "", {TEXTS: ["还有一句"]})
            picked: Answers = {PICKED: [], "pile": "all", "unit": "all", "page": 0}
            several = await work.drafts.open(person, BULK, "", picked)
            at = work.now + case.id
            meeting = await work.meetings.call("weekly", at, "18:00", {case.id: ("overdue",)}, (person,))
            assert meeting is not None
            if standing is Standing.FORMER and role is not None:
                await work.people.end(person, role, own)
        if standing is Standing.ERASED:
            async with self.desk.database.transaction() as work:
                await erase_case(work, case, Why.RETENTION)
        async with self.desk.database.transaction() as work:
            now = await work.cases.get(case.id)
        assert now is not None
        return Stood(
            seat,
            standing,
            account,
            person,
            now,
            appointment.id,
            party.id,
            opening.id,
            report.id,
            several.id,
            meeting.id,
        )

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

    async def person(self, name: str, role: Role | None = None, unit: str = "") -> int:
        """Somebody new; `account` is theirs until the next one comes."""
        self.account += 1
        return await self.desk.seat(self.account, name, role, unit)


def subject_of(act: str, stood: Stood) -> str:
    """What a button with this act says about the case. Whoever is no party presses as its reporter."""
    case, party = str(stood.case.id), stood.party if stood.seat is Seat.PARTY else 0
    first = {
        **dict.fromkeys(("v-grant", "v-refuse", "v-name"), str(stood.opening)),
        **dict.fromkeys(("d-come", "d-other"), f"{case}.{party}.{stood.appointment}"),
        **dict.fromkeys(("d-quit", "d-quit-yes"), f"{case}.{party}"),
        **dict.fromkeys(("d-done", "d-not-done"), f"{case}.{party}.1"),
        **dict.fromkeys(("d-party-off", "d-party-link", "d-silent", "d-holds", "d-fails"), f"{case}.{stood.party}"),
        **dict.fromkeys(("d-promise", "d-kept", "d-broken"), f"{case}.1"),
        "d-confirm": f"{case}.applied",
        "d-court": f"{case}.filed",
        "m-rate": f"{case}.5",
        "n-tick": f"{stood.list}.{case}",
        "r-join": f"{stood.report}.{case}",
        "k-decide": f"{stood.meeting}.{case}",
        "n-unlink": f"{case}.{case}",
    }
    return first.get(act, case)
