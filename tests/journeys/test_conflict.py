"""Nobody who is named in a report, and nobody who answers to them, learns of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.words import Language, Role
from playground.client import Phone
from tests.journeys.village import Village, a_village


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def report_about(village: Village, text: str, whom: str) -> str:
    """Report something about an official, chosen by button."""
    await village.li.send(text)
    for answer in ("有线索", "干部作风"):
        if any(answer in label for row in (await village.li.last()).buttons for label in row):
            await village.li.press(answer)
    await village.li.press(whom)
    await village.li.press("就这些")
    await village.hand_in(village.li)
    return await village.case_number(village.li)


async def test_a_report_about_the_village_head_goes_past_the_whole_village(village: Village) -> None:
    """The mediators answer to the head: the case is the centre's, and stays so whatever the clock does."""
    number = await report_about(village, "枫林村的村主任把低保给了自己亲戚。", "赵玉梅")
    assert await village.staff.sees(number)
    await village.town.advance(days=40)
    for person in (village.head, village.mediator, village.second_mediator):
        assert not await person.sees(number)


async def test_a_report_about_the_director_goes_to_the_oversight_contact(village: Village) -> None:
    """Everybody in the town answers to the director."""
    number = await report_about(village, "枫林村的事，村干部说是主任收了钱，不给办。", "郭长青")
    assert await village.oversight.sees(number)
    await village.town.advance(days=40)
    for person in (village.director, village.staff, village.head, village.mediator, village.admin):
        assert not await person.sees(number)


async def test_lists_do_not_show_it_either(village: Village) -> None:
    """The head's and the mediators' lists are as if there were no such case."""
    number = await report_about(village, "枫林村的村主任把低保给了自己亲戚。", "赵玉梅")
    for person in (village.head, village.mediator):
        await person.send("🗂 待办")
        assert "没有待办" in (await person.last()).text
    await village.staff.send("🗂 待办")
    assert any(number in label for row in (await village.staff.last()).buttons for label in row)


async def test_nobody_of_them_is_not_asked_again_and_the_village_gets_it(village: Village) -> None:
    """Answering "none of them" sends the case its usual way."""
    await village.li.send("枫林村的村干部说过要修水渠，一直没修，水渠塌了。")
    await village.li.press("都不是")
    await village.hand_in(village.li)
    assert await village.mediator.sees(await village.case_number(village.li))


async def test_several_can_be_named_and_one_taken_back(village: Village) -> None:
    """Each press ticks or unticks; nothing goes on before "that is all"."""
    await village.li.send("枫林村的村干部说过要修水渠，一直没修，水渠塌了。")
    await village.li.press("赵玉梅")
    await village.li.press("孙立言")
    await village.li.press("赵玉梅")
    labels = [label for row in (await village.li.last()).buttons for label in row]
    assert any(label.startswith("✓ 孙立言") for label in labels)
    assert not any(label.startswith("✓ 赵玉梅") for label in labels)
    await village.li.press("就这些")
    await village.li.press("保密")
    assert "孙立言" in (await village.li.last()).text
    await village.li.press("提交")
    number = await village.case_number(village.li)
    assert await village.mediator.sees(number)
    await village.town.advance(days=3)
    assert not await village.staff.sees(number)


async def test_a_name_in_the_words_is_ticked_and_asked_about(village: Village) -> None:
    """The words name the head: the question comes by itself with her ticked, and the reporter may untick her."""
    await village.li.send("枫林村的水渠塌了，赵玉梅来看过两次。")
    labels = [label for row in (await village.li.last()).buttons for label in row]
    assert any(label.startswith("✓ 赵玉梅") for label in labels)
    await village.li.press("✓ 赵玉梅")
    await village.li.press("都不是")
    await village.hand_in(village.li)
    assert await village.mediator.sees(await village.case_number(village.li))


async def test_a_surname_with_a_title_is_asked_about(village: Village) -> None:
    """Director Zhao may be anybody of that surname: it is asked, and nobody is ticked."""
    await village.li.send("枫林村的水渠塌了，赵主任说过要修。")
    labels = [label for row in (await village.li.last()).buttons for label in row]
    assert any(label.startswith("赵玉梅") for label in labels)


async def test_a_tip_always_asks_whom_it_concerns(village: Village) -> None:
    """Also where the words name no office."""
    await village.li.send("枫林村有人偷电瓶，昨晚又丢了两个。")
    assert any("都不是" in label for row in (await village.li.last()).buttons for label in row)


async def say_name(village: Village, name: str) -> str:
    """Report something about somebody whose name is typed."""
    await village.li.send("枫林村的村干部把救济款给了自己亲戚。")
    for answer in ("有线索", "干部作风"):
        if any(answer in label for row in (await village.li.last()).buttons for label in row):
            await village.li.press(answer)
    await village.li.send(name)
    await village.li.press("就这些")
    await village.hand_in(village.li)
    return await village.case_number(village.li)


async def invite(village: Village, number: int, name: str, role: str, unit: str) -> Phone:
    """An admin invites somebody, who takes it up."""
    await village.admin.send("☰ 更多")
    await village.admin.press("邀请")
    await village.admin.press(role)
    await village.admin.send(unit)
    await village.admin.send(name)
    await village.admin.press("生成邀请")
    link = next(word for word in (await village.admin.find("start=")).text.split() if "start=" in word)
    phone = await village.town.person(name, id=number)
    await phone.send(f"/start {link.partition('start=')[2]}")
    return phone


async def test_a_typed_name_is_kept_for_whoever_comes_to_bear_it(village: Village) -> None:
    """The new head of the village is named in an old case: she never sees it, and the mediator who had it loses it."""
    number = await say_name(village, "罗金凤")
    await village.mediator.press("我来受理")
    assert await village.mediator.sees("陈广田 已受理")
    head = await invite(village, 61, "罗金凤", "村主任", "枫林村")
    assert "已受理" not in (await village.mediator.find(number)).text
    assert "别处办理" in (await village.mediator.find(number)).text
    # The other head of the village answers to nobody who is named.
    assert await village.head.sees(number)
    assert await village.li.sees("换了人办")
    await village.town.advance(days=40)
    assert not await head.sees(number)
    await head.send("🗂 待办")
    assert "没有待办" in (await head.last()).text
    await village.mediator.send("🗂 待办")
    assert "没有待办" in (await village.mediator.last()).text


async def test_what_somebody_is_called_counts_as_their_name(village: Village) -> None:
    """The head is written down as "old Zhao": a report that named her so is out of her reach at once."""
    number = await say_name(village, "赵大姐")
    assert await village.mediator.sees(number)
    await village.head.send("☰ 更多")
    await village.head.press("别的称呼")
    await village.head.send("赵大姐")
    assert "也叫 赵大姐" in (await village.head.last()).text
    assert await village.staff.sees(number)
    await village.town.advance(days=20)
    assert not await village.head.sees(number)


async def test_only_an_admin_writes_down_what_others_are_called(village: Village) -> None:
    """An admin is asked whose; somebody else means themselves."""
    await village.admin.send("☰ 更多")
    await village.admin.press("别的称呼")
    await village.admin.send("赵玉梅")
    await village.admin.send("赵大姐")
    assert "赵玉梅" in (await village.admin.last()).text
    await village.li.send("枫林村的水渠塌了，赵大姐来看过。")
    labels = [label for row in (await village.li.last()).buttons for label in row]
    assert any(label.startswith("✓ 赵玉梅") for label in labels)


async def test_what_waited_for_the_morning_is_not_sent_to_who_may_not_know_any_more(village: Village) -> None:
    """A report of the night names somebody who becomes head before the quiet hours end: the mediators never hear of it."""
    await village.town.advance(hours=14)
    number = await say_name(village, "罗金凤")
    async with village.shouwang.database.transaction() as work:
        person = await work.people.meet(61, "罗金凤", Language.ZH_HANS)
    head = await invite(village, 61, "罗金凤", "村主任", "枫林村")
    assert person is not None
    await village.town.advance(hours=12)
    for phone in (head, village.mediator, village.second_mediator):
        assert not await phone.sees(number)
    assert await village.head.sees(number)


async def test_to_whom_it_must_not_reach_a_case_answers_as_one_that_does_not_exist(village: Village) -> None:
    """An old button of somebody who has been excluded since is refused in the words for a case that is not there."""
    number = await say_name(village, "罗金凤")
    old = await village.mediator.find(number)
    await invite(village, 61, "罗金凤", "村主任", "枫林村")
    await village.mediator.press_in(old, "我来受理")
    assert await village.mediator.alert() == "没有这件事，或者您看不到。"


async def test_a_case_that_may_reach_nobody_is_no_news_to_those_it_names(village: Village) -> None:
    """Without an oversight contact a report about the director reaches nobody: the admin, who answers to him, hears nothing."""
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(village.oversight.id)
        assert person is not None
        await work.people.end(person.id, Role.OVERSIGHT, village.settings.township.centre.code)
    await report_about(village, "枫林村的事，村干部说是主任收了钱，不给办。", "郭长青")
    await village.town.advance(days=2)
    # That the event log's code reaches one person alone is said every morning, whatever is reported.
    assert [message for message in await village.admin.screen() if "校验码" not in message.text] == []
