"""How often a team's members have stood lately, as the roster is to be fair over more than the days it is made for."""

from __future__ import annotations

from dataclasses import astuple
from datetime import date
from statistics import median_low
from typing import TYPE_CHECKING

from domain.durations import DAY_MS
from domain.holidays import holiday_on
from domain.roster_days import is_night
from domain.roster_values import Counts
from domain.shifts import STANDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import time

    from domain.calendar import Calendar
    from domain.shifts import RosteredShift
    from domain.teams import Member

LOOKED_BACK_MS = 90 * DAY_MS


def counts_before(
    shifts: Sequence[RosteredShift], members: Iterable[Member], since: int, night_from: time, calendar: Calendar
) -> Mapping[int, Counts]:
    """For each member how often they stood on past shifts, of which the first begins at `since` (UTC ms) or later.

    Whoever joined in between is taken to have stood as often as those in the middle until then: nobody makes up for the
    time before they came.
    """
    everybody = list(members)
    old = [each.person_id for each in everybody if (each.joined_at or 0) <= since]
    found: dict[int, Counts] = {}
    for member in everybody:
        own = _sum(shifts, member.person_id, night_from, calendar)
        joined = member.joined_at or 0
        if joined > since and old:
            earlier = [each for each in shifts if each.shift.starts_at < joined]
            others = [astuple(_sum(earlier, person, night_from, calendar)) for person in old]
            own = Counts(
                *(mine + median_low(each) for mine, each in zip(astuple(own), zip(*others, strict=True), strict=True))
            )
        found[member.person_id] = own
    return found


def _sum(shifts: Iterable[RosteredShift], person_id: int, night_from: time, calendar: Calendar) -> Counts:
    total = nights = holidays = leads = 0
    for each in shifts:
        post = each.post_of(person_id)
        if post is None or post.state not in STANDING:
            continue
        shift = each.shift
        total += 1
        nights += is_night(shift.starts_at, shift.ends_at, night_from, calendar)
        holidays += holiday_on(date.fromisoformat(shift.day)) is not None
        leads += post.leads
    return Counts(total, nights, holidays, leads)
