"""A lead sets the team's ground from chat: its corners, checkpoints, routes and hot spots; and what they count for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from actions.set_team_area import ground_of_team
from domain.team_ground import TeamGround
from domain.words import Role
from playground.client import Phone
from tests.journeys.patrol_evening import an_evening
from tests.journeys.test_teams import a_lead, labels
from tests.journeys.village import Village, a_village

NORTH, EAST, SOUTH, WEST = (27.345, 112.63), (27.335, 112.64), (27.325, 112.63), (27.335, 112.62)
WELL = (27.3401, 112.6502)


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def open_area(lead: Phone, *then: str) -> None:
    """From the menu to the team's ground, and on."""
    await lead.send("🚶 巡逻")
    await lead.press("队伍")
    await lead.press("巡逻范围")
    for label in then:
        await lead.press(label)


async def open_point(lead: Phone, name: str) -> None:
    """From the menu to a checkpoint."""
    await lead.send("🚶 巡逻")
    await lead.press("队伍")
    await lead.press("巡查点")
    await lead.press(name)


async def ground(village: Village) -> TeamGround:
    """The ground in force."""
    async with village.shouwang.database.transaction() as work:
        return await ground_of_team(work, village.shouwang.rules, village.home)


async def test_an_area_is_walked_around_corner_by_corner(village: Village) -> None:
    """A corner far off is refused and the others stay; the last can be taken back; with three it may be all."""
    lead = await a_lead(village)
    await open_area(lead, "按角来定")
    assert "第一个角" in (await lead.last()).text
    assert labels(await lead.last()) == ["不填了"]
    await lead.location(*NORTH)
    await lead.location(*EAST)
    assert "✅ 好了" not in labels(await lead.last())
    await lead.location(0.0, 0.0)
    assert "离本镇太远" in (await lead.last()).text
    await lead.send("就在河边")
    assert "没看懂" in (await lead.last()).text
    await lead.location(*WEST)
    await lead.press("去掉最后一个")
    assert "记下 2 个角" in (await lead.last()).text
    await lead.location(*SOUTH)
    await lead.location(*SOUTH)
    assert "记下 3 个角" in (await lead.last()).text
    await lead.location(*WEST)
    await lead.press("好了")
    assert "一块 4 个角的地方" in (await lead.last()).text
    area = (await ground(village)).area
    assert area is not None
    assert area.polygon == tuple((longitude, latitude) for latitude, longitude in (NORTH, EAST, SOUTH, WEST))
    await lead.press("看中心")
    assert "location" in (await lead.last()).media
    await open_area(lead, "用镇里原来定的")
    assert "900 米" in (await lead.last()).text


async def test_corners_in_disorder_are_no_area(village: Village) -> None:
    """It is said what to do, nothing is set, and the corners can be mended one by one."""
    lead = await a_lead(village)
    before = await ground(village)
    await open_area(lead, "按角来定")
    for corner in (NORTH, SOUTH, EAST, WEST):
        await lead.location(*corner)
    await lead.press("好了")
    assert "围不成一块地方" in (await lead.alert() or "")
    assert await ground(village) == before
    for _corner in range(3):
        await lead.press("去掉最后一个")
    for corner in (EAST, SOUTH, WEST):
        await lead.location(*corner)
    await lead.send("好了")
    assert "4 个角" in (await lead.last()).text


async def test_half_an_area_survives_a_restart(village: Village) -> None:
    """The corners that were sent are still there."""
    lead = await a_lead(village)
    await open_area(lead, "按角来定")
    await lead.location(*NORTH)
    await lead.location(*EAST)
    await village.restart()
    await lead.location(*SOUTH)
    await lead.press("好了")
    assert "3 个角" in (await lead.last()).text


async def test_a_checkpoint_gets_another_name_and_another_reach(village: Village) -> None:
    """Both stay after a restart, for the configuration says nothing new; its poster stays good."""
    lead = await a_lead(village)
    await open_point(lead, "石桥头")
    await lead.press("改名")
    await lead.send("这个名字实在是太长了" * 4)
    assert "没看懂" in (await lead.last()).text
    await lead.send("  大石桥\u200b ")
    assert "大石桥" in (await lead.last()).text
    await lead.press("多远算到")
    assert labels(await lead.last()) == ["30 米", "50 米", "✅ 80 米", "150 米", "300 米", "← 返回"]
    await lead.press("150 米")
    assert "150 米以内算到" in (await lead.last()).text
    await lead.press("多远算到")
    assert "✅ 150 米" in labels(await lead.last())
    await village.restart()
    async with village.shouwang.database.transaction() as work:
        points = {each.code: each for each in await work.checkpoints.of_team(village.home)}
    assert (points["bridge"].name, points["bridge"].radius) == ("大石桥", 150)


async def test_a_route_is_pressed_together_and_walked(village: Village) -> None:
    """Names are pressed or typed, never one after itself; what is walked of it counts; taken away it is gone."""
    lead = await a_lead(village)
    planned = (await ground(village)).routes
    await open_area(lead, "🚶 路线", "加一条路线")
    await lead.send("夜里一圈")
    assert "从哪里走起" in (await lead.last()).text
    await lead.press("石桥头")
    assert "📍 石桥头" not in labels(await lead.last())
    await lead.send("好了")
    assert "没看懂" in (await lead.last()).text
    await lead.press("村小门口")
    await lead.press("去掉最后一个")
    await lead.send("村小门口")
    await lead.press("好了")
    assert "夜里一圈（石桥头 → 村小门口）" in (await lead.last()).text
    route = (await ground(village)).routes[-1]
    assert (route.name.en, route.checkpoints) == ("夜里一圈", ("bridge", "school_gate"))
    await lead.press("返回")
    assert "夜里一圈" in (await lead.last()).text
    assert "村里一圈" in (await lead.last()).text
    assert [label for label in labels(await lead.last()) if label.startswith("🚶")] == [
        "🚶 村里一圈",
        "🚶 夜里一圈",
    ]
    await lead.press("夜里一圈")
    await lead.press("不用了")
    asked = await lead.last()
    await lead.press("是，不用了")
    assert "夜里一圈" not in (await lead.last()).text
    assert (await ground(village)).routes == planned
    await lead.press_in(asked, "是，不用了")
    assert "已经去掉了" in (await lead.alert() or "")


async def test_what_the_configuration_plans_is_taken_away_and_brought_back(village: Village) -> None:
    """A route and a hot spot: asked once, gone from the ground, gone after a restart, and there again when wanted."""
    lead = await a_lead(village)
    planned = await ground(village)
    await open_area(lead, "🚶 路线", "🚶 村里一圈", "不用了")
    asked = await lead.last()
    assert "村里一圈" in asked.text
    await lead.press("是，不用了")
    assert "还没有路线" in (await lead.last()).text
    await lead.press_in(asked, "是，不用了")
    assert "已经去掉了" in (await lead.alert() or "")
    await open_area(lead, "⚠️ 重点", "🏫 村小门口")
    await lead.press("看位置")
    assert "location" in (await lead.last()).media
    await lead.press_in(await lead.find("重点·校门"), "不用了")
    await lead.press("是，不用了")
    assert (await ground(village)).hot_spots == ()
    await village.restart()
    after = await ground(village)
    assert (after.area, after.routes, after.hot_spots) == (planned.area, (), ())
    await open_area(lead, "🚶 路线", "💤 村里一圈")
    assert "现在不用它" in (await lead.last()).text
    await lead.press("用回来")
    assert "村里一圈" in (await lead.last()).text
    assert "🚶 村里一圈" in labels(await lead.last())
    await open_area(lead, "⚠️ 重点", "💤 村小门口", "用回来")
    assert await ground(village) == planned


async def test_a_route_needs_two_checkpoints(village: Village) -> None:
    """One that was taken away is not shown on it, and where only one is there none can be set."""
    lead = await a_lead(village)
    await open_area(lead, "🚶 路线", "加一条路线")
    await lead.send("去村小")
    await lead.press("石桥头")
    await lead.press("村小门口")
    await lead.press("好了")
    for name in ("村小门口", "石桥头"):
        await open_point(lead, name)
        await lead.press("不用了")
        await lead.press("是，不用了")
    await open_area(lead, "🚶 路线")
    assert "🚶 路线：去村小" in (await lead.last()).text
    assert "→" not in (await lead.last()).text.split("去村小")[1]
    await lead.press("加一条路线")
    assert "至少要走过两个巡查点" in (await lead.alert() or "")


async def test_at_a_hot_spot_from_chat_a_patroller_is_where_a_patrol_should_be(village: Village) -> None:
    """Outside before it is set and after it was taken away; the lead sets it on the way to the shift."""
    evening = await an_evening(village)
    await evening.all_coming()
    await evening.at(-10)
    await evening.zhou.location(*WELL)
    assert "离巡逻的地方还有约" in (await evening.zhou.find("签到好了")).text
    lead = evening.lead
    await open_area(lead, "⚠️ 重点", "加一个重点")
    await lead.send("国道口")
    await lead.press("国道")
    await lead.location(29.2, 112.6)
    assert "离本镇太远" in (await lead.last()).text
    await lead.location(*WELL)
    assert "重点·国道：国道口" in (await lead.last()).text
    await lead.press("看位置")
    assert "location" in (await lead.last()).media
    await evening.at(-5)
    await evening.zhou.location(*WELL)
    assert "离巡逻的地方" not in (await evening.zhou.find("记下了")).text
    await open_area(lead, "⚠️ 重点", "🛣 国道口", "不用了", "是，不用了")
    assert "国道口" not in (await lead.last()).text
    await evening.at(-1)
    await evening.zhou.location(*WELL)
    assert "离巡逻的地方" in (await evening.zhou.find("记下了")).text


async def test_who_keeps_the_team_no_longer_sets_nothing(village: Village) -> None:
    """Every button of before says so; what was begun is not entered either."""
    lead = await a_lead(village)
    before = await ground(village)
    await open_area(lead)
    card = await lead.last()
    await lead.press("按角来定")
    for corner in (NORTH, EAST, SOUTH):
        await lead.location(*corner)
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(lead.id)
        assert person is not None
        await work.people.end(person.id, Role.SHIFT_LEAD, village.home)
    await lead.press("好了")
    assert "您不能办" in (await lead.alert() or "")
    for label in ("按角来定", "🚶 路线", "⚠️ 重点"):
        await lead.press_in(card, label)
        assert "您不能办" in (await lead.alert() or "")
    assert await ground(village) == before
