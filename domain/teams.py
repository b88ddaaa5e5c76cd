"""Members of a patrol team and the days on which they cannot come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MemberState(StrEnum):
    """How somebody stands to a team."""

    ASKED = "asked"
    """Wants to join; the lead or the village head has not answered."""
    MEMBER = "member"
    """Belongs to it."""
    REFUSED = "refused"
    """Was told that it cannot be now; may ask again."""
    LEFT = "left"
    """Belonged to it."""


@dataclass(frozen=True, slots=True)
class Member:
    """One person in one team, which is named by its unit. Of one `household` one person a time is asked."""

    id: int
    unit: str
    person_id: int
    state: MemberState
    household: str | None
    joined_at: int | None


@dataclass(frozen=True, slots=True)
class Unavailable:
    """When a member cannot come: a day of every week (1 is Monday), or days from the first to the last ("YYYY-MM-DD")."""

    id: int
    member_id: int
    weekday: int | None = None
    first: str | None = None
    last: str | None = None

    def on(self, day: date) -> bool:
        """Whether it holds on that day."""
        if self.weekday is not None:
            return day.isoweekday() == self.weekday
        return self.first is not None and self.last is not None and self.first <= day.isoformat() <= self.last
