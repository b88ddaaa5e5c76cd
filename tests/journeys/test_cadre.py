"""The cadre's side: accepting, asking back, closing, handing up, and who may see what."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.words import Language, Role
from tests.journeys.village import Village, a_village

DOG = "邻居家的狗天天半夜叫，枫林村的老人都睡不好。"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def test_a_report_goes_to_the_mediators_of_its_village_and_to_nobody_else(village: Village) -> None:
    """Both mediators get the card; the head, the centre and the director hear nothing yet."""
    number = await village.report(village.li, DOG)
    assert await village.mediator.sees(number)
    assert await village.second_mediator.sees(number)
    for other in (village.head, village.staff, village.director, village.admin, village.oversight, village.wang):
        assert not await other.sees(number)


async def test_from_acceptance_to_a_rating(village: Village) -> None:
    """The reporter hears of every step, is asked and answers without being named, and rates the result."""
    li, mediator = village.li, village.mediator
    number = await village.report(li, DOG)
    await mediator.press("我来受理")
    assert "陈广田 已经受理" in (await li.last()).text

    await mediator.press("问报告人")
    await mediator.send("大概几点叫得最凶？")
    await mediator.press("发送")
    assert "大概几点叫得最凶" in (await li.last()).text
    await li.press("回答")
    await li.send("半夜两三点")
    await li.press("发送")
    assert "半夜两三点" in (await mediator.find("报告人回答了")).text

    await mediator.press("记进展")
    await mediator.send("上门看过，狗已经换了地方拴。")
    await mediator.press("发送")
    assert "换了地方拴" in (await li.last()).text

    await mediator.press("办结")
    await mediator.press("双方达成一致")
    await mediator.send("双方握手言和。")
    await mediator.press("发送")
    closed = await li.last()
    assert "双方达成一致" in closed.text
    assert "法院" in closed.text
    await li.press_in(closed, "5")
    assert "5 分" in (await li.last()).text

    await li.press("我的事项")
    await li.press("邻里纠纷")
    await li.press("经过")
    shown = (await li.last()).text
    for step in ("反映", "受理", "经办人提问", "报告人回答", "有了进展", "办结", "评价 5 分"):
        assert step in shown
    assert number in shown


async def test_a_confidential_reporter_is_never_named(village: Village) -> None:
    """Neither before nor after acceptance does anybody's screen show the name."""
    await village.report(village.li, DOG, known_as="保密")
    await village.mediator.press("我来受理")
    await village.town.advance(days=5)
    for official in (village.mediator, village.second_mediator, village.head, village.staff, village.director):
        assert not await official.sees("李春禾")


async def test_a_named_reporter_is_shown_only_to_who_accepted_and_sees_that(village: Village) -> None:
    """The name appears with the acceptance, on that one phone, and the reporter can see who has seen it."""
    await village.report(village.li, DOG, known_as="实名")
    assert not await village.mediator.sees("李春禾")
    await village.mediator.press("我来受理")
    assert await village.mediator.sees("李春禾")
    assert not await village.second_mediator.sees("李春禾")
    await village.li.press("看进展")
    await village.li.press("谁看过")
    assert "陈广田" in (await village.li.last()).text or await village.li.sees("陈广田")


async def test_two_who_press_at_once_have_one_winner_and_one_clear_answer(village: Village) -> None:
    """One has the case, the other is told who, and both cards say the same."""
    number = await village.report(village.li, DOG)
    cards = [await phone.find(number) for phone in (village.mediator, village.second_mediator)]
    await asyncio.gather(
        village.mediator.press_in(cards[0], "我来受理", settle=False),
        village.second_mediator.press_in(cards[1], "我来受理", settle=False),
    )
    await village.town.settle()
    answers = [await village.mediator.alert(), await village.second_mediator.alert()]
    assert sorted(answer == "已受理" for answer in answers) == [False, True]
    loser = next(answer for answer in answers if answer != "已受理")
    assert loser is not None
    assert "这件事现在由" in loser
    texts = [(await phone.find(number)).text for phone in (village.mediator, village.second_mediator)]
    winner = "陈广田" if answers[0] == "已受理" else "何小满"
    assert all(f"{winner} 已受理" in text for text in texts)


async def test_a_stranger_who_presses_somebody_elses_button_is_refused(village: Village) -> None:
    """A button's data sent from another account does nothing and says so."""
    number = await village.report(village.li, DOG)
    card = await village.mediator.find(number)
    data = card.raw["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    menu = await village.wang.send("/help")
    pressed = await village.town.post(
        f"/chats/{village.wang.id}/messages/{menu.message_id + 1}/press", {"from_id": village.wang.id, "data": data}
    )
    await village.town.settle()
    answer = await village.town.get(f"/callbacks/{pressed['callback_query_id']}?wait_ms=2000")
    assert "不是给您的" in answer["text"]
    assert "等人受理" in (await village.mediator.find(number)).text


async def test_handing_up_gives_the_case_to_the_centre(village: Village) -> None:
    """The centre can accept, the reporter is told, the mediator is done with it."""
    number = await village.report(village.li, DOG)
    await village.mediator.press("我来受理")
    await village.mediator.press("上交")
    await village.mediator.send("两家都不让步，请镇里来。")
    await village.mediator.press("发送")
    assert "已交到镇级" in (await village.li.last()).text
    await village.staff.press("我来受理")
    assert "孙立言 已经受理" in (await village.li.last()).text
    assert "孙立言" in (await village.staff.find(number)).text


async def test_the_centre_assigns_a_case_and_the_new_handler_is_told(village: Village) -> None:
    """Whoever is given a case gets it as news, not as a silent change further up."""
    number = await village.report(village.li, DOG)
    await village.town.advance(days=3)
    await village.staff.press("交给")
    await village.staff.press("何小满")
    assert "交给您办" in (await village.second_mediator.last()).text
    assert number in (await village.second_mediator.last()).text


async def test_my_open_cases_overdue_first(village: Village) -> None:
    """The list shows what is late before what is not."""
    late = await village.report(village.li, DOG)
    await village.town.advance(hours=30)
    fresh = await village.report(village.wang, "枫林村水渠塌了一段，再下雨就要淹田。")
    await village.mediator.send("🗂 待办")
    rows = [label for row in (await village.mediator.last()).buttons for label in row]
    assert late in rows[0]
    assert "⏰" in rows[0]
    assert fresh in rows[1]


async def test_not_settled_reopens_one_level_up(village: Village) -> None:
    """The reporter presses once and the centre has it."""
    await village.report(village.li, DOG)
    await village.mediator.press("我来受理")
    await village.mediator.press("办结")
    await village.mediator.press("没谈成")
    await village.mediator.send("谈了三次没成。")
    await village.mediator.press("发送")
    await village.li.press("没解决")
    assert "没解决，请重新受理" in (await village.staff.last()).text


async def test_an_invitation_from_an_admin_to_a_mediator(village: Village) -> None:
    """The link works once; the new mediator has work, the next who opens it has none."""
    await village.admin.send("☰ 更多")
    await village.admin.press("邀请人员")
    await village.admin.press("调解员")
    await village.admin.press("枫林村")
    await village.admin.send("苏小米")
    await village.admin.press("生成邀请")
    made = await village.admin.find("?start=")
    token = made.text.split("?start=")[1].split()[0]
    guest = await village.town.person("米")
    await guest.send(f"/start {token}")
    assert await guest.sees("枫林村的调解员")
    late_guest = await village.town.person("豆")
    await late_guest.send(f"/start {token}")
    assert await late_guest.sees("用过了或过期")
    number = await village.report(village.li, DOG)
    assert await guest.sees(number)


async def test_a_director_needs_a_second_admins_word(village: Village) -> None:
    """Until another admin agrees, the invited person holds nothing."""
    second = await village.town.person("另一位", id=35)
    async with village.shouwang.database.transaction() as work:
        person = await work.people.meet(35, "另一位", Language.ZH_HANS)
        await work.people.grant(person.id, Role.ADMIN, village.settings.township.centre.code)
    await village.admin.send("☰ 更多")
    await village.admin.press("邀请人员")
    await village.admin.press("中心主任")
    await village.admin.send("新主任")
    await village.admin.press("生成邀请")
    token = (await village.admin.find("?start=")).text.split("?start=")[1].split()[0]
    guest = await village.town.person("新")
    await guest.send(f"/start {token}")
    assert await guest.sees("另一位管理员确认")
    await second.press("同意")
    assert await guest.sees("您现在是中心主任")
