"""The report to the county: what stands in it, and what never does."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from docx import Document

from documents.county_report import county_report_of, draw
from documents.made_file import Office
from domain.cases import Case
from domain.events import EventKind
from domain.words import CaseKind, Language, Level
from storage.entries import Entry, EntryKind
from storage.events import Event
from tests.domain.samples import DAY, MONDAY, calendar, filed, township
from texts.catalogue import Catalogue
from texts.renderer import Renderer


def office(language: Language) -> Office:
    """For a reader of a language."""
    renderer = Renderer(Catalogue.load(), township().time_zone, b"k" * 32)
    return Office(township(), calendar(), renderer, language)


def entry(kind: EntryKind, text: str) -> Entry:
    """A text of the case."""
    return Entry(1, 1, kind, None, MONDAY, text, ())


ENTRIES = (
    entry(EntryKind.REPORT, "我家的田被淹了"),
    entry(EntryKind.QUESTION, "问过的话"),
    entry(EntryKind.PROGRESS, "去看过两次"),
    entry(EntryKind.REASON, "从前的理由"),
    entry(EntryKind.REASON, "涉及外县 {HYPERLINK}"),
)
EVENTS = (Event(1, 1, EventKind.FILED, MONDAY, None, {}), Event(2, 1, EventKind.IDENTITY_SHOWN, MONDAY, 3, {}))


def words_of(case: Case, language: Language) -> str:
    """Everything that stands in the file."""
    made = draw(county_report_of(office(language), case, ENTRIES, EVENTS, MONDAY + DAY))
    assert made.name.endswith(".docx")
    page = Document(io.BytesIO(made.content))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in page.paragraphs), *cells])


@pytest.mark.parametrize("language", Language)
def test_it_says_what_happened_what_was_done_and_why_the_county_is_asked(language: Language) -> None:
    """In every language; the last reason counts, and what was asked is nobody's business there."""
    case = replace(filed(level=Level.COUNTY), helping=("water_office",))
    words = words_of(case, language)
    for part in (case.number, "我家的田被淹了", "去看过两次", "涉及外县 {HYPERLINK}"):
        assert part in words
    assert township().unit("water_office").name.in_language(language) in words
    for part in ("问过的话", "从前的理由", case.pseudonym):
        assert part not in words


def test_of_a_tip_the_reporters_own_words_are_left_out() -> None:
    """What was done and why stands there all the same."""
    words = words_of(filed(kind=CaseKind.TIP, level=Level.COUNTY), Language.ZH_HANS)
    assert "我家的田被淹了" not in words
    assert "去看过两次" in words


def test_words_that_were_held_back_stay_so_when_a_tip_becomes_something_else() -> None:
    """The reporter has agreed to nothing by the centre's calling it a hazard."""
    words = words_of(replace(filed(kind=CaseKind.HAZARD, level=Level.COUNTY), words_held=True), Language.ZH_HANS)
    assert "我家的田被淹了" not in words
    assert "去看过两次" in words
