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
from documents.office_paper import MEDIA_TYPE
from domain.words import Language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from docx.document import Document
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
LATIN = "Times New Roman"
TEXT_POINTS, TITLE_POINTS, NOTE_POINTS = 14, 22, 10.5
LINE_POINTS = 28
SIGNING_WIDTHS = (5.4, 10.2)
"""Centimetres for who signs and for where: the words before the line and the line itself fit on one."""


@dataclass(frozen=True, slots=True)
class WrittenParty:
    """A party as the document names them."""

    side: Side
    name: str
    particulars: str
    representative: str | None


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
    for party in written.parties:
        _party(page, written, party)
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
    page.line(say("agreement-copies", count=written.copies))
    _signing(page, written)
    return MadeFile(f"agreement-{written.number}.docx", MEDIA_TYPE, page.finished())


def _party(page: _Page, written: WrittenAgreement, party: WrittenParty) -> None:
    say = written.office.say
    lead = say("agreement-party", side=say(f"side-{party.side.value}"))
    if party.particulars:
        page.typed(say("agreement-name", name=party.name, particulars=party.particulars), lead)
    else:
        page.typed(party.name, lead, say("agreement-particulars-blank"))
    if party.representative is not None:
        page.typed(party.representative, say("agreement-representative"))


def _signing(page: _Page, written: WrittenAgreement) -> None:
    """Places for everybody's name and finger print, the mediators', the seal and the date: never torn from each other."""
    say = written.office.say
    page.gap()
    rows = [
        (say("agreement-sign-party", side=say(f"side-{party.side.value}"), name=party.name), say("agreement-sign-here"))
        for party in written.parties
    ]
    rows += [(say("agreement-sign-mediator", name=name), say("agreement-sign-here")) for name in written.mediators]
    rows.append((say("agreement-sign-recorder"), say("agreement-sign-here")))
    page.signatures(rows)
    page.line(written.committee, to="right", keep=True)
    page.line(say("agreement-seal"), to="right", keep=True)
    page.line(say("agreement-date"), to="right")


class _Page:
    """An A4 document in one text font, with the page's number at its foot."""

    def __init__(self, language: Language) -> None:
        from docx import Document as new_document  # noqa: PLC0415, N813 - it wants a third of a second
        from docx.shared import Cm, Pt  # noqa: PLC0415 - as above

        self._document: Document = new_document()
        self._text_font, self._title_font = FONTS[language]
        self._pt = Pt
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
        section.top_margin, section.bottom_margin = Cm(3.0), Cm(2.6)
        normal = self._document.styles["Normal"]
        normal.font.size = Pt(TEXT_POINTS)
        _set_fonts(normal.element, self._text_font)
        _set_language(normal.element, LANGUAGE_TAGS[language])
        self._foot()

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
        _set_fonts(run._element, self._title_font)  # noqa: SLF001 - python-docx has no other way to the East Asian font

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
        """A little room before the names."""
        self._paragraph(spacing=None).paragraph_format.space_after = self._pt(2)

    def signatures(self, rows: list[tuple[str, str]]) -> None:
        """Who signs, each with room for a name, a seal or a finger print."""
        from docx.shared import Cm  # noqa: PLC0415 - as above

        table = self._document.add_table(rows=len(rows), cols=2)
        table.autofit = False
        for row, (who, where) in zip(table.rows, rows, strict=True):
            for cell, text, width in zip(row.cells, (who, where), SIGNING_WIDTHS, strict=True):
                cell.width = Cm(width)
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.keep_with_next = True
                paragraph.paragraph_format.space_after = self._pt(TEXT_POINTS)
                paragraph.add_run(text)
        _keep_rows_whole(table)

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

    def _foot(self) -> None:
        """The page's number: the one field of the document, and the program's own."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - as above
        from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
        from docx.oxml.ns import qn  # noqa: PLC0415 - as above

        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run()
        run.font.size = self._pt(NOTE_POINTS)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        field.append(run._element)  # noqa: SLF001 - as above
        paragraph._element.append(field)  # noqa: SLF001 - as above


def _set_fonts(element: object, east_asian: str) -> None:
    """Letters in a Latin font, Chinese in an East Asian one: without the second each machine takes what it finds."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    fonts = element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]  # python-docx types no XML
    for name in ("w:ascii", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), LATIN)
    fonts.set(qn("w:eastAsia"), east_asian)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)


def _set_language(element: object, tag: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), tag)
    element.get_or_add_rPr().append(language)  # type: ignore[attr-defined]  # as above


def _keep_rows_whole(table: object) -> None:
    """No row of signatures begins on one page and ends on the next."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above

    for row in table.rows:  # type: ignore[attr-defined]  # as above
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - as above
