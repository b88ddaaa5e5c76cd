"""What shifts come to: how many were stood, for how long, at night, late, not at all. Counted, never weighed or ranked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.roster_days import is_night
from domain.shifts import AWAITED, STANDING, STOOD, Mark, PostState, ShiftState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.calendar import Calendar
    from domain.patrol_plan import Patrol
    from domain.shifts import Post, RosteredShift, Shift


@dataclass(frozen=True, slots=True)
class PatrolCounts:
    """Sums over posts. `stood_ms` is the time between check-in and check-out that lies in the shift.

    `posts` are those that were due, `stood` those whose person was there. Whom the lead excused, and whose post somebody
    took, is counted nowhere.
    """

    posts: int = 0
    stood: int = 0
    stood_ms: int = 0
    nights: int = 0
    late: int = 0
    missing: int = 0
    forgotten: int = 0
    """Of those who were there, how many did not check out: their time is counted to the end of the shift."""

    def __add__(self, other: PatrolCounts) -> PatrolCounts:
        return PatrolCounts(
            self.posts + other.posts,
            self.stood + other.stood,
            self.stood_ms + other.stood_ms,
            self.nights + other.nights,
            self.late + other.late,
            self.missing + other.missing,
            self.forgotten + other.forgotten,
        )


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a shift was manned. `there` came, or stand on it while it has not begun; `needed` is its strength."""

    there: int
    needed: int
    led: bool

    @property
    def full(self) -> bool:
        """Whether it had all its people and a lead."""
        return self.there >= self.needed and self.led


def counts_of(shifts: Iterable[RosteredShift], person_id: int, patrol: Patrol, calendar: Calendar) -> PatrolCounts:
    """One person's own shifts, of those that are over or that the person has come to. A cancelled shift is none."""
    found = PatrolCounts()
    for rostered in shifts:
        post = rostered.post_of(person_id)
        if post is not None and rostered.shift.state is not ShiftState.CANCELLED:
            found += _of_post(rostered.shift, post, patrol, calendar)
    return found


def team_counts(shifts: Iterable[RosteredShift], patrol: Patrol, calendar: Calendar) -> PatrolCounts:
    """The same over everybody on some shifts, as one sum."""
    found = PatrolCounts()
    for rostered in shifts:
        if rostered.shift.state is not ShiftState.CANCELLED:
            for post in rostered.posts:
                found += _of_post(rostered.shift, post, patrol, calendar)
    return found


def coverage_of(rostered: RosteredShift, now: int) -> Coverage:
    """How a shift is or was manned: before its start by who stands on the roster, from then on by who is there."""
    begun = rostered.shift.starts_at <= now
    there = [post for post in rostered.posts if post.state in (STOOD if begun else STANDING)]
    return Coverage(len(there), rostered.shift.strength, any(post.leads for post in there))


def stood_ms(shift: Shift, post: Post) -> int:
    """How long somebody was there within the shift. Who has not checked out yet has no time; who forgot has it to the end."""
    if post.checked_in_at is None or post.state is not PostState.CHECKED_OUT:
        return 0
    left_at = shift.ends_at if Mark.FORGOTTEN in post.marks or post.checked_out_at is None else post.checked_out_at
    return max(0, min(left_at, shift.ends_at) - max(post.checked_in_at, shift.starts_at))


def _of_post(shift: Shift, post: Post, patrol: Patrol, calendar: Calendar) -> PatrolCounts:
    if post.state in STOOD:
        checked_in_at = shift.starts_at if post.checked_in_at is None else post.checked_in_at
        return PatrolCounts(
            posts=1,
            stood=1,
            stood_ms=stood_ms(shift, post),
            nights=int(is_night(shift.starts_at, shift.ends_at, patrol.hours_night_from, calendar)),
            late=int(checked_in_at > shift.starts_at + patrol.absence[0].after_ms),
            forgotten=int(Mark.FORGOTTEN in post.marks),
        )
    if post.state is PostState.ABSENT or (shift.state is ShiftState.ENDED and post.state in AWAITED):
        return PatrolCounts(posts=1, missing=1)
    return PatrolCounts()
