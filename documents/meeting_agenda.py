"""The agenda of a meeting as a .docx for one reader: only what that reader may see, numbered from one without a gap."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from documents.case_card import excerpt
from documents.document_words import full_moment_words
from documents.made_file import OfCases
from documents.office_paper import add_section, begin_paper, finish_paper, printed, printed_report
from domain.access import Act, may
from domain.deadlines import active_deadlines
from domain.messages import Moment, listed, phrase
from storage.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.made_file import MadeFile, Office
    from domain.access import Viewer
    from domain.cases import Case
    from domain.meetings import Meeting
    from storage.entries import Entry
    from storage.meetings import AgendaRow
    from storage.unit_of_work import UnitOfWork

LONGEST_EXCERPT = 300
DECISION_POINTS = 42


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One case of an agenda: its heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """All that stands on one reader's copy."""

    title: str
    lines: tuple[str, ...]
    items: tuple[AgendaItem, ...]
    file_name: str


async def seen_agenda(work: UnitOfWork, meeting: Meeting, viewer: Viewer) -> tuple[tuple[AgendaRow, Case], ...]:
    """What of a meeting's agenda somebody may see at this moment, in its order."""
    rows = await work.meetings.agenda(meeting.id)
    cases = {case.id: case for case in await work.cases.several([row.matter_id for row in rows])}
    found = []
    for row in rows:
        case = cases.get(row.matter_id)
        if case is not None and may(viewer, Act.VIEW, case, await work.conflicts.of(case.id)):
            found.append((row, case))
    return tuple(found)


async def prepare_meeting_agenda(work: UnitOfWork, office: Office, meeting_id: int, person_id: int) -> OfCases:
    """Read what the person may see of it. Raises ValueError for a meeting that there is not, or is not theirs."""
    meeting = await work.meetings.get(meeting_id)
    if meeting is None or person_id not in await work.meetings.persons(meeting_id):
        message = "the meeting is not this person's"
        raise ValueError(message)
    seen = await seen_agenda(work, meeting, await work.people.viewer(person_id))
    names = await work.people.names([case.handler_id for _row, case in seen if case.handler_id is not None])
    items = []
    for number, (row, case) in enumerate(seen, start=1):
        handler = names.get(case.handler_id) if case.handler_id is not None else None
        items.append(_item(office, number, row, case, await work.entries.of(case.id), handler))
    return OfCases(partial(draw, _agenda(office, meeting, items)), tuple(case for _row, case in seen))


def draw(agenda: Agenda) -> MadeFile:
    """Write it. What was typed goes into runs of text alone, so nothing in it is a field or a link."""
    from docx.shared import Pt  # noqa: PLC0415 - as in `begin_paper`

    page = begin_paper(agenda.title)
    for line in agenda.lines:
        page.add_paragraph(line)
    for item in agenda.items:
        add_section(page, item.heading, item.lines)
        # Room to write down what is decided.
        page.paragraphs[-1].paragraph_format.space_after = Pt(DECISION_POINTS)
    return finish_paper(page, agenda.file_name)


def _agenda(office: Office, meeting: Meeting, items: Sequence[AgendaItem]) -> Agenda:
    plan = next((each for each in office.township.meetings if each.code == meeting.code), None)
    name = office.name(plan.name) if plan is not None else meeting.code
    when = office.say("agenda-when", at=full_moment_words(office, meeting.at))
    count = office.say("agenda-count", count=len(items)) if items else office.say("agenda-nothing")
    title = office.say("agenda-title", name=name)
    return Agenda(title, (when, count), tuple(items), f"{title} {office.calendar.local(meeting.at):%Y-%m-%d}.docx")


def _item(
    office: Office, number: int, row: AgendaRow, case: Case, entries: Sequence[Entry], handler: str | None
) -> AgendaItem:
    township = office.township
    heading = office.say(
        "agenda-case",
        place=number,
        number=case.number,
        category=office.name(township.category(case.category).name),
        unit=office.name(township.unit(case.unit).name),
    )
    why = listed(phrase(f"hard-{reason.replace('_', '-')}") for reason in row.reasons.split())
    leading = office.name(township.unit(case.responsible_unit).name)
    lines = [
        office.say("agenda-why", why=why),
        office.say("agenda-filed", at=Moment(at=case.filed_at)),
        office.say("agenda-handler", unit=leading, name=handler)
        if handler
        else office.say("agenda-no-handler", unit=leading),
    ]
    deadlines = active_deadlines(case, township.clocks, office.calendar)
    if deadlines:
        first = min(deadlines, key=lambda each: each.at)
        what = office.say(f"deadline-{first.kind.value.replace('_', '-')}")
        lines.append(office.say("agenda-deadline", what=what, at=Moment(at=first.at)))
    for what, texts in (
        ("agenda-what", printed(entries, printed_report(case))[:1]),
        ("agenda-done", printed(entries, {EntryKind.PROGRESS})[-1:]),
    ):
        lines += [office.say(what, text=excerpt(text, LONGEST_EXCERPT)) for text in texts]
    lines.append(office.say("agenda-decision"))
    return AgendaItem(heading, tuple(lines))
