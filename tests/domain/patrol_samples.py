"""What the tests of patrols share: a shift on an evening with its people, and moments around it."""

from __future__ import annotations

from domain.patrol_plan import Patrol
from domain.shifts import Post, PostState, RosteredShift, Shift, ShiftState, Way
from tests.domain.samples import at, township

LEAD, LIN, HE = 11, 12, 13
"""Persons of the examples, by identifier."""


def patrol() -> Patrol:
    """The patrol clocks of the configuration file that ships."""
    return township().patrol


def shift(
    starts: str = "2026-03-05 20:00",
    ends: str = "2026-03-05 23:00",
    *,
    strength: int = 3,
    published: str | None = "2026-02-20 09:00",
    state: ShiftState = ShiftState.PLANNED,
) -> Shift:
    """One shift, by default on an evening that was published two weeks ahead."""
    published_at = None if published is None else at(published)
    return Shift(
        id=7,
        unit="fenglin",
        slot="evening",
        day=starts[:10],
        starts_at=at(starts),
        ends_at=at(ends),
        strength=strength,
        special=False,
        state=state,
        published_at=published_at,
        chased_until=at("2026-01-01 00:00") if published_at is None else published_at - 1,
        version=1,
    )


def post(
    person_id: int,
    state: PostState = PostState.ASSIGNED,
    *,
    leads: bool = False,
    assigned: str = "2026-01-02 09:00",
    answered: str | None = None,
) -> Post:
    """A person's post on it, given with the roster unless said otherwise."""
    return Post(
        id=100 + person_id,
        shift_id=7,
        person_id=person_id,
        leads=leads,
        state=state,
        way=Way.ROSTER,
        assigned_at=at(assigned),
        answered_at=None if answered is None else at(answered),
    )


def evening(*posts: Post, of: Shift | None = None) -> RosteredShift:
    """The shift with these people, or with a lead and two who have not answered."""
    usual = (post(LEAD, leads=True), post(LIN), post(HE))
    return RosteredShift(of or shift(), posts or usual)
