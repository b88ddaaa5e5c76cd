"""What goes on around the random cases: the centre's calendar, supervision, search and lists, and an evening's patrol."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from actions.answer_sos import answer_sos
from actions.call_for_help import call_for_help
from actions.change_duty import take_duty
from actions.change_special_days import add_special_days
from actions.end_sos import end_sos
from actions.keep_incident import INCIDENT_ANSWER, keep_incident, link_incident
from actions.meetings import Decision, call_meeting, run_due_meeting, take_decision
from actions.say_how_sos_stands import say_how_sos_stands
from actions.screening import ROUND_ANSWER, chase_round, close_round, link_to_round, open_round
from actions.search_cases import search_cases
from actions.supervise_case import lift_supervision, propose_supervision, supervise_case
from actions.tell_sos import current_shift
from actions.watch_special_days import ask_for_returns, give_briefing
from bot.making import Making
from domain.access import scope_of
from domain.cases import Case, KnownAs
from domain.made_documents import allowance_workbook, county_report, meeting_agenda, shift_calendar
from domain.meetings import next_occurrence
from domain.messages import Attachment
from domain.screening import RoundKind
from domain.shifts import PostState, Shift, ShiftState, Way
from domain.words import Language, Role
from storage.unit_of_work import UnitOfWork
from tests.actions.canaries import Known, Leak, Life, canaries_and_numbers, canary
from tests.actions.office import DEPARTMENT, VILLAGE, Office
from tests.domain.samples import township
from texts.catalogue import Catalogue
from texts.renderer import Renderer

HOUR = 3_600_000
OFFICIALS = (
    "mediator",
    "second",
    "head",
    "staff",
    "director",
    "officer",
    "admin",
    "oversight",
    "keeper",
    "lead",
    "zhou",
)
LOOKED_FOR = 12
"""So many cases are looked for by everybody each time the centre's day is over."""


class TownLife(Life):
    """Cases that live while the centre meets, asks, counts and looks, and while a patrol is out."""

    def __init__(self, office: Office, random: Random) -> None:
        super().__init__(office, random)
        self.documents: dict[str, set[str]] = {}
        """Which fields stood in documents of each kind."""
        self.printed = 0
        self.found = 0
        """How many cases somebody found by looking."""
        self._days = 0
        self._meetings: set[int] = set()
        self._making = Making(
            office.database, office.rules, Renderer(Catalogue.load(), township().time_zone, b"k" * 32)
        )

    async def begin(self) -> None:
        """A patrol comes together and goes out."""
        office = self.office
        for name, role in (("lead", Role.SHIFT_LEAD), ("zhou", Role.PATROLLER), ("qian", Role.PATROLLER)):
            await office.seat(name, role)
        await self.go_out()

    def below(self, person: int) -> frozenset[int]:
        """The patrol answers to the head of the village and to the director."""
        office = self.office
        patrol = {office.lead, office.zhou, office.qian} if person in {office.head, office.director} else set()
        return super().below(person) | patrol

    def may_have(self, name: str, known: Known) -> frozenset[int]:
        """What a patrol meets is for it and who leads it; what befell somebody for everybody who was called."""
        office = self.office
        if name == "incident":
            return frozenset({office.zhou, office.lead})
        if name == "sosword":
            called = {office.head, office.staff, office.director, office.admin}
            return frozenset({office.zhou, office.lead, office.qian} | called)
        if name in {"proposal", "lifted", "decision"}:
            return self.in_sight(known)
        return super().may_have(name, known)

    # ------------------------------------------------------------------------------------------------ the centre's day

    async def run_due(self) -> None:
        """What falls due of cases, then what the centre does in a day; the patrol goes out again."""
        await super().run_due()
        for step in (self._meet, self._ask_units, self._brief, self._look_for_cases, self._print, self.go_out):
            await step()
            await self.deliver()

    async def _meet(self) -> None:
        """What was decided goes out; then it is the evening before the next meeting, and its agenda does."""
        rules, clock = self.office.rules, self.office.clock
        async with self.office.at_work() as work:
            for meeting in await work.meetings.going_on():
                await run_due_meeting(work, rules, str(meeting.id))
        at = next_occurrence(rules.township.meetings[0], rules.calendar, clock.at)
        assert at is not None
        clock.at = max(clock.at, at - HOUR)
        async with self.office.at_work() as work:
            for plan in rules.township.meetings:
                await call_meeting(work, rules, plan)

    async def _ask_units(self) -> None:
        """A round that a unit answers by a case, that is chased and ended."""
        office, rules = self.office, self.office.rules
        async with office.at_work() as work:
            opened = await open_round(work, rules, RoundKind.BY_HAND, "电动车", office.staff)
            for known in self.random.sample(list(self.known.values()), min(4, len(self.known))):
                case = await work.cases.get(known.case_id)
                if case is not None and case.erased_at is None:
                    answers = {ROUND_ANSWER: f"{opened.id}.{VILLAGE}"}
                    await link_to_round(work, rules, dict(answers), case, office.second)
            await chase_round(work, rules, opened, office.staff)
        await self.deliver()
        async with office.at_work() as work:
            await close_round(work, rules, opened, office.staff)

    async def _brief(self) -> None:
        """A special period begins: every unit is asked, the centre is briefed, and somebody else takes the duty."""
        office, self._days = self.office, self._days + 1
        today = office.rules.calendar.local(office.clock.at).date()
        async with office.at_work() as work:
            await add_special_days(work, office.rules, "庙会", today, today, office.staff)
            await ask_for_returns(work, office.rules)
            await give_briefing(work, office.rules)
            await take_duty(work, office.rules, office.director if self._days % 2 else office.staff)

    async def _look_for_cases(self) -> None:
        """Everybody looks through what is open, and for some cases by their numbers and by words that stand in them."""
        some = self.random.sample(list(self.known.values()), min(LOOKED_FOR, len(self.known)))
        async with self.office.at_work() as work:
            for name in OFFICIALS:
                person = self.office.people[name]
                viewer = await work.people.viewer(person)
                listed = await work.cases.open_in(scope_of(viewer), limit=3_000) if viewer.holdings else ()
                self._saw(person, [case.id for case in listed], "a list")
                assert not viewer.holdings or await work.cases.count_open_in(scope_of(viewer)) == len(listed)
                for known in some:
                    case = await work.cases.get(known.case_id)
                    number = case.number if case is not None else ""
                    by_number = await search_cases(work, self.office.rules, person, number)
                    self._saw(person, [each.id for each in by_number.cases], "by number")
                    fields = ("words",) if known.held else ("addition", "progress", "reason", "decision", "name")
                    field = self.random.choice(fields)
                    by_words = await search_cases(work, self.office.rules, person, canary(field, known.number))
                    self._saw(person, [each.id for each in by_words.cases], "by words")
                    if by_words.cases and person not in self.may_have(field, known):
                        self.leaks.append(Leak(field, known.number, person, ("searched",)))

    def _saw(self, person: int, case_ids: list[int], how: str) -> None:
        for case_id in case_ids:
            self.found += 1
            known = self.known[self.numbers[case_id]]
            if person not in self.in_sight(known):
                self.leaks.append(Leak("number", known.number, person, (how,)))

    async def _print(self) -> None:
        """The agendas that went out, once for each reader; reports to the county."""
        async with self.office.at_work() as work:
            called = {each.id: await work.meetings.persons(each.id) for each in await work.meetings.latest(6)}
        for meeting, persons in called.items():
            if meeting not in self._meetings:
                self._meetings.add(meeting)
                for person in persons:
                    await self.read(meeting_agenda(meeting, person), person)
        await self.read(shift_calendar(self.office.zhou), self.office.zhou)
        await self.read(
            allowance_workbook(f"{self.office.rules.calendar.local(self.office.clock.at):%Y-%m}"), self.office.staff
        )
        for known in self.random.sample(list(self.known.values()), min(3, len(self.known))):
            for person in (self.office.director, self.office.staff):
                if person in self.in_sight(known) and not known.erased:
                    await self.read(county_report(known.case_id, person), person)

    async def read(self, attachment: Attachment, person: int) -> None:
        """Have a document made for somebody and look at every word in it."""
        assert attachment.made is not None
        made = await self._making.make(attachment.made, Language.ZH_HANS, person)
        self.printed += 1
        kind = attachment.made.partition(":")[0]
        found = canaries_and_numbers(words_of(made.content), self.by_number)
        self.documents.setdefault(kind, set()).update(name for name, _number in found)
        for name, number in found:
            # A document names nobody who reported, whoever reads it.
            if person not in self.may_be_told(name, self.known[number]) or name in {"name", "contact"}:
                self.leaks.append(Leak(name, number, person, (kind,)))

    # ------------------------------------------------------------------------------------------------ the patrol

    async def go_out(self) -> None:
        """A shift of three that goes on now."""
        office = self.office
        async with office.at_work() as work:
            day = (date(2027, 1, 1) + timedelta(days=self._days)).isoformat()
            times = (work.now, work.now + 3 * HOUR, 3, False, ShiftState.PLANNED, work.now, work.now, 1)
            shift = await work.shifts.add(Shift(0, VILLAGE, "evening", day, *times))
            if shift is None:
                return
            for person in (office.lead, office.zhou, office.qian):
                post = await work.shifts.assign(shift.id, person, Way.ROSTER, leads=person == office.lead)
                assert post is not None
                await work.shifts.save_post(replace(post, state=PostState.PRESENT, checked_in_at=work.now), post.state)

    async def make_case_of_incident(self, known: Known) -> int:
        """A patroller met what a case is about; the incident's number."""
        async with self.office.at_work() as work:
            own = await current_shift(work, self.office.rules, self.office.zhou)
            assert own is not None
            incident = await keep_incident(work, self.office.rules, own, canary("incident", known.number), (), None)
            await work.incidents.became(incident.id, known.case_id)
        return incident.id

    async def do_incident(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """A patroller meets something; now and then it becomes a case."""
        own = await current_shift(work, self.office.rules, self.office.zhou)
        if own is None:
            return False
        incident = await keep_incident(work, self.office.rules, own, canary("incident", known.number), (), None)
        if known.known_as is KnownAs.NAMED:
            await link_incident(work, {INCIDENT_ANSWER: incident.id}, case, self.office.zhou)
        return True

    async def do_call(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """A patroller calls for help; somebody comes, says how it stands, and the one who called how it ended."""
        office, rules = self.office, self.office.rules
        call = await call_for_help(work, rules, office.zhou)
        await answer_sos(work, rules, call.id, office.lead)
        await say_how_sos_stands(work, rules, call.id, office.lead, more=self.random.random() < 0.5)
        await end_sos(work, rules, call.id, office.zhou, canary("sosword", known.number))
        return True

    # ------------------------------------------------------------------------------------------------ supervision

    async def do_supervise(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The director asks for an answer by a day."""
        if self.office.director in self.excluded(known):
            return False
        await supervise_case(work, self.office.rules, case, self.office.director, 3)
        return True

    async def do_propose(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The centre proposes that."""
        if self.office.staff in self.excluded(known):
            return False
        await propose_supervision(work, self.office.rules, case, self.office.staff, canary("proposal", known.number))
        return True

    async def do_lift(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The director has what was asked for."""
        if self.office.director in self.excluded(known):
            return False
        if case.supervised_at is None:
            case = await supervise_case(work, self.office.rules, case, self.office.director)
        await lift_supervision(work, self.office.rules, case, self.office.director, canary("lifted", known.number))
        return True

    async def do_decide(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """A meeting decides about a case of its agenda: it stays where it is, or goes to a department, by a day or not."""
        agenda = [
            (meeting, row)
            for meeting in await work.meetings.latest(1)
            for row in await work.meetings.agenda(meeting.id)
        ]
        if not agenda:
            return False
        meeting, row = self.random.choice(agenda)
        decided, of = await work.cases.get(row.matter_id), self.known[self.numbers[row.matter_id]]
        by = self.random.choice((self.office.staff, self.office.director))
        if decided is None or by in self.excluded(of):
            return False
        unit = self.random.choice((decided.responsible_unit, DEPARTMENT))
        of.units.add(unit)
        decision = Decision(unit, self.random.choice((None, 3)), canary("decision", of.number))
        await take_decision(work, self.office.rules, meeting, decided, decision, by)
        return True


def words_of(content: bytes) -> str:
    """What stands in a file, also in one that is packed."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
