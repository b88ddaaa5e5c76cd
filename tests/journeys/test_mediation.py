"""Mediation from the report to the end: a neighbours' dispute that is agreed, one that goes to court, one that is not ours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from playground.client import Phone
from tests.journeys.village import Village, a_village

WALL = "邻居砌围墙占了过道，枫林村三组，说了几次都不听。"
FACTS = "乙方砌围墙占用公共过道约 30 厘米，双方为过道宽窄发生争执。"
PROMISE = "把围墙退后 30 厘米重砌 http://example.org"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def accepted(village: Village) -> str:
    """A dispute that the mediator has accepted, with the mediation's card open; its number."""
    number = await village.report(village.li, WALL)
    await village.mediator.press("我来受理")
    await village.mediator.press("🤝 调解")
    return number


async def enter_party(mediator: Phone, side: str, name: str, *, agrees: bool = False, minor: str | None = None) -> None:
    """Enter a party, one question at a time."""
    await mediator.press("当事人")
    await mediator.press("加一位当事人")
    await mediator.press(side)
    await mediator.send(name)
    await mediator.press("没满" if minor else "满了")
    if minor:
        await mediator.send(minor)
    await mediator.send("男，56 岁，枫林村三组")
    await mediator.press("不愿意" if not agrees else "愿意")
    if agrees:
        await mediator.send("13900000000")
    await mediator.press("没错")
    await mediator.press("返回")


async def linked(village: Village, name: str) -> Phone:
    """A party who has taken up their link."""
    await village.mediator.press("当事人")
    await village.mediator.press(f"{name} 的链接")
    link = (await village.mediator.find("?start=")).text.split("?start=")[1].split()[0]
    phone = await village.town.person(name)
    await phone.send(f"/start {link}")
    assert f"{name}已接通" in (await village.mediator.last()).text
    return phone


async def agree(mediator: Phone) -> None:
    """Write an agreement of one promise within seven days."""
    await mediator.press("写协议")
    await mediator.send(FACTS)
    await mediator.press("乙方")
    await mediator.send(PROMISE)
    await mediator.press("7 天内")
    await mediator.press("没有了")
    await mediator.press("没错")


async def sign(mediator: Phone) -> None:
    """Send the signed paper."""
    await mediator.press("签好了")
    await mediator.photo()
    await mediator.press("今天")
    await mediator.press("没错")


async def meet_twice(village: Village, wang: Phone) -> None:
    """Everybody is reminded, and two sessions are put on record: one by voice, one in words."""
    li, mediator, town = village.li, village.mediator, village.town
    await town.advance(hours=32)
    assert "提醒您" in (await wang.find("9月30日 16:30")).text
    await town.advance(hours=23)
    assert await li.sees("快到时间了")
    await town.advance(hours=4)
    assert await mediator.sees("请记一笔")
    await mediator.press("记一次调解")
    await mediator.voice()
    await mediator.press("没错")
    assert "第 1 次调解" in (await li.last()).text
    await mediator.press("记一次调解")
    await mediator.send("王二水说可以退三十公分。")
    await mediator.press("没错")
    assert not await li.sees("可以退三十公分")
    assert "已调解 2 次" in (await mediator.last()).text


async def perform_and_confirm(village: Village, wang: Phone) -> None:
    """The promise is kept on its day, the parties apply to the court together, and it confirms."""
    li, mediator, town = village.li, village.mediator, village.town
    await town.advance(days=7)
    assert "退后 30 厘米" in (await wang.find("说好的日子到了")).text
    assert not await li.sees("退后 30 厘米")
    await wang.press_in(await wang.find("说好的日子到了"), "办了")
    assert await mediator.sees("王二水说：约定的事办了")
    await mediator.press("第 1 条办了没有")
    await mediator.press("✅ 办了")
    assert await wang.sees("约定的一条办好了")

    await town.advance(days=14)
    assert await wang.sees("最晚 10月30日")
    await mediator.press("司法确认")
    await mediator.press("已一起申请")
    await town.advance(days=31)
    assert await mediator.sees("法院确认了吗")
    await mediator.press("司法确认")
    await mediator.press("法院已确认")
    assert "可以申请强制执行" in (await wang.last()).text


async def test_a_neighbours_dispute_from_the_report_to_the_courts_confirmation(village: Village) -> None:
    """Two sessions, an agreement to print, its paper, its promise kept, and the court's confirmation."""
    li, mediator = village.li, village.mediator
    number = await accepted(village)
    await enter_party(mediator, "甲方", "李大田", minor="李春禾，母亲")
    await enter_party(mediator, "乙方", "王二水", agrees=True)
    wang = await linked(village, "王二水")
    assert await wang.sees("什么时候都可以去法院")
    assert await mediator.sees("甲方 1 人，乙方 1 人")

    await mediator.press("约时间")
    await mediator.press("9月30日")
    await mediator.press("14:30")
    await mediator.press("村调解室")
    await mediator.press("没错")
    for phone in (li, wang):
        asked = await phone.find("想请您来调解")
        assert "9月30日 14:30" in asked.text
        assert "村调解室" in asked.text
    await li.press("我能来")
    await wang.press("换个时间")
    await wang.send("下午四点才下工")
    assert "下午四点才下工" in (await mediator.find("想换时间")).text
    assert not await mediator.sees("李春禾能来")

    await mediator.press("改时间")
    await mediator.send("9月30日")
    await mediator.send("下午4点半")
    await mediator.send("大樟树下")
    await mediator.press("没错")
    await wang.press("我能来")
    await meet_twice(village, wang)

    await agree(mediator)
    document = await mediator.find("请打印 3 份")
    assert document.raw["document"]["file_name"].startswith(f"agreement-{number}")
    assert document.raw["document"]["file_name"].endswith(".docx")
    await sign(mediator)
    assert "协议生效了" in (await mediator.last()).text
    assert await wang.sees("强制执行，不收钱")
    assert await li.sees("协议签好了")

    await perform_and_confirm(village, wang)


async def test_a_mediation_that_comes_to_nothing_goes_to_the_court(village: Village) -> None:
    """A party may end it; the case is closed, it goes to the court, and its outcome is told."""
    li, mediator = village.li, village.mediator
    await accepted(village)
    await enter_party(mediator, "甲方", "李大田")
    await enter_party(mediator, "乙方", "王二水", agrees=True)
    wang = await linked(village, "王二水")
    await mediator.press("约时间")
    await mediator.press("9月30日")
    await mediator.press("09:00")
    await mediator.press("现场")
    await mediator.press("没错")
    await wang.press("不想调解")
    assert await wang.sees("谁也不能拦您")
    # Pressed by mistake: coming all the same is one tap away, and so is changing one's mind once more.
    await wang.press("我能来")
    assert "9月30日 09:00，现场" in (await wang.last()).text
    await wang.press("不想调解")
    await wang.press("不调了")
    assert await li.sees("停止调解了")
    assert await mediator.sees("有一方不想调解了")
    await village.town.advance(days=2)
    assert not await wang.sees("快到时间了")

    await mediator.press("返回")
    await mediator.press("办结")
    await mediator.press("没谈成")
    await mediator.send("乙方要去法院。")
    await mediator.press("发送")
    assert "起诉" in (await li.find("办结了：没谈成")).text
    assert "起诉" in (await wang.find("办结了：没谈成")).text
    assert not await wang.sees("乙方要去法院")
    await mediator.press("🤝 调解")
    await mediator.press("去法院")
    await mediator.press("已转法院")
    assert "已转到法院" in (await li.last()).text
    await village.town.advance(days=31)
    assert await mediator.sees("法院那边怎么样了")
    await mediator.press("去法院")
    await mediator.press("法院判了")
    assert await wang.sees("法院已经判了")
    assert await li.sees("法院已经判了")


async def test_a_dispute_that_is_not_ours(village: Village) -> None:
    """The reporter gets the reason, whom to turn to, and how to get there."""
    await accepted(village)
    await village.mediator.press("返回")
    await village.mediator.press("办结")
    await village.mediator.press("不归我们管")
    await village.mediator.press("劳动争议仲裁")
    await village.mediator.send("单位拖欠工资，要先仲裁。")
    assert "12333" in (await village.mediator.last()).text
    await village.mediator.press("发送")
    closed = (await village.li.last()).text
    for part in ("不归我们管", "要先仲裁", "劳动争议仲裁", "12333", "法院"):
        assert part in closed


async def test_the_mediator_stops_at_any_time(village: Village) -> None:
    """Stopping closes the case with its reason, and tells where else one may turn."""
    await accepted(village)
    await village.mediator.press("停止调解")
    await village.mediator.press("谈不拢")
    await village.mediator.send("价钱差得太远。")
    await village.mediator.press("没错")
    assert "价钱差得太远" in (await village.li.find("没谈成")).text
    assert await village.li.sees("申请仲裁")


async def test_names_of_parties_are_seen_by_who_mediates_alone(village: Village) -> None:
    """The head sees how many there are on each side, and no name."""
    number = await accepted(village)
    await enter_party(village.mediator, "甲方", "李大田")
    await village.head.send("🗂 待办")
    await village.head.press(number)
    await village.head.press("🤝 调解")
    assert "甲方 1 人" in (await village.head.last()).text
    assert not await village.head.sees("李大田")
    assert all("当事人" not in label for row in (await village.head.last()).buttons for label in row)


async def test_a_link_is_good_once_and_a_party_can_be_left_alone(village: Village) -> None:
    """The second who opens it is told so; who wants no messages gets none."""
    await accepted(village)
    await enter_party(village.mediator, "乙方", "王二水")
    wang = await linked(village, "王二水")
    link = (await village.mediator.find("?start=")).text.split("?start=")[1].split()[0]
    await village.wang.send(f"/start {link}")
    assert await village.wang.sees("用过了或过期")
    await village.mediator.press("约时间")
    await village.mediator.press("9月30日")
    await village.mediator.press("09:00")
    await village.mediator.press("现场")
    await village.mediator.press("没错")
    await wang.press("不想调解")
    await wang.press("别再发消息")
    await village.town.advance(days=2)
    assert not await wang.sees("提醒您")
    assert await village.li.sees("提醒您")


async def test_an_agreement_needs_two_sides(village: Village) -> None:
    """Before both are entered it cannot be written, and the mediator is told what to do."""
    await accepted(village)
    await enter_party(village.mediator, "甲方", "李大田")
    await village.mediator.press("写协议")
    assert "两方当事人" in str(await village.mediator.alert())


async def test_more_time_needs_consent(village: Village) -> None:
    """How the parties agreed is asked before the time is extended."""
    await accepted(village)
    await village.mediator.press("返回")
    await village.mediator.press("延期")
    await village.mediator.press("当面说的")
    assert "经双方同意" in (await village.li.last()).text


async def test_who_mediates_along_sees_the_card_and_records(village: Village) -> None:
    """The second mediator is asked in, hears of the appointment and may put the session on record."""
    number = await accepted(village)
    await village.mediator.press("一起调解的人")
    await village.mediator.press("何小满")
    assert "一起调解：何小满" in (await village.mediator.last()).text
    await village.mediator.press("约时间")
    await village.mediator.press("9月30日")
    await village.mediator.press("09:00")
    await village.mediator.press("现场")
    await village.mediator.press("没错")
    assert number in (await village.second_mediator.find("约了调解时间")).text
    await village.second_mediator.press("记一次调解")
    await village.second_mediator.send("先各谈了一次。")
    await village.second_mediator.press("没错")
    assert "第 1 次" in (await village.li.last()).text


async def test_the_reminders_of_a_signed_agreement_come_though_the_program_was_out(village: Village) -> None:
    """After an outage over the promise's day it is asked once, and says that it is late."""
    await accepted(village)
    await enter_party(village.mediator, "甲方", "李大田")
    await enter_party(village.mediator, "乙方", "王二水", agrees=True)
    wang = await linked(village, "王二水")
    await agree(village.mediator)
    await sign(village.mediator)
    await village.town.advance(days=8, jump=True)
    asked = [message for message in await wang.screen() if "说好的日子到了" in message.text]
    assert len(asked) == 1
    assert "通知晚了" in (await village.mediator.find("约定到期")).text
    await village.town.advance(days=4)
    assert await village.head.sees("约定到期好几天了")
