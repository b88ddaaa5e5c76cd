"""What the tests of rosters and exchanges share: a team of a village with an evening to stand, and what is on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.shifts import Post, PostState, RosteredShift, Shift, Way
from domain.teams import MemberState
from domain.words import Role
from tests.actions.office import VILLAGE, Office
from tests.domain.shift_samples import SHIFT

DAY = 86_400_000
HOUR = 3_600_000
EVENING = 11 * HOUR
"""From the office's Monday morning at nine until eight in the evening."""


@dataclass
class Watch:
    """A team. Its first member may lead."""

    office: Office
    team: list[int]

    @classmethod
    async def of(cls, office: Office, size: int, *, leads: int = 1, unit: str = VILLAGE) -> Watch:
        """A team of so many members, of whom the first `leads` may lead."""
        team = []
        for number in range(size):
            role = Role.SHIFT_LEAD if number < leads else Role.PATROLLER
            team.append(await office.seat(f"{unit}_{len(office.people)}", role, unit))
        async with office.at_work() as work:
            for person in team:
                member = await work.teams.ask(unit, person)
                await work.teams.decide(member, MemberState.MEMBER, None)
        return cls(office, team)

    async def evening(
        self, persons: Sequence[int], *, days: int = 2, strength: int | None = None, slot: str = "evening"
    ) -> tuple[Shift, list[Post]]:
        """A shift so many days ahead with these people on it, the first leading it."""
        async with self.office.at_work() as work:
            starts_at = work.now + days * DAY + EVENING
            day = self.office.rules.calendar.local(starts_at).date().isoformat()
            times = replace(SHIFT, starts_at=starts_at, ends_at=starts_at + 3 * HOUR, published_at=work.now)
            shift = await work.shifts.add(
                replace(times, day=day, slot=slot, chased_until=work.now, strength=strength or max(1, len(persons)))
            )
            assert shift is not None
            posts = []
            for number, person in enumerate(persons):
                post = await work.shifts.assign(shift.id, person, Way.ROSTER, leads=number == 0)
                assert post is not None
                posts.append(post)
        return shift, posts

    async def on(self, shift: Shift) -> RosteredShift:
        """The shift as it is now."""
        async with self.office.at_work() as work:
            found = await work.shifts.get(shift.id)
        assert found is not None
        return found

    async def standing(self, shift: Shift) -> list[int]:
        """Who stands on it."""
        return [post.person_id for post in (await self.on(shift)).standing]

    async def state(self, post: Post) -> PostState:
        """How far a post has come."""
        async with self.office.at_work() as work:
            found = await work.shifts.post(post.id)
        assert found is not None
        return found.state
