"""Which of somebody's shifts they are on now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from domain.shifts import STANDING, PostState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.shifts import Post, RosteredShift


class OnShift(NamedTuple):
    """A shift and one person's own post on it."""

    rostered: RosteredShift
    post: Post


def on_shift(person_id: int, shifts: Sequence[RosteredShift]) -> OnShift | None:
    """Of a person's shifts about now the one they stand on: where they are checked in, else the earliest."""
    own = [(each, post) for each in shifts if (post := each.post_of(person_id)) is not None and post.state in STANDING]
    own.sort(key=lambda pair: (pair[1].state is not PostState.PRESENT, pair[0].shift.starts_at, pair[0].shift.id))
    return OnShift(*own[0]) if own else None
