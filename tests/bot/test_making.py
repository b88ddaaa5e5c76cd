"""Documents made at sending: one at a time, not too many waiting, and never in the way of what is pressing."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from actions.rules import Rules
from bot.making import WAITING, Making, TooManyWait
from documents.made_file import MadeFile
from domain.made_documents import (
    ALL_YEARS,
    MadeDocument,
    allowance_workbook,
    coverage_picture,
    hours_certificate,
    read_name,
    roster_picture,
    shift_calendar,
)
from domain.messages import Attachment, AttachmentKind, Message, phrase
from domain.words import Language
from storage.database import Database
from storage.outbox import OutboxState
from storage.outgoing import Lane, Outgoing, ToPerson
from tests.bot.bench import Bench, said
from tests.documents.patrol_samples import renderer
from tests.domain.samples import calendar, township

ROSTER = roster_picture("fenglin", date(2026, 10, 5))


@pytest.fixture
def making(database: Database) -> Making:
    """The workshop over an empty database."""
    return Making(database, Rules(township(), calendar(), b"k", secrets.token_bytes), renderer())


@pytest.mark.parametrize(
    ("attachment", "kind", "sent_as"),
    [
        (ROSTER, MadeDocument.ROSTER_PICTURE, AttachmentKind.PHOTO),
        (coverage_picture("2026-09"), MadeDocument.COVERAGE_PICTURE, AttachmentKind.PHOTO),
        (shift_calendar(7), MadeDocument.SHIFT_CALENDAR, AttachmentKind.DOCUMENT),
        (allowance_workbook("2026-09"), MadeDocument.ALLOWANCE_WORKBOOK, AttachmentKind.DOCUMENT),
        (allowance_workbook("2026-09", "fenglin"), MadeDocument.ALLOWANCE_WORKBOOK, AttachmentKind.DOCUMENT),
    ],
)
async def test_what_is_named_is_made(
    making: Making, attachment: Attachment, kind: MadeDocument, sent_as: AttachmentKind
) -> None:
    """A name survives the outbox and is read back, and its document is a file of its kind, even with nothing in it."""
    kept = Attachment.model_validate_json(attachment.model_dump_json())
    assert kept.made is not None
    assert read_name(kept.made)[0] is kind
    assert kept.kind is sent_as
    file = await making.make(kept.made, Language.ZH_HANS, 1)
    beginnings = {".png": b"\x89PNG", ".ics": b"BEGIN:VCALENDAR", ".xlsx": b"PK"}
    assert file.content.startswith(beginnings[Path(file.name).suffix])


@pytest.mark.parametrize(
    "name",
    ["", "passwords:1", "roster_picture", "roster_picture:fenglin:soon", "shift_calendar:all", "roster_picture:a:b:c"],
)
async def test_a_name_that_nobody_wrote_makes_nothing(making: Making, name: str) -> None:
    """It raises, and the workshop goes on."""
    with pytest.raises(ValueError, match=r".+"):
        await making.make(name, Language.ZH_HANS, 1)
    assert (await making.make(ROSTER.made or "", Language.EN, 1)).content


async def test_a_certificate_of_nothing_is_not_made(making: Making) -> None:
    """Whoever has none was told so before."""
    with pytest.raises(ValueError, match="nothing"):
        await making.make(hours_certificate(1, ALL_YEARS).made or "", Language.ZH_HANS, 1)


async def test_no_more_than_a_few_wait_for_their_turn(making: Making) -> None:
    """Of twenty who come at once eight are served; the others are told to come again, and then they are served too."""
    wishes = [making.make(ROSTER.made or "", Language.ZH_HANS, 1) for _number in range(20)]
    found = await asyncio.gather(*wishes, return_exceptions=True)
    kinds = Counter(type(each) for each in found)
    assert kinds == {MadeFile: WAITING, TooManyWait: 20 - WAITING}
    assert await making.make(ROSTER.made or "", Language.ZH_HANS, 1)


async def test_a_crowd_that_wants_documents_gets_them_and_holds_up_no_sos(bench: Bench) -> None:
    """Each gets one message with one picture, later ones after some seconds; a call for help goes past all of them."""
    bot = await bench.start()
    phones = [await bench.town.person(f"队员{number}") for number in range(WAITING + 6)]
    helper = await bench.town.person("何知远")
    async with bot.database.transaction() as work:
        for phone in (*phones, helper):
            await work.people.meet(phone.id, phone.name, Language.ZH_HANS)
        for phone in phones:
            person = await work.people.by_telegram_id(phone.id)
            assert person is not None
            message = Message(lines=(phrase("confirm-text", text="排班"),), attachments=(ROSTER,))
            await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, message))
        person = await work.people.by_telegram_id(helper.id)
        assert person is not None
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.SOS, said("来人")))
    await bench.town.settle()
    calls = [call["method"] for call in await bench.town.calls() if call["method"].startswith("send")]
    assert calls[0] == "sendMessage"
    assert calls.count("sendPhoto") == WAITING
    for _round in range(4):
        await bench.town.advance(seconds=7)
    seen = [[message.media for message in await phone.screen() if message.from_bot] for phone in phones]
    assert seen == [[("photo",)]] * len(phones)
    async with bot.database.transaction() as work:
        assert await work.outbox.count(OutboxState.SENT) == len(phones) + 1
