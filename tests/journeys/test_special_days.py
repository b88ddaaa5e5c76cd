"""The centre says on which days the whole township patrols more, and the rosters follow."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from domain.teams import MemberState
from domain.words import Language, Role
from playground.client import Phone
from tests.journeys.test_teams import a_lead, labels
from tests.journeys.village import Village, a_village

DAY = 86_400_000
ON_THE_FAIR = "2026-10-09"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning."""
    async with a_village(tmp_path) as village:
        yield village


async def open_days(phone: Phone) -> None:
    """From the menu to the special days."""
    await phone.send("🚶 巡逻")
    await phone.press("更多")
    await phone.press("重要日子")


async def a_team(village: Village, size: int) -> None:
    """So many members, of whom two may lead."""
    for number in range(200, 200 + size):
        await village.town.person(f"队员{number}", id=number)
        async with village.shouwang.database.transaction() as work:
            person = await work.people.meet(number, f"队员{number}", Language.ZH_HANS)
            await work.people.welcomed(person.id)
            role = Role.SHIFT_LEAD if number < 202 else Role.PATROLLER
            await work.people.grant(person.id, role, village.home)
            member = await work.teams.ask(village.home, person.id)
            await work.teams.decide(member, MemberState.MEMBER, None)


async def strengths(village: Village) -> dict[str, tuple[int, int]]:
    """Of the village's coming evenings: how many people each takes, and how many stand on it."""
    async with village.shouwang.database.transaction() as work:
        found = await work.shifts.of_team(village.home, work.now, work.now + 60 * DAY)
    return {each.shift.day: (each.shift.strength, len(each.standing)) for each in found}


async def test_days_are_typed_confirmed_and_every_roster_follows(village: Village) -> None:
    """In a few minutes more people stand on them; taken back, the lead is asked, and with one tap fewer come."""
    await a_team(village, 9)
    await village.town.advance(days=1)
    before = await strengths(village)
    assert before[ON_THE_FAIR] == (3, 3)
    await open_days(village.staff)
    assert "国庆节（每年）" in (await village.staff.last()).text
    await village.staff.press("加几天")
    await village.staff.send("庙会")
    assert len(labels(await village.staff.last())) == 15
    await village.staff.send("赶集那阵")
    assert "没看懂" in (await village.staff.last()).text
    await village.staff.send("10月8日到10日")
    card = await village.staff.last()
    assert "庙会：10月8日 到 10月10日，共 3 天" in card.text
    assert (await strengths(village)) == before
    await village.staff.press("对，加上")
    assert "庙会：10月8日 到 10月10日" in (await village.staff.last()).text
    assert not [each for each in await village.staff.screen() if "对，加上" in labels(each)]
    await village.town.advance(minutes=6)
    after = await strengths(village)
    assert after == {**before, "2026-10-08": (5, 5), ON_THE_FAIR: (5, 5), "2026-10-10": (5, 5)}
    await village.staff.press("🗑 庙会")
    await village.staff.press("是，去掉")
    assert "去掉了" in (await village.staff.last()).text
    await village.town.advance(minutes=6)
    assert (await strengths(village))[ON_THE_FAIR] == (3, 5)
    lead = await village.town.person("队员200", id=200)
    asked = await lead.find("不用那么多人了")
    assert "排了 5 人，现在要 3 人，可以少来 2 人" in asked.text
    await lead.press_in(asked, "多的人不用来")
    assert "少来 6 人次" in (await lead.last()).text or await lead.sees("少来 6 人次")
    assert await strengths(village) == before
    await village.town.advance(minutes=30)
    assert await strengths(village) == before


async def test_days_are_pressed(village: Village) -> None:
    """The first among the next fourteen days, the last among those from it on; one day is one day."""
    await open_days(village.admin)
    await village.admin.press("加几天")
    await village.admin.send("换届")
    await village.admin.press("9月30日")
    assert "从 9月30日 起" in (await village.admin.last()).text
    await village.admin.press("9月30日")
    assert "9月30日，一天" in (await village.admin.last()).text
    await village.admin.press("对，加上")
    assert "换届：9月30日" in (await village.admin.last()).text
    await open_days(village.director)
    assert "换届：9月30日" in (await village.director.last()).text
    await village.director.press("🗑 换届")
    asked = await village.director.last()
    await open_days(village.admin)
    await village.admin.press("🗑 换届")
    await village.admin.press("是，去掉")
    await village.director.press_in(asked, "是，去掉")
    assert "换届：" not in (await village.director.last()).text


async def test_a_form_of_days_that_waited_too_long_is_refused(village: Village) -> None:
    """What was chosen is past by now: nothing is entered, and it is said what to do."""
    await open_days(village.staff)
    await village.staff.press("加几天")
    await village.staff.send("庙会")
    await village.staff.press("9月29日")
    await village.staff.press("9月29日")
    await village.town.advance(days=3)
    await village.staff.press("对，加上")
    assert "没看懂是哪几天" in (await village.staff.alert() or "")
    async with village.shouwang.database.transaction() as work:
        assert await work.special_days.since(date(2026, 1, 1)) == ()


async def test_too_many_days_are_refused_in_a_sentence(village: Village) -> None:
    """Two months are the most."""
    await open_days(village.staff)
    await village.staff.press("加几天")
    await village.staff.send("过年")
    await village.staff.send("11月1日到明年")
    await village.staff.send("11月1日到2月1日")
    await village.staff.press("对，加上")
    assert "最多 60 天" in (await village.staff.alert() or "")


async def test_a_village_does_not_set_the_towns_days(village: Village) -> None:
    """Neither its lead nor its head sees the button; one that was the centre's says so later."""
    lead = await a_lead(village)
    for phone in (lead, village.head):
        await phone.send("🚶 巡逻")
        await phone.press("更多")
        assert not any("重要日子" in label for label in labels(await phone.last()))
    await open_days(village.staff)
    card = await village.staff.last()
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(village.staff.id)
        assert person is not None
        await work.people.end(person.id, Role.CENTRE_STAFF, village.settings.township.centre.code)
    await village.staff.press_in(card, "加几天")
    assert "您不能办" in (await village.staff.alert() or "")
