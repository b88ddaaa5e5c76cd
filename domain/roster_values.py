"""What a roster is made of: open shifts, members, posts that are given, and gaps with their reasons."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from domain.teams import Unavailable


@dataclass(frozen=True, slots=True)
class OpenShift:
    """A shift that wants people. Times are UTC ms; `day` is the township's date of its start."""

    slot: str
    day: date
    starts_at: int
    ends_at: int
    strength: int
    night: bool = False
    holiday: bool = False
    special: bool = False
    households: bool = False
    """Whether households take it in turn: of one household one person a time."""


@dataclass(frozen=True, slots=True)
class RosterMember:
    """Somebody who can be put on the roster. A shift counts as being on the day on which it starts."""

    person_id: int
    household: str | None = None
    unavailable: tuple[Unavailable, ...] = ()
    may_lead: bool = False
    since: str | None = None
    """The first day on which they can be asked, "YYYY-MM-DD"; None: they always could."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How often somebody stood in earlier months: of all shifts how many were nights, on holidays, and led."""

    total: int = 0
    nights: int = 0
    holidays: int = 0
    leads: int = 0


class Held(NamedTuple):
    """One person's post on a shift."""

    slot: str
    day: date
    person_id: int
    leads: bool


class WeekLimit(NamedTuple):
    """How many shifts anybody is asked for in seven days, and on which days people stand on what is not of this roster."""

    most: int
    elsewhere: Mapping[int, tuple[date, ...]] = {}
    """By person; a day stands there as often as they stand on it."""


class GapReason(StrEnum):
    """Why a post or the lead of a shift could be given to nobody. About a lead it speaks of those who may lead."""

    TOO_FEW_MEMBERS = "too_few_members"
    """The team has fewer members than the shift takes."""
    NOBODY_MAY_LEAD = "nobody_may_lead"
    """The team has nobody who may lead."""
    AWAY = "away"
    """All others said that they cannot come that day, or had not joined yet."""
    ELSEWHERE = "elsewhere"
    """Who could come that day stands elsewhere, or too shortly before or after."""
    REST = "rest"
    """Who could come that day stands on another shift of the roster within the time of rest."""
    OFTEN = "often"
    """Who could come has as many shifts in those seven days as anybody is asked for."""
    HOUSEHOLD = "household"
    """Who could come is of a household that is on the shift already."""
    FULL = "full"
    """The shift has its people, all of them agreed, and none of them is its lead."""


class Gap(NamedTuple):
    """What a shift still lacks, and why: `missing` people or, where `needs_lead`, its lead (then `missing` is 0).

    A shift that lacks both has two of these.
    """

    slot: str
    day: date
    missing: int
    needs_lead: bool
    reason: GapReason


@dataclass(frozen=True, slots=True)
class Roster:
    """Who stands when: every post, those that were held among them, and what is left open. Both by day and slot."""

    given: tuple[Held, ...]
    gaps: tuple[Gap, ...]
