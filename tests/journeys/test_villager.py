"""The villager's side: from any first message to a case, and everything that can be done with it afterwards."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.village import Village, a_village

DOG = "邻居家的狗天天半夜叫，枫林村的老人都睡不好。"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def test_a_first_meeting_asks_language_and_village_and_says_who_sees_what(village: Village) -> None:
    """By buttons; then the privacy words and the lasting keyboard."""
    await village.li.send("/start")
    await village.li.press("简体中文")
    await village.li.press("柳塘村")
    assert await village.li.sees("谁看得到")
    assert (await village.li.last()).keys


async def test_the_village_can_be_typed_and_the_language_is_kept(village: Village) -> None:
    """In English, with the village's name written by hand."""
    await village.li.send("/start")
    await village.li.press("English")
    await village.li.send("Fenglin")
    assert "Just send me" in (await village.li.last()).text
    await village.li.send("The neighbour's dog barks all night")
    assert any("Confidential" in label for row in (await village.li.last()).buttons for label in row)


@pytest.mark.parametrize("first", ["voice", "photo", "video", "document", "location", "album"])
async def test_whatever_comes_first_becomes_a_draft(village: Village, first: str) -> None:
    """The bot asks only for what is missing, and nothing that came is lost."""
    li = village.li
    match first:
        case "voice":
            await li.voice()
        case "photo":
            await li.photo()
        case "video":
            await li.video()
        case "document":
            await li.document()
        case "location":
            await li.location(27.3, 112.7)
        case _:
            await li.album(3)
    if first not in {"voice", "video"}:
        assert "什么事" in (await li.last()).text
    await li.send("枫林村路灯坏了一个月，晚上看不见。")
    await li.press("保密")
    card = (await li.last()).text
    assert {"location": "已发位置", "album": "附件：3 个"}.get(first, "附件：1 个") in card
    await li.press("提交")
    assert "案号" in (await li.last()).text


async def test_only_what_is_missing_is_asked(village: Village) -> None:
    """A text that names village and matter is asked one thing: how its writer wants to be known."""
    await village.li.send(DOG)
    assert "让不让经办人知道您是谁" in (await village.li.last()).text
    await village.li.press("保密")
    card = (await village.li.last()).text
    assert "邻里纠纷" in card
    assert "枫林村" in card


async def test_a_text_that_says_neither_is_asked_for_both(village: Village) -> None:
    """Kind, category, village, one short question each."""
    li = village.li
    await li.send("有件事想说一下")
    await li.press("有矛盾")
    await li.press("邻里纠纷")
    await li.send("双溪口")
    await li.press("实名")
    assert "双溪口村" in (await li.last()).text


async def test_every_field_can_be_changed_on_the_card(village: Village) -> None:
    """Text, village, place and way of being known, each by a press and an answer."""
    li = village.li
    await li.send(DOG)
    await li.press("保密")
    for field, answer in (("什么事", "狗叫，还咬人。"), ("地点", "村东头老槐树下")):
        await li.press("修改")
        await li.press(field)
        await li.send(answer)
    await li.press("修改")
    await li.press("村（居）")
    await li.press("柳塘村")
    await li.press("修改")
    await li.press("身份")
    await li.press("实名")
    card = (await li.last()).text
    for words in ("狗叫，还咬人。", "村东头老槐树下", "柳塘村", "实名（李春禾）"):
        assert words in card
    assert DOG not in card


async def test_what_answers_no_question_is_kept_as_part_of_the_text(village: Village) -> None:
    """Nothing typed is lost: a story told where a village was asked for is added to the report."""
    li = village.li
    await li.send("水渠塌了")
    await li.send("就在老桥往下走两百步的地方，去年修过一次，今年又塌了，田都淹了。")
    assert "加上了" in (await li.last()).text
    await li.press("枫林村")
    await li.press("保密")
    assert "老桥往下走" in (await li.last()).text


async def test_odd_things_get_a_sensible_answer(village: Village) -> None:
    """A sticker, a file of 50 MB, a forwarded and an edited message, twenty photos."""
    li = village.li
    await li.sticker()
    assert "看不懂" in (await li.last()).text
    sent = await li.forward(DOG)
    await li.video(size=50_000_000)
    assert "超过 20 MB" in (await li.last()).text
    await li.edit(sent, DOG + "真的")
    assert await li.sees("再发一条")
    await li.album(10)
    await li.album(10)
    await li.press("保密")
    assert "附件：21 个" in (await li.last()).text
    await li.press("提交")
    assert "案号" in (await li.last()).text


async def test_a_very_long_text_is_kept_whole(village: Village) -> None:
    """Four full messages: the card shows the beginning, the mediator can read all of it."""
    li = village.li
    story = "枫林村的水渠年年塌年年修。" * 300
    for start in range(0, len(story), 4000):
        await li.send(story[start : start + 4000])
    await li.press("保密")
    await li.press("提交")
    await village.mediator.press("全文和附件")
    shown = "".join(message.text for message in await village.mediator.screen() if "📝" in message.text)
    assert shown.count("水渠年年塌") >= 300


async def test_somebody_in_danger_is_told_first_whom_to_ring(village: Village) -> None:
    """Before any greeting or question, also by the button; then one card and the duty officer."""
    await village.wang.send("枫林村后山着火了，快来人！")
    words = [message.text for message in await village.wang.new()]
    assert "110" in words[0]
    assert "提交" in str((await village.wang.last()).buttons)
    await village.li.send("🚨 有危险")
    assert "110" in (await village.li.new())[0].text
    await village.wang.press("提交")
    assert "急事" in (await village.staff.last()).text


async def test_two_taps_on_send_make_one_case(village: Village) -> None:
    """The second tap finds the form gone."""
    li = village.li
    await li.send(DOG)
    await li.press("保密")
    card = await li.last()
    await li.press_in(card, "提交", settle=False)
    await li.press_in(card, "提交", settle=False)
    await village.town.settle()
    await li.send("📋 我的事项")
    assert len((await li.last()).buttons) == 1


async def test_an_old_button_shows_how_things_stand(village: Village) -> None:
    """Pressing a question of a finished form says that it is done."""
    li = village.li
    await li.send(DOG)
    question = await li.last()
    await li.send("还有，狗没拴。")
    await li.press("保密")
    await li.press("提交")
    await li.press_in(question, "保密")
    assert "办完或不在了" in (await li.alert() or "")


async def test_a_button_of_the_confirmation_asks_what_is_missing_meanwhile(village: Village) -> None:
    """Somebody presses "change" on the face that their phone still shows, when the new kind has no category yet."""
    li = village.li
    await li.send(DOG)
    await li.press("保密")
    old_face = await li.last()
    await li.press("修改")
    await li.press("大类")
    await li.press("有隐患")
    asked = (await li.last()).text
    assert "修改" not in str((await li.last()).buttons)
    await li.press_in(old_face, "修改")
    assert (await li.last()).text == asked
    assert not await li.sees("没处理好")


async def test_adding_nudging_and_withdrawing(village: Village) -> None:
    """Add at any time; nudge only after a deadline, and be told from when; withdraw after saying so twice."""
    li = village.li
    number = await village.report(li, DOG)
    await li.press("补充")
    await li.send("昨晚又叫了一夜")
    await li.press("发送")
    assert "昨晚又叫了一夜" in (await village.mediator.last()).text
    await li.send(number)
    await li.press("催一催")
    assert "9月29日 09:00" in (await li.alert() or "")
    await village.town.advance(hours=25)
    await li.send(number)
    await li.press("催一催")
    assert "报告人在催" in (await village.head.last()).text
    await li.press("撤回")
    await li.press("是，撤回")
    assert "您撤回了" in (await li.last()).text
    assert "撤回" in (await village.mediator.find(number)).text
    before = sum(number in message.text for message in await village.mediator.screen())
    await village.town.advance(days=30)
    assert sum(number in message.text for message in await village.mediator.screen()) == before


async def test_a_report_much_like_an_open_one_is_offered_to_be_joined(village: Village) -> None:
    """Joining makes no second case; the mediator gets it as an addition."""
    li = village.li
    number = await village.report(li, DOG)
    await li.send("邻居家的狗半夜叫，枫林村的老人睡不好。")
    await li.press("保密")
    await li.press("提交")
    assert number in (await li.last()).text
    await li.press("是同一件")
    await li.send("📋 我的事项")
    assert len((await li.last()).buttons) == 1
    assert "报告人补充了" in (await village.mediator.last()).text


async def test_a_half_made_draft_is_offered_again_and_forgotten_after_it_was_said(village: Village) -> None:
    """After a day it is offered, a day before the end it is announced, after seven days it is gone."""
    li = village.li
    await li.send(DOG)
    await village.town.advance(days=1)
    assert "还没说完" in (await li.last()).text
    await village.town.advance(days=5)
    assert "不再保留" in (await li.last()).text
    await village.town.advance(days=2)
    assert "已经删了" in (await li.last()).text


async def test_a_draft_survives_a_restart(village: Village) -> None:
    """The next answer goes into the same draft."""
    li = village.li
    await li.send(DOG)
    await village.restart()
    await li.press("保密")
    await li.press("提交")
    assert "案号" in (await li.last()).text


async def test_a_reply_to_an_old_card_is_added_to_its_case(village: Village) -> None:
    """Whoever answers the message with the number means that case, hours later too."""
    number = await village.report(village.li, DOG)
    card = await village.li.find(number)
    await village.town.advance(hours=10)
    await village.li.reply(card, "昨晚又叫了")
    assert number in (await village.li.last()).text
    assert "昨晚又叫了" in (await village.mediator.last()).text


async def test_the_language_can_be_changed_at_any_time(village: Village) -> None:
    """From then on everything is said in it."""
    await village.li.send("/language")
    await village.li.press("English")
    assert await village.li.sees("Just send me what happened")
    await village.li.send("📋 My cases")
    assert "not reported anything" in (await village.li.last()).text


async def test_cancel_gives_up_what_is_open(village: Village) -> None:
    """`/cancel` ends the form; a second one says that nothing is open."""
    await village.li.send(DOG)
    await village.li.send("/cancel")
    assert "不填了" in (await village.li.last()).text
    await village.li.send("/cancel")
    assert "没有正在填" in (await village.li.last()).text


async def test_a_tip_without_identity_has_a_receipt_as_its_only_way_back(village: Village) -> None:
    """The digits open the tip from any account; wrong ones do not, and five wrong ones bring a pause."""
    li = village.li
    await li.send("枫林村有人在家里开赌场，天天到半夜。")
    await li.press("都不是")
    await li.press("不留身份")
    await li.press("不给看")
    assert not any("跳过" in label for row in (await li.last()).buttons for label in row)
    await li.send("村口那家，夜里去看。")
    for _question in range(2):
        await li.press("跳过")
    await li.press("提交")
    shown = (await li.last()).text
    digits = next(line for line in shown.splitlines() if len(line.replace(" ", "")) == 16)
    await li.send("📋 我的事项")
    assert "还没有反映过" in (await li.last()).text
    assert await village.staff.sees("不留身份")
    await village.wang.send("/receipt")
    await village.wang.send(digits)
    assert await village.wang.sees("的经过")
    for _try in range(5):
        await village.wang.send("/receipt")
        await village.wang.send("1234 5678 9012 3456")
    await village.wang.send("/receipt")
    await village.wang.send(digits)
    assert "过一个小时" in (await village.wang.last()).text


async def test_a_message_in_a_group_is_answered_with_the_way_to_write_alone(village: Village) -> None:
    """Only one that speaks to the bot, and with nothing private."""
    group = await village.town.group("枫林村群", [village.li, village.wang])
    await village.li.say_in(group, DOG)
    await village.li.say_in(group, "@shouwang_bot 怎么反映？")
    seen = await village.town.get(f"/chats/{group}/messages")
    from_bot = [message["text"] for message in seen["messages"] if message["from"]["is_bot"]]
    assert len(from_bot) == 1
    assert "单独" in from_bot[0]
    assert not await village.mediator.sees("狗")


async def test_html_that_somebody_types_is_shown_as_they_typed_it(village: Village) -> None:
    """No entity comes from a person's text."""
    text = "枫林村的狗<b>叫</b> &amp; <a href='x'>咬</a> *人* 邻居"
    await village.report(village.li, text)
    card = await village.mediator.last()
    assert text in card.text
    assert "text_link" not in str(card.raw.get("entities"))


async def test_nobody_elses_case_can_be_opened_by_its_number(village: Village) -> None:
    """A number that is not one's own begins a report like any other text."""
    number = await village.report(village.li, DOG)
    await village.wang.send(number)
    assert not await village.wang.sees("邻里纠纷 · 枫林村")


@pytest.mark.parametrize(
    "service",
    [
        {"pinned_message": {"chat": {"id": 11, "type": "private"}, "message_id": 1, "date": 0}},
        {"delete_chat_photo": True},
    ],
)
async def test_what_telegram_says_of_a_chat_is_not_answered(village: Village, service: dict[str, object]) -> None:
    """Somebody who pins a card has written nothing."""
    await village.li.send("/help")
    before = len(await village.li.screen())
    who = {"id": village.li.id, "is_bot": False, "first_name": "李春禾"}
    chat = {"id": village.li.id, "type": "private", "first_name": "李春禾"}
    await village.town.inject({"message": {"message_id": 900, "date": 0, "chat": chat, "from": who, **service}})
    assert len(await village.li.screen()) == before
