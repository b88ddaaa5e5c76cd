"""Meetings: the agenda as each may read it, attendance, decisions that become assignments, and what an outage does."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from docx import Document

from actions.meetings import (
    Decision,
    call_meeting,
    hard_cases,
    keep_meeting_due,
    run_due_meeting,
    say_coming,
    take_decision,
)
from documents.made_file import Office as Desk
from documents.meeting_agenda import prepare_meeting_agenda
from domain.cases import Case
from domain.meetings import Meeting, next_occurrence
from domain.refusals import Refusal, RefusalCode
from domain.words import CaseKind, Language, Role
from storage.due import DueKind
from storage.entries import EntryKind
from tests.actions.office import DEPARTMENT, VILLAGE, Office
from texts.catalogue import Catalogue
from texts.renderer import Renderer

DAY = 86_400_000


def weekly(office: Office) -> int:
    """When the next weekly meeting is."""
    plan = next(each for each in office.rules.township.meetings if each.code == "weekly")
    at = next_occurrence(plan, office.rules.calendar, office.clock.at)
    assert at is not None
    return at


async def called(office: Office, code: str = "weekly") -> Meeting:
    """It is the evening before, and the agenda goes out."""
    plan = next(each for each in office.rules.township.meetings if each.code == code)
    at = next_occurrence(plan, office.rules.calendar, office.clock.at)
    assert at is not None
    office.clock.at = at - 15 * 3_600_000
    async with office.at_work() as work:
        meeting = await call_meeting(work, office.rules, plan)
    assert meeting is not None
    return meeting


async def copy_of(office: Office, meeting: Meeting, person_id: int) -> str:
    """What stands on one person's agenda."""
    renderer = Renderer(Catalogue.load(), office.rules.township.time_zone, b"k" * 32)
    desk = Desk(office.rules.township, office.rules.calendar, renderer, Language.ZH_HANS)
    async with office.at_work() as work:
        draw = (await prepare_meeting_agenda(work, desk, meeting.id, person_id)).draw
    page = Document(io.BytesIO(draw().content))
    return "\n".join(paragraph.text for paragraph in page.paragraphs)


async def decide(office: Office, meeting: Meeting, case: Case, by: str, unit: str, days: int | None) -> Case:
    """Somebody takes down a decision."""
    async with office.at_work() as work:
        present = await work.cases.get(case.id)
        assert present is not None
        decision = Decision(unit, days, "由派出所出面，再谈一次")
        return await take_decision(work, office.rules, meeting, present, decision, office.people[by])


async def refused(office: Office, meeting: Meeting, case: Case, by: str) -> RefusalCode:
    """Why somebody cannot."""
    with pytest.raises(Refusal) as refusal:
        await decide(office, meeting, case, by, DEPARTMENT, 7)
    return refusal.value.code


async def test_the_evening_before_everybody_gets_the_agenda_and_is_asked(office: Office) -> None:
    """Overdue cases stand on it, the new one does not; the row stands at the beginning; it goes out once."""
    late = await office.file()
    office.clock.at = weekly(office) - 15 * 3_600_000
    new = await office.file()
    await office.told()
    meeting = await called(office)
    told = await office.told()
    assert {each.person_id for each in told if "meeting-agenda" in each.phrases} == {office.staff, office.director}
    assert {each.person_id for each in told if "meeting-asked" in each.phrases} == {office.staff, office.director}
    words = await copy_of(office, meeting, office.staff)
    assert late.number in words
    assert "狗天天叫" in words
    assert "超期" in words
    assert new.number not in words
    async with office.at_work() as work:
        row = await work.due.of(DueKind.MEETING, str(meeting.id))
        assert row is not None
        assert row.due_at == meeting.at
        await run_due_meeting(work, office.rules, "weekly")
    assert await office.told() == []


async def test_words_that_were_held_back_are_on_no_agenda(office: Office) -> None:
    """The reporter of a tip has agreed to nothing by the centre's calling it a hazard since."""
    late = await office.file(kind=CaseKind.HAZARD)
    async with office.at_work() as work:
        await work.cases.save(replace(late, words_held=True, version=late.version + 1))
    office.clock.at = weekly(office) - 15 * 3_600_000
    words = await copy_of(office, await called(office), office.director)
    assert late.number in words
    assert "狗天天叫" not in words


async def test_a_copy_leaves_no_trace_of_what_its_reader_must_not_see(office: Office) -> None:
    """Cards and copy of the one whom a case names are those of a meeting without it."""
    await office.file()
    hidden = await office.file(about=frozenset({office.staff}))
    await office.file()
    meeting = await called(office)
    theirs = await copy_of(office, meeting, office.staff)
    full = await copy_of(office, meeting, office.director)
    numbers = re.compile(r"^(\d+)\. ", re.MULTILINE)
    assert numbers.findall(theirs) == ["1", "2"]
    assert numbers.findall(full) == ["1", "2", "3"]
    assert "议题 2 件" in theirs
    assert hidden.number in full
    assert hidden.number not in theirs
    office.clock.at = meeting.at
    await office.told()
    for _step in range(2):
        async with office.at_work() as work:
            await run_due_meeting(work, office.rules, str(meeting.id))
        for told in await office.told_to(office.staff):
            assert hidden.number not in told.values
            assert str(hidden.id) not in re.findall(rf"{meeting.id}\.(\d+)", told.values)
        await decide(office, meeting, hidden, "director", DEPARTMENT, None)
        office.clock.at = meeting.at + 9 * 3_600_000


async def test_a_mediators_copy_holds_what_is_theirs_to_see(office: Office) -> None:
    """At the mediators' meeting each has the cases of their own village."""
    await office.seat("far", Role.MEDIATOR, "liutang")
    own = await office.file()
    other = await office.file(unit="liutang")
    office.clock.forward(days=10)
    meeting = await called(office, "mediators")
    words = await copy_of(office, meeting, office.mediator)
    assert own.number in words
    assert other.number not in words
    with pytest.raises(ValueError, match="not this person's"):
        await copy_of(office, meeting, office.officer)


async def test_attendance_is_one_tap_that_can_be_changed(office: Office) -> None:
    """Only of those who were asked."""
    meeting = await called(office)
    async with office.at_work() as work:
        await say_coming(work, meeting, office.staff, comes=True)
        await say_coming(work, meeting, office.staff, comes=False)
        assert await work.meetings.persons(meeting.id) == {office.staff: False, office.director: None}
        with pytest.raises(Refusal):
            await say_coming(work, meeting, office.li, comes=True)


async def test_what_the_director_takes_down_is_an_assignment_with_a_date(office: Office) -> None:
    """The police post has it, is told, and is chased until it answers; the words stay with the case."""
    case = await office.file()
    meeting = await called(office)
    await office.told()
    changed = await decide(office, meeting, case, "director", DEPARTMENT, 7)
    assert changed.responsible_unit == DEPARTMENT
    assert changed.supervision_reply_by == office.clock.at + 7 * DAY
    assert office.officer in {each.person_id for each in await office.told()}
    async with office.at_work() as work:
        entries = await work.entries.of(case.id)
        agenda = await work.meetings.agenda(meeting.id)
    assert [each.text for each in entries if each.kind is EntryKind.DECISION] == ["由派出所出面，再谈一次"]
    assert [(row.unit, row.reply_by) for row in agenda] == [(DEPARTMENT, office.clock.at + 7 * DAY)]


async def test_what_a_clerk_takes_down_asks_the_director_for_the_date(office: Office) -> None:
    """A clerk supervises nothing; the unit changes at once."""
    case = await office.file()
    meeting = await called(office)
    changed = await decide(office, meeting, case, "staff", VILLAGE, 3)
    assert changed.supervision_proposed_at is not None
    assert changed.supervised_at is None


async def test_nobody_else_decides_nor_about_what_is_not_on_the_agenda(office: Office) -> None:
    """A mediator is refused; so is the centre for a case that came later, and one that names who takes it down."""
    case = await office.file()
    hidden = await office.file(about=frozenset({office.staff}))
    meeting = await called(office)
    later = await office.file()
    assert await refused(office, meeting, case, "mediator") is RefusalCode.NOT_ALLOWED
    assert await refused(office, meeting, hidden, "staff") is RefusalCode.NOT_ALLOWED
    assert await refused(office, meeting, later, "staff") is RefusalCode.NOT_NOW


async def test_the_card_comes_at_the_beginning_and_the_minutes_in_the_evening(office: Office) -> None:
    """To the centre and the director; nothing is due after that."""
    case = await office.file()
    meeting = await called(office)
    await office.told()
    office.clock.at = meeting.at
    async with office.at_work() as work:
        await run_due_meeting(work, office.rules, str(meeting.id))
    assert {each.person_id for each in await office.told() if "meeting-cases" in each.phrases} == {
        office.staff,
        office.director,
    }
    await decide(office, meeting, case, "director", DEPARTMENT, 7)
    await office.told()
    office.clock.at = meeting.at + 9 * 3_600_000
    async with office.at_work() as work:
        await run_due_meeting(work, office.rules, str(meeting.id))
        assert await work.due.of(DueKind.MEETING, str(meeting.id)) is None
    minutes = [each for each in await office.told() if "meeting-minutes" in each.phrases]
    assert {each.person_id for each in minutes} == {office.staff, office.director}
    assert minutes[0].line("meeting-decision-by").values["number"] == case.number


async def test_after_an_outage_no_stale_agenda_goes_out(office: Office) -> None:
    """One that should have gone out the evening before goes out in the morning, but not once the meeting has begun."""
    await office.file()
    at = weekly(office)
    office.clock.at = at + 3_600_000
    async with office.at_work() as work:
        await run_due_meeting(work, office.rules, "weekly")
        assert await work.meetings.latest(1) == ()
    office.clock.at = weekly(office) - 3_600_000
    async with office.at_work() as work:
        await run_due_meeting(work, office.rules, "weekly")
        meeting = (await work.meetings.latest(1))[0]
        await keep_meeting_due(work, office.rules, meeting.id)
    await office.told()
    office.clock.forward(days=2)
    async with office.at_work() as work:
        await run_due_meeting(work, office.rules, str(meeting.id))
        assert await work.due.of(DueKind.MEETING, str(meeting.id)) is None
    assert not any("meeting-cases" in each.phrases for each in await office.told())


async def test_what_was_held_back_puts_no_case_on_the_agenda(office: Office) -> None:
    """Even that its words fit would say something of them, whatever the centre calls the case since."""
    case = await office.file(kind=CaseKind.HAZARD)
    threat = office.rules.township.agenda.threat_words[0]
    async with office.at_work() as work:
        await work.cases.save(replace(case, words_held=True, version=case.version + 1))
        await work.entries.add(case.id, EntryKind.ADDITION, f"他说{threat}", ())
        assert case.id not in await hard_cases(work, office.rules)
        await work.entries.add(case.id, EntryKind.PROGRESS, f"听见他说{threat}", (), office.mediator)
        assert await hard_cases(work, office.rules) == {case.id: ("threat",)}
