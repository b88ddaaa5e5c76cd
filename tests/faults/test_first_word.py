"""Two people, or a hundred, decide the same thing at once, with a kill in between: the first word counts, the others see it."""

from __future__ import annotations

import asyncio
import random
import shutil
from pathlib import Path

import pytest

from tests.faults import checks
from tests.faults.centre import NAMES
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.rush import Crowd, Rush, a_rush

pytestmark = pytest.mark.faults
HAPPENINGS_EACH = 3
"""A kill comes at one of so many happenings for each who presses: about as many as that causes."""
DECIDED = "SELECT kind FROM event WHERE kind IN ('opening_granted', 'opening_refused')"
GIVEN = "SELECT json_extract(detail, '$.unit') FROM event WHERE kind = 'routed'"
MERGED = "SELECT matter_id, json_extract(detail, '$.into') FROM event WHERE kind = 'merged'"


@pytest.mark.parametrize("people", [2, 100])
async def test_the_first_word_counts(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length, people: int
) -> None:
    """A request is granted or refused once, a case given to one unit, of a pair one is merged; all others are shown which."""
    chance = random.Random(people)
    for number in range(length.of(1, 10)):
        for rush in Rush:
            folder = tmp_path / f"{rush.value}{number}"
            folder.mkdir()
            kill_after = None if number % 4 == 3 else chance.randrange(people * HAPPENINGS_EACH)
            async with a_rush(folder, lives, rush, people) as crowd:
                await crowd.press(kill_after)
                await CHECKS[rush](crowd)
                assert await checks.unmarked_copies(crowd.town.client) == []
                lane.count(rushes=1, presses=people, kills=kill_after is not None, effects=1)
            shutil.rmtree(folder)


async def _decided(crowd: Crowd) -> None:
    """One word is in the log; the name is with whoever asked, and the reporter told, if it was yes and only then."""
    one = crowd.centre.matters["one"]
    ((kind,),) = crowd.rows(DECIDED)
    granted = kind == "opening_granted"
    state = "granted" if granted else "refused"
    assert crowd.rows("SELECT state FROM identity_opening") == [(state,)]
    assert await crowd.seen(f"{one.number}：{'已同意打开' if granted else '没有同意'}") == len(crowd.people)
    assert await one.reporter.sees("您的姓名和联系方式向一个人打开了") is granted
    assert await crowd.town.mediator.sees(one.reporter.name) is granted
    assert await crowd.town.mediator.sees("没有同意打开姓名") is not granted
    assert len(crowd.rows("SELECT 1 FROM identity_showing")) == granted


async def _given(crowd: Crowd) -> None:
    """One unit has the case and is asked to accept it; everybody sees that unit on their card, and all but one why."""
    one = crowd.centre.matters["one"]
    ((unit,),) = crowd.rows(GIVEN)
    assert crowd.rows(f"SELECT responsible_unit FROM matter WHERE id = {one.id}") == [(unit,)]  # noqa: S608 - a number
    name = NAMES[str(unit)]
    assert await crowd.seen(one.number, "等人受理（镇级）", f"主办：{name}") == len(crowd.people)
    assert await crowd.seen("别人刚办过了") == len(crowd.people) - 1
    for code, officer in crowd.centre.officers.items():
        assert await officer.sees("分到你们单位的事") is (code == unit)
    assert await one.reporter.sees(f"已交给{name}")


async def _merged(crowd: Crowd) -> None:
    """One of the two is in the other, which goes its own way; everybody sees the card of the one they had begun with."""
    ((joined, leading),) = crowd.rows(MERGED)
    assert crowd.rows("SELECT id, merged_into FROM matter ORDER BY id") == sorted([(joined, leading), (leading, None)])
    numbers = {matter.id: matter.number for matter in crowd.centre.matters.values()}
    assert await crowd.seen("别人刚办过了") == len(crowd.people) - 1
    assert await crowd.seen(f"已并入 {numbers[int(leading)]}") == len(crowd.people) // 2
    assert await crowd.seen("以后一起办？") == 0


CHECKS = {Rush.DECIDE: _decided, Rush.GIVE: _given, Rush.MERGE: _merged}


async def test_a_program_that_goes_by_the_card_is_caught(tmp_path: Path, lives: asyncio.subprocess.Process) -> None:
    """The control: everybody's word counts."""
    for rush, query in ((Rush.DECIDE, DECIDED), (Rush.GIVE, GIVEN), (Rush.MERGE, MERGED)):
        folder = tmp_path / rush.value
        folder.mkdir()
        async with a_rush(folder, lives, rush, 2, "goes_by_the_card") as crowd:
            await crowd.press(None)
            assert len(crowd.rows(query)) > 1
