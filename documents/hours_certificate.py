"""A certificate of a volunteer's hours: a printed page that the centre puts its seal on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from documents.document_words import full_date_words, month_words
from documents.made_file import MadeFile, drawable
from documents.printed import GREEN, GREY, INK, WIDTH, Print
from domain.allowance import LedgerLine, ledger
from domain.durations import HOUR_MS
from domain.made_documents import ALL_YEARS
from domain.patrol_counts import stood_ms
from domain.shifts import PostState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from documents.made_file import Draw, Office
    from domain.patrol_plan import Rate
    from storage.unit_of_work import UnitOfWork

LEFT, RIGHT = 32.0, WIDTH - 32.0


@dataclass(frozen=True, slots=True)
class Served:
    """What somebody did in a month or a year."""

    period: str
    shifts: int
    ms: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """All that stands on it."""

    office: Office
    name: str
    teams: tuple[str, ...]
    rows: tuple[Served, ...]
    first: date
    last: date
    issued: date
    file_name: str

    @property
    def shifts(self) -> int:
        """How many shifts in all."""
        return sum(row.shifts for row in self.rows)

    @property
    def ms(self) -> int:
        """How long in all."""
        return sum(row.ms for row in self.rows)


async def verified_lines(
    work: UnitOfWork, rates: Sequence[Rate], person_id: int, year: str = ALL_YEARS
) -> tuple[LedgerLine, ...]:
    """One person's verified posts of a year, or of all. One whose end is not known yet comes with its check-out."""
    shifts = await work.shifts.of_person(person_id, 0, work.now + 1)
    own = [each for each in shifts if year in {ALL_YEARS, each.shift.day[:4]}]
    check_ins = await work.check_ins.shown_of([post.id for rostered in own for post in rostered.posts])
    lines = ledger(own, check_ins, rates, work.now)
    own_lines = (line for line in lines if line.post.person_id == person_id and line.verified)
    return tuple(line for line in own_lines if line.post.state is not PostState.PRESENT)


async def prepare_hours_certificate(work: UnitOfWork, office: Office, person_id: int, year: str) -> Draw:
    """Read what one person has done."""
    lines = await verified_lines(work, office.township.patrol.rates, person_id, year)
    names = await work.people.names([person_id])
    return partial(draw, certificate_of(office, drawable(names.get(person_id, "")), lines, year, work.now))


def certificate_of(office: Office, name: str, lines: tuple[LedgerLine, ...], year: str, now: int) -> Certificate:
    """What the certificate says. Raises ValueError when there is nothing to certify."""
    if not lines:
        message = "nothing to certify"
        raise ValueError(message)
    periods: dict[str, list[LedgerLine]] = {}
    for line in lines:
        periods.setdefault(line.shift.day[: 4 if year == ALL_YEARS else 7], []).append(line)
    rows = tuple(
        Served(_period(office, key), len(found), sum(stood_ms(line.shift, line.post) for line in found))
        for key, found in sorted(periods.items())
    )
    days = [office.calendar.local(line.shift.starts_at).date() for line in lines]
    teams = tuple(dict.fromkeys(office.team(line.shift.unit) for line in lines))
    issued = office.calendar.local(now).date()
    return Certificate(office, name, teams, rows, min(days), max(days), issued, f"certificate-{issued}.pdf")


def _period(office: Office, key: str) -> str:
    return month_words(office, key) if "-" in key else office.say("document-year", year=key)


def draw(certificate: Certificate) -> MadeFile:
    """The page."""
    office, say = certificate.office, certificate.office.say
    title = say("certificate-title")
    page = Print(office.language, title)
    page.page()
    page.frame(10, 1.2)
    page.frame(12.5, 0.3)
    page.words(52, title, 34, GREEN, bold=True)
    page.words(68, say("certificate-motto"), 13, GREY)
    y = page.paragraph(
        90,
        say(
            "certificate-body",
            name=certificate.name,
            first=full_date_words(office, certificate.first),
            last=full_date_words(office, certificate.last),
            township=office.name(office.township.name),
            team=say("document-and").join(certificate.teams),
            shifts=certificate.shifts,
            hours=_hours(certificate.ms),
        ),
        16,
        11,
        left=LEFT,
        width=RIGHT - LEFT,
    )
    y = _table(page, certificate, y + 10)
    page.words(max(y + 12, 232), office.name(office.township.centre.name), 15, left=LEFT, width=RIGHT - LEFT, to="R")
    page.words(max(y + 22, 242), full_date_words(office, certificate.issued), 15, left=LEFT, width=RIGHT - LEFT, to="R")
    page.words(274, say("certificate-note"), 10, GREY)
    return MadeFile(certificate.file_name, "application/pdf", page.finished())


def _table(page: Print, certificate: Certificate, top: float) -> float:
    """Months or years with their shifts and hours; where it ends."""
    say = certificate.office.say
    rows = [(row.period, str(row.shifts), _hours(row.ms)) for row in certificate.rows]
    rows.append((say("certificate-total"), str(certificate.shifts), _hours(certificate.ms)))
    height = min(11.0, 96.0 / (len(rows) + 1))
    heads = (say("certificate-period"), say("certificate-shifts"), say("certificate-hours"))
    page.rule(top, LEFT, RIGHT, GREEN, 0.5)
    for number, row in enumerate((heads, *rows)):
        middle = top + (number + 0.5) * height
        for column, words in enumerate(row):
            colour = GREY if number == 0 else INK
            left = LEFT + column * (RIGHT - LEFT) / 3
            page.words(middle, words, 13, colour, left=left, width=(RIGHT - LEFT) / 3, bold=number in {0, len(rows)})
        page.rule(top + (number + 1) * height, LEFT, RIGHT)
    return top + (len(rows) + 1) * height


def _hours(ms: int) -> str:
    """Hours to a tenth, never rounded up."""
    return f"{ms * 10 // HOUR_MS / 10:.1f}"
