"""A villager sees what is kept about them, and has it destroyed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions.withdraw_case import withdraw_case
from playground.client import Phone
from storage.unit_of_work import UnitOfWork
from tests.journeys.test_mediation import accepted, enter_party, linked
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


async def file_of(village: Village, phone: Phone) -> str:
    """What stands in somebody's file, which they ask for behind the last key of the menu."""
    await phone.send("☰ 更多")
    for press in ("谁看得到", "我的资料都有哪些"):
        await phone.press(press)
    assert "只有您收到" in (await phone.last()).text
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(phone.id)
    assert person is not None
    made = await village.shouwang.parts.delivery._sender._make(f"about_me:{person.id}", person.language, person.id)
    return made.content.decode("utf-8-sig")


async def test_the_file_has_what_one_wrote_and_who_saw_it(village: Village) -> None:
    """It comes as a document that can be read on any phone."""
    number = await village.report(village.li, WORDS)
    text = await file_of(village, village.li)
    assert number in text
    assert CANARY in text
    assert "还没有人看过" in text


async def test_a_clerks_file_has_duty_meetings_and_what_they_answered_for_others(village: Village) -> None:
    """And nothing of that stands in anybody else's."""
    staff = village.staff
    await staff.send("🗂 待办")
    for press in ("📊 分流台", "📞 谁在值班", "排谁轮流值班", "孙立言", "就这些人", "就这样办"):
        await staff.press(press)
    await village.town.advance(days=9, hours=10)
    await staff.press_in(await staff.find("您能来吗"), "我来")
    await village.town.advance(days=5)
    await staff.press_in(await staff.find("已答 0 / 21"), "替打电话来的单位答")
    for press in ("柳塘村", "零报告"):
        await staff.press(press)
    text = await file_of(village, staff)
    for line in ("轮流值班，我排在第 1 位", "值过班：", "月度研判会（10月8日", "：我说来", "我替柳塘村答的"):
        assert line in text, text
    others = await file_of(village, village.li)
    assert not any(word in others for word in ("值班", "例会", "排查"))


async def test_a_party_reads_how_they_were_entered_and_the_reporter_what_they_answered(village: Village) -> None:
    """The party's own row alone; what the other side is called stands in neither file."""
    number = await accepted(village)
    await enter_party(village.mediator, "甲方", "李春禾")
    await enter_party(village.mediator, "乙方", "王二水", agrees=True)
    wang = await linked(village, "王二水")
    await village.mediator.press("约时间")
    for press in ("9月30日", "14:30", "村调解室", "没错"):
        await village.mediator.press(press)
    await wang.press("我能来")
    await village.li.press("换个时间")
    await village.li.send("要下地")
    text = await file_of(village, wang)
    for line in (number, "乙方，登记的姓名 王二水", "男，56 岁，枫林村三组；13900000000", "村调解室：我说来"):
        assert line in text, text
    assert "李春禾" not in text
    text = await file_of(village, village.li)
    assert "村调解室：我说换个时间" in text
    assert "王二水" not in text


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


async def test_a_signed_agreement_is_the_other_sides_as_well(village: Village) -> None:
    """What ended with one stays until its time is over, and whoever wants everything gone is told so; all else goes."""
    agreed = await village.report(village.li, WORDS)
    await village.report(village.li, "枫林村水渠塌了一段，再下雨就要淹田。")
    async with village.shouwang.database.transaction() as work:
        for case in await work.cases.reported_by(work.vault.reporter_tag(await person_of(work, village.li)), limit=9):
            if case.number == agreed:
                await work.mediations.begin(case.id)
                paper = await work.agreements.draft(case.id, "事实", (), 2, 1)
                await work.agreements.sign(paper.id, work.now)
            await withdraw_case(work, village.shouwang.rules, case)
    await open_privacy(village)
    await village.li.press("删除我的资料")
    asked = (await village.li.last()).text
    assert "已经结束的 1 件事" in asked
    assert "签了协议的 1 件事" in asked
    await village.li.press("确定删除")
    await village.shouwang.settle()
    await village.town.advance(days=1)
    async with village.shouwang.database.transaction() as work:
        kept = await work.cases.by_number(agreed)
        assert kept is not None
        assert kept.erased_at is None
        assert CANARY in (await work.entries.of(kept.id))[0].text
        assert await work.people.by_telegram_id(village.li.id) is None


async def person_of(work: UnitOfWork, phone: Phone) -> int:
    """Whose phone it is."""
    person = await work.people.by_telegram_id(phone.id)
    assert person is not None
    return person.id
