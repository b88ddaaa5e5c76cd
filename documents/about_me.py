"""Everything that is kept about one person, as a text file for themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from documents.case_card import category_name
from documents.made_file import MadeFile
from documents.who_saw import who_saw
from domain.duty import duties_of
from domain.forms import texts_of
from domain.mediation import REPORTER_AS_PARTY
from domain.messages import Localised, Moment, phrase
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from documents.made_file import Draw, Office
    from domain.cases import Case
    from domain.messages import Phrase
    from storage.people import Person
    from storage.unit_of_work import UnitOfWork

    Lines = AsyncIterator[Phrase | None]
    """Phrases, and None for an empty line."""

MOST_CASES = 100_000
LAST_DAY = 2**53
OWN_ENTRIES = frozenset({"report", "addition", "answer"})


async def prepare_about_me(work: UnitOfWork, office: Office, person_id: int) -> Draw:
    """Read it; the words are put together beside the loop."""
    person = await work.people.by_id(person_id)
    lines: list[Phrase | None] = [phrase("about-me-title", at=Moment(at=work.now))]
    if person is not None:
        parts = (
            _account(work, office, person),
            _cases(work, office, person),
            _mediations(work, person),
            _drafts(work, person),
            _shifts(work, person),
            _duty(work, person),
            _meetings(work, office, person),
            _returns(work, office, person),
        )
        for part in parts:
            told = [line async for line in part]
            lines += [None, *told] if told else []
    lines += [None, phrase("about-me-else")]
    return partial(_file, office, lines)


def _file(office: Office, lines: list[Phrase | None]) -> MadeFile:
    text = "\n".join("" if line is None else office.say(line.id, **line.values) for line in lines)
    # With a mark in front every phone and computer takes it for what it is.
    return MadeFile("about-me.txt", "text/plain", ("\ufeff" + text + "\n").encode())


async def _account(work: UnitOfWork, office: Office, person: Person) -> Lines:
    yield phrase("about-me-account", name=person.name, account=str(person.telegram_id))
    if person.unit is not None:
        yield phrase("about-me-village", unit=Localised(name=office.township.unit(person.unit).name))
    for held in await work.people.holdings_of(person.id):
        if held.role is not Role.REPORTER:
            role = phrase(f"role-{held.role.value.replace('_', '-')}")
            yield phrase("about-me-role", role=role, unit=Localised(name=office.township.unit(held.unit).name))
    for member in await work.teams.of_person(person.id):
        yield phrase("about-me-team", team=Localised(name=office.township.unit(member.unit).name))


async def _cases(work: UnitOfWork, office: Office, person: Person) -> Lines:
    cases = await work.cases.reported_by(work.vault.reporter_tag(person.id), limit=MOST_CASES)
    yield phrase("about-me-cases", count=len(cases))
    for case in cases:
        yield None
        async for line in _case(work, office, case):
            yield line


async def _case(work: UnitOfWork, office: Office, case: Case) -> Lines:
    yield phrase(
        "about-me-case",
        number=case.number,
        category=category_name(case, office.township),
        unit=Localised(name=office.township.unit(case.unit).name),
        state=phrase(f"mine-state-{case.state.value.replace('_', '-')}"),
    )
    place = await work.cases.place(case.id)
    if place.words is not None or place.latitude is not None:
        where = place.words or f"{place.latitude:.5f}, {place.longitude:.5f}"
        yield phrase("about-me-place", place=where)
    for entry in await work.entries.of(case.id):
        if entry.kind.value in OWN_ENTRIES:
            yield phrase("about-me-text", at=Moment(at=entry.at), text=entry.text, files=len(entry.attachments))
    identity = await work.vault.identity_of(case.id)
    if identity is not None:
        yield phrase("about-me-sealed", name=identity.name, contact=identity.contact or "—")
    yield phrase("about-me-seen")
    for seen in await who_saw(work, case, office.township):
        yield seen
    async for line in _answers(work, case.id, REPORTER_AS_PARTY):
        yield line


async def _answers(work: UnitOfWork, case_id: int, party_id: int) -> Lines:
    for appointment, coming in await work.appointments.said_by(case_id, party_id):
        place = await work.appointments.place(appointment)
        said = "come" if coming else "other"
        yield phrase(f"about-me-appointment-{said}", at=Moment(at=appointment.at), place=place)


async def _mediations(work: UnitOfWork, person: Person) -> Lines:
    """Cases of others in which they are a party and took up their link."""
    for party in await work.parties.of_person(person.id):
        case = await work.cases.get(party.case_id)
        if case is None:
            continue
        side = phrase(f"side-{party.side.value}")
        yield phrase("about-me-party", number=case.number, side=side, name=party.words.name)
        kept = (party.words.particulars, party.words.contact, party.words.representative)
        if any(kept):
            yield phrase("about-me-party-more", text="；".join(each for each in kept if each))
        async for line in _answers(work, case.id, party.id):
            yield line


async def _drafts(work: UnitOfWork, person: Person) -> Lines:
    active = await work.drafts.active(person.id)
    drafts = [*([active] if active else []), *await work.drafts.parked(person.id)]
    yield phrase("about-me-drafts", count=len(drafts))
    for draft in drafts:
        further = await work.drafts.further_texts(draft.id)
        words = "\n".join([*texts_of(draft.answers), *further])
        yield phrase("about-me-text", at=Moment(at=draft.touched_at), text=words or "—", files=0)


async def _shifts(work: UnitOfWork, person: Person) -> Lines:
    rostered = await work.shifts.ever_of_person(person.id, 0, LAST_DAY)
    yield phrase("about-me-shifts", count=len(rostered))
    for each in rostered:
        yield phrase("about-me-shift", start=Moment(at=each.shift.starts_at), end=Moment(at=each.shift.ends_at))
        for post in each.posts:
            if post.person_id == person.id:
                for shown in await work.check_ins.of(post.id):
                    yield phrase("about-me-check-in", at=Moment(at=shown.at))


async def _duty(work: UnitOfWork, person: Person) -> Lines:
    place, days = duties_of(person.id, await work.duty.roster())
    if place is not None:
        yield phrase("about-me-duty-place", place=place)
    for day in days:
        yield phrase("about-me-duty-day", day=day.isoformat())
    for turn in await work.duty.turns_of(person.id):
        yield phrase("about-me-duty", start=Moment(at=turn.from_at), end=Moment(at=turn.until_at))


async def _meetings(work: UnitOfWork, office: Office, person: Person) -> Lines:
    names = {plan.code: plan.name for plan in office.township.meetings}
    for meeting, comes in await work.meetings.asked(person.id):
        name = Localised(name=names[meeting.code]) if meeting.code in names else meeting.code
        said = "silent" if comes is None else ("come" if comes else "away")
        yield phrase(f"about-me-meeting-{said}", name=name, at=Moment(at=meeting.at))


async def _returns(work: UnitOfWork, office: Office, person: Person) -> Lines:
    names = {unit.code: unit.name for unit in office.township.units}
    for unit, at in await work.screenings.answered_by(person.id):
        yield phrase("about-me-return", unit=Localised(name=names[unit]) if unit in names else unit, at=Moment(at=at))
