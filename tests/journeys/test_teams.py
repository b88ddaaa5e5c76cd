"""Teams as people live them: a villager joins, a lead keeps the team, the village head names who leads."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions.authorise_team import member_asking
from domain.refusals import Refusal
from domain.teams import MemberState
from domain.words import Language, Role
from playground.client import Phone, SeenMessage
from tests.journeys.village import Village, a_village

TEAM = "枫林义务巡逻队"
BRIDGE = (27.3272, 112.6377)


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def a_member(village: Village, number: int, name: str, *more: Role) -> Phone:
    """Somebody of the village's team, perhaps with further roles."""
    phone = await village.town.person(name, id=number)
    async with village.shouwang.database.transaction() as work:
        person = await work.people.meet(number, name, Language.ZH_HANS)
        await work.people.welcomed(person.id)
        member = await work.teams.ask(village.home, person.id)
        await work.teams.decide(member, MemberState.MEMBER, None)
        for role in (Role.PATROLLER, *more):
            await work.people.grant(person.id, role, village.home)
    return phone


async def a_lead(village: Village) -> Phone:
    """The team's lead."""
    return await a_member(village, 51, "刘守义", Role.SHIFT_LEAD)


async def roles(village: Village, number: int) -> set[Role]:
    """What somebody is in the village now."""
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(number)
        assert person is not None
        return {held.role for held in await work.people.holdings_of(person.id)}


async def ask_to_join(phone: Phone, household: str | None = None) -> None:
    """From the menu, as a villager does it."""
    await phone.send("☰ 更多")
    await phone.press("参加巡逻队")
    await phone.press("枫林村")
    await phone.press(f"就叫 {phone.name}")
    if household is None:
        await phone.press("跳过")
    else:
        await phone.send(household)


async def team_link(keeper: Phone) -> tuple[str, SeenMessage]:
    """Somebody who keeps the team opens its link; the start parameter and the message."""
    await keeper.send("🚶 巡逻")
    await keeper.press("队伍")
    await keeper.press("入队链接")
    made = await keeper.find("?start=j_")
    return made.text.split("?start=")[1].split()[0], made


def labels(message: SeenMessage) -> list[str]:
    """All buttons of a message."""
    return [label for row in message.buttons for label in row]


async def test_a_villager_joins_from_the_menu_with_one_yes(village: Village) -> None:
    """The head is asked, says yes once, and the new member has the patrol key and hears what comes next."""
    await ask_to_join(village.li)
    assert "谢谢您愿意出力" in (await village.li.last()).text
    asked = await village.head.find("想参加")
    assert "李春禾" in asked.text
    assert TEAM in asked.text
    await village.head.press_in(asked, "同意")
    assert "已经是枫林义务巡逻队的队员" in (await village.head.find("李春禾")).text
    joined = await village.li.last()
    assert "欢迎" in joined.text
    assert "头一天再提醒" in joined.text
    assert any("巡逻" in key for row in joined.keys for key in row)
    assert Role.PATROLLER in await roles(village, village.li.id)
    await village.li.send("🚶 巡逻")
    menu = await village.li.last()
    assert menu.buttons[0] == ("🆘 求救",)
    assert len(labels(menu)) <= 8


async def test_of_lead_and_head_the_first_decides_and_the_other_sees_it(village: Village) -> None:
    """The other's card changes where it stands and has no buttons; pressing an old one shows how it is."""
    lead = await a_lead(village)
    await ask_to_join(village.li)
    of_head, of_lead = await village.head.find("想参加"), await lead.find("想参加")
    await asyncio.gather(
        village.head.press_in(of_head, "同意", settle=False), lead.press_in(of_lead, "这次先不", settle=False)
    )
    await village.town.settle()
    told = [message.text for message in await village.li.screen() if "欢迎" in message.text or "先没有" in message.text]
    assert len(told) == 1
    faces = {(await phone.find("李春禾")).text for phone in (village.head, lead)}
    assert len(faces) == 1
    for phone in (village.head, lead):
        assert (await phone.find("李春禾")).buttons == ()
    joined = Role.PATROLLER in await roles(village, village.li.id)
    assert joined == ("欢迎" in told[0])


async def test_a_refusal_is_kind_and_one_may_ask_again(village: Village) -> None:
    """Nothing accusing is said, no role is given, and the next try is asked anew."""
    await ask_to_join(village.li)
    await village.head.press("这次先不")
    told = (await village.li.last()).text
    assert "谢谢您愿意出力" in told
    assert "过些日子可以再报名" in told
    assert await roles(village, village.li.id) == set()
    await ask_to_join(village.li)
    await village.head.press("同意")
    assert Role.PATROLLER in await roles(village, village.li.id)


async def test_where_all_who_decide_have_blocked_the_bot_the_next_one_up_is_asked(village: Village) -> None:
    """First lead and head are tried, then the centre decides, and sees it; next time it is asked at once."""
    lead = await a_lead(village)
    await lead.block()
    await village.head.block()
    await ask_to_join(village.li)
    asked = await village.staff.find("想参加")
    assert not await village.director.sees("想参加")
    await village.staff.press_in(asked, "同意")
    assert Role.PATROLLER in await roles(village, village.li.id)
    assert (await village.staff.find("李春禾")).buttons == ()
    await village.staff.block()
    await ask_to_join(village.wang)
    assert await village.director.sees("想参加")


async def test_while_one_who_decides_can_be_reached_nobody_else_is_asked(village: Village) -> None:
    """The lead has blocked the bot, the head has not; who was not asked may not decide."""
    lead = await a_lead(village)
    await lead.block()
    await ask_to_join(village.li)
    assert await village.head.sees("想参加")
    assert not await village.staff.sees("想参加")
    async with village.shouwang.database.transaction() as work:
        staff = await work.people.by_telegram_id(village.staff.id)
        (member,) = await work.teams.members(village.home, MemberState.ASKED)
        assert staff is not None
        with pytest.raises(Refusal):
            await member_asking(work, village.shouwang.rules, member.id, staff.id)


async def test_asking_twice_asks_the_head_once(village: Village) -> None:
    """Whoever waits is told so; nobody is rung again."""
    await ask_to_join(village.li)
    await ask_to_join(village.li)
    assert "已经报过名了" in (await village.li.last()).text
    asked = [message for message in await village.head.screen() if "想参加" in message.text]
    assert len(asked) == 1


async def test_the_teams_link_lets_a_stranger_in_and_can_be_renewed(village: Village) -> None:
    """It comes with a code to scan, works more than once, greets who is new; after renewing the old one says so."""
    old, made = await team_link(village.head)
    assert "photo" in made.media
    for number, name in ((61, "胡秋生"), (62, "罗翠兰")):
        guest = await village.town.person(name, id=number)
        await guest.send(f"/start {old}")
        assert await guest.sees("谁看得到")
        await guest.press(f"就叫 {name}")
        await guest.press("跳过")
        await village.head.press("同意")
        assert Role.PATROLLER in await roles(village, number)
    await village.head.send("🚶 巡逻")
    await village.head.press("队伍")
    await village.head.press("入队链接")
    assert "旧的就不能用了" in (await village.head.last()).text
    await village.head.press("换一条新的")
    new = (await village.head.find("?start=j_")).text.split("?start=")[1].split()[0]
    assert new != old
    late = await village.town.person("晚", id=63)
    await late.send(f"/start {old}")
    assert "已经换过了" in (await late.last()).text
    await late.send(f"/start {new}")
    assert "怎么称呼" in (await late.last()).text


async def test_a_member_who_opens_the_link_is_told_so(village: Village) -> None:
    """Nothing is asked twice."""
    lead = await a_lead(village)
    start, _made = await team_link(lead)
    await lead.send(f"/start {start}")
    assert "已经是枫林义务巡逻队的队员" in (await lead.last()).text


async def test_a_household_has_one_member(village: Village) -> None:
    """The second hears that it has one, not who, and how to change it; then may come for themselves."""
    await ask_to_join(village.li, "3组 张家")
    assert "3组张家" in (await village.head.find("想参加")).text
    await village.head.press("同意")
    await ask_to_join(village.wang, "３组张家")
    told = (await village.wang.last()).text
    assert "一户一个人就够" in told
    assert "李春禾" not in told
    await village.wang.press("跳过")
    assert await village.wang.sees("谢谢您愿意出力")


async def test_who_waits_twice_for_one_household_cannot_both_come_in(village: Village) -> None:
    """Both asked before either was let in: the second yes is refused in a sentence, and nothing breaks."""
    await ask_to_join(village.li, "3组张家")
    await ask_to_join(village.wang, "3组张家")
    await village.head.press_in(await village.head.find("李春禾"), "同意")
    await village.head.press_in(await village.head.find("王大河"), "同意")
    assert "一户一个人就够" in (await village.head.alert() or "")
    assert await roles(village, village.wang.id) == set()


async def test_days_away_are_pressed_typed_and_taken_back(village: Village) -> None:
    """A weekday, a day of the next two weeks, and a stretch in words; each with a way back."""
    member = await a_member(village, 52, "胡秋生")
    await member.send("🚶 巡逻")
    await member.press("哪天来不了")
    assert "哪天都可以排您" in (await member.last()).text
    await member.press("周三")
    assert "🙅 周三" in labels(await member.last())
    await member.press("周三")
    assert "周三" in labels(await member.last())
    await member.press("挑这两周的日子")
    assert len(labels(await member.last())) == 15
    await member.press("9月30日")
    assert "🙅 9月30日 周三" in labels(await member.last())
    await member.press("返回")
    await member.press("写几号到几号")
    await member.send("过年那阵")
    assert "没看懂是哪几天" in (await member.last()).text
    await member.send("10月3日到7日")
    card = await member.last()
    assert "10月3日 到 10月7日" in card.text
    assert "9月30日" in card.text
    await member.press("10月3日 到 10月7日 又能来了")
    assert "10月3日" not in (await member.last()).text


async def test_leaving_asks_once_and_offers_what_was_planned(village: Village) -> None:
    """The role ends, the head hears how many posts are free, and the patrol key is gone."""
    await ask_to_join(village.li)
    await village.head.press("同意")
    await village.li.send("🚶 巡逻")
    await village.li.press("更多")
    await village.li.press("退出巡逻队")
    assert "真的要退出" in (await village.li.last()).text
    assert Role.PATROLLER in await roles(village, village.li.id)
    await village.li.press("是，退出")
    assert await village.li.sees("谢谢您守过的每一晚")
    assert not any("巡逻" in key for row in (await village.li.last()).keys for key in row)
    assert await roles(village, village.li.id) == set()
    assert "李春禾 不再是" in (await village.head.last()).text


async def test_the_head_names_a_lead_and_takes_it_back(village: Village) -> None:
    """The lead has the team's card then; a lead cannot name leads."""
    await ask_to_join(village.li)
    await village.head.press("同意")
    await village.head.send("🚶 巡逻")
    await village.head.press("队伍")
    assert "还没有带班" in (await village.head.last()).text
    await village.head.press("队员")
    await village.head.press("李春禾")
    await village.head.press("请这位带班")
    assert "⭐ 带班" in (await village.head.last()).text
    assert "您现在是枫林义务巡逻队的带班" in (await village.li.last()).text
    await village.li.send("🚶 巡逻")
    await village.li.press("队伍")
    assert "带班：李春禾" in (await village.li.last()).text
    await village.li.press("队员")
    await village.li.press("李春禾")
    assert labels(await village.li.last()) == ["← 返回"]
    await village.head.press("不再带班")
    assert await roles(village, village.li.id) == {Role.PATROLLER}


async def test_a_lead_hands_the_team_to_a_member_who_says_yes(village: Village) -> None:
    """Until then nothing changes; afterwards it is theirs, and the one before stays a member."""
    lead = await a_lead(village)
    member = await a_member(village, 52, "胡秋生")
    await lead.send("🚶 巡逻")
    await lead.press("队伍")
    await lead.press("交给别人带")
    await lead.press("胡秋生")
    assert Role.SHIFT_LEAD in await roles(village, lead.id)
    card = await member.find("接手带")
    await member.press_in(card, "我来带")
    assert await roles(village, member.id) == {Role.PATROLLER, Role.SHIFT_LEAD}
    assert await roles(village, lead.id) == {Role.PATROLLER}
    assert "胡秋生 答应了" in (await lead.last()).text
    assert await member.sees("您现在是枫林义务巡逻队的带班")


async def test_an_offer_that_was_withdrawn_cannot_be_taken(village: Village) -> None:
    """Who is asked second takes the place of who was asked first, whose button says that it is over."""
    lead = await a_lead(village)
    first, second = await a_member(village, 52, "胡秋生"), await a_member(village, 53, "罗翠兰")
    for name in ("胡秋生", "罗翠兰"):
        await lead.send("🚶 巡逻")
        await lead.press("队伍")
        await lead.press("交给别人带")
        await lead.press(name)
    await first.press("我来带")
    assert "已经有了结果" in (await first.last()).text
    assert await roles(village, first.id) == {Role.PATROLLER}
    await second.press("我不方便")
    assert "现在不方便带" in (await lead.last()).text
    assert Role.SHIFT_LEAD in await roles(village, lead.id)


async def test_a_member_is_taken_out_after_one_question_and_told_with_thanks(village: Village) -> None:
    """Their key for patrols goes; an old button of theirs answers in a sentence."""
    lead = await a_lead(village)
    member = await a_member(village, 52, "胡秋生")
    await member.send("🚶 巡逻")
    await member.press("哪天来不了")
    days = await member.last()
    await lead.send("🚶 巡逻")
    await lead.press("队伍")
    await lead.press("👥 队员")
    await lead.press("胡秋生")
    await lead.press("移出队伍")
    await lead.press("是，移出")
    told = await member.last()
    assert "谢谢您守过的每一晚" in told.text
    assert not any("巡逻" in key for row in told.keys for key in row)
    await member.press_in(days, "周三")
    assert "现在不是这支队的队员" in (await member.alert() or "")


async def test_checkpoints_from_chat(village: Village) -> None:
    """The configuration's are there; one is added where the lead stands, moved, given a new poster, taken away."""
    lead = await a_lead(village)
    await lead.send("🚶 巡逻")
    await lead.press("队伍")
    await lead.press("巡查点")
    assert "📍 石桥头" in labels(await lead.last())
    await lead.press("加一个巡查点")
    await lead.send("老樟树")
    await lead.send("就在井边")
    assert "没看懂" in (await lead.last()).text
    await lead.location(0.0, 0.0)
    assert "离本镇太远" in (await lead.last()).text
    await lead.location(*BRIDGE)
    assert "老樟树" in (await lead.last()).text
    await lead.press("换位置")
    await lead.location(27.3300, 112.6380)
    assert "老樟树" in (await lead.last()).text
    await lead.press("海报丢了")
    await lead.press("是，换新码")
    assert "photo" in (await lead.last()).media
    await lead.press("不用了")
    await lead.press("是，不用了")
    shown = labels(await lead.find("的巡查点"))
    assert "📍 石桥头" in shown
    assert "📍 老樟树" not in shown


async def test_what_was_changed_from_chat_survives_a_restart(village: Village) -> None:
    """The configuration is entered at each start, and undoes neither a move nor what was taken away."""
    lead = await a_lead(village)
    await lead.send("🚶 巡逻")
    await lead.press("队伍")
    await lead.press("巡查点")
    await lead.press("石桥头")
    await lead.press("换位置")
    await lead.location(27.3300, 112.6380)
    await lead.send("🚶 巡逻")
    await lead.press("队伍")
    await lead.press("巡查点")
    await lead.press("村小门口")
    await lead.press("不用了")
    await lead.press("是，不用了")
    await village.restart()
    async with village.shouwang.database.transaction() as work:
        left = {each.code: each.latitude for each in await work.checkpoints.of_team(village.home)}
    assert left == {"committee": 27.33, "bridge": 27.33}


async def test_the_lead_sets_the_area_and_gives_it_back(village: Village) -> None:
    """A place and a distance; routes and hot spots are shown with it."""
    lead = await a_lead(village)
    await lead.send("🚶 巡逻")
    await lead.press("队伍")
    await lead.press("巡逻范围")
    planned = (await lead.last()).text
    assert "900 米" in planned
    assert "村里一圈" in planned
    assert "石桥头" in planned
    assert "校门" in planned
    await lead.press("重新定范围")
    await lead.location(*BRIDGE)
    await lead.press("1,500 米")
    assert not await lead.sees("中心周围多少米")
    assert "1,500 米" in (await lead.last()).text
    await lead.press("用镇里原来定的")
    assert "900 米" in (await lead.last()).text


async def test_nobody_else_keeps_a_team(village: Village) -> None:
    """A member without the role, the mediator and a head of nowhere are told that it is not theirs; nothing changes."""
    lead = await a_lead(village)
    member = await a_member(village, 52, "胡秋生")
    await lead.send("🚶 巡逻")
    await lead.press("队伍")
    await lead.press("👥 队员")
    await lead.press("胡秋生")
    card = await lead.last()
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(lead.id)
        assert person is not None
        await work.people.end(person.id, Role.SHIFT_LEAD, village.home)
    await lead.press_in(card, "移出队伍")
    assert "您不能办" in (await lead.alert() or "")
    assert Role.PATROLLER in await roles(village, member.id)


async def test_the_menu_shows_what_is_theirs(village: Village) -> None:
    """A villager is offered to join, a patroller the patrol, a lead the team too, the centre all teams."""
    await village.li.send("/patrol")
    assert labels(await village.li.last()) == ["🚶 参加巡逻队"]
    member, lead = await a_member(village, 52, "胡秋生"), await a_lead(village)
    seen = {}
    for name, phone in (("member", member), ("lead", lead), ("head", village.head), ("staff", village.staff)):
        await phone.send("🚶 巡逻")
        seen[name] = labels(await phone.last())
        assert len(seen[name]) <= 8
    assert seen["member"][0] == seen["lead"][0] == "🆘 求救"
    assert "👥 队伍" not in seen["member"]
    assert {"👥 队伍", "🌙 今晚"} <= set(seen["lead"])
    assert "🆘 求救" not in seen["head"]
    assert "🏘 全镇巡逻" in seen["staff"]


async def test_a_mediator_who_patrols_keeps_both_keys(village: Village) -> None:
    """One person can be villager, patroller and cadre at once."""
    await village.mediator.send("☰ 更多")
    await village.mediator.press("参加巡逻队")
    await village.mediator.press("枫林村")
    await village.mediator.press("跳过")
    await village.head.press("同意")
    keys = [key for row in (await village.mediator.last()).keys for key in row]
    assert {"🗂 待办", "🚶 巡逻", "📢 我要反映"} <= set(keys)


async def test_an_admin_keeps_any_team(village: Village) -> None:
    """Of many it is asked which; then its card is theirs, without handing over what they do not lead."""
    await a_lead(village)
    await a_member(village, 52, "胡秋生")
    await village.admin.send("🚶 巡逻")
    await village.admin.press("队伍")
    assert "哪支队" in (await village.admin.last()).text
    await village.admin.press(TEAM)
    card = await village.admin.last()
    assert "队员 2 人" in card.text
    assert "🤝 交给别人带" not in labels(card)
