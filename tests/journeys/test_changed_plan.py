"""The configuration is changed and the program started again: the lead hears of it and settles it with one tap."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.test_special_days import a_team
from tests.journeys.village import Village, a_village, settings_in

SCHOOL_IS_OFF = '[{"first": "2026-09-28", "last": "2026-10-31"}]'


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning, whose team has a roster."""
    async with a_village(tmp_path) as village:
        await a_team(village, 9)
        await village.town.advance(days=1)
        village.settings = settings_in(
            tmp_path, village.settings.telegram.base_url, SHOUWANG_PATROL__SCHOOL__VACATIONS=SCHOOL_IS_OFF
        )
        yield village


async def test_school_shifts_of_a_vacation_are_cancelled_with_one_tap(village: Village) -> None:
    """Said once however often the program starts; a patroller who presses the lead's button is refused."""
    lead = await village.town.person("队员200", id=200)
    other = await village.town.person("队员205", id=205)
    await village.restart()
    await village.town.settle()
    await village.restart()
    await village.town.settle()
    told = [message for message in await lead.screen() if "计划里没有了" in message.text]
    assert len(told) == 1
    assert "放学护学这 3 班" in told[0].text
    assert not await other.sees("计划里没有了")
    await lead.press_in(told[0], "都取消")
    assert await lead.sees("取消了 3 班")
    async with village.shouwang.database.transaction() as work:
        shifts = await work.shifts.of_team(village.home, work.now, work.now + 30 * 86_400_000)
    states = {each.shift.slot: each.shift.state.value for each in shifts}
    assert states == {"evening": "planned", "school": "cancelled"}
