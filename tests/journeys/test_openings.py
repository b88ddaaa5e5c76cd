"""A sealed name is opened by two people for a day, and the reporter sees all of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions.after_role_change import after_role_change
from domain.words import Language, Role
from playground.client import Phone
from tests.journeys.village import Village, a_village

REPORTER = "李春禾"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def seat(village: Village, number: int, name: str, role: Role) -> Phone:
    """One more official at the centre."""
    phone = await village.town.person(name, id=number)
    async with village.shouwang.database.transaction() as work:
        person = await work.people.meet(number, name, Language.ZH_HANS)
        await work.people.welcomed(person.id)
        await work.people.grant(person.id, role, village.settings.township.centre.code)
    return phone


async def take_away(village: Village, phone: Phone, role: Role, unit: str) -> None:
    """A role ends."""
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(phone.id)
        assert person is not None
        await work.people.end(person.id, role, unit)


async def accepted(village: Village) -> str:
    """A confidential case that the mediator has taken; its number."""
    number = await village.report(village.li, "枫林村隔壁的狗天天半夜叫，睡不着。")
    await village.mediator.press("我来受理")
    return number


async def ask(phone: Phone) -> None:
    """Ask for the name with a reason."""
    await phone.press("申请看姓名")
    await phone.press("要当面谈")
    await phone.send("狗的主人王大河要和报告人当面说。")
    await phone.press("✅ 申请")


async def test_a_name_is_opened_by_two_people_for_a_day_and_hidden_again(village: Village) -> None:
    """The mediator asks, the officer agrees with one tap, the mediator alone sees the name, and after a day nobody does."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    number = await accepted(village)
    assert not await village.mediator.sees(REPORTER)
    await ask(village.mediator)
    assert "王大河要和报告人当面说" in (await officer.last()).text
    assert not await officer.sees(REPORTER)

    await officer.press("同意打开")
    assert await village.mediator.sees(REPORTER)
    for person in (officer, village.head, village.staff, village.director, village.admin, village.second_mediator):
        assert not await person.sees(REPORTER)
    told = (await village.li.find("打开了")).text
    assert number in told
    assert "要当面谈" in told
    assert "调解员" in told
    assert "身份保管员" in told
    # What was written as a reason may be about others: the reporter does not get it.
    assert not await village.li.sees("王大河要和报告人")

    await village.town.advance(hours=23)
    assert await village.mediator.sees(REPORTER)
    await village.mediator.press("看姓名")
    assert [REPORTER in each.text for each in await village.mediator.screen() if each.from_bot].count(True) == 1
    await village.town.advance(hours=2)
    assert not await village.mediator.sees(REPORTER)
    assert "姓名已收起" in (await village.mediator.find("收起")).text


async def test_the_reporter_sees_every_opening_and_every_showing(village: Village) -> None:
    """Under "who has seen my name", and in the file of what is kept, stand who asked, who agreed, and each look."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    await accepted(village)
    await ask(village.mediator)
    await officer.press("同意打开")
    await village.town.advance(hours=1)
    await village.mediator.press("看姓名")
    await village.li.send("📋 我的事项")
    await village.li.press("邻里")
    await village.li.press("谁看过")
    seen = (await village.li.last()).text
    assert "申请看您的姓名" in seen
    assert "同意，打开到" in seen
    assert seen.count("看了") == 2
    assert "周正平" not in seen
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(village.li.id)
    assert person is not None
    made = await village.shouwang.parts.delivery._sender._make(f"about_me:{person.id}", person.language, person.id)
    kept = made.content.decode("utf-8-sig")
    assert "申请看您的姓名" in kept
    assert kept.count("看了") == 2


async def test_nobody_agrees_to_their_own_request_or_to_that_of_somebody_they_answer_to(village: Village) -> None:
    """A sole identity officer who asks is told that another is needed when there is no oversight contact either."""
    await accepted(village)
    async with village.shouwang.database.transaction() as work:
        staff = await work.people.by_telegram_id(village.staff.id)
        assert staff is not None
        await work.people.grant(staff.id, Role.IDENTITY_OFFICER, village.settings.township.centre.code)
    await take_away(village, village.oversight, Role.OVERSIGHT, village.settings.township.centre.code)
    await village.staff.send("🗂 待办")
    await village.staff.press("邻里")
    await village.staff.press("申请看姓名")
    assert "再请一位身份保管员" in (await village.staff.alert() or "")
    # The officer answers to the director: the director's request has nobody to agree to it either.
    await village.director.send("🗂 待办")
    await village.director.press("邻里")
    await village.director.press("申请看姓名")
    assert "再请一位身份保管员" in (await village.director.alert() or "")


async def test_the_oversight_contact_agrees_where_nobody_in_the_town_may(village: Village) -> None:
    """The director's request goes to the oversight contact, who answers to nobody in the town."""
    await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    await accepted(village)
    await village.director.send("🗂 待办")
    await village.director.press("邻里")
    await ask(village.director)
    await village.oversight.press("同意打开")
    assert await village.director.sees(REPORTER)


async def test_a_request_that_nobody_answers_is_asked_again_and_lapses(village: Village) -> None:
    """After four hours again and to the director, after eight to the oversight contact, after a day it is at an end."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    number = await accepted(village)
    await ask(village.mediator)
    await village.town.advance(hours=5)
    assert await officer.sees("等到现在")
    assert await village.director.sees("请提醒身份保管员")
    assert not await village.oversight.sees(number)
    await village.town.advance(hours=4)
    assert await village.oversight.sees(number)
    await village.town.advance(hours=16)
    assert await village.mediator.sees("没有人答复")
    assert "申请已失效" in (await officer.last()).text
    # It may be asked for again, and the old message of the officer opens nothing.
    assert not await village.mediator.sees(REPORTER)


async def test_no_is_an_answer_and_the_reporter_sees_it_too(village: Village) -> None:
    """Refused with one tap: whoever asked hears it, the name stays sealed."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    await accepted(village)
    await ask(village.mediator)
    await officer.press("不同意")
    assert await village.mediator.sees("没有同意打开")
    assert not await village.mediator.sees(REPORTER)
    assert not await village.li.sees("打开了")
    await village.li.send("📋 我的事项")
    await village.li.press("邻里")
    await village.li.press("谁看过")
    assert "没有同意" in (await village.li.last()).text


async def test_what_waits_for_the_officers_word_is_found_again(village: Village) -> None:
    """Behind the key for one's work, for whoever was asked and nobody else; it can be decided there, and is gone then."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    number = await accepted(village)
    await ask(village.mediator)
    await officer.send("我先去开会。")
    await officer.send("/cancel")
    for phone in (village.head, village.director, village.oversight):
        await phone.send("🗂 待办")
        assert "请您决定" not in (await phone.last()).text
    await officer.send("🗂 待办")
    assert number in (await officer.last()).text
    await officer.press_in(await officer.last(), "同意打开")
    assert await village.mediator.sees(REPORTER)
    await officer.send("🗂 待办")
    assert "没有待办" in (await officer.last()).text


async def test_two_officers_one_word(village: Village) -> None:
    """The first tap counts; the other officer's card says so, and their old button opens nothing more."""
    first = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    second = await seat(village, 42, "钱向东", Role.IDENTITY_OFFICER)
    await accepted(village)
    await ask(village.mediator)
    old = await second.last()
    await first.press("不同意")
    assert "没有同意" in (await second.last()).text
    await second.press_in(old, "同意打开")
    assert await second.alert() == "没有同意"
    assert not await village.mediator.sees(REPORTER)


async def test_who_loses_the_case_loses_the_name(village: Village) -> None:
    """The mediator hands the case up: the name goes out of the chat at once, and the button shows it no more."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    await accepted(village)
    await ask(village.mediator)
    await officer.press("同意打开")
    card = await village.mediator.find("姓名已向您打开")
    await village.mediator.press_in(card, "上交")
    await village.mediator.send("村里解决不了。")
    await village.mediator.press("发送")
    assert not await village.mediator.sees(REPORTER)
    assert await village.mediator.sees("已不归您办")


async def test_a_withdrawn_case_hides_the_name_and_ends_what_waits(village: Village) -> None:
    """Withdrawal closes the opened name of one and the request of another."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    await accepted(village)
    await ask(village.mediator)
    await officer.press("同意打开")
    await village.staff.send("🗂 待办")
    await village.staff.press("邻里")
    await ask(village.staff)
    await village.li.send("📋 我的事项")
    await village.li.press("邻里")
    await village.li.press("撤回")
    await village.li.press("撤回")
    assert not await village.mediator.sees(REPORTER)
    assert "申请已失效" in (await officer.last()).text
    assert not await village.staff.sees(REPORTER)


async def test_a_role_that_ends_meanwhile_opens_nothing(village: Village) -> None:
    """The staff's role ends before the word is said: it opens nothing, and the officer sees that there is nothing to say."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    await accepted(village)
    await village.staff.send("🗂 待办")
    await village.staff.press("邻里")
    await ask(village.staff)
    await take_away(village, village.staff, Role.CENTRE_STAFF, village.settings.township.centre.code)
    await officer.press("同意打开")
    assert not await village.staff.sees(REPORTER)
    assert "申请已失效" in (await officer.last()).text


async def test_who_loses_the_office_loses_the_opened_name(village: Village) -> None:
    """The staff's role ends while the name is open, and somebody else is given a role: within that commit it is hidden."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    await accepted(village)
    await village.staff.send("🗂 待办")
    await village.staff.press("邻里")
    await ask(village.staff)
    await officer.press("同意打开")
    assert await village.staff.sees(REPORTER)
    async with village.shouwang.database.transaction() as work:
        staff = await work.people.by_telegram_id(village.staff.id)
        assert staff is not None
        await work.people.end(staff.id, Role.CENTRE_STAFF, village.settings.township.centre.code)
        await after_role_change(work, village.shouwang.rules, staff.id)
    await village.town.settle()
    assert not await village.staff.sees(REPORTER)


async def test_a_named_report_and_an_unlinked_tip_have_nothing_to_open(village: Village) -> None:
    """No button is offered where the name is shown anyway, or where there is none."""
    await village.report(village.li, "枫林村隔壁的狗天天半夜叫。", known_as="实名")
    await village.mediator.press("我来受理")
    card = await village.mediator.last()
    assert not any("申请看姓名" in label for row in card.buttons for label in row)


async def test_it_stands_through_a_restart_and_an_outage(village: Village) -> None:
    """The program stops, a day and a half passes, and it starts: the name is hidden."""
    officer = await seat(village, 41, "周正平", Role.IDENTITY_OFFICER)
    await accepted(village)
    await ask(village.mediator)
    await officer.press("同意打开")
    await village.restart()
    assert await village.mediator.sees(REPORTER)
    await village.town.advance(hours=36, jump=True)
    assert not await village.mediator.sees(REPORTER)
