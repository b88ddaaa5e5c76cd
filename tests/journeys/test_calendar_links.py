"""The link that a phone's calendar follows, from the button to the calendar and to its end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from domain.shifts import Way
from domain.teams import MemberState
from playground.client import Phone
from tests.documents.patrol_samples import shift
from tests.journeys.test_patrol_documents import open_at
from tests.journeys.village import Village, a_village

SERVED = {"SHOUWANG_CALENDAR__ADDRESS": "http://127.0.0.1", "SHOUWANG_CALENDAR__PORT": "0"}
OFFER = "🔄 自动更新的链接"


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village that serves calendars."""
    async with a_village(tmp_path, **SERVED) as village:
        await join(village)
        yield village


async def join(village: Village) -> None:
    """李春禾 belongs to the team and has one shift."""
    async with village.shouwang.database.transaction() as work:
        person = await work.people.by_telegram_id(village.li.id)
        li = (
            person.id
            if person
            else (await work.people.meet(village.li.id, "李春禾", village.settings.township.default_language)).id
        )
        await work.people.welcomed(li)
        await work.teams.decide(await work.teams.ask(village.home, li, None), MemberState.MEMBER, None)
        own = await work.shifts.add(shift(0, "2026-10-05", strength=1))
        assert own is not None
        await work.shifts.assign(own.id, li, Way.ROSTER, leads=True)


async def link_of(phone: Phone) -> str:
    """The newest link on somebody's screen."""
    return (await phone.find("/calendar/")).text.split("http")[1].split()[0]


async def status(link: str) -> int:
    """What a phone's calendar is answered."""
    async with aiohttp.ClientSession() as session, session.get(f"http{link}") as answer:
        return answer.status


async def test_a_patroller_subscribes_replaces_the_link_and_ends_it(village: Village) -> None:
    """The link comes beside the file and is shown once; asking again says so; of two only the newer works; then none."""
    await open_at(village, village.li, "b-calendar")
    file = await village.li.last()
    assert file.raw["document"]["file_name"] == "shifts.ics"
    await village.li.press(OFFER)
    first = await link_of(village.li)
    assert await status(first) == 200
    await village.li.press_in(await village.li.find("存进手机日历"), OFFER)
    assert "旧的就不能用了" in (await village.li.last()).text
    await village.li.press("换一条新的")
    second = await link_of(village.li)
    assert (await status(first), await status(second)) == (404, 200)
    await village.li.press_in(await village.li.find("存进手机日历"), OFFER)
    await village.li.press("不用链接了")
    assert "停用了" in (await village.li.last()).text
    assert await status(second) == 404


async def test_who_belongs_to_no_team_is_offered_the_file_alone(village: Village) -> None:
    """A village head has no shifts of their own; an old button of somebody who left says what there is instead."""
    await open_at(village, village.head, "b-calendar")
    assert (await village.head.last()).buttons == ()
    await open_at(village, village.head, "b-feed-new")
    assert "请用日历文件" in (await village.head.last()).text


async def test_without_an_address_nothing_dead_is_shown(tmp_path: Path) -> None:
    """The file alone, and a button from before says what there is instead."""
    async with a_village(tmp_path) as village:
        await join(village)
        await open_at(village, village.li, "b-calendar")
        assert (await village.li.last()).buttons == ()
        await open_at(village, village.li, "b-feed")
        assert "请用日历文件" in (await village.li.last()).text
        assert not await village.li.sees("/calendar/")
