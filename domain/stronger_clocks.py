"""In special periods what has to happen has to happen sooner: which clocks that concerns, and what comes when instead.

A clock that runs when a period begins, or that starts in it, goes faster from then on and keeps what it has gained: a date that
people were given does not move away again when the period ends. One that starts later goes as always. So nothing that was due is
due once more, and nothing that lies ahead moves into the past.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stretch(NamedTuple):
    """From when until when clocks were stronger (UTC ms); `until_at` is None while they are."""

    from_at: int
    until_at: int | None = None


class Pace(NamedTuple):
    """How fast one clock goes: as always up to `since` (UTC ms), then everything in `factor` of its time."""

    since: int | None = None
    factor: float = 1.0

    def sooner(self, at: int) -> int:
        """When what would come at an instant comes."""
        if self.since is None or at <= self.since:
            return at
        return self.since + math.ceil((at - self.since) * self.factor)

    def always(self, at: int) -> int:
        """About the instant that `sooner` turns into this one."""
        if self.since is None or at <= self.since:
            return at
        return self.since + round((at - self.since) / self.factor)


AS_ALWAYS = Pace()


def pace_from(start_at: int, stretches: Iterable[Stretch], factor: float) -> Pace:
    """How fast a clock goes that started at an instant. `stretches` are in their order."""
    if factor == 1:
        return AS_ALWAYS
    for each in stretches:
        if each.until_at is None or each.until_at > start_at:
            return Pace(max(start_at, each.from_at), factor)
    return AS_ALWAYS
