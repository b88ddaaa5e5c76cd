"""What a month of patrols is worth: which posts are verified, what is deducted and why.

It values attendance, nothing else: there is no score of how somebody behaved.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.shifts import CheckIn, CheckInKind, Mark, PostState, ShiftState

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.patrol_plan import Rate
    from domain.shifts import Post, RosteredShift, Shift

DOUBTS = frozenset(
    {Mark.OUTSIDE, Mark.INACCURATE, Mark.FAR_FROM_POSTER, Mark.TOO_FAST, Mark.SAME_PICTURE, Mark.FORWARDED}
)
"""Marks with which a check-in does not show by itself that somebody was there. The lead's word does."""


class Deduction(StrEnum):
    """Why a post on the roster is worth nothing."""

    CANCELLED = "cancelled"
    """The shift did not take place."""
    NOT_OVER = "not_over"
    """The shift is not over yet."""
    EXCUSED = "excused"
    """The lead excused them."""
    NOT_COMING = "not_coming"
    """They had said that they could not come, and nobody took the post."""
    NO_CHECK_IN = "no_check_in"
    """Nobody checked in."""
    UNCONFIRMED = "unconfirmed"
    """Every check-in carries a mark, and the lead has not confirmed them."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One post of a month: what it is worth in fen, what is deducted and why. `check_ins` are those that are named."""

    shift: Shift
    post: Post
    check_ins: tuple[CheckIn, ...]
    rate_fen: int
    deduction: Deduction | None

    @property
    def verified(self) -> bool:
        """Whether it counts."""
        return self.deduction is None

    @property
    def fen(self) -> int:
        """What it is worth."""
        return self.rate_fen if self.verified else 0


def rate_of(month: str, rates: Sequence[Rate]) -> int:
    """What a verified shift of a month ("YYYY-MM") is worth in fen; 0 before the first rate."""
    return max(((rate.since, rate.fen) for rate in rates if rate.since <= month), default=("", 0))[1]


def ledger(
    shifts: Sequence[RosteredShift], check_ins: Mapping[int, Sequence[CheckIn]], rates: Sequence[Rate], as_of: int
) -> tuple[LedgerLine, ...]:
    """A line for every post that was not passed on, in the order of the shifts.

    `check_ins` are by post. What came after `as_of` (UTC ms) is not looked at: a ledger that was released stays as it was.
    """
    lines = []
    for rostered in shifts:
        rate = rate_of(rostered.shift.day[:7], rates)
        for post in rostered.posts:
            if post.state is not PostState.PASSED_ON:
                shown = tuple(each for each in check_ins.get(post.id, ()) if each.at <= as_of)
                why = deduction_of(rostered.shift, post, shown, as_of)
                lines.append(LedgerLine(rostered.shift, post, shown, rate, why))
    return tuple(lines)


def deduction_of(shift: Shift, post: Post, check_ins: Sequence[CheckIn], as_of: int) -> Deduction | None:
    """Why a post does not count; None if it does."""
    if shift.state is ShiftState.CANCELLED:
        return Deduction.CANCELLED
    if shift.ends_at > as_of and post.state is not PostState.CHECKED_OUT:
        return Deduction.NOT_OVER
    if post.state is PostState.EXCUSED:
        return Deduction.EXCUSED
    if post.checked_in_at is None or post.checked_in_at > as_of:
        return Deduction.NOT_COMING if post.state is PostState.CANNOT else Deduction.NO_CHECK_IN
    if check_ins and all(_doubtful(each) for each in check_ins):
        return Deduction.UNCONFIRMED
    return None


def _doubtful(check_in: CheckIn) -> bool:
    return check_in.kind is not CheckInKind.BY_LEAD and bool(DOUBTS.intersection(check_in.marks))
