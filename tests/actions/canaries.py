"""Random cases with a canary in every field, and an own reading of who may be told which of them.

A canary is a word such as `KANARI-words-00017`: the field and the number of its case. People are called `KANARA-villager` and
the like, and have accounts that stand nowhere by chance. The reading below knows offices and
what people did; it asks nothing of `domain.access`, the resolver or the renderer.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

from actions.accept_case import accept_case
from actions.add_to_case import add_to_case
from actions.agree_to_words import agree_to_words
from actions.answer_question import answer_question
from actions.appoint import answer_appointment, propose_appointment
from actions.ask_opening import ask_opening
from actions.ask_reporter import ask_reporter
from actions.change_parties import add_party
from actions.close_case import close_case
from actions.decide_opening import decide_opening
from actions.draft_agreement import draft_agreement
from actions.file_report import Report, file_report
from actions.forget_person import forget_person
from actions.hand_up_case import hand_up_case
from actions.joint_mediators import toggle_joint_mediator
from actions.link_party import make_party_link, take_up_party_link
from actions.log_progress import log_progress
from actions.matter import texts_of_matter
from actions.merge_cases import merge_cases
from actions.nudge_case import nudge_case
from actions.recategorise_case import recategorise_case
from actions.record_session import record_session
from actions.refer_to_county import refer_to_county
from actions.reopen_case import reopen_case
from actions.route_case import route_case
from actions.run_due_case import run_due_case
from actions.run_due_mediation import run_due_mediation
from actions.run_due_opening import run_due_opening
from actions.sign_agreement import sign_agreement
from actions.withdraw_case import withdraw_case
from actions.worth_sending import worth_sending
from domain.cases import OPEN_STATES, Case, KnownAs
from domain.made_documents import relayed
from domain.mediation import Side
from domain.messages import Attachment, AttachmentKind, Message, phrase
from domain.openings import OpeningState
from domain.refusals import Refusal
from domain.wording import Particulars
from domain.words import CaseKind, Language
from storage.agreements import PromisedWords
from storage.arrivals import Sent
from storage.cases import Place
from storage.due import DueKind
from storage.parties import PartyWords
from storage.unit_of_work import UnitOfWork
from storage.vault import Identity
from tests.actions.office import ACCOUNT, DEPARTMENT, VILLAGE, Office

CANARY = re.compile(r"KANARI-([a-z]+)-(\d{5})")
NAME = re.compile(rb"KANARA-[a-z]+")
VILLAGERS, PARTIES = 5_310_000_000, 5_710_000_000
"""From where on their accounts are numbered."""
WIDTH = 6
"""Bytes in which SQLite keeps an account."""
NUMBER = re.compile(r"(?<![\d-])\d{3}-\d{4}(?![\d-])")
"""How the number of a case is written."""
IDENTITY = frozenset({"name", "contact"})
HELD = frozenset({"words", "addition", "document"})
"""What a reporter says by themselves, and what may give them away: of a tip kept back until they agree."""
DEALT = frozenset({"place", "photo", "answer", "what", "progress", "question", "result", "reason", "session"})
"""What whoever may see the case reads; the record of a session is for all of these officials."""
MEDIATED = frozenset({"party", "partycontact", "facts", "promise", "word"})
TO_REPORTER = frozenset({"progress", "question", "result", "where", "photo"})
NOBODYS = frozenset({"typed"})


def canary(name: str, number: int) -> str:
    """The word that stands in a field of a case."""
    return f"KANARI-{name}-{number:05}"


def person_called(what: str) -> str:
    """A name that stands nowhere by chance."""
    return f"KANARA-{what}"


def persons_in(content: bytes, accounts: Iterable[int]) -> set[str]:
    """Every name of a person, and every account, as a number or in digits, that stands readable in a file."""
    found = {match.group().decode() for match in NAME.finditer(content)}
    return found | {
        str(account)
        for account in accounts
        if str(account).encode() in content or account.to_bytes(WIDTH, "big") in content
    }


def canaries_and_numbers(text: str, by_number: Mapping[str, int]) -> list[tuple[str, int]]:
    """What stands in a text of cases: fields, and that there is a case of this number ("number"), each with its own number."""
    found = [(name, int(written)) for name, written in CANARY.findall(text)]
    return found + [("number", by_number[written]) for written in NUMBER.findall(text) if written in by_number]


@dataclass
class Known:
    """What is known of one case by what people did. Persons are numbers; `matters` are those it was ever dealt with as."""

    number: int
    case_id: int
    known_as: KnownAs
    held: bool
    about: frozenset[int]
    reporter: int
    accepted: set[int] = field(default_factory=set)
    handled: set[int] = field(default_factory=set)
    mediated: set[int] = field(default_factory=set)
    helped: bool = False
    """Whether the mediator of another village mediates along, in an open case."""
    linked: set[int] = field(default_factory=set)
    opened: set[int] = field(default_factory=set)
    asked: bool = False
    units: set[str] = field(default_factory=lambda: {VILLAGE})
    dealt_as: set[int] = field(default_factory=set)
    gone_alone: bool = False
    """Its reporter took it back: what joins the matter later has nothing to do with it."""
    erased: bool = False
    receipt: str | None = None
    told: set[int] = field(default_factory=set)
    """Who has heard of it when they might: what they know nobody can take from them."""


@dataclass(frozen=True)
class Leak:
    """A canary that came to somebody who may not have it."""

    name: str
    number: int
    person: int
    phrases: tuple[str, ...]


class Life:
    """Makes cases and lets them live; every message that goes out is looked at when it goes."""

    def __init__(self, office: Office, random: Random) -> None:
        self.office = office
        self.random = random
        self.known: dict[int, Known] = {}
        self.leaks: list[Leak] = []
        self.messages = 0
        self.seen: dict[str, int] = {}
        """How often each field's canaries went to somebody who may have them: nothing seen proves nothing."""
        self.helper_saw = 0
        """How often one went to the mediator of another village who mediates along."""
        self.done: dict[str, int] = {}
        self.numbers: dict[int, int] = {}
        self.by_number: dict[str, int] = {}
        """Which case of this life stands under a number that people read."""
        self._villagers = 0

    def accounts(self) -> list[int]:
        """Those of everybody."""
        officials = [ACCOUNT + number for number in range(len(self.office.people))]
        villagers = [VILLAGERS + 1 + number for number in range(self._villagers)]
        return [*officials, *villagers, *(PARTIES + number for number in self.known)]

    # ------------------------------------------------------------------------------------------------ own reading

    def below(self, person: int) -> frozenset[int]:
        """Whoever answers to somebody."""
        office = self.office
        village = {office.mediator, office.second}
        if person == office.head:
            return frozenset(village)
        if person == office.director:
            town = {office.head, office.staff, office.officer, office.admin, office.keeper, office.afar}
            return frozenset(village | town)
        return frozenset()

    def excluded(self, known: Known) -> frozenset[int]:
        """Whom a case must not reach, with what it was ever dealt with as."""
        about = set(known.about)
        for other in known.dealt_as:
            about |= self.known[other].about
        return frozenset(about | {each for person in about for each in self.below(person)})

    def in_sight(self, known: Known) -> frozenset[int]:
        """Who may see a case by office, or because they have it."""
        office = self.office
        found = {office.staff, office.director, office.oversight} | known.handled
        # Those who deal with a matter deal with all that was merged into it.
        units = known.units.union(*(self.known[other].units for other in known.dealt_as))
        if VILLAGE in units:
            found |= {office.mediator, office.second, office.head}
        if DEPARTMENT in units:
            found.add(office.officer)
        for other in known.dealt_as:
            found |= self.known[other].handled
        if known.helped or any(self.known[other].helped for other in known.dealt_as):
            found.add(office.afar)
        return frozenset(found) - self.excluded(known)

    def may_have(self, name: str, known: Known) -> frozenset[int]:
        """Who may be told what stands in a field."""
        reporter, seen = {known.reporter}, self.in_sight(known)
        mediators = (known.mediated | {each for other in known.dealt_as for each in self.known[other].mediated}) & seen
        if name in NOBODYS:
            return frozenset()
        if name in IDENTITY:
            named = known.accepted if known.known_as is KnownAs.NAMED else set()
            return frozenset(((named | known.opened) - self.excluded(known)) | reporter)
        if name == "opening":
            return frozenset({self.office.keeper, self.office.oversight} | seen) - self.excluded(known)
        if name in MEDIATED:
            parties = known.linked if name == "promise" else set()
            return frozenset(mediators | parties)
        if name == "where":
            return frozenset(mediators | known.linked | reporter)
        # The handler may send a picture of their own back; a reporter's other files are never a handler's.
        if name in HELD and known.held:
            return frozenset(reporter)
        if name in {"paper", "session", "reason"}:
            answer_for_it = {self.office.head, self.office.staff, self.office.director, self.office.officer}
            return frozenset(mediators | (answer_for_it & seen)) if name == "paper" else seen
        merged = {self.known[other].reporter for other in known.dealt_as} if name in TO_REPORTER else set()
        return frozenset(seen | reporter | merged)

    def may_be_told(self, name: str, known: Known) -> frozenset[int]:
        """Who may be told what stands in a field, or that there is a case of this number at all."""
        if name != "number":
            return self.may_have(name, known)
        asked = self.may_have("opening", known)
        known.told |= self.in_sight(known) | asked | known.linked | {known.reporter}
        return frozenset(known.told)

    def look(self, person: int, message: Message) -> list[Leak]:
        """Which canaries in a message are not for whoever gets it."""
        found = []
        for name, number in canaries_and_numbers(message.model_dump_json(), self.by_number):
            known = self.known[number]
            if person in self.may_be_told(name, known):
                self.seen[name] = self.seen.get(name, 0) + 1
                self.helper_saw += person == self.office.afar
            else:
                found.append(Leak(name, known.number, person, tuple(line.id for line in message.lines)))
        return found

    async def deliver(self) -> None:
        """Send everything that may go now and is still true, and look at each."""
        async with self.office.at_work() as work:
            while rows := await work.outbox.claim(100):
                for row in rows:
                    if not await worth_sending(work, row):
                        await work.outbox.drop(row.id, "untrue")
                        continue
                    self.messages += 1
                    # Nobody is person 0: in a group nothing of any case may stand.
                    self.leaks += self.look(row.person_id or 0, row.message)
                    await work.outbox.mark_sent([Sent(row.id, row.edit_message_id or row.id, None, row.card_key)])

    # ------------------------------------------------------------------------------------------------ what happens

    async def run_due(self) -> None:
        """Whatever has fallen due by now for cases, mediations and requests."""
        acts = {DueKind.CASE: run_due_case, DueKind.MEDIATION: run_due_mediation, DueKind.OPENING: run_due_opening}
        for kind, act in acts.items():
            for known in list(self.known.values()):
                async with self.office.at_work() as work:
                    subjects = [str(known.case_id)]
                    if kind is DueKind.OPENING:
                        subjects = [str(each.id) for each in await work.openings.live_of_case(known.case_id)]
                    for subject in subjects:
                        row = await work.due.of(kind, subject)
                        if row is not None and row.due_at <= work.now:
                            await act(work, self.office.rules, int(subject))
        await self.deliver()

    async def live(self, number: int) -> None:
        """One case from its filing on, for some steps."""
        await self.file(number)
        await self.deliver()
        await self.take(number)
        steps = self.steps()
        for _ in range(self.random.randrange(4, 10)):
            name, step = self.random.choice(steps)
            with contextlib.suppress(Refusal):
                async with self.office.at_work() as work:
                    case = await work.cases.get(self.known[number].case_id)
                    assert case is not None
                    if case.erased_at is None and await step(work, case, self.known[number]):
                        self.done[name] = self.done.get(name, 0) + 1
            await self.deliver()

    def steps(self) -> list[tuple[str, Callable[[UnitOfWork, Case, Known], Awaitable[bool]]]]:
        """What may happen to a case."""
        named = [name for name in dir(self) if name.startswith("do_")]
        return [(name, getattr(self, name)) for name in named]

    async def villager(self, name: str) -> tuple[int, int]:
        """Somebody new: their number and their account."""
        self._villagers += 1
        account = VILLAGERS + self._villagers
        async with self.office.at_work() as work:
            person = await work.people.meet(account, name, Language.ZH_HANS)
        return person.id, account

    async def file(self, number: int) -> None:
        """A report with a canary in every field."""
        office, random = self.office, self.random
        kind = random.choice(list(CaseKind))
        ways = [KnownAs.NAMED, KnownAs.CONFIDENTIAL, *([KnownAs.UNLINKED] if kind is CaseKind.TIP else [])]
        known_as = random.choice(ways)
        held = kind is CaseKind.TIP and known_as is not KnownAs.NAMED and random.random() < 0.8
        about = frozenset(
            random.choice(((), (), (office.mediator,), (office.head,), (office.director,), (office.staff,)))
        )
        person, account = await self.villager(person_called("villager"))
        identity = Identity(
            person_id=person, telegram_id=account, name=canary("name", number), contact=canary("contact", number)
        )
        files = (
            Attachment(kind=AttachmentKind.PHOTO, file_id=canary("photo", number)),
            Attachment(kind=AttachmentKind.DOCUMENT, file_id=canary("document", number)),
        )
        categories = [each.code for each in office.rules.township.categories if each.kind is kind]
        report = Report(
            kind,
            random.choice(categories),
            VILLAGE,
            f"狗叫 {canary('words', number)}",
            files,
            Place(canary("place", number)),
            random.random() < 0.1,
            known_as,
            identity,
            about,
            words_held=held,
            particulars=Particulars(canary("what", number), "today") if held else None,
            about_names=(canary("typed", number),),
        )
        async with office.at_work() as work:
            filed = await file_report(work, office.rules, report)
        known = Known(number, filed.case.id, known_as, held, about, person, receipt=filed.receipt)
        known.units |= {filed.case.responsible_unit, *filed.case.helping}
        if filed.case.past_unit:
            known.units.discard(VILLAGE)
        self.known[number], self.numbers[filed.case.id] = known, number
        self.by_number[filed.case.number] = number

    async def take(self, number: int) -> None:
        """Somebody who may accepts it; now and then nobody."""
        known = self.known[number]
        able = sorted(self.in_sight(known))
        if not able or self.random.random() < 0.1:
            return
        person = self.random.choice(able)
        known.accepted.add(person)
        known.handled.add(person)
        known.mediated.add(person)
        async with self.office.at_work() as work:
            case = await work.cases.get(known.case_id)
            assert case is not None
            await accept_case(work, self.office.rules, case, person)
        await self.deliver()

    async def do_ask(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The handler asks, the reporter answers."""
        if case.handler_id is None:
            return False
        text = canary("question", known.number)
        case = await ask_reporter(work, self.office.rules, case, case.handler_id, text, ())
        await answer_question(work, self.office.rules, case, canary("answer", known.number), ())
        return True

    async def do_add(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The reporter adds something."""
        await add_to_case(work, self.office.rules, case, canary("addition", known.number), ())
        return True

    async def do_progress(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The handler writes down what was done."""
        if case.handler_id is None:
            return False
        photo = Attachment(kind=AttachmentKind.PHOTO, file_id=canary("photo", known.number))
        text = canary("progress", known.number)
        await log_progress(work, self.office.rules, case, case.handler_id, text, (photo,))
        return True

    async def do_nudge(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The reporter asks how it stands."""
        await nudge_case(work, self.office.rules, case)
        return True

    async def do_ask_name(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The centre asks for the name."""
        await ask_opening(work, self.office.rules, case, self.office.staff, "talk", canary("opening", known.number))
        return True

    async def do_decide_name(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The identity officer says yes or no, where they may not know of it the oversight contact."""
        office = self.office
        keeper = office.keeper if office.keeper not in self.excluded(known) else office.oversight
        for opening in await work.openings.live_of_case(case.id):
            if opening.state is OpeningState.ASKED:
                granted = self.random.random() < 0.7
                decided, _card = await decide_opening(work, office.rules, opening.id, keeper, granted=granted)
                if decided.state is OpeningState.GRANTED:
                    known.opened.add(office.staff)
                return True
        return False

    async def do_read(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """Everybody who may see the case opens all its texts and files."""
        for person in sorted(self.in_sight(known)):
            entries = await texts_of_matter(work, case, await work.people.viewer(person))
            lines = tuple(phrase("card-text", text=each.text or "-") for each in entries)
            files = tuple(relayed(file) for each in entries for file in each.attachments)
            self.leaks += self.look(person, Message(lines=(phrase("files-of", number="-"), *lines), attachments=files))
        return True

    async def do_agree_to_words(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The reporter lets their words be read."""
        known.held = False
        await agree_to_words(work, self.office.rules, case)
        return True

    async def do_mediate(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """Parties, one of them linked; an appointment, a record, an agreement that is signed."""
        office, by, number = self.office, case.handler_id, known.number
        if by is None or case.kind is not CaseKind.DISPUTE:
            return False
        words = PartyWords(name=canary("party", number), contact=canary("partycontact", number))
        await add_party(work, office.rules, case, Side.A, words, minor=False, may_contact=True, by=by)
        party = await add_party(work, office.rules, case, Side.B, words, minor=False, may_contact=True, by=by)
        person = await work.people.meet(PARTIES + number, person_called("party"), Language.ZH_HANS)
        await take_up_party_link(work, office.rules, await make_party_link(work, office.rules, party), person.id)
        known.linked.add(person.id)
        joint = office.second
        if (
            joint != by
            and joint not in self.excluded(known)
            and await toggle_joint_mediator(work, office.rules, case, joint, by)
        ):
            known.mediated.add(joint)
        helped = office.afar not in self.excluded(known) and self.random.random() < 0.7
        if helped and not known.helped:
            await toggle_joint_mediator(work, office.rules, case, office.afar, by)
        at = work.now + 3_600_000
        appointment = await propose_appointment(work, office.rules, case, at, canary("where", number), by)
        await answer_appointment(work, office.rules, case, appointment.id, party, canary("word", number))
        case = await record_session(work, office.rules, case, canary("session", number), (), by)
        promised = [PromisedWords(Side.B, work.now + 86_400_000, canary("promise", number))]
        await draft_agreement(work, office.rules, case, canary("facts", number), promised, by)
        photo = Attachment(kind=AttachmentKind.PHOTO, file_id=canary("paper", number))
        await sign_agreement(work, office.rules, case, work.now, canary("paper", number), (photo,), by)
        if helped:
            known.helped = True
            known.mediated.add(office.afar)
        signed = await work.cases.get(case.id)
        return signed is not None and await self.do_read(work, signed, known)

    async def do_merge(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """It is dealt with as another."""
        others = [each for each in self.known.values() if each.number != known.number and not each.erased]
        other = self.random.choice(others) if others else None
        leading = await work.cases.get(other.case_id) if other is not None else None
        if other is None or leading is None or self.office.staff in self.excluded(known) | self.excluded(other):
            return False
        await merge_cases(work, self.office.rules, leading, case, self.office.staff)
        known.helped = False
        together = known.dealt_as | other.dealt_as | {known.number, other.number}
        known.gone_alone = other.gone_alone = False
        for number in together:
            if not self.known[number].gone_alone:
                self.known[number].dealt_as = together - {number}
        return True

    async def do_route(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The centre gives it to a department, and the village helps, or not."""
        known.units.add(DEPARTMENT)
        await route_case(work, self.office.rules, case, DEPARTMENT, (), self.office.staff)
        return True

    async def do_hand_up(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The handler passes it up."""
        if case.handler_id is None:
            return False
        await hand_up_case(work, self.office.rules, case, case.handler_id, canary("reason", known.number))
        return True

    async def do_recategorise(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The centre calls it something else."""
        code = self.random.choice([each.code for each in self.office.rules.township.categories])
        changed = await recategorise_case(work, self.office.rules, case, code, self.office.staff)
        known.helped = known.helped and changed.kind is CaseKind.DISPUTE
        return True

    async def do_county(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The director asks the county."""
        if self.office.director in self.excluded(known):
            return False
        await refer_to_county(work, self.office.rules, case, self.office.director, canary("reason", known.number))
        return True

    async def do_close(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """It is over."""
        if case.handler_id is None:
            return False
        text = canary("result", known.number)
        await close_case(work, self.office.rules, case, case.handler_id, "settled", text, ())
        known.helped = False
        return True

    async def do_reopen(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """It was not."""
        await reopen_case(work, self.office.rules, case)
        return True

    async def do_withdraw(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The reporter takes it back."""
        if self.random.random() < 0.5:
            return False
        await withdraw_case(work, self.office.rules, case)
        known.gone_alone = True
        known.helped = False
        return True

    async def withdraw_surely(self, work: UnitOfWork, case: Case) -> None:
        """The reporter takes it back, whatever the dice say."""
        await withdraw_case(work, self.office.rules, case)

    async def do_forget(self, work: UnitOfWork, case: Case, known: Known) -> bool:
        """The reporter wants it gone."""
        if case.state in OPEN_STATES:
            return False
        await forget_person(work, known.reporter)
        for each in self.known.values():
            now = await work.cases.get(each.case_id)
            each.erased = now is not None and now.erased_at is not None
        return known.erased
