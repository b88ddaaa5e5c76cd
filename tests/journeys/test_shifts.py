"""A whole evening on patrol: reminders, checking in and out, and nobody missing unnoticed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from domain.messages import Button, Message, phrase
from domain.shifts import Mark, PostState, ShiftState
from domain.teams import MemberState
from domain.words import Role
from playground.client import Phone
from storage.outgoing import Lane, Outgoing, ToPerson
from tests.journeys.patrol_evening import ASKED, BRIDGE, FAR, OFFICE, Evening, an_evening, call_off
from tests.journeys.village import a_village


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    """A village on a Monday morning, with a shift on Tuesday evening."""
    async with a_village(tmp_path) as village:
        yield await an_evening(village)


async def test_everybody_is_asked_a_day_before_and_again_an_hour_before(evening: Evening) -> None:
    """Each of the three is asked at its minute and not before; the lead sees who comes."""
    await evening.at(ASKED - 1)
    assert await evening.news() == {}
    await evening.at(ASKED)
    asked = await evening.news()
    assert asked.keys() == {"lead", "zhou", "qian"}
    assert all(len(texts) == 1 and "能来吗" in texts[0] for texts in asked.values())
    for phone in (evening.lead, evening.zhou, evening.qian):
        await phone.press("我能来")
        assert await phone.alert() == "好，记下了"
    assert await evening.news() == {}
    assert "您说了会来" in (await evening.zhou.last()).text
    await evening.at(-61)
    assert await evening.news() == {}
    await evening.at(-60)
    reminded = await evening.news()
    assert reminded.keys() == {"lead", "zhou", "qian"}
    assert "还有 1 小时" in reminded["zhou"][0]
    assert len(reminded["zhou"]) == 1
    everybody = next(text for text in reminded["lead"] if "要 3 人" in text)
    assert "说了会来 3 人，要 3 人" in everybody


async def test_an_evening_on_which_all_come(evening: Evening) -> None:
    """Three ways to check in stop every chase; the lead's one card follows; each checks out with a summary."""
    await evening.all_coming()
    await evening.at(-1)
    await evening.nothing_new()
    await evening.at(0)
    started = await evening.news()
    assert {name: len(texts) for name, texts in started.items()} == {"lead": 1, "zhou": 1, "qian": 1}
    assert "请签到" in started["zhou"][0]

    await evening.at(2)
    await evening.zhou.press("签到")
    assert (await evening.zhou.last()).keys[0] == ("📍 发我的位置",)
    await evening.zhou.location(*OFFICE, horizontal_accuracy=15)
    assert await evening.zhou.sees("签到好了，20:02")
    assert (await evening.zhou.last()).buttons[0] == ("🆘 求救",)
    await evening.qian.send(f"/start c_{evening.tokens['school_gate']}")
    assert await evening.qian.sees("签到好了")
    await evening.lead.location(*OFFICE)
    card = await evening.lead.find("应到 3 人")
    assert "已到 3 人" in card.text
    assert card.edited
    await evening.nothing_new()
    await evening.at(175)
    assert await evening.news() == {}

    for phone in (evening.lead, evening.zhou, evening.qian):
        await phone.press("签退")
        assert "签退好了" in (await phone.last()).text
    assert "村小门口" in (await evening.qian.last()).text
    await evening.nothing_new()
    await evening.at(300)
    assert await evening.news() == {}
    rostered = await evening.rostered()
    assert rostered.shift.state is ShiftState.ENDED
    assert {post.state for post in rostered.posts} == {PostState.CHECKED_OUT}
    assert all(post.marks == () for post in rostered.posts)


async def test_everybody_is_answered_before_anybody_has_the_card_to_go_on_with(evening: Evening) -> None:
    """When all come at once, the cards that follow wait behind the answers of the others, and before what reminds anybody."""
    await evening.all_coming()
    await evening.at(0)
    phones = (evening.lead, evening.zhou, evening.qian)
    database = evening.village.shouwang.database
    async with database.transaction():
        before = await database.connection.number("SELECT max(id) FROM outbox")
    for phone in phones:
        await phone.location(*OFFICE)
    assert [await phone.sees("签到好了") for phone in phones] == [True, True, True]
    own = [f"shift:{evening.shift_id}:{(await evening.post(phone)).person_id}" for phone in phones]
    async with database.transaction():
        rows = await database.connection.rows("SELECT card_key FROM outbox WHERE id > ? ORDER BY lane, id", (before,))
    assert [row["card_key"] for row in rows][:6] == [None, None, None, *own]


async def test_who_does_not_come_is_missed_step_by_step(evening: Evening) -> None:
    """10 minutes: the patroller; 20: the lead; 30: the village head; 60: the duty officer. Each once, at its minute."""
    await evening.all_coming()
    await evening.at(0)
    await evening.zhou.location(*OFFICE)
    await evening.lead.location(*OFFICE)
    await evening.nothing_new()
    for minute, who in ((10, "qian"), (20, "lead"), (30, "head"), (60, "staff")):
        await evening.at(minute - 0.1)
        assert await evening.news() == {}, f"early: {minute}"
        await evening.at(minute)
        news = await evening.news()
        assert news.keys() == {who}
        assert len(news[who]) == 1
        if who == "qian":
            assert "没关系" in news[who][0]
        else:
            assert "钱秀兰 还没签到" in news[who][0]
            assert "枫林村" in news[who][0]
    assert not await evening.village.director.sees("钱秀兰")
    await evening.at(175)
    await evening.zhou.press("签退")
    await evening.lead.press("签退")
    await evening.nothing_new()
    await evening.at(300)
    assert await evening.news() == {}
    rostered = await evening.rostered()
    assert rostered.shift.state is ShiftState.ENDED
    assert (await evening.post(evening.qian)).state is PostState.ABSENT


async def test_a_check_in_stops_what_was_to_come(evening: Evening) -> None:
    """Who comes after the lead was told is missed no further, and the lead's card says so in place."""
    await evening.all_coming()
    await evening.at(0)
    await evening.zhou.location(*OFFICE)
    await evening.lead.location(*OFFICE)
    await evening.at(20)
    told = await evening.lead.find("钱秀兰 还没签到")
    await evening.at(24)
    await evening.qian.location(*OFFICE)
    await evening.nothing_new()
    screen = {message.message_id: message for message in await evening.lead.screen()}
    changed = screen[told.message_id]
    assert "到了" in changed.text
    assert changed.buttons == ()
    await evening.at(70)
    assert await evening.news() == {}


async def test_the_lead_excuses_somebody_and_nobody_else_hears(evening: Evening) -> None:
    """Excused in one press: the patroller is told, and the next steps do not come."""
    await evening.all_coming()
    await evening.at(0)
    await evening.zhou.location(*OFFICE)
    await evening.lead.location(*OFFICE)
    await evening.at(20)
    await evening.nothing_new()
    await evening.lead.press_in(await evening.lead.find("钱秀兰 还没签到"), "准假")
    assert await evening.lead.alert() == "已准假"
    assert list(await evening.news()) == ["qian"]
    await evening.at(100)
    assert await evening.news() == {}
    assert (await evening.post(evening.qian)).state is PostState.EXCUSED


async def test_the_lead_says_that_somebody_is_here(evening: Evening) -> None:
    """Whose phone is dead is checked in by the lead."""
    await evening.all_coming()
    await evening.at(0)
    await evening.zhou.location(*OFFICE)
    await evening.lead.location(*OFFICE)
    await evening.at(20)
    await evening.lead.press_in(await evening.lead.find("钱秀兰 还没签到"), "人到了")
    assert (await evening.post(evening.qian)).state is PostState.PRESENT
    await evening.nothing_new()
    await evening.at(70)
    assert await evening.news() == {}


async def test_a_patroller_may_not_press_what_is_the_leads(evening: Evening) -> None:
    """Whoever has lost the lead's role is refused, and nothing happens."""
    await evening.all_coming()
    await evening.at(30)
    await evening.village.head.press_in(await evening.village.head.find("3 个人还没签到"), "钱秀兰")
    card = await evening.village.head.find("钱秀兰：还没到")
    async with evening.village.shouwang.database.transaction() as work:
        head = await work.people.by_telegram_id(evening.village.head.id)
        assert head is not None
        await work.people.end(head.id, Role.VILLAGE_HEAD, evening.village.home)
    await evening.village.head.press_in(card, "准假")
    assert "不能办" in (await evening.village.head.alert() or "")
    assert (await evening.post(evening.qian)).state is PostState.COMING


async def test_who_cannot_come_opens_the_search_and_may_change_their_mind(evening: Evening) -> None:
    """The post is offered at once and the lead told; the offer ends when they come after all."""
    await evening.at(ASKED)
    await evening.nothing_new()
    await evening.qian.press("来不了")
    post = await evening.post(evening.qian)
    assert post.state is PostState.CANNOT
    async with evening.village.shouwang.database.transaction() as work:
        assert await work.exchanges.open_for(post.id) is not None
    news = await evening.news()
    assert "钱秀兰" in news["lead"][-1]
    await evening.qian.press("又能来了")
    async with evening.village.shouwang.database.transaction() as work:
        assert await work.exchanges.open_for(post.id) is None
    assert (await evening.post(evening.qian)).state is PostState.COMING
    assert "又能来了" in (await evening.news())["lead"][-1]


async def test_a_shift_with_too_few_people_is_known_before_it_starts(evening: Evening) -> None:
    """The evening before and an hour before, lead and village head hear that people are missing."""
    await evening.at(ASKED)
    await evening.qian.press("来不了")
    await evening.lead.press("我能来")
    await evening.zhou.press("我能来")
    await evening.nothing_new()
    await evening.at(-24 * 60)
    assert "还差 1 人" in (await evening.news())["head"][0]
    await evening.at(-61)
    assert await evening.news() == {}
    await evening.at(-60)
    news = await evening.news()
    assert "还差 1 人" in news["head"][0]
    assert any("人手不够" in text for text in news["lead"])


async def test_a_forgotten_check_out_closes_the_shift_with_that_said(evening: Evening) -> None:
    """Half an hour after the end: asked kindly, written down as of the end, and the lead's card says it."""
    await evening.all_coming()
    await evening.at(0)
    for phone in (evening.lead, evening.zhou, evening.qian):
        await phone.location(*OFFICE)
    await evening.at(180)
    await evening.lead.press("签退")
    await evening.qian.press("签退")
    await evening.nothing_new()
    await evening.at(209)
    assert await evening.news() == {}
    await evening.at(210)
    news = await evening.news()
    assert news.keys() == {"zhou"}
    assert "平安到家" in news["zhou"][0]
    await evening.zhou.press("已经到家")
    assert "平安就好" in (await evening.zhou.last()).text
    post = await evening.post(evening.zhou)
    assert post.marks == (Mark.FORGOTTEN,)
    assert post.checked_out_at == (await evening.rostered()).shift.ends_at
    assert "没有签退" in (await evening.lead.find("应到 3 人")).text


async def test_checking_out_early_asks_once(evening: Evening) -> None:
    """An hour before the end a slip of the finger ends nothing."""
    await evening.all_coming()
    await evening.at(0)
    await evening.zhou.location(*OFFICE)
    await evening.at(100)
    await evening.zhou.press("签退")
    await evening.zhou.press("接着巡")
    assert (await evening.post(evening.zhou)).state is PostState.PRESENT
    await evening.zhou.press("签退")
    await evening.zhou.press("现在就签退")
    assert (await evening.post(evening.zhou)).state is PostState.CHECKED_OUT


async def test_a_live_location_is_kept_between_check_in_and_check_out_alone(evening: Evening) -> None:
    """Its points make the track, silently; before and after nothing is kept, and it never becomes a report."""
    await evening.all_coming()
    await evening.at(0)
    await evening.zhou.press("签到")
    live = await evening.zhou.location(*OFFICE, live_period=28_800)
    assert await evening.zhou.sees("只记到您签退为止")
    await evening.nothing_new()
    latitude, longitude = OFFICE
    for step in range(1, 11):
        await evening.at(step)
        await evening.moves(evening.zhou, live, (latitude + (BRIDGE[0] - latitude) * step / 10, longitude))
    assert "zhou" not in await evening.news()
    post = await evening.post(evening.zhou)
    assert post.marks == ()
    async with evening.village.shouwang.database.transaction() as work:
        assert len(await work.check_ins.of(post.id)) == 11
    await evening.at(170)
    await evening.zhou.press("签退")
    assert "走了约 3" in (await evening.zhou.last()).text
    await evening.moves(evening.zhou, live, BRIDGE)
    await evening.at(172)
    await evening.moves(evening.zhou, live, OFFICE)
    async with evening.village.shouwang.database.transaction() as work:
        assert len(await work.check_ins.of(post.id)) == 11
        person = await work.people.by_telegram_id(evening.zhou.id)
        assert person is not None
        assert await work.drafts.active(person.id) is None


async def _belongs(evening: Evening, phone: Phone) -> None:
    """Somebody belongs to the team whose shift they stand on."""
    async with evening.village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(phone.id)
        assert person is not None
        await work.teams.decide(await work.teams.ask(evening.village.home, person.id), MemberState.MEMBER, None)


async def test_my_shifts_show_what_is_ahead_and_what_can_be_done(evening: Evening) -> None:
    """The list opens a shift; on the evening itself it is opened at once."""
    await evening.at(ASKED)
    await _belongs(evening, evening.zhou)
    await evening.nothing_new()
    await evening.zhou.press("我能来")
    async with evening.village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(evening.zhou.id)
        assert person is not None
        key = Button(label=phrase("shift-extra"), act="s-mine")
        message = Message(lines=(phrase("shift-extra"),), buttons=((key,),))
        await work.outbox.put(Outgoing(ToPerson(person.id), Lane.REPLY, message))
    await evening.village.town.settle()
    await evening.zhou.press("临时班")
    assert "您的班" in (await evening.zhou.last()).text
    await evening.zhou.press("晚班")
    assert "周小松 · 会来" in (await evening.zhou.last()).text
    await evening.at(-10)
    await evening.zhou.press("我的班")
    await evening.zhou.send("🚶 巡逻")
    await evening.zhou.press("我的班（签到）")
    assert (await evening.zhou.last()).buttons[0] == ("📍 我到了，签到",)
    assert sum("您的班" in each.text for each in await evening.zhou.screen()) == 2


async def test_whoever_opens_a_shift_that_is_days_away_can_say_there_that_they_come(evening: Evening) -> None:
    """The question mark in the list is answered where it leads to."""
    await evening.at(ASKED)
    await _belongs(evening, evening.zhou)
    await evening.zhou.send("🚶 巡逻")
    await evening.zhou.press("我的班（签到）")
    assert any("❔" in label for row in (await evening.zhou.last()).buttons for label in row)
    await evening.zhou.press("❔")
    await evening.zhou.press_in(await evening.zhou.last(), "我能来")
    assert "您会来" in (await evening.zhou.last()).text
    assert (await evening.post(evening.zhou)).state is PostState.COMING


# ----------------------------------------------------------------------------------------------------- what is odd


async def test_a_place_that_is_sent_a_day_early_is_told_when_check_in_opens(evening: Evening) -> None:
    """It may be meant as a report, too, and begins one; a week ahead nobody can mean their shift."""
    await evening.zhou.location(*OFFICE)
    assert not await evening.zhou.sees("起就可以签到")
    await evening.zhou.press("不填了")
    await evening.at(ASKED + 60)
    await evening.zhou.location(*OFFICE)
    assert await evening.zhou.sees("9月29日 19:30 起就可以签到")
    assert "什么事" in (await evening.zhou.last()).text
    assert (await evening.post(evening.zhou)).state is PostState.ASSIGNED


async def test_a_place_200_km_off_is_kept_marked_and_explained_kindly(evening: Evening) -> None:
    """It counts, the lead is asked to look, and a better one takes the mark away."""
    await evening.all_coming()
    await evening.at(1)
    await evening.nothing_new()
    await evening.zhou.location(*FAR)
    said = " ".join((await evening.news())["zhou"])
    assert "签到好了" in said
    assert "走到空旷处再发一次" in said
    assert (await evening.post(evening.zhou)).marks == (Mark.OUTSIDE,)
    assert "位置离巡逻的地方远" in (await evening.lead.last()).text
    await evening.at(150)
    await evening.zhou.location(*OFFICE)
    assert (await evening.post(evening.zhou)).marks == ()


@pytest.mark.parametrize(
    ("place", "more", "mark", "word"),
    [
        ((0.0, 0.0), {}, Mark.OUTSIDE, "已经记下"),
        (OFFICE, {"horizontal_accuracy": 1500}, Mark.INACCURATE, "定位不太准"),
    ],
)
async def test_a_place_that_no_phone_means(
    evening: Evening, place: tuple[float, float], more: dict[str, float], mark: Mark, word: str
) -> None:
    """Null island, and a phone that is unsure: kept, marked, explained; the shift goes on."""
    await evening.all_coming()
    await evening.at(1)
    await evening.zhou.location(*place, **more)
    assert await evening.zhou.sees(word)
    post = await evening.post(evening.zhou)
    assert (post.state, post.marks) == (PostState.PRESENT, (mark,))


async def test_a_forwarded_place_is_marked(evening: Evening) -> None:
    """It says where somebody else was."""
    await evening.all_coming()
    await evening.at(1)
    latitude, longitude = OFFICE
    body = {
        "from_id": evening.zhou.id,
        "forward_from_id": evening.qian.id,
        "location": {"latitude": latitude, "longitude": longitude},
    }
    await evening.village.town.post(f"/chats/{evening.zhou.id}/send", body)
    await evening.village.town.settle()
    assert await evening.zhou.sees("转发来的")
    assert (await evening.post(evening.zhou)).marks == (Mark.FORWARDED,)


async def test_a_check_in_a_day_early_says_from_when(evening: Evening) -> None:
    """Neither the poster nor anything else is taken before check-in opens."""
    await evening.at(ASKED)
    await evening.zhou.send(f"/start c_{evening.tokens['bridge']}")
    assert "9月29日 19:30 起" in (await evening.zhou.last()).text
    assert (await evening.post(evening.zhou)).state is PostState.ASSIGNED


async def test_posters_that_are_not_good(evening: Evening) -> None:
    """A replaced one, one that never was, another village's: each has its answer, and the right one still works."""
    await evening.all_coming()
    teams = evening.village.settings.township.patrol.teams
    elsewhere = next(team.unit for team in teams if team.unit != evening.village.home)
    async with evening.village.shouwang.database.transaction() as work:
        other = await work.checkpoints.put(elsewhere, "gate", "青石桥", FAR, 80)
        await work.checkpoints.set_token(other.id, "token-of-others")
        bridge = await work.checkpoints.by_token(evening.tokens["bridge"])
        assert bridge is not None
        await work.checkpoints.revoke(bridge.id)
    await evening.at(1)
    for token, word in (
        (evening.tokens["bridge"], "换过了"),
        ("never-was", "换过了"),
        ("token-of-others", "不是您这一班"),
    ):
        await evening.zhou.send(f"/start c_{token}")
        assert word in (await evening.zhou.last()).text
    await evening.zhou.send(f"/start c_{evening.tokens['committee']}")
    assert (await evening.post(evening.zhou)).state is PostState.PRESENT


async def test_a_villager_who_scans_a_poster_is_told_what_it_is(evening: Evening) -> None:
    """And is welcomed if they are new."""
    guest = await evening.village.town.person("路人")
    await guest.send(f"/start c_{evening.tokens['bridge']}")
    assert await guest.sees("石桥头")
    assert (await guest.last()).buttons


async def test_a_shift_that_was_cancelled_a_minute_ago(evening: Evening) -> None:
    """A place is answered with that and becomes no report; nobody is missed."""
    await evening.all_coming()
    await evening.at(0)
    await call_off(evening)
    await evening.at(1)
    await evening.nothing_new()
    await evening.zhou.location(*OFFICE)
    assert "取消了" in (await evening.zhou.last()).text
    await evening.qian.press("签到")
    assert "取消了" in (await evening.qian.alert() or "")
    await evening.nothing_new()
    await evening.at(300)
    assert await evening.news() == {}


async def test_somebody_who_left_the_team(evening: Evening) -> None:
    """Their place and their press are answered, and nothing is kept."""
    await evening.all_coming()
    await evening.at(1)
    async with evening.village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(evening.zhou.id)
        assert person is not None
        await work.people.end(person.id, Role.PATROLLER, evening.village.home)
    await evening.zhou.location(*OFFICE)
    assert "不是这支队的队员" in (await evening.zhou.last()).text
    assert (await evening.post(evening.zhou)).state is PostState.COMING


async def test_a_lead_who_blocked_the_bot_is_passed_over(evening: Evening) -> None:
    """What was for the lead goes to the village head at once, and the next step finds its own."""
    await evening.all_coming()
    await evening.at(0)
    await evening.zhou.location(*OFFICE)
    await evening.lead.location(*OFFICE)
    await evening.lead.block()
    await evening.nothing_new()
    await evening.at(20)
    news = await evening.news()
    assert "钱秀兰 还没签到" in news["head"][0]
    await evening.qian.location(*OFFICE)
    assert (await evening.post(evening.qian)).state is PostState.PRESENT


async def test_a_photo_counts_only_when_it_was_asked_for(evening: Evening) -> None:
    """Unasked it is a report as ever; asked for it checks in, is shown to the lead, and sent again it is marked."""
    await evening.all_coming()
    await evening.at(1)
    await evening.qian.photo()
    assert (await evening.post(evening.qian)).state is PostState.COMING
    await evening.qian.send("/cancel")
    await evening.zhou.press("拍照签到")
    assert "拍一张" in (await evening.zhou.last()).text
    await evening.nothing_new()
    sent = (await evening.zhou.photo())[0]
    assert (await evening.post(evening.zhou)).state is PostState.PRESENT
    shown = [message for message in await evening.lead.screen() if "用照片签到" in message.text]
    assert [message.media for message in shown] == [("photo",)]
    await evening.zhou.press("拍照签到")
    body = {"from_id": evening.zhou.id, "media": [{"type": "photo", "file_id": sent.raw["photo"]["file_id"]}]}
    await evening.village.town.post(f"/chats/{evening.zhou.id}/send", body)
    await evening.village.town.settle()
    assert await evening.zhou.sees("以前发过")
    assert (await evening.post(evening.zhou)).marks == (Mark.SAME_PICTURE,)


async def test_words_during_a_shift_are_a_report_as_ever(evening: Evening) -> None:
    """Even while a photo is asked for nothing that is written is swallowed."""
    await evening.all_coming()
    await evening.at(1)
    await evening.zhou.press("拍照签到")
    await evening.zhou.send("村口的路灯被人砸了，玻璃满地都是")
    assert (await evening.zhou.last()).buttons
    await evening.zhou.location(*OFFICE)
    assert (await evening.post(evening.zhou)).state is PostState.PRESENT


async def test_a_restart_in_the_middle_loses_nothing_and_says_nothing_twice(evening: Evening) -> None:
    """The steps that are due come once, whoever was told before the restart."""
    await evening.all_coming()
    await evening.at(0)
    await evening.zhou.location(*OFFICE)
    await evening.lead.location(*OFFICE)
    await evening.at(20)
    await evening.nothing_new()
    await evening.village.restart()
    await evening.at(29)
    assert await evening.news() == {}
    await evening.at(30)
    assert list(await evening.news()) == ["head"]
