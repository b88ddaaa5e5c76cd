"""How well each team's shifts of a month were attended, day by day, as a picture for the centre."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from documents.document_words import date_words, month_words
from documents.drawing import INK, PALE_INK, PAPER, WIDTH, Box, Canvas
from documents.made_file import MadeFile
from domain.coverage import Level, coverage_by_day, level_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from documents.made_file import Draw, Office
    from domain.coverage import DayCoverage
    from domain.shifts import RosteredShift
    from storage.unit_of_work import UnitOfWork

MARGIN, NAME_WIDTH, SHARE_WIDTH = 24, 170, 96
GRID_FROM = MARGIN + NAME_WIDTH
HEAD, DAY_HEAD, ROW, FOOT = 196, 50, 50, 150
COLOURS: Mapping[Level, tuple[str, str]] = {
    Level.FULL: ("#1f7a5c", PAPER),
    Level.MOST: ("#9fd0b8", INK),
    Level.FEW: ("#f2c14e", INK),
    Level.NOBODY: ("#bf3b26", PAPER),
    Level.AHEAD: ("#e3e8e6", INK),
}
GREEN = "#1f5f4a"


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is drawn. A team's days are by number, without those on which it had no shift."""

    office: Office
    title: str
    summary: str
    month: str
    today: date
    teams: tuple[tuple[str, dict[int, DayCoverage], str], ...]


async def prepare_coverage_picture(work: UnitOfWork, office: Office, month: str) -> Draw:
    """Read a month of all teams: only the centre asks for it."""
    shifts = await work.shifts.between(*office.calendar.month(month))
    return partial(draw, coverage_sheet(office, month, shifts, work.now))


def coverage_sheet(office: Office, month: str, shifts: Sequence[RosteredShift], now: int) -> Sheet:
    """What the picture says, before it is drawn: a row for every team of the configuration."""
    found = coverage_by_day(shifts, now)
    teams = []
    for unit in office.township.units_with_team:
        days = {date.fromisoformat(day).day: cell for (code, day), cell in found.items() if code == unit.code}
        over = [cell for cell in days.values() if not cell.ahead]
        teams.append((office.name(unit.name), days, _share(sum(c.came for c in over), sum(c.strength for c in over))))
    over = [cell for cell in found.values() if not cell.ahead]
    came, strength = sum(cell.came for cell in over), sum(cell.strength for cell in over)
    summary = office.say("coverage-picture-summary", shifts=sum(c.shifts for c in over), share=_share(came, strength))
    title = office.say("coverage-picture-title", month=month_words(office, month))
    return Sheet(office, title, summary, month, office.calendar.local(now).date(), tuple(teams))


def _share(came: int, strength: int) -> str:
    """A share of whom a shift takes, in whole hundredths and never rounded up to all."""
    return f"{min(came, strength) * 100 // strength}%" if strength else "—"


def draw(sheet: Sheet) -> MadeFile:
    """The picture."""
    first = date.fromisoformat(f"{sheet.month}-01")
    days = monthrange(first.year, first.month)[1]
    canvas = Canvas(sheet.office.language, HEAD + DAY_HEAD + ROW * len(sheet.teams) + FOOT)
    canvas.box(Box(0, 0, WIDTH, HEAD - 16), GREEN)
    canvas.text(MARGIN, 62, canvas.cut(sheet.title, 52, WIDTH - 2 * MARGIN), 52, PAPER, bold=True)
    canvas.text(MARGIN, 130, canvas.cut(sheet.summary, 36, WIDTH - 2 * MARGIN), 36, "#cfe6dc")
    cell = (WIDTH - GRID_FROM - SHARE_WIDTH - MARGIN) / days
    for number in range(1, days + 1):
        day = first.replace(day=number)
        middle = GRID_FROM + (number - 0.5) * cell
        rests = not sheet.office.calendar.is_working_day(day)
        if day == sheet.today:
            canvas.box(Box(middle - 19, HEAD - 1, middle + 19, HEAD + 41), "#ffd766", round_by=8)
        beside_today = abs((day - sheet.today).days) == 1
        if (number % 2 == 1 and not beside_today) or day == sheet.today:
            colour = INK if day == sheet.today else "#b3261e" if rests else PALE_INK
            canvas.text(middle, HEAD + 20, str(number), 24, colour, to="middle", bold=day == sheet.today)
    for row, (name, by_day, share) in enumerate(sheet.teams):
        top = HEAD + DAY_HEAD + row * ROW
        if row % 2 == 0:
            canvas.box(Box(0, top, WIDTH, top + ROW), "#f6f8f7")
        canvas.text(MARGIN, top + ROW / 2, *canvas.fitted(name, 31, NAME_WIDTH - 8))
        for number in range(1, days + 1):
            left = GRID_FROM + (number - 1) * cell
            if number in by_day:
                _draw_cell(canvas, by_day[number], Box(left + 1, top + 4, left + cell - 1, top + ROW - 4))
        canvas.text(WIDTH - MARGIN, top + ROW / 2, share, 30, to="right")
    _draw_legend(canvas, sheet, HEAD + DAY_HEAD + ROW * len(sheet.teams))
    return MadeFile(f"coverage-{sheet.month}.png", "image/png", canvas.png())


def _draw_cell(canvas: Canvas, coverage: DayCoverage, box: Box) -> None:
    """One team's day. The number in it is how many were missing."""
    fill, ink = COLOURS[level_of(coverage)]
    canvas.box(box, fill, round_by=4)
    if not coverage.ahead and coverage.missing:
        middle = (box.left + box.right) / 2
        canvas.text(middle, (box.top + box.bottom) / 2, str(coverage.missing), 25, ink, to="middle")


def _draw_legend(canvas: Canvas, sheet: Sheet, top: float) -> None:
    say = sheet.office.say
    x, y = float(MARGIN), top + 44
    for level in Level:
        words = say(f"coverage-picture-level-{level.value}")
        canvas.box(Box(x, y - 17, x + 34, y + 17), COLOURS[level][0], round_by=5)
        canvas.text(x + 44, y, words, 29, PALE_INK)
        x += 44 + canvas.width_of(words, 29) + 34
    canvas.text(MARGIN, top + 104, say("coverage-picture-note"), 27, PALE_INK)
    made = say("document-made-at", at=date_words(sheet.office, sheet.today))
    canvas.text(WIDTH - MARGIN, top + 104, made, 27, PALE_INK, to="right")
