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
FONT = "宋体"
LATIN = "Times New Roman"
TEXT_POINTS, NUMBER_POINTS = 12, 10.5
LINES = 1.4
FACT_WIDTHS = (3.6, 12.0)
"""Centimetres for what a fact is and for the fact."""


def begin_paper(title: str) -> Document:
    """A new paper under its title."""
    # Imported here: with lxml it is the largest package of the program, and this is rarely made.
    from docx import Document  # noqa: PLC0415 - as above
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    page = Document()
    style = page.styles["Normal"]
    style.font.size = Pt(TEXT_POINTS)
    set_fonts(style.element, FONT)
    form = style.paragraph_format
    form.space_after, form.line_spacing = Pt(3), LINES
    set_a4(page)
    add_page_number(page)
    heading = page.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_after = Pt(12)
    run = heading.add_run(title)
    run.bold, run.font.size = True, Pt(18)
    return page


def add_section(page: Document, heading: str, paragraphs: Iterable[str]) -> None:
    """A heading with what belongs under it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    above = page.add_paragraph()
    above.paragraph_format.space_before = Pt(9)
    above.paragraph_format.keep_with_next = True
    above.add_run(heading).bold = True
    for words in paragraphs:
        paragraph = page.add_paragraph(words)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Pt(TEXT_POINTS * 2)


def add_facts(page: Document, facts: Iterable[tuple[str, str]]) -> None:
    """A table of what is known in a word: what it is, and the word."""
    from docx.shared import Cm, Pt  # noqa: PLC0415 - as above

    table = page.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, FACT_WIDTHS, strict=True):
        column.width = Cm(width)
    for fact in facts:
        for cell, text, width in zip(table.add_row().cells, fact, FACT_WIDTHS, strict=True):
            cell.width = Cm(width)
            cell.text = text
            cell.paragraphs[0].paragraph_format.space_before = Pt(3)


def set_a4(page: Document) -> None:
    """The paper that offices here print on, with room to file it."""
    from docx.shared import Cm  # noqa: PLC0415 - as above

    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.6)


def add_page_number(page: Document) -> None:
    """The page's number at its foot: the one field of a paper, and the program's own."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above
    from docx.shared import Pt  # noqa: PLC0415 - as above

    paragraph = page.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run()
    run.font.size = Pt(NUMBER_POINTS)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(run._element)  # noqa: SLF001 - python-docx makes no fields
    paragraph._element.append(field)  # noqa: SLF001 - as above


def set_fonts(element: object, east_asian: str) -> None:
    """Letters in a Latin font, Chinese in an East Asian one: without the second each machine takes what it finds."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    fonts = element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]  # python-docx types no XML
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), LATIN)
    fonts.set(qn("w:eastAsia"), east_asian)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)


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
