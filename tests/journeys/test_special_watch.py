"""National Day as a village head, the clerk and the director live it: a return every day, a briefing every morning."""

from __future__ import annotations

from tests.journeys.village import Village


async def test_an_open_case_has_less_time_from_the_first_of_october_on(village: Village) -> None:
    """Filed the evening before, it was to be accepted by nine in the evening; from midnight on by half past ten in the morning."""
    await village.town.advance(days=2, hours=12)
    number = await village.report(village.li, "枫林村水渠塌了一段，再下雨就要淹田。")
    await village.staff.send("🗂 待办")
    await village.staff.press(number)
    assert "10月1日 21:00" in (await village.staff.last()).text
    await village.town.advance(hours=4)
    await village.staff.send("🗂 待办")
    await village.staff.press(number)
    assert "10月1日 10:30" in (await village.staff.last()).text
    await village.town.advance(hours=10)
    assert await village.head.sees("到期了")


async def test_a_return_a_day_and_a_briefing_a_morning(village: Village) -> None:
    """On the first of October at four the head is asked, taps, and the next morning the director reads it."""
    await village.town.advance(days=3, hours=8)
    assert "每日零报告" in (await village.head.find("每日零报告")).text
    await village.head.press("零报告")
    assert "已答 1 / 21" in (await village.staff.find("每日零报告")).text
    await village.report(village.li, "枫林村水渠塌了一段，再下雨就要淹田。")
    await village.town.advance(hours=15)
    briefing = await village.director.find("早间通报")
    assert "国庆节" in briefing.text
    assert "昨天的零报告：已答 1 / 21" in briefing.text
    assert "在办 1 件" in briefing.text
    assert not await village.mediator.sees("早间通报")
