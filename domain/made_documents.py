"""Documents that are made when the message they go with is sent: their names, which say everything they are made from."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.messages import Attachment, AttachmentKind

if TYPE_CHECKING:
    from datetime import date


class MadeDocument(StrEnum):
    """One kind of document; what follows in its name are its parameters."""

    ROSTER_PICTURE = "roster_picture"
    """A team's two weeks as a picture: unit, first day."""
    SHIFT_CALENDAR = "shift_calendar"
    """One person's shifts for the calendar of their phone: person."""
    COVERAGE_PICTURE = "coverage_picture"
    """Which teams stood on which days of a month: month."""
    ALLOWANCE_WORKBOOK = "allowance_workbook"
    """A month's ledger of allowances: month, unit or nothing for all teams."""
    HOURS_CERTIFICATE = "hours_certificate"
    """A volunteer's hours: person, year or "all"."""
    MEETING_AGENDA = "meeting_agenda"
    """What a meeting is to talk about: meeting, person who reads it."""
    ABOUT_ME = "about_me"
    """All that is kept about somebody, for themselves: person."""
    AGREEMENT = "agreement"
    """A people's mediation agreement to sign: agreement."""
    COUNTY_REPORT = "county_report"
    """A report by which the town asks the county to see to a case: case, person who reads it."""
    RELAYED_FILE = "relayed_file"
    """A file of one side of a case for the other, cleaned of what it says of its maker: kind, the chat service's file."""


OF_CASES = frozenset({MadeDocument.MEETING_AGENDA, MadeDocument.AGREEMENT, MadeDocument.COUNTY_REPORT})
"""Whoever gets one of these reads cases. What somebody has written themselves they may read without a note of it: it would
say whose a case is."""
PICTURES = frozenset({MadeDocument.ROSTER_PICTURE, MadeDocument.COVERAGE_PICTURE})
ALL_YEARS = "all"
CLEANED = frozenset({AttachmentKind.PHOTO, AttachmentKind.DOCUMENT, AttachmentKind.AUDIO, AttachmentKind.ANIMATION})
"""What is fetched and made anew on its way. A voice and a film go as they are, and their sender is told what that gives away."""


def roster_picture(unit: str, first: date) -> Attachment:
    """A team's roster of two weeks from a day on."""
    return _attachment(MadeDocument.ROSTER_PICTURE, unit, first.isoformat())


def shift_calendar(person_id: int) -> Attachment:
    """One person's own shifts."""
    return _attachment(MadeDocument.SHIFT_CALENDAR, str(person_id))


def coverage_picture(month: str) -> Attachment:
    """All teams in one month ("YYYY-MM")."""
    return _attachment(MadeDocument.COVERAGE_PICTURE, month)


def allowance_workbook(month: str, unit: str | None = None) -> Attachment:
    """A month's ledger, of one team or of all."""
    return _attachment(MadeDocument.ALLOWANCE_WORKBOOK, month, unit or "")


def hours_certificate(person_id: int, year: str) -> Attachment:
    """One person's hours in a year ("YYYY"), or in all years."""
    return _attachment(MadeDocument.HOURS_CERTIFICATE, str(person_id), year)


def about_me(person_id: int) -> Attachment:
    """All that is kept about one person."""
    return _attachment(MadeDocument.ABOUT_ME, str(person_id))


def agreement_document(agreement_id: int) -> Attachment:
    """An agreement as a text document, ready to print and sign."""
    return _attachment(MadeDocument.AGREEMENT, str(agreement_id))


def county_report(case_id: int, person_id: int) -> Attachment:
    """The report on a case to the county, as one person may read it."""
    return _attachment(MadeDocument.COUNTY_REPORT, str(case_id), str(person_id))


def meeting_agenda(meeting_id: int, person_id: int) -> Attachment:
    """The agenda of a meeting, as one person may read it."""
    return _attachment(MadeDocument.MEETING_AGENDA, str(meeting_id), str(person_id))


def relayed(file: Attachment) -> Attachment:
    """A file as it goes from one side of a case to the other."""
    if file.kind not in CLEANED or not file.file_id:
        return file
    return Attachment(kind=file.kind, made=f"{MadeDocument.RELAYED_FILE.value}:{file.kind.value}:{file.file_id}")


def read_name(name: str) -> tuple[MadeDocument, tuple[str, ...]]:
    """What a name says. Raises ValueError for one that was not made here."""
    kind, *parameters = name.split(":")
    return MadeDocument(kind), tuple(parameters)


def _attachment(kind: MadeDocument, *parameters: str) -> Attachment:
    sent_as = AttachmentKind.PHOTO if kind in PICTURES else AttachmentKind.DOCUMENT
    return Attachment(kind=sent_as, made=":".join((kind.value, *parameters)))
