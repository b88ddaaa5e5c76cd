"""A running shift in the office's village, for the tests of what happens on one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.shifts import CheckInKind, Post, PostState, Shift, ShiftState, Way
from domain.words import Role
from tests.actions.office import VILLAGE, Office

HOUR = 3_600_000


@dataclass(frozen=True)
class Running:
    """A shift that has begun: who leads it, and two who walk along, the first of whom will call."""

    lead: Post
    caller: Post
    mate: Post


async def a_running_shift(office: Office, place: tuple[float, float] | None = None) -> Running:
    """Everybody is checked in, the caller at a place."""
    people = [
        await office.seat("lead", Role.SHIFT_LEAD),
        await office.seat("caller", Role.PATROLLER),
        await office.seat("mate", Role.PATROLLER),
    ]
    posts = []
    async with office.at_work() as work:
        planned = Shift(
            id=0,
            unit=VILLAGE,
            slot="evening",
            day="2026-09-28",
            starts_at=work.now,
            ends_at=work.now + 3 * HOUR,
            strength=3,
            special=False,
            state=ShiftState.PLANNED,
            published_at=work.now,
            chased_until=work.now,
            version=1,
        )
        shift = await work.shifts.add(planned)
        assert shift is not None
        for number, person in enumerate(people):
            given = await work.shifts.assign(shift.id, person, Way.ROSTER, leads=number == 0)
            assert given is not None
            post = replace(given, state=PostState.PRESENT, checked_in_at=work.now)
            await work.shifts.save_post(post, given.state)
            posts.append(post)
        await work.check_ins.add(posts[1].id, CheckInKind.LOCATION, place)
    return Running(*posts)
