"""A report by which the town asks the county to see to a case, as a .docx that can be changed, printed and sealed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from documents.document_words import full_date_words, full_moment_words
from documents.made_file import OfCases, drawable
from documents.office_paper import add_facts, add_section, begin_paper, finish_paper, printed, printed_report
from domain.access import Act, may
from domain.events import EventKind
from domain.messages import Localised, listed
from storage.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.made_file import MadeFile, Office
    from domain.cases import Case
    from storage.entries import Entry
    from storage.events import Event
    from storage.unit_of_work import UnitOfWork

STEPS = {
    EventKind.FILED: "timeline-filed",
    EventKind.ACCEPTED: "timeline-accepted",
    EventKind.PROGRESSED: "timeline-progressed",
    EventKind.HANDED_UP: "timeline-handed-up",
    EventKind.ESCALATED: "timeline-escalated",
    EventKind.SUPERVISED: "timeline-supervised",
    EventKind.SUPERVISION_LIFTED: "timeline-lifted",
    EventKind.SETTLED: "timeline-settled",
    EventKind.REOPENED: "timeline-reopened",
    EventKind.EXTENDED: "timeline-extended",
}
"""What of a case's course the county is told."""


@dataclass(frozen=True, slots=True)
class CountyReport:
    """All that stands on it: a title, rows of facts, and sections of paragraphs."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    signed: tuple[str, ...]
    file_name: str


async def prepare_county_report(work: UnitOfWork, office: Office, case_id: int, person_id: int) -> OfCases:
    """Read the case, if the person may see it at this moment. Raises ValueError when they may not."""
    case = await work.cases.get(case_id)
    viewer = await work.people.viewer(person_id)
    if case is None or not may(viewer, Act.VIEW, case, await work.conflicts.of(case_id)):
        message = "the case is not this person's to see"
        raise ValueError(message)
    report = county_report_of(office, case, await work.entries.of(case_id), await work.events.of(case_id), work.now)
    return OfCases(partial(draw, report), (case,))


def county_report_of(
    office: Office, case: Case, entries: Sequence[Entry], events: Sequence[Event], now: int
) -> CountyReport:
    """What the report says. The reporter is not named, and of a tip, or what was one, their own words are left out."""
    township = office.township
    name, unit = office.name(township.name), office.name(township.unit(case.unit).name)
    facts = [
        (office.say("county-number"), case.number),
        (office.say("county-category"), office.name(township.category(case.category).name)),
        (office.say("county-unit"), unit),
        (office.say("county-filed"), full_moment_words(office, case.filed_at)),
        (office.say("county-leading"), office.name(township.unit(case.responsible_unit).name)),
    ]
    helping = listed(Localised(name=township.unit(code).name) for code in case.helping)
    facts += [(office.say("county-helping"), office.say("county-units", units=helping))] if case.helping else []
    sections = (
        (office.say("county-what"), printed(entries, printed_report(case))),
        (office.say("county-course"), _course(office, events)),
        (office.say("county-done"), printed(entries, {EntryKind.PROGRESS, EntryKind.RESULT, EntryKind.LIFTED})),
        (office.say("county-why"), printed(entries, {EntryKind.REASON})[-1:]),
    )
    return CountyReport(
        office.say("county-title", number=case.number),
        tuple(facts),
        tuple((heading, words) for heading, words in sections if words),
        (office.say("county-signed", township=name), full_date_words(office, office.calendar.local(now).date())),
        f"{office.say('county-file', number=case.number)}.docx",
    )


def draw(report: CountyReport) -> MadeFile:
    """Write it. What was typed goes into runs of text alone, so nothing in it is a field or a link."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as in `begin_paper`
    from docx.shared import Pt  # noqa: PLC0415 - as above

    page = begin_paper(report.title)
    add_facts(page, ((label, drawable(value)) for label, value in report.facts))
    for label, paragraphs in report.sections:
        add_section(page, label, paragraphs)
    for number, line in enumerate(report.signed):
        paragraph = page.add_paragraph(line)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if number == 0:
            paragraph.paragraph_format.space_before = Pt(24)
            paragraph.paragraph_format.keep_with_next = True
    return finish_paper(page, report.file_name)


def _course(office: Office, events: Sequence[Event]) -> tuple[str, ...]:
    return tuple(
        office.say("county-step", at=full_moment_words(office, event.at), what=office.say(STEPS[event.kind]))
        for event in events
        if event.kind in STEPS
    )
