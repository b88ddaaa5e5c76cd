"""The ledger of allowances as a workbook: teams, people, and a line for every post with its check-ins and what was deducted.

Totals are formulas over the lines, so whoever mends a line sees what it does; each has its result beside it, for phones that
only look. What a person typed is never a formula.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from documents.allowance_ledger import read_ledger
from documents.document_words import hours_words, month_words, slot_name, time_words
from documents.made_file import MadeFile
from documents.workbook_results import Results
from domain.messages import Moment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from documents.allowance_ledger import TeamLedger
    from documents.made_file import Draw, Office
    from domain.allowance import LedgerLine
    from domain.shifts import CheckIn
    from storage.unit_of_work import UnitOfWork

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MONEY, DAY = "#,##0.00", "yyyy-mm-dd"
HEAD_ROW = 4
LONGEST_CELL = 32_000
UNREADABLE = frozenset({"Cc", "Cs", "Co", "Cn"})
TEAM_HEADS = ("team", "posts", "verified", "deducted", "amount", "state")
PERSON_HEADS = ("number", "name", "team", "posts", "verified", "deducted", "amount")
LINE_HEADS = (
    "number", "name", "team", "day", "slot", "hours", "check-ins", "in", "out", "verified", "rate", "deducted", "amount",
    "why", "remarks",
)  # fmt: skip
LINE_WIDTHS = (6, 10, 14, 12, 10, 13, 26, 8, 8, 7, 8, 9, 9, 22, 18)
LINE_POINTS = 15
VERIFIED, RATE, DEDUCTED, AMOUNT = "JKLM"
"""Columns of the lines."""


@dataclass(frozen=True, slots=True)
class Span:
    """The rows of the lines that belong to one person or one team."""

    first: int
    last: int

    def of(self, sheet: str, column: str) -> str:
        """One column of them, as a formula names it."""
        return f"'{sheet}'!{column}{self.first}:{column}{self.last}"


@dataclass(frozen=True, slots=True)
class Book:
    """All that goes into the workbook. Names are by person, checkpoints by identifier."""

    office: Office
    month: str
    teams: tuple[TeamLedger, ...]
    names: Mapping[int, str]
    checkpoints: Mapping[int, str]
    file_name: str


async def prepare_allowance_workbook(work: UnitOfWork, office: Office, month: str, unit: str | None) -> Draw:
    """Read a month's ledger of one team, or of all."""
    teams = await read_ledger(work, office.township, office.calendar, month, unit)
    people = {line.post.person_id for team in teams for line in team.lines}
    people |= {team.released.released_by for team in teams if team.released}
    names = await work.people.names(sorted(people))
    seen = {each.checkpoint_id for team in teams for line in team.lines for each in line.check_ins}
    checkpoints = {
        found.id: found.name
        for each in sorted(seen - {None}, key=str)
        if (found := await work.checkpoints.get(each or 0))
    }
    file_name = f"allowance-{month}-{unit}.xlsx" if unit else f"allowance-{month}.xlsx"
    return partial(draw, Book(office, month, teams, names, checkpoints, file_name))


def draw(book: Book) -> MadeFile:
    """The workbook."""
    from openpyxl import Workbook  # noqa: PLC0415 - only who wants a workbook pays for it

    workbook, results = Workbook(), Results()
    say = book.office.say
    teams = workbook.active or workbook.create_sheet()
    teams.title = say("ledger-sheet-teams")
    people = workbook.create_sheet(say("ledger-sheet-people"))
    lines = workbook.create_sheet(say("ledger-sheet-lines"))
    spans = _write_lines(book, results, lines)
    _write_people(book, results, people, lines.title, spans)
    _write_teams(book, results, teams, lines.title, spans)
    return MadeFile(book.file_name, MEDIA_TYPE, results.saved(workbook))


def _write_lines(book: Book, results: Results, sheet: Worksheet) -> dict[tuple[str, int], Span]:
    """A row for every post, by team and person; where each person's rows are."""
    _head(book, sheet, LINE_HEADS, LINE_WIDTHS)
    spans: dict[tuple[str, int], Span] = {}
    row = HEAD_ROW + 1
    for team in book.teams:
        for person, lines in team.by_person().items():
            spans[team.unit, person] = Span(row, row + len(lines) - 1)
            for line in lines:
                _write_line(book, results, sheet, row, team, line)
                row += 1
    if spans:
        _total(book, results, sheet, row, {VERIFIED: "0", DEDUCTED: MONEY, AMOUNT: MONEY})
    return spans


def _write_line(book: Book, results: Results, sheet: Worksheet, row: int, team: TeamLedger, line: LedgerLine) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - as above

    office, shift, post = book.office, line.shift, line.post
    _number(results, sheet, f"A{row}", post.person_id, "0")
    _typed(sheet, row, 2, book.names.get(post.person_id, ""))
    _typed(sheet, row, 3, office.team(team.unit))
    day = sheet.cell(row, 4, date.fromisoformat(shift.day))
    day.number_format, day.alignment = DAY, Alignment(vertical="top")
    _typed(sheet, row, 5, slot_name(office, shift))
    _typed(sheet, row, 6, hours_words(office, shift))
    _typed(sheet, row, 7, "; ".join(_named(book, each) for each in line.check_ins))
    for column, at in ((8, post.checked_in_at), (9, post.checked_out_at)):
        _typed(sheet, row, column, "" if at is None else time_words(office, at))
    rate = line.rate_fen / 100
    _number(results, sheet, f"{VERIFIED}{row}", int(line.verified), "0")
    _number(results, sheet, f"{RATE}{row}", rate, MONEY)
    _number(
        results,
        sheet,
        f"{DEDUCTED}{row}",
        0 if line.verified else rate,
        MONEY,
        f"={RATE}{row}*(1-{VERIFIED}{row})",
    )
    _number(results, sheet, f"{AMOUNT}{row}", rate if line.verified else 0, MONEY, f"={RATE}{row}-{DEDUCTED}{row}")
    why = office.say(f"ledger-why-{_dashed(line.deduction)}") if line.deduction else ""
    _typed(sheet, row, 14, why)
    marks = dict.fromkeys((*post.marks, *(mark for each in line.check_ins for mark in each.marks)))
    _typed(sheet, row, 15, "; ".join(office.say(f"ledger-mark-{_dashed(mark)}") for mark in marks))
    lines = (_lines(str(sheet.cell(row, number).value), width) for number, width in enumerate(LINE_WIDTHS, 1))
    sheet.row_dimensions[row].height = LINE_POINTS * max(lines)


def _lines(text: str, width: int) -> int:
    """Over how many lines a text goes in a column of so many letters; a Chinese sign is as wide as two."""
    wide = sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
    # The first letters of a cell are indented.
    return max(1, -(-wide // (width - 3)))


def _named(book: Book, check_in: CheckIn) -> str:
    """One check-in with its number, by which it is found again."""
    kind = book.office.say(f"ledger-check-in-{_dashed(check_in.kind)}")
    where = book.checkpoints.get(check_in.checkpoint_id or 0)
    return f"#{check_in.id} {time_words(book.office, check_in.at)} {kind}" + (f" {where}" if where else "")


def _write_people(
    book: Book, results: Results, sheet: Worksheet, lines: str, spans: Mapping[tuple[str, int], Span]
) -> None:
    _head(book, sheet, PERSON_HEADS, (8, 16, 22, 10, 10, 12, 12))
    row = HEAD_ROW + 1
    for (unit, person), span in spans.items():
        _number(results, sheet, f"A{row}", person, "0")
        _typed(sheet, row, 2, book.names.get(person, ""))
        _typed(sheet, row, 3, book.office.team(unit))
        _sums(results, sheet, f"D{row}", lines, span)
        row += 1
    if spans:
        _total(book, results, sheet, row, {"D": "0", "E": "0", "F": MONEY, "G": MONEY})


def _write_teams(
    book: Book, results: Results, sheet: Worksheet, lines: str, spans: Mapping[tuple[str, int], Span]
) -> None:
    from openpyxl.styles import Alignment  # noqa: PLC0415 - as above

    _head(book, sheet, TEAM_HEADS, (24, 10, 10, 12, 12, 52))
    row = HEAD_ROW + 1
    for team in book.teams:
        own = [span for (unit, _person), span in spans.items() if unit == team.unit]
        if not own:
            continue
        _typed(sheet, row, 1, book.office.team(team.unit))
        _sums(results, sheet, f"B{row}", lines, Span(own[0].first, own[-1].last))
        _typed(sheet, row, 6, _state(book, team))
        row += 1
    if spans:
        _total(book, results, sheet, row, {"B": "0", "C": "0", "D": MONEY, "E": MONEY})
    for below, words in ((2, "ledger-signatures"), (3, "ledger-note")):
        _typed(sheet, row + below, 1, book.office.say(words))
        # It goes on over the cells beside it.
        sheet.cell(row + below, 1).alignment = Alignment()


def _state(book: Book, team: TeamLedger) -> str:
    if team.released is None:
        return book.office.say("ledger-state-open" if team.complete else "ledger-state-running")
    return book.office.say(
        "ledger-state-released",
        name=book.names.get(team.released.released_by, "—"),
        at=Moment(at=team.released.released_at),
    )


def _sums(results: Results, sheet: Worksheet, first: str, lines: str, span: Span) -> None:
    """Posts, verified, deducted and amount of some lines, in a cell and the three to its right."""
    start = sheet[first]
    _number(results, sheet, first, span.last - span.first + 1, "0", f"=COUNT({span.of(lines, VERIFIED)})")
    for right, (column, number_format) in enumerate(((VERIFIED, "0"), (DEDUCTED, MONEY), (AMOUNT, MONEY)), 1):
        cell = sheet.cell(start.row, start.column + right).coordinate
        total = round(sum(results.column(lines, column, span.first, span.last)), 2)
        _number(results, sheet, cell, total, number_format, f"=SUM({span.of(lines, column)})")


def _head(book: Book, sheet: Worksheet, heads: Sequence[str], widths: Sequence[int]) -> None:
    """Title, how to read it, the heads of the columns; the heads stay in sight and on every printed page."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415 - as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415 - as above

    say = book.office.say
    _typed(sheet, 1, 1, say("ledger-title", month=month_words(book.office, book.month)))
    sheet.cell(1, 1).font = Font(size=16, bold=True)
    _typed(sheet, 2, 1, book.office.name(book.office.township.centre.name))
    for row in (1, 2):
        # It goes on over the cells beside it.
        sheet.cell(row, 1).alignment = Alignment()
    for number, (head, width) in enumerate(zip(heads, widths, strict=True), 1):
        cell = sheet.cell(HEAD_ROW, number)
        _typed(sheet, HEAD_ROW, number, say(f"ledger-head-{head}"))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F5F4A")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(bottom=Side("thin", color="999999"))
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _total(book: Book, results: Results, sheet: Worksheet, row: int, columns: Mapping[str, str]) -> None:
    """The last row: sums of what stands above."""
    from openpyxl.styles import Font  # noqa: PLC0415 - as above

    first, last = HEAD_ROW + 1, row - 1

    _typed(sheet, row, 1, book.office.say("ledger-total"))
    sheet.cell(row, 1).font = Font(bold=True)
    for letter, number_format in columns.items():
        total = round(sum(results.column(sheet.title, letter, first, last)), 2)
        _number(results, sheet, f"{letter}{row}", total, number_format, f"=SUM({letter}{first}:{letter}{last})")
        sheet[f"{letter}{row}"].font = Font(bold=True)


def _number(
    results: Results, sheet: Worksheet, cell: str, value: float, number_format: str, formula: str | None = None
) -> None:
    """A number, or a formula of ours with what it comes to."""
    from openpyxl.styles import Alignment  # noqa: PLC0415 - as above

    results.put(sheet, cell, value, formula)
    sheet[cell].number_format, sheet[cell].alignment = number_format, Alignment(vertical="top")


def _typed(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Words, whatever they begin with: never a formula, and none either when somebody edits the cell."""
    from openpyxl.cell import Cell  # noqa: PLC0415 - as above
    from openpyxl.styles import Alignment  # noqa: PLC0415 - as above

    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        message = "no cell of a ledger is merged with others"
        raise TypeError(message)
    cell.value = "".join(sign for sign in text if unicodedata.category(sign) not in UNREADABLE)[:LONGEST_CELL]
    cell.data_type = "s"
    cell.quotePrefix = True
    # A little away from a number before it; what is longer than the column goes on in the line below.
    cell.alignment = Alignment(horizontal="left", indent=1, vertical="top", wrap_text=True)


def _dashed(code: str) -> str:
    return str(code).replace("_", "-")
