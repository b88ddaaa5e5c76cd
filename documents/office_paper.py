"""A plain paper of the office as a .docx: a title, and what its maker writes below; with what may be printed of a case."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from documents.made_file import MadeFile, drawable
from domain.words import CaseKind
from storage.entries import EntryKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document

    from domain.cases import Case
    from storage.entries import Entry

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FONT = "SimSun"


def begin_paper(title: str) -> Document:
    """A new paper under its title."""
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
    run = heading.add_run(title)
    run.bold, run.font.size = True, Pt(18)
    return page


def add_section(page: Document, heading: str, paragraphs: Iterable[str]) -> None:
    """A heading with what belongs under it."""
    page.add_paragraph().add_run(heading).bold = True
    for words in paragraphs:
        page.add_paragraph(words)


def finish_paper(page: Document, file_name: str) -> MadeFile:
    """The paper as a file. What was typed went into runs of text alone, so nothing in it is a field or a link."""
    content = io.BytesIO()
    page.save(content)
    return MadeFile(file_name, MEDIA_TYPE, content.getvalue())


def printed_report(case: Case) -> frozenset[EntryKind]:
    """Which texts say on a paper what was reported.

    Not the reporter's own of a tip, nor where they were held back, whatever the case is called by now.
    """
    held = case.words_held or case.kind is CaseKind.TIP
    return frozenset({EntryKind.SUMMARY}) if held else frozenset({EntryKind.REPORT, EntryKind.SUMMARY})


def printed(entries: Sequence[Entry], kinds: Iterable[EntryKind]) -> tuple[str, ...]:
    """The texts of some kinds as they are printed, oldest first."""
    wanted = frozenset(kinds)
    return tuple(drawable(entry.text) for entry in entries if entry.kind in wanted and entry.text.strip())
