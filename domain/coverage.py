"""How well shifts were attended: who came against how many it takes, by team and day."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.shifts import STOOD, ShiftState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from domain.shifts import RosteredShift


class Level(StrEnum):
    """How well a day was attended."""

    FULL = "full"
    """As many as it takes."""
    MOST = "most"
    """At least two of three."""
    FEW = "few"
    """Fewer."""
    NOBODY = "nobody"
    """Nobody."""
    AHEAD = "ahead"
    """It has not begun."""


@dataclass(frozen=True, slots=True)
class DayCoverage:
    """One team's shifts of one day together. `came` counts no more on a shift than it takes."""

    shifts: int
    came: int
    strength: int
    ahead: bool

    @property
    def missing(self) -> int:
        """How many more it would have taken."""
        return self.strength - self.came


def coverage_by_day(shifts: Iterable[RosteredShift], now: int) -> dict[tuple[str, str], DayCoverage]:
    """By unit and day ("YYYY-MM-DD"). Of a day that has begun only the shifts that have begun count."""
    found: dict[tuple[str, str], DayCoverage] = {}
    for rostered in shifts:
        shift = rostered.shift
        if shift.state is ShiftState.CANCELLED:
            continue
        came = min(sum(post.state in STOOD for post in rostered.posts), shift.strength)
        # Whoever checks in early is there, but the shift has not been stood yet.
        own = DayCoverage(1, came, shift.strength, ahead=shift.starts_at > now)
        key = (shift.unit, shift.day)
        found[key] = _together(found[key], own) if key in found else own
    return found


def _together(one: DayCoverage, other: DayCoverage) -> DayCoverage:
    if one.ahead != other.ahead:
        return other if one.ahead else one
    return DayCoverage(one.shifts + other.shifts, one.came + other.came, one.strength + other.strength, one.ahead)


def level_of(coverage: DayCoverage) -> Level:
    """How well it was attended."""
    if coverage.ahead:
        return Level.AHEAD
    if coverage.came >= coverage.strength:
        return Level.FULL
    if coverage.came == 0:
        return Level.NOBODY
    return Level.MOST if coverage.came * 3 >= coverage.strength * 2 else Level.FEW
