"""What `shouwang doctor` finds, beside what the tests of the whole process look at."""

from __future__ import annotations

import pytest

from bot.doctor import examine
from tests.bot.bench import Bench, settings_in

LONG_AGO, TO_COME = '[{"first": "2025-07-05", "last": "2025-08-31"}]', '[{"first": "2026-09-01", "last": "2026-09-28"}]'


@pytest.mark.parametrize(
    ("vacations", "said"),
    [("[]", "no school vacation to come"), (LONG_AGO, "no school vacation to come"), (TO_COME, "is known")],
)
async def test_whoever_has_school_shifts_is_asked_for_the_next_vacation(
    bench: Bench, vacations: str, said: str
) -> None:
    """Until its last day; a vacation of last year is none."""
    settings = settings_in(bench.folder, bench.url, PATROL__SCHOOL__VACATIONS=vacations)
    found = [each for each in await examine(settings, bench.clock) if "school vacation" in each.what]
    assert [said in each.what for each in found] == [True]


async def test_without_school_shifts_nothing_is_said_of_vacations(bench: Bench) -> None:
    """Nobody need look a date up that nothing follows from."""
    settings = settings_in(bench.folder, bench.url, PATROL__TEAMS="[]", PATROL__SCHOOL__VACATIONS="[]")
    assert not any("school vacation" in each.what for each in await examine(settings, bench.clock))
