"""What an official finds behind "to do", how a department comes to a case, and how answers find their way back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.words import Language, Role
from playground.client import Phone
from tests.journeys.village import Village, a_village

DOG = "邻居家的狗天天半夜叫，枫林村的老人都睡不好。"
CANAL = "枫林村水渠塌了一段，再下雨就要淹田。"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def an_officer(village: Village) -> Phone:
    """An officer at the police post, who has seen nothing of the village yet."""
    phone = await village.town.person("严守正", id=41)
    async with village.shouwang.database.transaction() as work:
        person = await work.people.meet(41, "严守正", Language.ZH_HANS)
        await work.people.welcomed(person.id)
        await work.people.grant(person.id, Role.DEPARTMENT_OFFICER, "police_post")
    return phone


async def labels(phone: Phone) -> list[str]:
    """The buttons under the newest message."""
    return [label for row in (await phone.last()).buttons for label in row]


async def test_own_work_comes_first_and_everything_else_is_one_tap_away(village: Village) -> None:
    """What a colleague has taken is not in one's own list, and is in the list of the village."""
    taken = await village.report(village.li, DOG)
    await village.second_mediator.press("我来受理")
    free = await village.report(village.wang, CANAL)
    await village.mediator.send("🗂 待办")
    assert any(free in label for label in await labels(village.mediator))
    assert not any(taken in label for label in await labels(village.mediator))
    await village.mediator.press("看全部")
    assert "共 2 件" in (await village.mediator.last()).text
    assert any(taken in label for label in await labels(village.mediator))
    await village.mediator.press("我的待办")
    assert not any(taken in label for label in await labels(village.mediator))


async def test_a_case_is_opened_from_the_list_and_taken(village: Village) -> None:
    """The list becomes the card, and the card has its buttons."""
    number = await village.report(village.li, DOG)
    await village.mediator.send("🗂 待办")
    await village.mediator.press(number)
    assert "狗天天半夜叫" in (await village.mediator.last()).text
    await village.mediator.press("我来受理")
    assert "陈广田 已受理" in (await village.mediator.find(number)).text


async def test_an_admin_and_a_villager_have_no_list(village: Village) -> None:
    """Making people officials shows nobody's case."""
    await village.report(village.li, DOG)
    for phone in (village.admin, village.wang):
        await phone.send("/work")
        assert "没有待办" in (await phone.last()).text


async def test_a_longer_list_is_turned_by_pages(village: Village) -> None:
    """Eight to a page; the ninth is on the next, and there is a way back."""
    for number in range(9):
        await village.report(await village.town.person(f"村民{number}", id=100 + number), DOG)
    await village.mediator.send("🗂 待办")
    assert len([label for label in await labels(village.mediator) if "-" in label]) == 8
    await village.mediator.press("下一页")
    assert len([label for label in await labels(village.mediator) if "-" in label]) == 1
    await village.mediator.press("上一页")
    assert len([label for label in await labels(village.mediator) if "-" in label]) == 8


async def test_the_centre_gives_a_case_to_a_department(village: Village) -> None:
    """The officer, who saw nothing before, has it with its button and takes it; the reporter hears of both."""
    officer = await an_officer(village)
    number = await village.report(village.li, DOG, known_as="实名")
    await village.staff.send("🗂 待办")
    await village.staff.press(number)
    await village.staff.press("交给")
    await village.staff.press("严守正")
    assert "派出所" in (await village.li.last()).text
    assert await officer.sees(number)
    assert not await officer.sees("李春禾")
    await officer.press("我来受理")
    assert await officer.sees("李春禾")
    assert "严守正 已经受理" in (await village.li.last()).text


async def test_replying_to_a_question_answers_it(village: Village) -> None:
    """No button needed: who answers in the chat as usual is understood."""
    await village.report(village.li, DOG)
    await village.mediator.press("我来受理")
    await village.mediator.press("问报告人")
    await village.mediator.send("几点叫得最凶？")
    await village.mediator.press("发送")
    question = await village.li.find("几点叫得最凶")
    assert "陈广田" not in question.text
    await village.li.reply(question, "半夜两三点")
    assert "半夜两三点" in (await village.mediator.find("报告人回答了")).text


async def test_a_very_long_account_reaches_the_reporter_whole(village: Village) -> None:
    """Two messages of four thousand characters are more than one message can carry."""
    await village.report(village.li, DOG)
    await village.mediator.press("我来受理")
    await village.mediator.press("记进展")
    await village.mediator.send("甲" * 4000)
    await village.mediator.send("乙" * 4000)
    await village.mediator.press("发送")
    shown = "".join(message.text for message in await village.li.screen())
    assert (shown.count("甲"), shown.count("乙")) == (4000, 4000)
