"""Whoever deals with a tip gets its particulars and its pictures, and its reporter's own words only if they agree."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.village import Village, a_village

OWN = "枫林村卖假酒的那屋，我天天半夜听得见，烦死个人咯。"
"""As one of the village would recognise it."""
TELLING = "烦死个人咯"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def tip(village: Village, words: str = "不给看") -> str:
    """Report a tip with a picture and a voice message, and its particulars; the number."""
    await village.li.photo(caption=OWN)
    await village.li.voice()
    await village.li.press("都不是")
    await village.li.press("保密")
    await village.li.press(words)
    if words == "不给看":
        await village.li.send("村口第三家，夜里有人卖假酒。")
        await village.li.press("多在夜里")
        await village.li.send("村口第三家")
    await village.li.press("提交")
    return await village.case_number(village.li)


async def test_particulars_and_pictures_come_without_the_words(village: Village) -> None:
    """On no card, in no list of files and in no later news do the reporter's own words or voice reach an official."""
    number = await tip(village)
    await village.mediator.press("我来受理")
    card = await village.mediator.find(number)
    assert "村口第三家，夜里有人卖假酒" in card.text
    assert "多在夜里" in card.text
    assert "原话、录音不转交" in card.text
    await village.mediator.press("全文和附件")
    media = [kind for each in await village.mediator.screen() if each.from_bot for kind in each.media]
    assert "photo" in media
    assert "voice" not in media
    await village.li.send("📋 我的事项")
    await village.li.press("无证")
    await village.li.press("补充")
    await village.li.send("昨晚又闹到三点，烦死个人咯。")
    await village.li.press("发送")
    assert "原话按您说的不给看" in (await village.li.last()).text
    await village.town.advance(days=5)
    officials = [village.mediator, village.second_mediator, village.head, village.staff, village.director]
    for phone in officials:
        assert not await phone.sees(TELLING)


async def test_words_are_shown_when_the_reporter_agrees_at_once(village: Village) -> None:
    """Asked once, in plain words; yes shows everything as it was written."""
    number = await tip(village, "可以看原话")
    assert TELLING in (await village.mediator.find(number)).text


async def test_agreeing_later_shows_them_from_then_on(village: Village) -> None:
    """From "my cases", after being told that it cannot be taken back."""
    number = await tip(village)
    assert not await village.mediator.sees(TELLING)
    await village.li.send("📋 我的事项")
    await village.li.press("无证")
    await village.li.press("给看原话")
    assert "收不回来" in (await village.li.last()).text
    await village.li.press("给看原话")
    assert await village.mediator.sees(TELLING)
    assert number in (await village.mediator.find(TELLING)).text
    assert not any("给看原话" in label for row in (await village.li.last()).buttons for label in row)


async def test_an_answer_to_a_question_is_meant_for_whoever_asked(village: Village) -> None:
    """The handler asks; the reporter is told that the answer is passed on as it is."""
    await tip(village)
    await village.mediator.press("我来受理")
    await village.mediator.press("问报告人")
    await village.mediator.send("是哪一家？")
    await village.mediator.press("发送")
    assert await village.li.sees("照原样给他看")
    await village.li.press("回答")
    await village.li.send("红门那家。")
    await village.li.press("发送")
    assert await village.mediator.sees("红门那家")


async def test_a_dispute_is_read_as_it_was_written(village: Village) -> None:
    """Only tips hold their words back."""
    await village.report(village.li, "枫林村隔壁的狗天天叫，烦死个人咯。")
    assert await village.mediator.sees(TELLING)
