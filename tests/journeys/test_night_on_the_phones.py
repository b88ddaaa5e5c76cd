"""What people's phones show in the course of a night: cards that stay true, and numbers that mean something."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.teams import MemberState
from domain.words import Language, Role
from playground.client import Phone
from tests.journeys.patrol_evening import ASKED, BRIDGE, FAR, OFFICE, Evening, an_evening
from tests.journeys.village import a_village


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    """A village on a Monday morning, with a shift on Tuesday evening."""
    async with a_village(tmp_path) as village:
        yield await an_evening(village)


async def a_stand_in(evening: Evening) -> Phone:
    """One more member of the team, who is free."""
    phone = await evening.village.town.person("孙二娘", id=44)
    async with evening.village.shouwang.database.transaction() as work:
        person = await work.people.meet(44, "孙二娘", Language.ZH_HANS)
        await work.people.welcomed(person.id)
        await work.people.grant(person.id, Role.PATROLLER, evening.village.home)
        member = await work.teams.ask(evening.village.home, person.id)
        await work.teams.decide(member, MemberState.MEMBER, None)
    return phone


async def test_whose_post_was_taken_is_not_offered_to_come_after_all(evening: Evening) -> None:
    """The card that said "somebody is being looked for" says at once that somebody was found."""
    sun = await a_stand_in(evening)
    await evening.at(ASKED + 1)
    await evening.zhou.press("来不了")
    card = await evening.zhou.find("正在找人替您")
    await sun.press("我来")
    now = next(each for each in await evening.zhou.screen() if each.message_id == card.message_id)
    assert "已经有人替您" in now.text
    assert now.buttons == ()


async def test_what_was_said_at_the_check_out_stays(evening: Evening) -> None:
    """When the shift is closed, half an hour later, the way that was walked is still on the card."""
    await evening.all_coming()
    await evening.at(1)
    await evening.zhou.location(*OFFICE)
    await evening.at(60)
    await evening.zhou.location(*BRIDGE)
    await evening.at(181)
    await evening.zhou.press("签退")
    said = await evening.zhou.find("签退好了")
    assert "走了" in said.text
    await evening.at(211)
    assert await evening.zhou.find("走了") == said


async def test_the_reminder_has_the_way_to_check_in(evening: Evening) -> None:
    """Who comes early need not wait for the next card; who presses too early is told from when on."""
    await evening.all_coming()
    await evening.at(-59)
    reminder = await evening.zhou.find("就要巡逻了")
    await evening.zhou.press_in(reminder, "我到了，签到")
    assert "19:30 起就可以签到" in (await evening.zhou.alert() or "")
    await evening.at(-20)
    await evening.zhou.press("我到了，签到")
    await evening.zhou.location(*OFFICE)
    assert await evening.zhou.sees("签到好了，19:40")


@pytest.mark.parametrize(
    ("place", "said"),
    [(FAR, "离得很远"), ((27.43, 112.634), "公里"), ((27.345, 112.634), "米")],
)
async def test_how_far_off_is_said_in_words_that_mean_something(
    evening: Evening, place: tuple[float, float], said: str
) -> None:
    """Nobody has use for 195,920 metres."""
    await evening.all_coming()
    await evening.at(1)
    await evening.zhou.location(*place)
    answer = await evening.zhou.find("签到好了")
    assert said in answer.text
    assert "," not in answer.text


async def test_a_scanned_poster_says_where_somebody_in_need_is(evening: Evening) -> None:
    """Who checked in at a poster has sent no place of their own: the poster's is what the others see."""
    await evening.all_coming()
    await evening.at(1)
    await evening.zhou.send(f"/start c_{evening.tokens['bridge']}")
    await evening.zhou.send("/sos")
    await evening.zhou.press("确认求救")
    card = await evening.lead.find("周小松 求救")
    assert "20:01 在这里" in card.text
    (pin,) = [each for each in await evening.lead.screen() if "location" in each.media]
    assert pin.raw["location"]["latitude"] == pytest.approx(BRIDGE[0])


async def test_ones_hours_lead_to_the_calendar_and_the_certificate(evening: Evening) -> None:
    """Both are a tap away for who has stood a shift and has one ahead."""
    await evening.all_coming()
    await evening.zhou.send("🚶 巡逻")
    await evening.zhou.press("更多")
    await evening.zhou.press("我的时长")
    assert ("🗓 我的班",) in (await evening.zhou.last()).buttons
    await evening.zhou.press("我的班")
    assert ("📅 放进手机日历",) in (await evening.zhou.last()).buttons
    await evening.at(1)
    await evening.zhou.location(*OFFICE)
    await evening.at(181)
    await evening.zhou.press("签退")
    await evening.zhou.send("🚶 巡逻")
    await evening.zhou.press("更多")
    await evening.zhou.press("我的时长")
    await evening.zhou.press("服务证明")
    assert "document" in (await evening.zhou.last()).media


async def test_at_the_start_nobody_who_said_yes_is_asked_again(evening: Evening) -> None:
    """Not even who said it in the last hour: now it is about checking in. Whoever has come early is not rung at all."""
    await evening.at(-50)
    await evening.zhou.press("我能来")
    await evening.at(-5)
    await evening.qian.location(*OFFICE)
    await evening.nothing_new()
    await evening.at(0)
    (card,) = await evening.zhou.new()
    assert "巡逻开始了" in card.text
    assert "能不能来" not in card.text
    assert ("📍 我到了，签到",) in card.buttons
    assert await evening.qian.new() == []


async def test_who_stands_in_within_the_hour_is_asked_to_check_in_too(evening: Evening) -> None:
    """They missed the reminder; at the start they get the same card as everybody."""
    sun = await a_stand_in(evening)
    await evening.all_coming()
    await evening.at(-40)
    await evening.zhou.press("来不了")
    await sun.press("我来")
    await sun.new()
    await evening.at(0)
    (card,) = await sun.new()
    assert "巡逻开始了" in card.text
    await sun.press_in(card, "我到了，签到")
    await sun.location(*OFFICE)
    assert await sun.sees("签到好了，20:00")


async def test_the_card_of_who_is_late_goes_on_asking_for_the_check_in(evening: Evening) -> None:
    """When it is brought up to date it must not fall back on "you said you will come"."""
    await evening.all_coming()
    await evening.at(10)
    late = (await evening.zhou.new())[-1]
    assert "10 分钟" in late.text
    for minutes in (21, 31):
        await evening.at(minutes)
        now = next(each for each in await evening.zhou.screen() if each.message_id == late.message_id)
        assert "还没收到您的签到" in now.text
        assert "您说了会来" not in now.text
        assert ("📍 我到了，签到",) in now.buttons
