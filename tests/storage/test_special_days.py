"""Special periods for once as they are kept."""

from __future__ import annotations

from datetime import date

from domain.words import Language
from storage.database import Database


async def test_those_in_force_are_found_from_a_day_on(database: Database) -> None:
    """On their last day still, after it no more; one that was taken back is in no list, and is taken back once."""
    async with database.transaction() as work:
        staff = (await work.people.meet(71, "孙立言", Language.ZH_HANS)).id
        late = await work.special_days.add("年底", date(2026, 12, 20), date(2026, 12, 31), staff)
        fair = await work.special_days.add("庙会", date(2026, 10, 12), date(2026, 10, 14), staff)
        assert await work.special_days.since(date(2026, 10, 14)) == (fair, late)
        assert await work.special_days.since(date(2026, 10, 15)) == (late,)
        assert fair.stretch == (date(2026, 10, 12), date(2026, 10, 14))
        assert await work.special_days.remove(late.id)
        assert not await work.special_days.remove(late.id)
        assert await work.special_days.since(date(2026, 1, 1)) == (fair,)
        gone = await work.special_days.get(late.id)
        assert gone is not None
        assert gone.removed_at == work.now
        assert await work.special_days.get(99) is None
