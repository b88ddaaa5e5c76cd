"""Where what was published differs from the plan of now: shifts that it has no more, other hours, more people than it wants."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.exchanges import MOVABLE
from domain.shifts import STANDING, PostState, ShiftState, Way

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from domain.roster_values import OpenShift
    from domain.shifts import Post, RosteredShift, Shift

EXTRA = "extra"
"""How the codes of shifts beyond the plan begin."""


class Change(StrEnum):
    """How a published shift differs from the plan."""

    GONE = "gone"
    """The plan has no such shift that day any more."""
    MOVED = "moved"
    """The plan has it at other hours."""


class Differing(NamedTuple):
    """Shifts of one slot that differ in the same way, earliest first. `planned` is how the plan has the first; None: gone."""

    change: Change
    shifts: tuple[Shift, ...]
    planned: OpenShift | None

    @property
    def name(self) -> str:
        """The same for as long as it is the same change, however many of the shifts are over: it is told of once."""
        last = self.shifts[-1]
        hours = "" if self.planned is None else f":{self.planned.starts_at - self.shifts[0].starts_at}"
        ends = "" if self.planned is None else f":{self.planned.ends_at - self.shifts[0].ends_at}"
        return f"{self.change.value}:{last.unit}:{last.slot}:{last.day}{hours}{ends}"


def differing(shifts: Iterable[Shift], planned: Mapping[tuple[str, str], OpenShift]) -> tuple[Differing, ...]:
    """What differs among a team's published shifts. `planned` are those of the same days, by slot and day."""
    found: dict[tuple[str, int | None, int | None], list[Shift]] = {}
    for shift in sorted(shifts, key=lambda each: each.starts_at):
        if shift.state is not ShiftState.PLANNED or shift.published_at is None or is_extra(shift):
            continue
        plan = planned.get((shift.slot, shift.day))
        if plan is None:
            found.setdefault((shift.slot, None, None), []).append(shift)
        elif (plan.starts_at, plan.ends_at) != (shift.starts_at, shift.ends_at):
            moved = shift.slot, plan.starts_at - shift.starts_at, plan.ends_at - shift.ends_at
            found.setdefault(moved, []).append(shift)
    return tuple(
        Differing(Change.GONE, tuple(each), None)
        if by is None
        else Differing(Change.MOVED, tuple(each), planned[each[0].slot, each[0].day])
        for (_slot, by, _ends), each in found.items()
    )


def surplus(rostered: RosteredShift) -> tuple[Post, ...]:
    """Who need not come where more stand than a shift takes, the last one asked first.

    Only whom the roster has put there, and not the lead; who has not answered before who said that they will come.
    """
    standing = [post for post in rostered.posts if post.state in STANDING]
    could = [post for post in standing if post.way is Way.ROSTER and post.state in MOVABLE and not post.leads]
    could.sort(key=lambda post: (post.state is PostState.COMING, -post.id))
    return tuple(could[: max(0, len(standing) - rostered.shift.strength)])


def is_extra(shift: Shift) -> bool:
    """Whether a lead added it beyond the plan."""
    return shift.slot.startswith(f"{EXTRA}_")
