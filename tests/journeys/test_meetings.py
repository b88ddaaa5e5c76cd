"""The weekly meeting as the clerk and the director live it: agenda, attendance, decisions, minutes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.village import Village, a_village

DOG = "邻居家的狗天天半夜叫，枫林村的老人都睡不好。"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def test_from_the_agenda_to_the_assignment(village: Village) -> None:
    """On Sunday evening the document and one tap to come, on Monday a decision for each case, in the evening the minutes."""
    number = await village.report(village.li, DOG)
    await village.town.advance(days=13, hours=10)
    paper = await village.director.find("这次会上要研究的事项")
    assert paper.raw["document"]["file_name"].endswith(".docx")
    await village.director.press_in(await village.director.find("疑难案件周例会"), "✅ 我来")
    assert "疑难案件周例会" in (await village.director.find("您说会来")).text
    await village.town.advance(hours=15)
    chair = await village.staff.find("疑难案件周例会")
    assert "来：郭长青" in chair.text
    chair = await village.director.find("疑难案件周例会")
    await village.director.press_in(chair, number)
    await village.director.send("请派出所一起上门，再谈一次。")
    for press in ("派出所", "7 天", "就这样办"):
        await village.director.press(press)
    assert "会上定的记下了" in (await village.director.last()).text
    assert await village.li.sees("交给青禾镇派出所")
    await village.town.advance(hours=10)
    minutes = await village.staff.find("🗣 疑难案件周例会")
    assert "会议记录" in minutes.text
    assert number in minutes.text
    assert "派出所" in minutes.text


async def test_a_clerks_decision_waits_for_the_directors_date(village: Village) -> None:
    """The clerk takes it down from the board, and the director is asked to supervise."""
    number = await village.report(village.li, DOG)
    await village.town.advance(days=14, hours=2)
    await village.staff.send("🗂 待办")
    for press in ("📊 分流台", "🗣 会议", "疑难案件周例会", number):
        await village.staff.press(press)
    await village.staff.send("由镇里出面。")
    for press in ("还由原来的单位办", "3 天", "就这样办"):
        await village.staff.press(press)
    assert await village.director.sees("由镇里出面")


async def test_meetings_are_the_centres(village: Village) -> None:
    """A mediator is not asked to the weekly meeting and has no button to it."""
    await village.report(village.li, DOG)
    await village.town.advance(days=14)
    assert not await village.mediator.sees("疑难案件周例会")
