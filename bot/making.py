"""Has documents made just before they are sent: what they need is read in a short transaction, they are drawn beside the loop."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog
from telegram.error import NetworkError

from actions.note_read import ReadPart, note_read
from bot.telegram_calls import Refused
from documents.about_me import prepare_about_me
from documents.agreement_document import prepare_agreement
from documents.allowance_workbook import prepare_allowance_workbook
from documents.county_report import prepare_county_report
from documents.coverage_picture import prepare_coverage_picture
from documents.hours_certificate import prepare_hours_certificate
from documents.made_file import Office
from documents.meeting_agenda import prepare_meeting_agenda
from documents.relayed_file import cleaned
from documents.roster_picture import prepare_roster_picture
from documents.shift_calendar import prepare_shift_calendar
from domain.made_documents import OF_CASES, MadeDocument, read_name
from domain.messages import AttachmentKind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from actions.rules import Rules
    from documents.made_file import Draw, MadeFile, OfCases
    from domain.words import Language
    from storage.database import Database
    from storage.unit_of_work import UnitOfWork
    from texts.renderer import Renderer

    Make = Callable[[str, Language, int | None], Awaitable[MadeFile]]
    """From a document's name, the language it is read in, and who reads it (None: a group, or a reporter as such)."""
    Fetch = Callable[[str], Awaitable[bytes]]

WAITING = 8
"""So many documents may wait for their turn inside of delivery; more would take the places of more pressing messages."""

TOO_MANY, SERVER_ERROR = 429, 500

log = structlog.get_logger(__name__)


class TooManyWait(Exception):
    """Enough documents wait to be made: the message is better kept back a little."""


class Making:
    """Makes one document at a time: the libraries want their memory, and nobody waits long for a picture."""

    def __init__(self, database: Database, rules: Rules, renderer: Renderer, fetch: Fetch | None = None) -> None:
        self._fetch = fetch
        self._database = database
        self._rules = rules
        self._renderer = renderer
        self._turn = asyncio.Lock()
        self._waiting = 0

    async def make(self, name: str, language: Language, reader: int | None) -> MadeFile:
        """The document of this name for a reader, in their language. Raises TooManyWait, and whatever goes wrong."""
        if self._waiting >= WAITING:
            raise TooManyWait
        self._waiting += 1
        try:
            return await self._make(name, language, reader)
        finally:
            self._waiting -= 1

    async def _make(self, name: str, language: Language, reader: int | None) -> MadeFile:
        kind, parameters = read_name(name)
        office = Office(self._rules.township, self._rules.calendar, self._renderer, language)
        if kind is MadeDocument.RELAYED_FILE:
            return await self._pass_on(office, *parameters)
        async with self._turn:
            async with self._database.transaction() as work:
                if kind in OF_CASES:
                    draw = await _read(work, office, kind, parameters, reader)
                else:
                    draw = await _prepare(work, office, kind, parameters)
            made = await asyncio.to_thread(draw)
        log.info("a document was made", action="document_made", kind=kind.value, size=len(made.content))
        return made

    async def _pass_on(self, office: Office, sent_as: str, file_id: str) -> MadeFile:
        """A file of one side of a case, fetched and cleaned for the other."""
        if self._fetch is None:
            message = "files cannot be fetched here"
            raise LookupError(message)
        try:
            content = await self._fetch(file_id)
        except (NetworkError, OSError) as error:
            # It is there and will come another time: the message waits for it.
            raise TooManyWait from error
        except Refused as refused:
            if refused.code == TOO_MANY or refused.code >= SERVER_ERROR:
                raise TooManyWait from refused
            raise
        async with self._turn:
            made = await asyncio.to_thread(cleaned, AttachmentKind(sent_as), content, office)
        log.info("a file was made anew", action="file_made_anew", kind=sent_as, size=len(made.content))
        return made


async def _prepare(work: UnitOfWork, office: Office, kind: MadeDocument, parameters: tuple[str, ...]) -> Draw:
    match kind, parameters:
        case MadeDocument.ROSTER_PICTURE, (unit, first):
            return await prepare_roster_picture(work, office, unit, first)
        case MadeDocument.SHIFT_CALENDAR, (person,):
            return await prepare_shift_calendar(work, office, int(person))
        case MadeDocument.COVERAGE_PICTURE, (month,):
            return await prepare_coverage_picture(work, office, month)
        case MadeDocument.ALLOWANCE_WORKBOOK, (month, unit):
            return await prepare_allowance_workbook(work, office, month, unit or None)
        case MadeDocument.HOURS_CERTIFICATE, (person, year):
            return await prepare_hours_certificate(work, office, int(person), year)
        case MadeDocument.ABOUT_ME, (person,):
            return await prepare_about_me(work, office, int(person))
        case _:
            raise _Unknown(kind, parameters)


async def _read(
    work: UnitOfWork, office: Office, kind: MadeDocument, parameters: tuple[str, ...], reader: int | None
) -> Draw:
    """The one rule for documents about cases: each case in one is read by whom it is sent to, and that is an event of the case."""
    if reader is None:
        message = f"a document {kind.value} is for an official alone"
        raise ValueError(message)
    ready = await _prepare_of_cases(work, office, kind, parameters, reader)
    for case in ready.cases:
        await note_read(work, case, reader, ReadPart.DOCUMENT)
    return ready.draw


async def _prepare_of_cases(
    work: UnitOfWork, office: Office, kind: MadeDocument, parameters: tuple[str, ...], reader: int
) -> OfCases:
    """What whoever gets it may read: the notice may have been handed on since it was named for somebody."""
    match kind, parameters:
        case MadeDocument.MEETING_AGENDA, (meeting, _person):
            return await prepare_meeting_agenda(work, office, int(meeting), reader)
        case MadeDocument.AGREEMENT, (agreement,):
            return await prepare_agreement(work, office, int(agreement))
        case MadeDocument.COUNTY_REPORT, (case_id, _person):
            return await prepare_county_report(work, office, int(case_id), reader)
        case _:
            raise _Unknown(kind, parameters)


class _Unknown(ValueError):
    """Nobody wrote such a name."""

    def __init__(self, kind: MadeDocument, parameters: tuple[str, ...]) -> None:
        super().__init__(f"a document {kind.value} is not made from {len(parameters)} parameters")
