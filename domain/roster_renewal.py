"""What of a roster stays when it is made anew, and what is given to others: people who were told stay where they are."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from domain.exchanges import MOVABLE
from domain.holidays import holiday_on
from domain.roster_days import is_night
from domain.roster_values import Held, OpenShift, RosterMember
from domain.shifts import STANDING, PostState, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import time

    from domain.calendar import Calendar
    from domain.roster_table import Busy
    from domain.shifts import Post, RosteredShift, Shift
    from domain.teams import Member, Unavailable

HOLDS = STANDING | {PostState.CANNOT}
"""Posts whose place is not given away: for who cannot come a stand-in is sought."""


class Freed(NamedTuple):
    """A post that is not its person's any more. `left`: they belong to the team no longer; else they cannot come that day."""

    shift: Shift
    post: Post
    left: bool


class Team(NamedTuple):
    """A team's members now, and when each of them cannot come, by the number of the membership."""

    members: Sequence[Member]
    unavailable: Mapping[int, tuple[Unavailable, ...]]

    @property
    def person_ids(self) -> frozenset[int]:
        """Who belongs to it."""
        return frozenset(each.person_id for each in self.members)

    def away(self, person_id: int, day: date) -> bool:
        """Whether a member said that they cannot come that day."""
        return any(
            each.on(day)
            for member in self.members
            if member.person_id == person_id
            for each in self.unavailable.get(member.id, ())
        )

    def to_be_rostered(self, leaders: frozenset[int], calendar: Calendar) -> tuple[RosterMember, ...]:
        """Its members as the roster looks at them."""
        return tuple(
            RosterMember(
                member.person_id,
                member.household,
                self.unavailable.get(member.id, ()),
                member.person_id in leaders,
                None if member.joined_at is None else calendar.local(member.joined_at).date().isoformat(),
            )
            for member in self.members
        )


def last_published_day(now: int, published_ms: int, calendar: Calendar) -> date:
    """The day up to which a roster reaches: a week is published whole, so that nobody hears of a new shift every day."""
    least = calendar.local(now + published_ms).date()
    return least + timedelta(days=6 - least.weekday())


def only_given(post: Post) -> bool:
    """Whether the roster gave somebody a post, and they have not said yes to it."""
    return post.way is Way.ROSTER and post.state is PostState.ASSIGNED


def freed_posts(shifts: Iterable[RosteredShift], team: Team) -> tuple[Freed, ...]:
    """The posts that go back to the team: of who has left it, and what the roster gave to who cannot come that day.

    What somebody took themselves, was asked for by a lead, or has said yes to stays theirs until they say that they cannot.
    """
    persons = team.person_ids
    found = []
    for each in shifts:
        day = date.fromisoformat(each.shift.day)
        for post in each.posts:
            if post.state not in MOVABLE:
                continue
            if post.person_id not in persons:
                found.append(Freed(each.shift, post, left=True))
            elif only_given(post) and team.away(post.person_id, day):
                found.append(Freed(each.shift, post, left=False))
    return tuple(found)


def held_posts(shifts: Iterable[RosteredShift], freed: Iterable[Freed]) -> tuple[Held, ...]:
    """The posts that stay."""
    gone = {each.post.id for each in freed}
    return tuple(
        Held(each.shift.slot, date.fromisoformat(each.shift.day), post.person_id, post.leads)
        for each in shifts
        for post in each.posts
        if post.state in HOLDS and post.id not in gone
    )


def open_shift(shift: Shift, planned: OpenShift | None, night_from: time, calendar: Calendar) -> OpenShift:
    """A kept shift as the roster looks at it. `planned` is the one of the plan; an extra shift has none."""
    day = date.fromisoformat(shift.day)
    return OpenShift(
        slot=shift.slot,
        day=day,
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        strength=shift.strength,
        night=is_night(shift.starts_at, shift.ends_at, night_from, calendar),
        holiday=holiday_on(day) is not None,
        special=shift.special,
        households=planned is not None and planned.households,
    )


def days_elsewhere(elsewhere: Iterable[RosteredShift], team: Team) -> Mapping[int, tuple[date, ...]]:
    """On which days members stand or stood `elsewhere`, each day as often as they do."""
    days: dict[int, list[date]] = {}
    for each in elsewhere:
        for post in each.posts:
            if post.state in STANDING and post.person_id in team.person_ids:
                days.setdefault(post.person_id, []).append(date.fromisoformat(each.shift.day))
    return {person: tuple(found) for person, found in days.items()}


def busy_times(elsewhere: Iterable[RosteredShift], here: Iterable[RosteredShift], team: Team) -> Mapping[int, Busy]:
    """When members cannot be asked: while they stand `elsewhere`, and on shifts `here` that they gave away or were let off."""
    times: dict[int, list[tuple[int, int]]] = {}
    for each in elsewhere:
        for post in each.posts:
            if post.state in HOLDS and post.person_id in team.person_ids:
                times.setdefault(post.person_id, []).append((each.shift.starts_at, each.shift.ends_at))
    for each in here:
        stand = {post.person_id for post in each.posts if post.state in HOLDS}
        for post in each.posts:
            if post.state in {PostState.PASSED_ON, PostState.EXCUSED} and post.person_id not in stand:
                times.setdefault(post.person_id, []).append((each.shift.starts_at, each.shift.ends_at))
    return {person: tuple(found) for person, found in times.items()}
