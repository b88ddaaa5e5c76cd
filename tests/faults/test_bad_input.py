"""Bad input: updates of every kind, whole and spoiled. Nothing crashes, nothing is lost, nothing is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from random import Random

import pytest

from playground.messages import Messages
from tests.faults.conftest import Length
from tests.faults.feeding import Feeding
from tests.faults.lane import Lane
from tests.faults.strange_updates import Cast, Maker
from tests.journeys.village import Village, a_village

pytestmark = pytest.mark.faults

KINDS_OF_FILES = ("photo", "voice", "video", "video_note", "audio", "document", "animation", "sticker")


@pytest.fixture
async def village(tmp_path: Path) -> AsyncIterator[Village]:
    """A village on a Monday morning, with a case that is being dealt with."""
    async with a_village(tmp_path) as village:
        await village.report(village.li, "邻居家的狗天天半夜叫，枫林村的老人都睡不好。")
        await village.mediator.press("我来受理")
        yield village


async def cast_of(village: Village) -> Cast:
    """The people of the village, some strangers, two groups and one file of each kind."""
    known = [village.li, village.wang, village.mediator, village.head, village.staff, village.director, village.admin]
    strangers = [await village.town.person(f"生人{number}", id=1_000 + number) for number in range(30)]
    groups = [await village.town.group(title, [village.li, village.mediator]) for title in ("枫林村", "柳塘村")]
    messages = Messages(village.playground.world)
    files = {kind: messages.store(kind, b"x", f"{kind}.bin", None).id for kind in KINDS_OF_FILES}
    return Cast([phone.id for phone in (*known, *strangers)], groups, files)


async def test_updates_of_every_kind(village: Village, length: Length, lane: Lane) -> None:
    """Fed in batches; afterwards the program still does its work."""
    maker = Maker(Random(7), await cast_of(village))
    found = await Feeding(village.shouwang, village.playground, maker).feed(length.of(1_000, 20_000))
    lane.count(
        updates=found.updates,
        well_formed=found.well_formed,
        kinds=len(found.kinds),
        quarantined=found.quarantined,
        calls=found.calls,
        broken=len(found.broken),
    )
    assert found.broken == []
    newcomer = await village.town.person("新来的", id=5_000)
    assert await village.report(newcomer, "枫林村路灯坏了一个月，晚上看不见。")
