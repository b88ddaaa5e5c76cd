"""Killed at every boundary of a deletion: the case is whole or gone, its key with it, and every other is as it was."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

import pytest

from bot.keys import read_keys
from storage.key_ring import Sealed, Subject
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.opened import opened
from tests.faults.reporter import Reporter
from tests.faults.town import Town, a_town

pytestmark = pytest.mark.faults
GOES, STAYS = "邻居把化粪池修在我家墙根下，臭得开不了窗", "村口的大槐树被大风刮断了半边，挂在电线上"


@pytest.mark.parametrize("part", range(4))
async def test_killed_at_every_boundary_of_a_deletion(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length, part: int
) -> None:
    """Of the database's files, of the key file, and of every call; until a run comes through alive."""
    step, number, through = length.of(60, 4), part * length.of(15, 1) + 1, False
    while not through:
        folder = tmp_path / str(number)
        folder.mkdir()
        async with a_town(folder, lives) as town:
            await town.start()
            li, wang = [
                Reporter(await town.client.person(name, id=id_)) for name, id_ in (("李春禾", 11), ("王大河", 12))
            ]
            await li.report(town, GOES)
            await wang.report(town, STAYS)
            await _withdraw(town, li)
            assert await town.stop() == 0
            await town.start(die_at=number)
            await _delete(town, li)
            through = not town.tally.exists()
            await town.until(lambda: _destroyed(town))
            # Whoever was born a moment ago cannot be told to end yet.
            await wang.phone.send("☰ 更多", settle=False)
            await town.hears(wang.phone, "您要做什么")
            assert await town.stop() == 0
            _check(town)
            lane.count(boundaries=1)
        shutil.rmtree(folder)
        number += step


async def _withdraw(town: Town, who: Reporter) -> None:
    """Take the report back."""
    await who.phone.send(who.told[GOES], settle=False)
    await town.press(who.phone, "撤回", who.told[GOES])
    await town.press(who.phone, "是，撤回")
    await town.hears(who.phone, "撤回了")


async def _delete(town: Town, who: Reporter) -> None:
    """Ask for everything to be deleted, as often as it takes: a press whose answer was lost is made again."""
    await who.phone.send("☰ 更多", settle=False)
    await town.press(who.phone, "谁看得到")
    await town.press(who.phone, "删除我的资料")
    await town.press(who.phone, "确定删除")
    await town.hears(who.phone, "已经删了")


async def _destroyed(town: Town) -> bool:
    """Whether the key file holds the key no more."""
    return read_keys(_keys(town)).storage.ring.is_destroyed(Subject(Sealed.CASE, 1))


def _check(town: Town) -> None:
    with opened(town.database, _keys(town)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        texts = connection.execute("SELECT matter_id, words(matter_id, sealed) FROM entry").fetchall()
        assert texts == [(2, STAYS)]
        assert connection.execute("SELECT count(*) FROM sealed_identity").fetchone() == (1,)
        erased = connection.execute("SELECT id FROM matter WHERE erased_at IS NOT NULL").fetchall()
        assert erased == [(1,)]
        events = connection.execute("SELECT count(*) FROM event WHERE kind = 'erased'").fetchone()
        assert events == (1,)
        waiting = connection.execute("SELECT count(*) FROM doomed_key").fetchone()[0]
        due = connection.execute("SELECT count(*) FROM due WHERE kind = 'erasure'").fetchone()[0]
        assert (waiting == 0) or (due == 1), "a key was left over, and nobody is to destroy it"


def _keys(town: Town) -> Path:
    return town.database.with_name("keys.json")
