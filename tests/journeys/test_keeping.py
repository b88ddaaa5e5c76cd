"""A villager sees what is kept about them, and has it destroyed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.village import Village, a_village

WORDS = "枫林村邻居家的狗天天半夜叫，金丝雀也睡不好。"
CANARY = "金丝雀"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def open_privacy(village: Village) -> None:
    """Behind the last key of the menu."""
    await village.li.send("☰ 更多")
    await village.li.press("谁看得到")


async def test_the_file_has_what_one_wrote_and_who_saw_it(village: Village) -> None:
    """It comes as a document that can be read on any phone."""
    number = await village.report(village.li, WORDS)
    await open_privacy(village)
    await village.li.press("我的资料都有哪些")
    last = await village.li.last()
    assert "只有您收到" in last.text
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(village.li.id)
    assert person is not None
    made = await village.shouwang.parts.delivery._sender._make(f"about_me:{person.id}", person.language)
    text = made.content.decode("utf-8-sig")
    assert number in text
    assert CANARY in text
    assert "还没有人看过" in text


async def test_what_has_ended_is_destroyed_and_what_is_open_stays(village: Village, tmp_path: Path) -> None:
    """It asks once and says what goes; an open case has to be withdrawn first."""
    await village.report(village.li, WORDS)
    await open_privacy(village)
    await village.li.press("删除我的资料")
    assert "正在办的 1 件事" in (await village.li.last()).text
    await village.li.press("不删了")
    await village.li.send("📋 我的事项")
    await village.li.press("邻里")
    await village.li.press("撤回")
    await village.li.press("撤回")
    await open_privacy(village)
    await village.li.press("删除我的资料")
    asked = (await village.li.last()).text
    assert "已经结束的 1 件事" in asked
    assert "今天夜里" in asked
    await village.li.press("确定删除")
    assert "已经删了" in (await village.li.last()).text
    await village.shouwang.settle()
    on_disk = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert CANARY.encode() not in on_disk
    async with village.shouwang.database.transaction() as work:
        assert await work.erasure.waiting() == []
    await village.town.advance(days=1)
    async with village.shouwang.database.transaction() as work:
        assert await work.people.by_telegram_id(village.li.id) is None
