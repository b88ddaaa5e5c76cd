"""Who mediates along from another village sees that one case, while they do; the signed paper is for who needs it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.words import Language, Role
from playground.client import Phone
from tests.journeys.test_mediation import accepted, agree, enter_party, sign
from tests.journeys.village import Village, a_village

ELSEWHERE = "柳塘村"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def seated(village: Village, number: int, name: str, role: Role, unit_name: str) -> Phone:
    """One more official, of another unit."""
    phone = await village.town.person(name, id=number)
    unit = next(each.code for each in village.settings.township.units if each.name.zh_hans == unit_name)
    async with village.shouwang.database.transaction() as work:
        person = await work.people.meet(number, name, Language.ZH_HANS)
        await work.people.welcomed(person.id)
        await work.people.grant(person.id, role, unit)
    return phone


async def ask_in(mediator: Phone, unit: str, name: str) -> None:
    """Ask somebody of another unit to mediate along."""
    await mediator.press("一起调解的人")
    assert "当事人同不同意" in (await mediator.last()).text
    await mediator.press("别的村、别的部门的人")
    await mediator.press(unit)
    await mediator.press(name)


async def test_a_mediator_of_another_village_sees_the_one_case_and_works_on_it(village: Village) -> None:
    """They are asked in, find it among their work, put a session on record; their colleague sees nothing of it."""
    afar = await seated(village, 41, "柳岸", Role.MEDIATOR, ELSEWHERE)
    colleague = await seated(village, 42, "柳青", Role.MEDIATOR, ELSEWHERE)
    number = await accepted(village)
    await enter_party(village.mediator, "甲方", "李大田")
    await ask_in(village.mediator, ELSEWHERE, "柳岸")
    assert "一起调解：柳岸" in (await village.mediator.last()).text
    asked = await afar.find("请您一起调解这件事")
    assert number in asked.text
    await afar.press("当事人")
    assert "李大田" in (await afar.last()).text
    await afar.press("返回")
    await afar.press("记一次调解")
    await afar.send("双方先各谈了一次。")
    await afar.press("没错")
    assert "第 1 次" in (await village.li.last()).text
    await afar.send("🗂 待办")
    assert any(number in label for row in (await afar.last()).buttons for label in row)
    await colleague.send("🗂 待办")
    assert not await colleague.sees(number)
    await colleague.send("/find")
    await colleague.send(number)
    assert not any(number in label for row in (await colleague.last()).buttons for label in row)


async def test_whoever_is_taken_off_sees_it_no_more(village: Village) -> None:
    """They are thanked; their list is empty, and the old card is one of a case that does not exist."""
    afar = await seated(village, 41, "柳岸", Role.MEDIATOR, ELSEWHERE)
    number = await accepted(village)
    await ask_in(village.mediator, ELSEWHERE, "柳岸")
    card = await afar.find("请您一起调解这件事")
    await village.mediator.press("一起调解的人")
    await village.mediator.press("柳岸")
    assert "柳岸" not in (await village.mediator.last()).text
    assert "您的事到这里就完了" in (await afar.last()).text
    await afar.press_in(card, "当事人")
    assert "没有" in str(await afar.alert())
    await afar.send("🗂 待办")
    assert not any(number in label for row in (await afar.last()).buttons for label in row)


async def test_with_the_end_of_the_case_who_helped_from_elsewhere_sees_it_no_more(village: Village) -> None:
    """The one from the same village still does: it is their village's."""
    afar = await seated(village, 43, "水管", Role.DEPARTMENT_OFFICER, "青禾镇水利站")
    number = await accepted(village)
    await ask_in(village.mediator, "青禾镇水利站", "水管")
    await village.mediator.press("停止调解")
    await village.mediator.press("谈不拢")
    await village.mediator.send("价钱差得太远。")
    await village.mediator.press("没错")
    await village.li.press("5 👍")
    thanks = [each for each in await afar.screen() if "您的事到这里就完了" in each.text]
    assert len(thanks) == 1
    assert not await afar.sees("价钱差得太远")
    await afar.send("/find")
    await afar.send(number)
    assert not any(number in label for row in (await afar.last()).buttons for label in row)


async def test_the_signed_paper_is_for_who_mediates_the_head_and_the_centre(village: Village) -> None:
    """The other mediator sees the case with its texts and not the paper; nobody is offered what they may not see."""
    number = await accepted(village)
    await enter_party(village.mediator, "甲方", "李大田")
    await enter_party(village.mediator, "乙方", "王二水")
    await agree(village.mediator)
    await sign(village.mediator)
    for phone, sees in (
        (village.mediator, True),
        (village.head, True),
        (village.staff, True),
        (village.director, True),
    ):
        await phone.send("/find")
        await phone.send(number)
        await phone.press(number)
        await phone.press("🤝 调解")
        await phone.press("看签好的协议")
        assert bool([each for each in await phone.screen() if each.raw.get("photo")]) is sees
    other = village.second_mediator
    await other.send("/find")
    await other.send(number)
    await other.press(number)
    assert not await other.sees("签好的协议")
    await other.press("🤝 调解")
    labels = [label for row in (await other.last()).buttons for label in row]
    assert not any("签好的协议" in label for label in labels)
