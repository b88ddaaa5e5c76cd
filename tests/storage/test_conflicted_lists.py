"""Lists and their totals in random organisations: nobody counts a case that must not reach them."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from domain.access import excluded_by, scope_of
from domain.cases import OPEN_STATES
from domain.words import Language
from storage.cases import Place
from storage.database import Database
from storage.keys import StorageKeys
from tests.conftest import HandClock
from tests.domain.test_conflicts_everywhere import a_case, organisation

CASES, SHORT, LONG = 12, 4, 40


async def test_lists_and_totals_agree_and_leave_out_what_must_not_reach(
    tmp_path: Path, clock: HandClock, storage_keys: StorageKeys, request: pytest.FixtureRequest
) -> None:
    """For every official: what is listed is what is counted, and nothing of it names them or anybody they answer to."""
    for seed in range(LONG if request.config.getoption("--long") else SHORT):
        database = await Database.open(tmp_path / f"{seed}.db", clock, storage_keys)
        await look_at_all_lists(database, random.Random(seed))
        await database.close()


async def look_at_all_lists(database: Database, dice: random.Random) -> None:
    """One organisation with some cases."""
    planned = organisation(dice)
    async with database.transaction() as work:
        ids = {
            old: (await work.people.meet(1_000 + old, f"p{old}", Language.EN)).id
            for old in {h.person_id for h in planned}
        }
        for held in planned:
            await work.people.grant(ids[held.person_id], held.role, held.unit)
        holders = await work.people.holders()
        out: dict[int, frozenset[int]] = {}
        for number in range(1, CASES + 1):
            case = replace(a_case(dice, holders), id=number, number=f"000-{number:04d}")
            await work.cases.add(case, Place(), None)
            named = frozenset(dice.sample(sorted(ids.values()), min(len(ids), dice.choice((0, 1, 2)))))
            for person in named:
                await work.conflicts.add(number, person)
            out[number] = excluded_by(named, holders)
        for person in ids.values():
            scope = scope_of(await work.people.viewer(person))
            listed = await work.cases.open_in(scope, limit=100)
            assert len(listed) == await work.cases.count_open_in(scope)
            assert all(case.state in OPEN_STATES and person not in out[case.id] for case in listed)
