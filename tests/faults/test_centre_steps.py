"""Killed at every step of one act of the centre: before each statement that writes, each change of a file, and after the commit.

Between the death and the next life the files hold all of the act or nothing of it; after the next life all of it, once.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.auditing import verify_log
from bot.keys import read_keys
from storage.key_ring import Sealed, Subject
from tests.faults.bustle import all_done
from tests.faults.centre import Centre, Ready
from tests.faults.centre_begins import a_centre
from tests.faults.centre_checks import GIVEN_UP, HALVES, leaked
from tests.faults.conftest import Length
from tests.faults.lane import Lane
from tests.faults.opened import opened
from tests.faults.steps import AT_THE_END
from tests.journeys.village import settings_in

pytestmark = pytest.mark.faults

ACTS: dict[str, Callable[[Centre], Awaitable[Ready]]] = {
    "merge": lambda centre: centre.merging(centre.staff[1], "plain", "named"),
    "delete": lambda centre: centre.deleting(centre.matters["gone"].reporter),
    "route": lambda centre: centre.routing(centre.staff[0], "shared", "派出所"),
    "assign": lambda centre: centre.assigning("given"),
    "split": lambda centre: centre.splitting(centre.staff[2], "whole", "还说路灯坏了"),
    "propose": lambda centre: centre.proposing(centre.staff[3], "watched"),
    "lift": lambda centre: centre.lifting("lifted"),
    "supervise": lambda centre: centre.supervising("proposed"),
    "ask": lambda centre: centre.asking("opened"),
    "grant": lambda centre: centre.answering(centre.keepers[0], "asked", grants=True),
}
"""What is done up to the last button before anything is killed; the killing begins with that press."""

WHOLE_OR_UNDONE = ("merge", "delete")
"""What is looked at most closely."""
DONE = {
    "matter": "SELECT id, state, level, unit, responsible_unit, handler_id, merged_into, past_unit, version, "
    "supervised_at IS NULL, supervision_proposed_at IS NULL, erased_at IS NULL, reporter_tag IS NULL FROM matter ORDER BY id",
    "event": "SELECT id, matter_id, kind, actor_id FROM event ORDER BY id",
    "entry": "SELECT id, matter_id, kind FROM entry ORDER BY id",
    "conflict": "SELECT matter_id, person_id FROM conflict ORDER BY matter_id, person_id",
    "assignment": "SELECT matter_id, unit FROM assignment ORDER BY matter_id, unit",
    "case_link": "SELECT matter_id, other_id FROM case_link ORDER BY matter_id",
    "identity": "SELECT matter_id FROM sealed_identity ORDER BY matter_id",
    "opening": "SELECT id, state, asked_by, decided_by, ends_at IS NULL FROM identity_opening ORDER BY id",
    "showing": "SELECT matter_id, opening_id FROM identity_showing ORDER BY id",
    "draft": "SELECT id, form, subject FROM draft ORDER BY id",
    "notice": "SELECT id, CASE WHEN dedup_key IS NOT NULL THEN person_id END, reporter_of, dedup_key, card_key "
    "FROM outbox ORDER BY id",
}
"""What an act changes, without what only time and chance make different from one run to the next."""
WAITING = {
    **DONE,
    "sending": "SELECT id, person_id, state, reason, condition, about FROM outbox ORDER BY id",
    "card": "SELECT card_key, message_id FROM card ORDER BY card_key",
    "due": "SELECT kind, subject FROM due WHERE kind IN ('case', 'opening', 'mediation', 'retention', 'erasure') ORDER BY 1, 2",
    "doomed": "SELECT kind, first, last FROM doomed_key ORDER BY id",
}
"""The same before anything was sent or any further work done."""
Rows = dict[str, list[tuple[object, ...]]]


@dataclass
class Stage:
    """A centre with acts at their last button, and the files as they were then."""

    centre: Centre
    ready: dict[str, Ready]
    kept: Path

    @property
    def database(self) -> Path:
        """The database of the lives."""
        return self.centre.town.database

    def put_back(self) -> None:
        """Everything is as it was before the press."""
        for path in self.database.parent.glob("shouwang.db*"):
            path.unlink()
        for path in self.kept.iterdir():
            shutil.copy2(path, self.database.parent / path.name)

    def keep(self, folder: Path) -> None:
        """Copy the files as they are; nobody has them open."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        for name in ("shouwang.db", "shouwang.db-wal", "keys.json"):
            if (self.database.parent / name).exists():
                shutil.copy2(self.database.parent / name, folder / name)

    async def play(self, act: str, step: int) -> Rows:
        """Press, die in that step and live again; what there was in between, nothing where there was no such step."""
        town, between = self.centre.town, self.database.parent / "between"
        found: Rows = {}

        def look() -> None:
            self.keep(between)
            found.update(rows_of(between, WAITING))

        self.put_back()
        town.tally.unlink(missing_ok=True)
        town.after_death = look
        await town.start(die_in_step=step)
        await self.ready[act].press()
        await town.until(self._taken)
        await all_done(town)
        town.after_death = None
        await town.abandon()
        return found

    async def _taken(self) -> bool:
        bot = next(iter(self.centre.town.playground.api.bots.values()))
        return bot.unconfirmed == 0


def rows_of(folder: Path, queries: dict[str, str]) -> Rows:
    """The rows of a database in a folder, which is looked at by nobody else."""
    with opened(folder / "shouwang.db", folder / "keys.json") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


@asynccontextmanager
async def a_stage(
    folder: Path, lives: asyncio.subprocess.Process, *acts: str, broken: str = ""
) -> AsyncIterator[Stage]:
    """Some acts, each at its last button."""
    async with a_centre(folder, lives) as centre:
        ready = {act: await ACTS[act](centre) for act in acts}
        await all_done(centre.town)
        await centre.town.abandon()
        centre.town.broken = broken
        stage = Stage(centre, ready, folder / "kept")
        stage.keep(stage.kept)
        yield stage


async def _afterwards(stage: Stage) -> Rows:
    """What there is once everything was done and sent, with nothing half, nothing given up, and the log whole."""
    town = stage.centre.town
    with closing(sqlite3.connect(stage.database)) as connection:
        assert [name for name, query in HALVES.items() if connection.execute(query).fetchone() != (0,)] == []
        assert connection.execute(GIVEN_UP).fetchone() == (0,)
    well, sentence = await verify_log(settings_in(town.folder, town.url), town.playground.clock, None)
    assert well, sentence
    return rows_of(stage.database.parent, DONE)


def _erased(stage: Stage, between: Rows, whole: Rows) -> bool:
    """Whether all rows of a deletion are gone and its key is, or will be."""
    number = stage.centre.matters["gone"].id
    ring = read_keys(stage.database.parent / "between" / "keys.json").storage.ring
    waits = (int(Sealed.CASE), number, number) in between["doomed"] and ("erasure", "") in between["due"]
    rows_are_gone = all(between[name] == whole[name] for name in DONE)
    return rows_are_gone and (waits or ring.is_destroyed(Subject(Sealed.CASE, number)))


async def test_killed_at_every_step(
    tmp_path: Path, lives: asyncio.subprocess.Process, lane: Lane, length: Length
) -> None:
    """Undone or whole between the lives, and whole once afterwards; a short run takes two or three of each act's."""
    async with a_stage(tmp_path, lives, *ACTS) as stage:
        undone = rows_of(stage.kept, WAITING)
        for act in ACTS:
            whole = await stage.play(act, AT_THE_END)
            steps = int(stage.centre.town.tally.read_text())
            after = await _afterwards(stage)
            size = number = max(1, steps // length.of(3 if act in WHOLE_OR_UNDONE else 2, steps))
            while between := await stage.play(act, number):
                is_whole = between == whole or (act == "delete" and _erased(stage, between, whole))
                assert is_whole or between == undone, f"{act}, step {number}: {_differing(between, undone, whole)}"
                assert await _afterwards(stage) == after
                if act == "merge":
                    assert await leaked(stage.centre) == []
                lane.count(acts=number == size, steps=1, undone=not is_whole, whole=is_whole)
                number += size


def _differing(between: Rows, undone: Rows, whole: Rows) -> list[str]:
    """The tables that are neither as before nor as after, for whoever reads a failure."""
    return [name for name in WAITING if between[name] not in (undone[name], whole[name])]


async def test_a_program_that_writes_as_it_goes_is_caught(tmp_path: Path, lives: asyncio.subprocess.Process) -> None:
    """The control: nothing holds what it writes together, and a kill in the middle of a merge leaves the half of it."""
    async with a_stage(tmp_path, lives, "merge", broken="writes_as_it_goes") as stage:
        undone = rows_of(stage.kept, WAITING)
        whole = await stage.play("merge", AT_THE_END)
        steps = int(stage.centre.town.tally.read_text())
        assert await stage.play("merge", steps // 2) not in (undone, whole)
