"""The agenda of a meeting as a .docx for one reader: only what that reader may see, numbered from one without a gap."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from documents.county_report import FONT, MEDIA_TYPE
from documents.made_file import MadeFile, drawable
from domain.access import Act, may
from domain.deadlines import active_deadlines
from domain.messages import Moment
from domain.words import CaseKind
from storage.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.made_file import Draw, Office
    from domain.access import Viewer
    from domain.cases import Case
    from domain.meetings import Meeting
    from storage.entries import Entry
    from storage.meetings import AgendaRow
    from storage.unit_of_work import UnitOfWork

LONGEST_EXCERPT = 300


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


async def prepare_meeting_agenda(work: UnitOfWork, office: Office, meeting_id: int, person_id: int) -> Draw:
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
    return partial(draw, _agenda(office, meeting, items))


def draw(agenda: Agenda) -> MadeFile:
    """Write it. What was typed goes into runs of text alone, so nothing in it is a field or a link."""
    # Imported here: with lxml it is the largest package of the program, and this is rarely made.
    from docx import Document  # noqa: PLC0415 - as above
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    page = Document()
    style = page.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    heading = page.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title = heading.add_run(agenda.title)
    title.bold, title.font.size = True, Pt(18)
    for line in agenda.lines:
        page.add_paragraph(line)
    for item in agenda.items:
        page.add_paragraph().add_run(item.heading).bold = True
        for line in item.lines:
            page.add_paragraph(line)
    content = io.BytesIO()
    page.save(content)
    return MadeFile(agenda.file_name, MEDIA_TYPE, content.getvalue())


def _agenda(office: Office, meeting: Meeting, items: Sequence[AgendaItem]) -> Agenda:
    plan = next((each for each in office.township.meetings if each.code == meeting.code), None)
    name = office.name(plan.name) if plan is not None else meeting.code
    when = office.say("agenda-when", at=Moment(at=meeting.at))
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
    why = "、".join(office.say(f"hard-{reason.replace('_', '-')}") for reason in row.reasons.split())
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
    # Of a tip the reporter's own words are held back.
    told = {EntryKind.SUMMARY} if case.kind is CaseKind.TIP else {EntryKind.REPORT, EntryKind.SUMMARY}
    lines += [office.say("agenda-what", text=text) for text in _texts(entries, told)[:1]]
    lines += [office.say("agenda-done", text=text) for text in _texts(entries, {EntryKind.PROGRESS})[-1:]]
    lines.append(office.say("agenda-decision"))
    return AgendaItem(heading, tuple(lines))


def _texts(entries: Sequence[Entry], kinds: set[EntryKind]) -> list[str]:
    texts = [drawable(entry.text) for entry in entries if entry.kind in kinds and entry.text.strip()]
    return [text if len(text) <= LONGEST_EXCERPT else text[: LONGEST_EXCERPT - 1] + "…" for text in texts]
