"""Everything that is kept about one person, as a text file for themselves."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from documents.case_card import category_name
from documents.made_file import MadeFile
from documents.who_saw import who_saw
from domain.forms import texts_of
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
            _drafts(work, person),
            _shifts(work, person),
        )
        for part in parts:
            lines.append(None)
            lines += [line async for line in part]
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
    for line in await who_saw(work, case, office.township):
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
