"""A post on a shift, for the tests of what hangs on one."""

from __future__ import annotations

from domain.shifts import Post, Shift, ShiftState, Way
from domain.words import Language
from storage.unit_of_work import UnitOfWork


async def a_post(work: UnitOfWork) -> Post:
    """Somebody's post on a shift that begins now."""
    person = await work.people.meet(1, "队员", Language.ZH_HANS)
    end = work.now + 3_600_000
    planned = Shift(
        0, "fenglin", "evening", "2026-09-28", work.now, end, 2, False, ShiftState.PLANNED, work.now, work.now, 1
    )
    shift = await work.shifts.add(planned)
    assert shift is not None
    post = await work.shifts.assign(shift.id, person.id, Way.ROSTER)
    assert post is not None
    return post
