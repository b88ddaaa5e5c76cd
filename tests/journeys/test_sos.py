"""A patroller calls for help: who hears of it, how often, who comes first, where they are, and how it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.client import Phone
from tests.journeys.patrol_people import BRIDGE, Team, a_team, offer
from tests.journeys.village import MONDAY_MORNING, Village, a_village

HOURS_TO_NIGHT = 14


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def call(phone: Phone) -> None:
    """Two taps."""
    await phone.send("/sos")
    await phone.press("确认求救")


async def everybody(village: Village, team: Team) -> tuple[Phone, ...]:
    """All who must hear when the second of the team calls."""
    return (team.phones[0], *team.phones[2:], village.head, village.staff)


async def test_everybody_around_hears_at_once_with_the_place_and_nobody_else(village: Village) -> None:
    """The others of the shift, the lead, the head and the duty officer; not the villagers, mediators or the director."""
    team = await a_team(village)
    await team.check_in(1)
    await call(team.phones[1])
    for phone in await everybody(village, team):
        card = await phone.find("队员1 求救")
        assert "110" in card.text
        assert "119" in card.text
        assert "120" in card.text
        assert ("🗺 看地图",) in card.buttons
        (pin,) = [each for each in await phone.screen() if "location" in each.media]
        assert pin.raw["location"]["latitude"] == pytest.approx(BRIDGE[0])
    for phone in (village.li, village.mediator, village.director, village.admin, team.phones[1]):
        assert not await phone.sees("队员1 求救")
    assert "通知了 4 个人" in (await team.phones[1].find("已经求救")).text


async def test_it_rings_at_night(village: Village) -> None:
    """Quiet hours hold nothing of it back."""
    await village.town.advance(hours=HOURS_TO_NIGHT, jump=True)
    team = await a_team(village)
    await call(team.phones[1])
    assert await village.staff.sees("队员1 求救")


async def test_it_is_said_again_each_minute_until_somebody_comes_and_then_no_more(village: Village) -> None:
    """Three minutes, three repetitions at everybody; then one says it and there is silence."""
    team = await a_team(village)
    await call(team.phones[1])
    await village.town.advance(seconds=59)
    assert not await village.head.sees("还在求救")
    await village.town.advance(seconds=1)
    assert await village.head.sees("已经 1 分钟")
    await village.town.advance(minutes=2)
    for phone in await everybody(village, team):
        again = [each for each in await phone.screen() if "队员1 还在求救" in each.text]
        assert len(again) == 3
        assert len({each.date_ms for each in again}) == 3
    await village.head.press("我来了")
    before = {phone.id: len(await phone.screen()) for phone in await everybody(village, team)}
    await village.town.advance(minutes=10)
    assert {phone.id: len(await phone.screen()) for phone in await everybody(village, team)} == before


async def test_everybody_is_told_who_is_coming_and_further_ones_may_come_too(village: Village) -> None:
    """The first has it; every card names them in place; the second is told who was first."""
    team = await a_team(village)
    await call(team.phones[1])
    cards = {phone.id: (await phone.find("队员1 求救")).message_id for phone in await everybody(village, team)}
    await team.phones[2].press("我来了")
    assert await team.phones[2].alert() == "好，大家都知道您去了"
    for phone in await everybody(village, team):
        card = await phone.find("队员1 求救")
        assert card.message_id == cards[phone.id]
        assert "队员2 正赶过去" in card.text
    for phone in (team.phones[0], team.phones[1], village.head, village.staff):
        assert (await phone.find("队员2 正赶过去")).message_id
    assert (await team.phones[1].last()).text == "🏃 队员2 正赶过去。"
    await village.head.press_in(await village.head.find("队员1 求救"), "我也来")
    assert "队员2 已经在路上" in (await village.head.alert() or "")
    assert "赵玉梅 也去" in (await team.phones[0].find("队员1 求救")).text
    assert "赵玉梅 也赶来了" in (await team.phones[1].last()).text


async def test_of_a_hundred_who_tap_at_once_exactly_one_is_the_first(village: Village) -> None:
    """Everybody else is noted as coming too, and all see the same first one."""
    team = await a_team(village, 101)
    await call(team.phones[1])
    others = [phone for number, phone in enumerate(team.phones) if number != 1]
    cards = [await phone.find("队员1 求救") for phone in others]
    taps = (phone.press_in(card, "我来了", settle=False) for phone, card in zip(others, cards, strict=True))
    await asyncio.gather(*taps)
    await village.town.settle()
    answers = [await phone.alert() or "" for phone in others]
    assert len(others) == 100
    assert answers.count("好，大家都知道您去了") == 1
    first = others[answers.index("好，大家都知道您去了")]
    assert sum(f"{first.name} 已经在路上" in answer for answer in answers) == 99
    for phone in (*others, village.head):
        assert f"{first.name} 正赶过去" in (await phone.find("队员1 求救")).text
    async with village.shouwang.database.transaction() as work:
        found = await work.sos_calls.get(1)
        assert found is not None
        helpers = await work.sos_calls.helpers(1)
        person = await work.people.by_telegram_id(first.id)
    assert person is not None
    assert found.answered_by == person.id
    assert sum(each.coming_at is not None for each in helpers) == 100


async def test_a_place_that_comes_later_is_on_everybodys_card(village: Village) -> None:
    """The one in need is asked for it with a key; the cards change in place, and the first place comes as a point too."""
    team = await a_team(village)
    await call(team.phones[1])
    asked = await team.phones[1].last()
    assert "📍 发我的位置" in asked.keys[0]
    card = await village.head.find("队员1 求救")
    assert "还不知道在哪里" in card.text
    await village.town.advance(seconds=30)
    await team.phones[1].location(*BRIDGE)
    assert "收到" in (await team.phones[1].last()).text
    placed = await village.head.find("队员1 求救")
    assert placed.message_id == card.message_id
    assert "在这里，请看地图" in placed.text
    url = placed.raw["reply_markup"]["inline_keyboard"][1][0]["url"]
    assert "112.637775,27.327200" in url
    assert [each for each in await village.head.screen() if "location" in each.media]
    await team.phones[1].location(27.3331, 112.636575)
    moved = await village.head.find("队员1 求救")
    assert "112.636575,27.333100" in moved.raw["reply_markup"]["inline_keyboard"][1][0]["url"]
    assert len([each for each in await village.head.screen() if "location" in each.media]) == 1


async def test_a_live_location_moves_the_cards_without_a_word(village: Village) -> None:
    """Each point of it changes the cards in place; the one in need is not disturbed."""
    team = await a_team(village)
    await call(team.phones[1])
    sent = await team.phones[1].location(*BRIDGE, live_period=900)
    screen = len(await team.phones[1].screen())
    seconds = MONDAY_MORNING // 1000
    moved = {
        "message_id": sent.message_id,
        "date": seconds,
        "edit_date": seconds,
        "chat": {"id": team.phones[1].id, "type": "private"},
        "from": {"id": team.phones[1].id, "is_bot": False, "first_name": "队员1"},
        "location": {"latitude": 27.3331, "longitude": 112.636575, "live_period": 900},
    }
    await village.town.inject({"edited_message": moved})
    card = await village.head.find("队员1 求救")
    assert "112.636575,27.333100" in card.raw["reply_markup"]["inline_keyboard"][1][0]["url"]
    assert len(await team.phones[1].screen()) == screen


async def test_a_phone_without_a_position_does_not_move_the_cards(village: Village) -> None:
    """Null island is no place; the last good one stays, and the one in need is told what to do."""
    team = await a_team(village)
    await team.check_in(1)
    await call(team.phones[1])
    await team.phones[1].location(0.0, 0.0)
    assert "没有定到位" in (await team.phones[1].last()).text
    card = await village.head.find("队员1 求救")
    assert "112.637775,27.327200" in card.raw["reply_markup"]["inline_keyboard"][1][0]["url"]


async def test_the_one_who_called_ends_it_with_a_word(village: Village) -> None:
    """One question, one tap; everybody hears how it ended, and no card can be pressed any more."""
    team = await a_team(village)
    await call(team.phones[1])
    await team.phones[0].press("我来了")
    await team.phones[1].press("没事了")
    await team.phones[1].press("有人到了，帮上了")
    assert await team.phones[1].sees("您的求救已经结束")
    assert not await team.phones[1].sees("怎么样了？点一个")
    for phone in await everybody(village, team):
        assert "有人到了，帮上了" in (await phone.find("队员1 的求救结束了")).text
        assert (await phone.find("队员1 求救！")).buttons == ()
    async with village.shouwang.database.transaction() as work:
        assert await work.sos_calls.of_person(team.persons[1]) is None


async def test_the_duty_officer_ends_it_in_words_and_nobody_else_may(village: Village) -> None:
    """The head has no button for it; what the officer typed reaches everybody, and the minute passes in silence."""
    team = await a_team(village)
    await call(team.phones[1])
    assert not any("结束" in label for row in (await village.head.find("队员1 求救")).buttons for label in row)
    await village.staff.press("结束求救")
    await village.staff.send("派出所已经把人接回来了。")
    assert "接回来了" in (await team.phones[1].find("的求救结束了")).text
    assert "接回来了" in (await village.head.find("队员1 求救！")).text
    assert "大家都知道了" in (await village.staff.last()).text
    before = len(await village.head.screen())
    await village.town.advance(minutes=3)
    assert len(await village.head.screen()) == before
    await team.phones[1].press("回菜单")
    assert not any("发我的位置" in key for row in (await team.phones[1].last()).keys for key in row)


async def test_whoever_ended_it_by_a_tap_sees_that_it_is_done(village: Village) -> None:
    """The question is answered where it stood: its buttons are gone, and nobody presses them again."""
    team = await a_team(village)
    await call(team.phones[1])
    await village.staff.press("结束求救")
    question = await village.staff.find("怎么样了？")
    await village.staff.press("没事了，人平安")
    now = next(each for each in await village.staff.screen() if each.message_id == question.message_id)
    assert "大家都知道了" in now.text
    assert now.buttons == ()


async def test_an_old_card_pressed_after_the_end_says_so(village: Village) -> None:
    """Whoever was slow is thanked and sees how it ended."""
    team = await a_team(village)
    await call(team.phones[1])
    await village.town.advance(minutes=1)
    again = await village.head.find("还在求救")
    await team.phones[1].press("没事了")
    await team.phones[1].press("按错了")
    await village.head.press_in(again, "我来了")
    assert "已经结束了" in (await village.head.alert() or "")


async def test_a_patroller_on_no_shift_reaches_the_team_that_is_out(village: Village) -> None:
    """With no post of one's own the people of the team's running shift hear, and the lead, the head, the centre."""
    team = await a_team(village)
    await offer(village, team.phones[1], "o-sos")
    async with village.shouwang.database.transaction() as work:
        await work.shifts.remove_post(team.posts[1])
    await team.phones[1].press("o-sos")
    await team.phones[1].press("确认求救")
    for phone in await everybody(village, team):
        assert await phone.sees("队员1 求救")


async def test_the_danger_key_is_two_taps_for_a_patroller_and_a_report_for_everybody_else(village: Village) -> None:
    """From anywhere: the key at the bottom and one confirmation. A villager comes to the urgent report as before."""
    team = await a_team(village)
    await team.phones[1].send("/menu")
    await team.phones[1].press("有危险")
    await team.phones[1].press("确认求救")
    assert await village.staff.sees("队员1 求救")
    await team.phones[2].send("/menu")
    await team.phones[2].press("有危险")
    await team.phones[2].press("反映急事")
    assert "什么事" in (await team.phones[2].last()).text
    await village.li.send("/menu")
    await village.li.press("有危险")
    assert "先打电话" in (await village.li.last()).text
    await village.wang.send("/sos")
    assert "先打电话" in (await village.wang.last()).text
    assert not await village.wang.sees("确认求救")


async def test_cancelling_calls_nobody_and_a_second_call_shows_the_first(village: Village) -> None:
    """A slip of the finger costs nothing; two calls of one person do not exist."""
    team = await a_team(village)
    await team.phones[1].send("/sos")
    await team.phones[1].press("取消")
    assert not await village.staff.sees("求救！")
    await call(team.phones[1])
    await team.phones[1].send("/sos")
    assert "已经求救" in (await team.phones[1].last()).text
    assert len([each for each in await village.staff.screen() if "队员1 求救！" in each.text]) == 1


async def test_who_blocked_the_bot_is_passed_over_and_the_next_is_told(village: Village) -> None:
    """The head and the whole centre are out of reach: the director hears of it at once, before the first minute."""
    team = await a_team(village)
    await village.head.block()
    await village.staff.block()
    await call(team.phones[1])
    assert await village.director.sees("队员1 求救")
    assert "通知了 3 个人" in (await team.phones[1].find("已经求救")).text


async def test_who_is_found_out_of_reach_only_when_written_to_is_passed_over_too(village: Village) -> None:
    """Nobody knew of it before: the refused message calls the next one."""
    team = await a_team(village)
    await village.town.faults({"method": "sendMessage", "chat_id": village.staff.id, "action": "403"})
    await call(team.phones[1])
    await village.town.faults()
    assert await village.director.sees("队员1 求救")


async def test_a_restart_between_call_and_repetition_changes_nothing(village: Village) -> None:
    """The next minute is a row, not a timer."""
    team = await a_team(village)
    await call(team.phones[1])
    await village.restart()
    await village.town.advance(minutes=1)
    assert await village.head.sees("队员1 还在求救")


async def test_a_call_that_nobody_ends_is_asked_about_until_somebody_does(village: Village) -> None:
    """Who is coming says that all is well with one tap; the duty officer ends it, and it is quiet."""
    team = await a_team(village)
    await call(team.phones[1])
    await village.head.press("我来了")
    await village.town.advance(minutes=15)
    assert await village.head.sees("队员1 怎么样了")
    await village.head.press("见到人了")
    assert "已经告诉值班的人" in (await village.head.last()).text
    assert await village.staff.sees("赵玉梅 见到 队员1 了")
    await village.staff.press_in(await village.staff.find("见到 队员1 了"), "结束求救")
    await village.staff.press("人平安")
    before = {phone.id: len(await phone.screen()) for phone in await everybody(village, team)}
    await village.town.advance(hours=1)
    assert {phone.id: len(await phone.screen()) for phone in await everybody(village, team)} == before
