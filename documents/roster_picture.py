"""A team's two weeks as a picture for the phone: a line for each shift, the names in it, today marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

from documents.document_words import date_words, hours_words, slot_name
from documents.drawing import INK, PALE_INK, PAPER, WIDTH, Box, Canvas
from documents.made_file import MadeFile, drawable
from domain.shifts import PostState, ShiftState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from documents.made_file import Draw, Office
    from domain.shifts import RosteredShift
    from storage.unit_of_work import UnitOfWork

DAYS = 14
MARGIN, DATE_WIDTH, SLOT_WIDTH = 28, 182, 196
NAMES_FROM = MARGIN + DATE_WIDTH + SLOT_WIDTH
HEAD, FOOT, EMPTY_ROW, CHIP, CHIP_GAP, ROW_SPACE = 170, 120, 58, 58, 12, 18
NAME_SIZE, LONGEST_NAME = 36, 300
GREEN, PALE_GREEN, AMBER, RED, TODAY, LINE = "#1f5f4a", "#e6f0ec", "#b26a00", "#b3261e", "#fff3c9", "#dfe5e2"
GONE = frozenset({PostState.PASSED_ON, PostState.EXCUSED})


class Look(Enum):
    """How a word on the roster is drawn."""

    LEAD = "lead"
    MEMBER = "member"
    CANNOT = "cannot"
    FREE = "free"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Chip:
    """A name, or what stands where a name is missing."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Line:
    """One shift of a day."""

    slot: str
    hours: str
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day with its shifts, in the order of their beginning."""

    day: date
    date: str
    weekday: str
    rests: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is drawn."""

    office: Office
    title: str
    span: str
    today: date
    rows: tuple[DayRow, ...]
    made: str
    file_name: str


async def prepare_roster_picture(work: UnitOfWork, office: Office, unit: str, first: str) -> Draw:
    """Read what a team's picture shows; whoever asks for it was allowed to see it."""
    day = date.fromisoformat(first)
    begin, end = office.calendar.time_of(day), office.calendar.time_of(day + timedelta(DAYS))
    shifts = await work.shifts.of_team(unit, begin, end)
    people = {post.person_id for rostered in shifts for post in rostered.posts}
    names = await work.people.names(sorted(people))
    return partial(draw, roster_sheet(office, unit, day, shifts, names, work.now))


def roster_sheet(
    office: Office, unit: str, first: date, shifts: Sequence[RosteredShift], names: Mapping[int, str], now: int
) -> Sheet:
    """What the picture says, before it is drawn."""
    today = office.calendar.local(now).date()
    days = [first + timedelta(number) for number in range(DAYS)]
    by_day: dict[str, list[RosteredShift]] = {}
    for rostered in shifts:
        by_day.setdefault(rostered.shift.day, []).append(rostered)
    rows = tuple(
        DayRow(
            day,
            date_words(office, day),
            office.weekdays[day.weekday()],
            not office.calendar.is_working_day(day),
            tuple(_line(office, each, names, now) for each in by_day.get(day.isoformat(), ())),
        )
        for day in days
    )
    span = office.say("roster-picture-span", first=date_words(office, days[0]), last=date_words(office, days[-1]))
    made = office.say("document-made-at", at=date_words(office, today))
    title = office.say("roster-picture-title", team=office.team(unit))
    return Sheet(office, title, span, today, rows, made, f"roster-{unit}-{first.isoformat()}.png")


def _line(office: Office, rostered: RosteredShift, names: Mapping[int, str], now: int) -> Line:
    shift = rostered.shift
    chips = tuple(_chips(office, rostered, names, over=shift.ends_at <= now))
    return Line(slot_name(office, shift), hours_words(office, shift), chips)


def _chips(office: Office, rostered: RosteredShift, names: Mapping[int, str], *, over: bool) -> Iterator[Chip]:
    """The names with the lead first. Of a shift that is over nobody is said to have been missing."""
    if rostered.shift.state is ShiftState.CANCELLED:
        yield Chip(office.say("roster-picture-cancelled"), Look.QUIET)
        return
    if rostered.shift.published_at is None:
        yield Chip(office.say("roster-picture-unpublished"), Look.QUIET)
        return
    for post in sorted((post for post in rostered.posts if post.state not in GONE), key=lambda post: not post.leads):
        name = drawable(names.get(post.person_id, ""))
        if post.state is PostState.CANNOT and not over:
            yield Chip(office.say("roster-picture-cannot", name=name), Look.CANNOT)
        else:
            yield Chip(f"★ {name}" if post.leads else name, Look.LEAD if post.leads else Look.MEMBER)
    if over:
        return
    if rostered.missing:
        yield Chip(office.say("roster-picture-missing", count=rostered.missing), Look.FREE)
    elif rostered.lead is None:
        yield Chip(office.say("roster-picture-no-lead"), Look.FREE)


def draw(sheet: Sheet) -> MadeFile:
    """The picture. How high it is follows from what stands in it."""
    ruler = Canvas(sheet.office.language, 1)
    heights = [_height_of(ruler, row) for row in sheet.rows]
    canvas = Canvas(sheet.office.language, HEAD + sum(heights) + FOOT)
    canvas.box(Box(0, 0, WIDTH, HEAD), GREEN)
    canvas.text(MARGIN, 62, canvas.cut(sheet.title, 54, WIDTH - 2 * MARGIN), 54, PAPER, bold=True)
    canvas.text(MARGIN, 126, sheet.span, 36, "#cfe6dc")
    top = HEAD
    for row, height in zip(sheet.rows, heights, strict=True):
        _draw_row(canvas, sheet, row, Box(0, top, WIDTH, top + height))
        top += height
    _draw_foot(canvas, sheet, top)
    return MadeFile(sheet.file_name, "image/png", canvas.png())


def _height_of(canvas: Canvas, row: DayRow) -> int:
    return sum(_line_height(canvas, line) for line in row.lines) or EMPTY_ROW


def _line_height(canvas: Canvas, line: Line) -> int:
    rows = len(_in_rows(canvas, line.chips))
    return max(rows * (CHIP + CHIP_GAP) - CHIP_GAP, 70) + ROW_SPACE


def _in_rows(canvas: Canvas, chips: Sequence[Chip]) -> list[list[tuple[Chip, float, float]]]:
    """The chips with their places from left to right, as many in a row as fit."""
    rows: list[list[tuple[Chip, float, float]]] = [[]]
    x = float(NAMES_FROM)
    for chip in chips:
        width = canvas.width_of(canvas.cut(chip.text, NAME_SIZE, LONGEST_NAME), NAME_SIZE) + 30
        if rows[-1] and x + width > WIDTH - MARGIN:
            rows.append([])
            x = float(NAMES_FROM)
        rows[-1].append((chip, x, x + width))
        x += width + CHIP_GAP
    return rows


def _draw_row(canvas: Canvas, sheet: Sheet, row: DayRow, box: Box) -> None:
    past = row.day < sheet.today
    if row.day == sheet.today:
        canvas.box(box, TODAY)
        canvas.box(Box(0, box.top, 12, box.bottom), "#e0a100")
    colour = PALE_INK if past else INK
    weekday_colour = RED if row.rests and not past else PALE_INK
    today = sheet.office.say("roster-picture-today") if row.day == sheet.today else ""
    if row.lines:
        middle = box.top + _line_height(canvas, row.lines[0]) / 2
        canvas.text(MARGIN, middle - 18, row.date, 34, colour, bold=bool(today))
        canvas.text(MARGIN, middle + 20, row.weekday, 28, weekday_colour)
        canvas.text(MARGIN + canvas.width_of(row.weekday, 28) + 14, middle + 20, today, 28, AMBER, bold=True)
    else:
        middle = box.top + EMPTY_ROW / 2
        canvas.text(MARGIN, middle, row.date, 34, colour, bold=bool(today))
        canvas.text(MARGIN + DATE_WIDTH, middle, row.weekday, 28, weekday_colour)
        canvas.text(NAMES_FROM, middle, sheet.office.say("roster-picture-free-day"), 28, "#a3aeaa")
        canvas.text(NAMES_FROM - 24, middle, today, 28, AMBER, bold=True, to="right")
    top = box.top
    for line in row.lines:
        height = _line_height(canvas, line)
        canvas.text(MARGIN + DATE_WIDTH, top + height / 2 - 18, *canvas.fitted(line.slot, 31, SLOT_WIDTH - 12), colour)
        canvas.text(MARGIN + DATE_WIDTH, top + height / 2 + 19, line.hours, 27, PALE_INK)
        for number, chips in enumerate(_in_rows(canvas, line.chips)):
            for chip, left, right in chips:
                chip_top = top + (height - _chips_height(canvas, line)) / 2 + number * (CHIP + CHIP_GAP)
                _draw_chip(canvas, chip, Box(left, chip_top, right, chip_top + CHIP), past=past)
        top += height
    canvas.line(0, box.bottom, WIDTH, box.bottom, LINE)


def _chips_height(canvas: Canvas, line: Line) -> int:
    return len(_in_rows(canvas, line.chips)) * (CHIP + CHIP_GAP) - CHIP_GAP


def _draw_chip(canvas: Canvas, chip: Chip, box: Box, *, past: bool) -> None:
    fill, ink = {
        Look.LEAD: (GREEN, PAPER),
        Look.MEMBER: (PALE_GREEN, INK),
        Look.CANNOT: ("#fdf0d9", AMBER),
        Look.FREE: (None, RED),
        Look.QUIET: ("#f1f3f2", PALE_INK),
    }[chip.look]
    if past:
        fill, ink = ("#8fa59c", PAPER) if chip.look is Look.LEAD else ("#f1f3f2", PALE_INK)
    if chip.look is Look.FREE:
        canvas.dashed(box, ink)
    else:
        canvas.box(box, fill, round_by=14)
    words = canvas.cut(chip.text, NAME_SIZE, LONGEST_NAME)
    canvas.text((box.left + box.right) / 2, (box.top + box.bottom) / 2, words, NAME_SIZE, ink, to="middle")


def _draw_foot(canvas: Canvas, sheet: Sheet, top: float) -> None:
    say = sheet.office.say
    middle = top + FOOT / 2
    _draw_chip(canvas, Chip("★", Look.LEAD), Box(MARGIN, middle - 29, MARGIN + 62, middle + 29), past=False)
    canvas.text(MARGIN + 78, middle, say("roster-picture-legend-lead"), 30, PALE_INK)
    canvas.dashed(Box(MARGIN + 210, middle - 29, MARGIN + 272, middle + 29), RED)
    canvas.text(MARGIN + 288, middle, say("roster-picture-legend-free"), 30, PALE_INK)
    canvas.text(WIDTH - MARGIN, middle, sheet.made, 28, PALE_INK, to="right")
