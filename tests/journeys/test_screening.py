"""A screening round as the centre, a village head, a resident cadre and the director live it."""

from __future__ import annotations

from bot.application import build
from tests.journeys.centre_people import a_cadre, open_board
from tests.journeys.village import Village

DAY = 86_400_000


async def begin(village: Village, subject: str = "烟花爆竹的存放") -> None:
    """The clerk begins a round from the board."""
    await open_board(village.staff, "📋 排查", "开一轮专项排查")
    await village.staff.send(subject)
    await village.staff.press("就这样办")


async def test_the_head_taps_nil_and_the_clerks_table_changes_where_it_stands(village: Village) -> None:
    """One tap; the director sees the same table; the head may still report later."""
    await begin(village)
    asked = await village.head.find("烟花爆竹的存放")
    assert "枫林村" in asked.text
    table = await village.director.find("已答 0 / 21")
    await village.head.press("零报告")
    assert "已答" in (await village.head.find("烟花爆竹的存放")).text
    changed = await village.director.find("已答 1 / 21")
    assert changed.message_id == table.message_id
    assert "✅ 枫林村" in changed.text
    labels = [label for row in (await village.head.find("烟花爆竹的存放")).buttons for label in row]
    assert any("我要报一件" in label for label in labels)
    assert not any("零报告" in label for label in labels)


async def test_a_report_filed_from_the_round_is_its_answer(village: Village) -> None:
    """The head reports by name in two steps, and the table says that the village reported one."""
    await begin(village)
    await village.head.press("我要报一件")
    await village.head.send("村口小卖部后面堆了几十箱烟花，没有灭火器。")
    await village.head.press("提交")
    table = await village.staff.find("已答 1 / 21")
    assert "枫林村：报了 1 件" in table.text


async def test_the_resident_cadre_helps_the_village_to_answer_the_next_morning(village: Village) -> None:
    """Asked with the head from the second time on; what one answers stands on the other's card too."""
    cadre = await a_cadre(village)
    await begin(village)
    assert not await cadre.sees("烟花爆竹")
    await village.town.advance(days=1)
    assert "还没收到" in (await cadre.find("烟花爆竹")).text
    await cadre.press("零报告")
    assert "已答" in (await village.head.last()).text
    assert "✅ 枫林村" in (await village.staff.find("已答 1 / 21")).text


async def test_the_clerk_ends_the_round_and_everybody_sees_that_it_is_over(village: Village) -> None:
    """Asked once whether to end it; the summary names who did not answer; an old button says that it is over."""
    await begin(village)
    table = await village.staff.find("已答 0 / 21")
    await village.staff.press_in(table, "结束这一轮")
    closing = await village.staff.find("真的结束吗")
    await village.staff.press_in(closing, "结束")
    assert await village.director.sees("排查结束")
    assert "⏳ 枫林村" in (await village.director.find("排查结束")).text
    assert "已经结束" in (await village.head.find("烟花爆竹")).text


async def test_on_the_tenth_a_round_begins_by_itself(village: Village) -> None:
    """Nobody has to think of it."""
    await village.town.advance(days=12, hours=1)
    assert await village.head.sees("矛盾隐患排查")
    assert await village.staff.sees("已答 0 / 21")


async def test_on_the_twenty_fifth_the_next_round_names_who_never_answered(village: Village) -> None:
    """The director reads it in the summary and in the new table; the head is asked once more, in plain words."""
    await village.town.advance(days=12, hours=1)
    await village.town.advance(days=15)
    ended = await village.director.find("新的一轮开始了")
    assert "一直没答的" in ended.text
    assert "⏳ 枫林村" in ended.text
    table = await village.director.find("枫林村（上一轮也没答）")
    assert "已答 0 / 21" in table.text
    asked = await village.head.find("上一轮没收到你们的回答")
    assert any("零报告" in label for row in asked.buttons for label in row)
    await village.head.press("零报告")
    assert "✅ 枫林村" in (await village.director.find("已答 1 / 21")).text


async def test_a_mediator_finds_what_is_asked_in_the_list_of_work(village: Village) -> None:
    """Without having been asked they may answer for their unit."""
    await begin(village)
    await village.mediator.send("🗂 待办")
    await village.mediator.press("📋 排查")
    await village.mediator.press("零报告")
    assert "已答 1 / 21" in (await village.staff.find("已答 1")).text


async def test_the_clerk_answers_for_a_village_that_rings_up(village: Village) -> None:
    """Of a village without anybody in the chat the table says so; the clerk answers for it in two taps."""
    await begin(village)
    table = await village.staff.find("已答 0 / 21")
    assert "柳塘村（这里没人，请打电话）" in table.text
    await village.staff.press_in(table, "替打电话来的单位答")
    for press in ("柳塘村", "零报告"):
        await village.staff.press(press)
    assert "✅ 柳塘村" in (await village.director.find("已答 1 / 21")).text


async def test_when_the_program_stood_still_for_days_everybody_is_asked_once(village: Village) -> None:
    """One question that rings, not one for each morning; the duty and the table are as of now, the round goes on."""
    await begin(village)
    before = len(await village.head.screen())
    await village.shouwang.stop()
    village.playground.clock.set(village.playground.clock.now() + 2 * DAY)
    village.shouwang = build(village.settings, village.playground.clock)
    await village.shouwang.start()
    village.playground.hooks.next_due, village.playground.hooks.settle = (
        village.shouwang.next_due,
        village.shouwang.settle,
    )
    await village.town.settle()
    asked = [message for message in await village.head.screen() if "还没收到" in message.text]
    assert len(asked) == 1
    assert len(await village.head.screen()) == before + 1
    await village.head.press("零报告")
    assert "✅ 枫林村" in (await village.staff.find("专项排查")).text
