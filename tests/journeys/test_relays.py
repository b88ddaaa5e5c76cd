"""Handler and reporter talk through the bot: text, voice, photos and documents both ways, and neither learns more than was said."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.client import Phone, SeenMessage
from tests.documents.test_relayed_file import MAKER, photo
from tests.journeys.village import Village, a_village


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def asked(village: Village) -> str:
    """A confidential case whose handler has asked something."""
    number = await village.report(village.li, "枫林村隔壁的狗天天半夜叫，睡不着。")
    await village.mediator.press("我来受理")
    await village.mediator.press("问报告人")
    await village.mediator.send("什么样的狗？")
    await village.mediator.press("发送")
    await village.li.press("回答")
    return number


async def send_file(phone: Phone, kind: str, content: bytes, name: str) -> None:
    """Send a file of some bytes."""
    medium = {"type": kind, "base64": base64.b64encode(content).decode(), "file_name": name}
    await phone.town.post(f"/chats/{phone.id}/send", {"from_id": phone.id, "media": [medium]})
    await phone.town.settle()


def content_of(village: Village, message: SeenMessage, kind: str) -> bytes:
    """The bytes of what hangs on a message."""
    shown = message.raw[kind]
    file = village.playground.world.files[(shown[-1] if isinstance(shown, list) else shown)["file_id"]]
    assert file.content is not None
    return file.content


async def with_media(phone: Phone, kind: str) -> SeenMessage:
    """The newest message of the bot that carries such a thing."""
    return next(each for each in reversed(await phone.screen()) if each.from_bot and kind in each.media)


async def test_a_photo_of_the_reporter_arrives_without_what_it_says_of_them(village: Village) -> None:
    """The handler sees the picture, drawn anew, under the reporter's code."""
    await asked(village)
    await send_file(village.li, "photo", photo(), "IMG.jpg")
    await village.li.send("就是这条。")
    await village.li.press("发送")
    await village.mediator.press("全文和附件")
    got = content_of(village, await with_media(village.mediator, "photo"), "photo")
    assert got.startswith(b"\xff\xd8\xff")
    assert MAKER.encode() in photo()
    assert MAKER.encode() not in got
    assert not await village.mediator.sees("李春禾")


async def test_a_document_arrives_under_a_name_that_says_nothing(village: Village) -> None:
    """Its own name may hold a person's; the reporter is told once what a file may still say."""
    await asked(village)
    await send_file(village.li, "document", "李春禾的借条".encode(), "李春禾的借条.txt")
    assert await village.li.sees("换掉文件名")
    await village.li.send("借条在这里。")
    await village.li.press("发送")
    await village.mediator.press("全文和附件")
    message = await with_media(village.mediator, "document")
    assert message.raw["document"]["file_name"] == "附件.txt"


async def test_a_voice_goes_as_it_is_after_one_honest_word(village: Village) -> None:
    """The reporter is told once that a voice can be recognised; the handler hears it."""
    await asked(village)
    await village.li.voice()
    await village.li.voice()
    told = [each for each in await village.li.screen() if each.from_bot and "听得出您的声音" in each.text]
    assert len(told) == 1
    await village.li.press("发送")
    await village.mediator.press("全文和附件")
    assert (await with_media(village.mediator, "voice")).from_bot


async def test_what_the_handler_sends_is_made_anew_as_well(village: Village) -> None:
    """A photo with the progress reaches the reporter without its metadata."""
    await village.report(village.li, "枫林村隔壁的狗天天半夜叫，睡不着。")
    await village.mediator.press("我来受理")
    await village.mediator.press("记进展")
    await send_file(village.mediator, "photo", photo(), "IMG.jpg")
    await village.mediator.send("上门看过了。")
    await village.mediator.press("发送")
    got = content_of(village, await with_media(village.li, "photo"), "photo")
    assert MAKER.encode() not in got


async def test_where_a_message_was_forwarded_from_is_not_passed_on(village: Village) -> None:
    """The reporter forwards what a neighbour wrote: the handler reads the words, and no name."""
    await asked(village)
    await village.li.forward("狗是黑的，夜里不拴。", village.wang)
    await village.li.press("发送")
    answered = await village.mediator.find("狗是黑的")
    assert not any(key.startswith("forward") for key in answered.raw)
    assert not await village.mediator.sees("王大河")


async def test_a_photo_waits_for_a_bad_line(village: Village) -> None:
    """The picture cannot be fetched at first: it comes later, once."""
    await asked(village)
    await send_file(village.li, "photo", photo(), "IMG.jpg")
    await village.li.send("就是这条。")
    await village.li.press("发送")
    await village.town.faults({"method": "getFile", "action": "500", "times": 2})
    await village.mediator.press("全文和附件")
    await village.town.advance(minutes=1)
    shown = [each for each in await village.mediator.screen() if each.from_bot and "photo" in each.media]
    assert len(shown) == 1
