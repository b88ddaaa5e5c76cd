"""Whoever gets a document about cases has read them: one rule for all such documents, and an event of each case in one."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator

import pytest

from actions.accept_case import accept_case
from actions.change_parties import add_party
from actions.draft_agreement import draft_agreement
from actions.meetings import call_meeting
from actions.note_read import ReadPart
from actions.supervise_case import supervise_case
from bot.making import Making
from domain.cases import Case
from domain.events import EventKind
from domain.made_documents import (
    ALL_YEARS,
    OF_CASES,
    MadeDocument,
    about_me,
    agreement_document,
    allowance_workbook,
    county_report,
    coverage_picture,
    hours_certificate,
    meeting_agenda,
    relayed,
    roster_picture,
    shift_calendar,
)
from domain.mediation import Side
from domain.meetings import next_occurrence
from domain.messages import Attachment, AttachmentKind
from domain.words import Language
from storage.agreements import PromisedWords
from storage.database import Database
from storage.parties import PartyWords
from tests.actions.office import Office, an_office
from tests.conftest import HandClock
from tests.documents.patrol_samples import renderer

DAY = 86_400_000
PDF = b"%PDF-1.4\n"


@pytest.fixture
async def office(database: Database, clock: HandClock) -> AsyncIterator[Office]:
    """Everybody in place on a Monday morning."""
    async with an_office(database, clock) as office:
        yield office


async def read_by(office: Office, case: Case) -> list[int | None]:
    """Who has read a document with the case in it, as the log has it."""
    return [
        event.actor_id
        for event in await office.events(case)
        if event.kind is EventKind.CARD_SHOWN and event.detail == {"part": ReadPart.DOCUMENT.value}
    ]


async def a_mediated_case(office: Office) -> tuple[Case, int]:
    """A case with the draft of an agreement, and the agreement's identifier."""
    case = await office.file()
    async with office.at_work() as work:
        case = await accept_case(work, office.rules, case, office.mediator)
        for side, name in ((Side.A, "甲"), (Side.B, "乙")):
            words = PartyWords(name=name)
            await add_party(work, office.rules, case, side, words, minor=False, may_contact=False, by=office.mediator)
        promised = [PromisedWords(Side.B, work.now + DAY, "修路")]
        paper = await draft_agreement(work, office.rules, case, "路断了", promised, office.mediator)
    return case, paper.id


async def a_meeting(office: Office) -> int:
    """One whose agenda has gone out."""
    plan = next(each for each in office.rules.township.meetings if each.code == "weekly")
    at = next_occurrence(plan, office.rules.calendar, office.clock.at)
    assert at is not None
    office.clock.at = at - 15 * 3_600_000
    async with office.at_work() as work:
        meeting = await call_meeting(work, office.rules, plan)
    assert meeting is not None
    return meeting.id


async def test_each_case_in_a_document_is_read_by_whom_it_is_made_for(office: Office) -> None:
    """Every kind of document about cases is tried; a case that its reader may not know of has no such event."""
    case, paper = await a_mediated_case(office)
    other, third = await office.file(), await office.file(about=frozenset({office.staff}))
    async with office.at_work() as work:
        for each in (case, other):
            found = await work.cases.get(each.id)
            assert found is not None
            await supervise_case(work, office.rules, found, office.director)
    meeting = await a_meeting(office)
    documents = {
        MadeDocument.AGREEMENT: (agreement_document(paper), office.mediator, [case]),
        MadeDocument.COUNTY_REPORT: (county_report(case.id, office.director), office.director, [case]),
        MadeDocument.MEETING_AGENDA: (meeting_agenda(meeting, office.staff), office.staff, [case, other]),
    }
    assert documents.keys() == OF_CASES
    making = Making(office.database, office.rules, renderer())
    wanted: dict[int, list[int]] = {each.id: [] for each in (case, other, third)}
    for document, reader, cases in documents.values():
        for each in cases:
            wanted[each.id].append(reader)
        assert (await making.make(document.made or "", Language.ZH_HANS, reader)).content
        assert {each.id: await read_by(office, each) for each in (case, other, third)} == wanted


async def test_a_document_that_was_handed_on_is_what_its_new_reader_may_read(office: Office) -> None:
    """Whom it was named for counts no longer; who may not see the case gets none, and a group or a reporter never does."""
    case, paper = await a_mediated_case(office)
    making = Making(office.database, office.rules, renderer())
    name = county_report(case.id, office.director).made or ""
    assert (await making.make(name, Language.ZH_HANS, office.staff)).content
    for reader in (office.officer, office.li):
        with pytest.raises(ValueError, match="to see"):
            await making.make(name, Language.ZH_HANS, reader)
    for each in (name, agreement_document(paper).made or ""):
        with pytest.raises(ValueError, match="official"):
            await making.make(each, Language.ZH_HANS, None)
    assert await read_by(office, case) == [office.staff]


async def test_other_documents_are_no_reading_and_ones_own_file_says_of_nobody_whose_a_case_is(office: Office) -> None:
    """Every other kind is tried, also one's own file: an event of it would name the reporter of a case."""
    case, _paper = await a_mediated_case(office)

    async def fetch(_file: str) -> bytes:
        return PDF

    documents = [
        roster_picture("fenglin", office.rules.calendar.local(office.clock.at).date()),
        *(shift_calendar(office.li), coverage_picture("2026-09"), allowance_workbook("2026-09"), about_me(office.li)),
        hours_certificate(office.li, ALL_YEARS),
        relayed(Attachment(kind=AttachmentKind.DOCUMENT, file_id=secrets.token_hex())),
    ]
    kinds = {MadeDocument((each.made or "").partition(":")[0]) for each in documents}
    assert kinds | OF_CASES == set(MadeDocument)
    before = await office.events(case)
    making = Making(office.database, office.rules, renderer(), fetch)
    for each in documents:
        if (each.made or "").startswith(MadeDocument.HOURS_CERTIFICATE):
            with pytest.raises(ValueError, match="nothing"):
                await making.make(each.made or "", Language.ZH_HANS, office.li)
        else:
            assert (await making.make(each.made or "", Language.ZH_HANS, office.li)).content
    assert await office.events(case) == before
