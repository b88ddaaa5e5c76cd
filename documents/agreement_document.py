"""A people's mediation agreement (人民调解协议书) as a text document, ready to print on A4, sign and seal.

It holds what article 29 of the People's Mediation Law of the PRC asks for: the parties, the facts, what was agreed, how and by
when; then who signs and where the seal goes. It is written in the township's own language, whoever asks for it. What people
typed goes into the document as characters and nothing else: no field, no link, no markup comes of it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from documents.document_words import full_date_words
from documents.made_file import MadeFile, OfCases, drawable
from documents.office_paper import MEDIA_TYPE, add_page_number, set_a4, set_fonts
from domain.words import Language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from docx.document import Document
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

    from documents.made_file import Office
    from domain.mediation import Side
    from storage.unit_of_work import UnitOfWork

FONTS: Mapping[Language, tuple[str, str]] = {
    Language.ZH_HANS: ("仿宋", "宋体"),
    Language.ZH_HANT: ("標楷體", "新細明體"),
    Language.EN: ("仿宋", "宋体"),
}
"""The East Asian fonts of the text and of the title, by the names under which word processors know them."""
LANGUAGE_TAGS: Mapping[Language, str] = {Language.ZH_HANS: "zh-CN", Language.ZH_HANT: "zh-TW", Language.EN: "zh-CN"}
"""By which rules Chinese lines are broken and which forms its characters have."""
TEXT_POINTS, TITLE_POINTS, PARTY_POINTS = 14, 22, 12
LINE_POINTS = 28
PARTY_WIDTHS = (1.8, 4.2, 6.2, 3.4)
"""Centimetres for the side, the name, the particulars and how to be reached."""
SIGNING_WIDTHS = (8.6, 7.0)
"""Centimetres for who signs and for the line on which they do."""
SIGNING_HEIGHT = 1.2
"""Centimetres for a name and a finger print."""
ON_ONE_PAGE = 14
"""Up to so many signatures stand on one page with the seal; of more the last do."""
LAST_OF_MANY = 4


@dataclass(frozen=True, slots=True)
class WrittenParty:
    """A party as the document names them."""

    side: Side
    name: str
    particulars: str
    representative: str | None
    contact: str = ""
    minor: bool = False


@dataclass(frozen=True, slots=True)
class WrittenAgreement:
    """All that stands in it."""

    office: Office
    number: str
    committee: str
    parties: tuple[WrittenParty, ...]
    mediators: tuple[str, ...]
    category: str
    facts: str
    promises: tuple[tuple[Side, str, int], ...]
    copies: int
    drafted_at: int


async def prepare_agreement(work: UnitOfWork, office: Office, agreement_id: int) -> OfCases:
    """Read what the document needs. Raises LookupError for one that does not exist."""
    agreement = await work.agreements.get(agreement_id)
    case = await work.cases.get(agreement.case_id) if agreement is not None else None
    if agreement is None or case is None:
        raise LookupError(agreement_id)
    own = replace(office, language=office.township.default_language)
    joint = await work.mediations.joint(case.id)
    mediators = [person for person in (case.handler_id, *joint) if person is not None]
    names = await work.people.names(mediators)
    words = await work.agreements.promise_words(agreement)
    promises = await work.agreements.promises(agreement.id)
    unit = office.township.unit(case.responsible_unit)
    written = WrittenAgreement(
        office=own,
        number=f"{case.number}-{await work.agreements.position(agreement.id)}",
        committee=own.say("agreement-committee", unit=own.name(unit.name)),
        parties=tuple(
            WrittenParty(
                party.side,
                drawable(party.words.name),
                drawable(party.words.particulars) if party.words.particulars else "",
                drawable(party.words.representative or "") if party.minor or party.words.representative else None,
                drawable(party.words.contact) if party.words.contact and party.may_contact else "",
                party.minor,
            )
            for party in await work.parties.of(case.id)
        ),
        mediators=tuple(dict.fromkeys(drawable(names.get(person, "")) for person in mediators)),
        category=own.name(office.township.category(case.category).name),
        facts=await work.agreements.facts(agreement),
        promises=tuple((each.side, words[each.id], each.due_at) for each in promises),
        copies=agreement.copies,
        drafted_at=agreement.drafted_at,
    )
    return OfCases(partial(draw, written), (case,))


def draw(written: WrittenAgreement) -> MadeFile:
    """The document."""
    say = written.office.say
    page = _Page(written.office.language)
    page.properties(say("agreement-title"), written.committee, written.office.calendar.local(written.drafted_at))
    page.title(say("agreement-title"))
    page.line(say("agreement-number", number=written.number), to="right", points=12)
    page.parties(
        tuple(say(f"agreement-head-{head}") for head in ("side", "name", "particulars", "contact")),
        [_party(written, party) for party in written.parties],
    )
    page.heading(say("agreement-facts"))
    page.line(say("agreement-category", category=written.category))
    page.typed(written.facts)
    page.heading(say("agreement-terms"))
    page.line(say("agreement-freely"))
    for number, (side, text, due_at) in enumerate(written.promises, 1):
        day = full_date_words(written.office, written.office.calendar.local(due_at).date())
        by = say("agreement-by", side=say(f"side-{side.value}"), day=day)
        page.typed(text, lead=say("agreement-item", count=number, by=by))
    page.heading(say("agreement-ways"))
    page.line(say("agreement-binding"))
    page.line(say("agreement-confirmation"))
    page.line(say("agreement-copies", count=written.copies), keep=True)
    _signing(page, written)
    return MadeFile(f"agreement-{written.number}.docx", MEDIA_TYPE, page.finished())


def _party(written: WrittenAgreement, party: WrittenParty) -> tuple[str, ...]:
    """A row of the table of parties; what nobody entered is a blank to write on."""
    say = written.office.say
    name = party.name
    if party.representative is not None:
        label = "agreement-guardian" if party.minor else "agreement-representative"
        name = f"{name}\n{say(label, name=party.representative)}"
    particulars = party.particulars or say("agreement-particulars-blank")
    return say(f"side-{party.side.value}"), name, particulars, party.contact


def _signing(page: _Page, written: WrittenAgreement) -> None:
    """Places for everybody's name and finger print, the mediators', the seal and the date: never torn from each other."""
    say = written.office.say
    page.line(say("agreement-sign-here"), keep=True)
    rows = [
        say("agreement-sign-party", side=say(f"side-{party.side.value}"), name=party.name) for party in written.parties
    ]
    rows += [say("agreement-sign-mediator", name=name) for name in written.mediators]
    page.signatures([*rows, say("agreement-sign-recorder")])
    page.gap()
    page.line(written.committee, to="right", keep=True)
    page.line(say("agreement-seal"), to="right", keep=True)
    page.line(say("agreement-date"), to="right")


class _Page:
    """An A4 document in one text font, with the page's number at its foot."""

    def __init__(self, language: Language) -> None:
        from docx import Document as new_document  # noqa: PLC0415, N813 - it wants a third of a second
        from docx.shared import Pt  # noqa: PLC0415 - as above

        self._document: Document = new_document()
        self._text_font, self._title_font = FONTS[language]
        self._pt = Pt
        set_a4(self._document)
        normal = self._document.styles["Normal"]
        normal.font.size = Pt(TEXT_POINTS)
        set_fonts(normal.element, self._text_font)
        _set_language(normal.element, LANGUAGE_TAGS[language])
        add_page_number(self._document)

    def properties(self, title: str, author: str, made: datetime) -> None:
        """What the file says of itself: whose it is and when it was written."""
        about = self._document.core_properties
        about.title, about.author, about.comments = title, author, ""
        about.created = about.modified = made

    def title(self, text: str) -> None:
        """What it is."""
        paragraph = self._paragraph(to="center", spacing=None)
        paragraph.paragraph_format.space_after = self._pt(12)
        run = paragraph.add_run(text)
        run.bold = True
        run.font.size = self._pt(TITLE_POINTS)
        set_fonts(run._element, self._title_font)  # noqa: SLF001 - python-docx has no other way to the East Asian font

    def heading(self, text: str) -> None:
        """What the next part is about; it stays with it."""
        paragraph = self._paragraph()
        paragraph.paragraph_format.space_before = self._pt(6)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run(text).bold = True

    def line(self, text: str, *, to: str = "left", points: float | None = None, keep: bool = False) -> None:
        """A line of the form's own words."""
        paragraph = self._paragraph(to=to, indent=to == "left")
        paragraph.paragraph_format.keep_with_next = keep
        run = paragraph.add_run(text)
        if points is not None:
            run.font.size = self._pt(points)

    def typed(self, text: str, lead: str = "", tail: str = "") -> None:
        """What somebody typed, between the form's own words: each of its lines a paragraph, as characters alone."""
        lines = [drawable(line) for line in text.splitlines() if line.strip()] or ["—"]
        lines[0] = lead + lines[0]
        lines[-1] += tail
        for line in lines:
            self._paragraph(indent=True).add_run(line)

    def gap(self) -> None:
        """A little room between the names and the seal."""
        self._paragraph(spacing=TEXT_POINTS).paragraph_format.keep_with_next = True

    def parties(self, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        """Who is involved: a row each, under what the columns are."""
        table = self._table([heads, *rows], PARTY_WIDTHS, PARTY_POINTS)
        table.style = "Table Grid"
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True
        _repeat_head(table)

    def signatures(self, rows: list[str]) -> None:
        """Who signs, each with a line and room for a name, a seal or a finger print."""
        from docx.enum.table import WD_ROW_HEIGHT_RULE  # noqa: PLC0415 - as above
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
        from docx.shared import Cm  # noqa: PLC0415 - as above

        table = self._table([(who, "") for who in rows], SIGNING_WIDTHS, TEXT_POINTS)
        loose = 0 if len(rows) <= ON_ONE_PAGE else len(rows) - LAST_OF_MANY
        for number, row in enumerate(table.rows):
            row.height, row.height_rule = Cm(SIGNING_HEIGHT), WD_ROW_HEIGHT_RULE.AT_LEAST
            _underline(row.cells[1])
            for cell in row.cells:
                cell.vertical_alignment = _bottom()
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
                cell.paragraphs[0].paragraph_format.keep_with_next = number >= loose

    def _table(self, rows: list[tuple[str, ...]], widths: tuple[float, ...], points: float) -> Table:
        """Cells of some widths, none of them torn by the end of a page; each line of a text a paragraph."""
        from docx.shared import Cm  # noqa: PLC0415 - as above

        table: Table = self._document.add_table(rows=len(rows), cols=len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Cm(width)
                for number, line in enumerate(text.split("\n")):
                    paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                    paragraph.paragraph_format.space_after = self._pt(2)
                    paragraph.add_run(line).font.size = self._pt(points)
        _keep_rows_whole(table)
        return table

    def finished(self) -> bytes:
        """The file."""
        held = io.BytesIO()
        self._document.save(held)
        return held.getvalue()

    def _paragraph(self, *, to: str = "left", indent: bool = False, spacing: float | None = LINE_POINTS) -> Paragraph:
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING  # noqa: PLC0415 - as above

        paragraph = self._document.add_paragraph()
        form = paragraph.paragraph_format
        form.space_after = self._pt(0)
        paragraph.alignment = {
            "left": WD_ALIGN_PARAGRAPH.JUSTIFY,
            "center": WD_ALIGN_PARAGRAPH.CENTER,
            "right": WD_ALIGN_PARAGRAPH.RIGHT,
        }[to]
        if spacing is not None:
            form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            form.line_spacing = self._pt(spacing)
        if indent:
            form.first_line_indent = self._pt(TEXT_POINTS * 2)
        return paragraph


def _set_language(element: object, tag: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), tag)
    element.get_or_add_rPr().append(language)  # type: ignore[attr-defined]  # as above


def _keep_rows_whole(table: Table) -> None:
    """No row begins on one page and ends on the next."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above

    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above


def _repeat_head(table: Table) -> None:
    """The first row stands on each page that the table reaches."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above

    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - as above


def _underline(cell: _Cell) -> None:
    """A line to write on, as wide as the cell whatever the font is."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    borders, line = OxmlElement("w:tcBorders"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    cell._tc.get_or_add_tcPr().append(borders)  # noqa: SLF001 - as above


def _bottom() -> WD_CELL_VERTICAL_ALIGNMENT:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT  # noqa: PLC0415 - as above

    return WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
