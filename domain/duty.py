"""Who is on duty at the centre: whose turn a day is, and who stands in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from domain.access import Holder
    from domain.calendar import Calendar
    from domain.centre_plan import DutyPlan

DUTY_ROLES = frozenset({Role.CENTRE_STAFF, Role.DIRECTOR})
"""Who may be on duty, and who keeps the roster of it."""
SHOWN_DAYS = 7
"""So many days are shown, and can be given to somebody else."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody's time on duty (UTC ms). It lasts until the next one begins; `until_at` is when that is due.

    `person_id` is None where no roster is kept any more: then everybody of the centre is on call.
    """

    person_id: int | None
    from_at: int
    until_at: int
    taken: bool = False
    """Whether it was taken over, and not by the roster."""
    id: int = 0


@dataclass(frozen=True, slots=True)
class DutyRoster:
    """Who takes turns, in order, and the days on which somebody else is on duty."""

    order: tuple[int, ...] = ()
    others: Mapping[date, int] | None = None

    @property
    def kept(self) -> bool:
        """Whether there is one."""
        return bool(self.order)


def duties_of(person_id: int, roster: DutyRoster) -> tuple[int | None, tuple[date, ...]]:
    """At which place of the order somebody takes turns, from 1, and the days that they have out of turn."""
    place = roster.order.index(person_id) + 1 if person_id in roster.order else None
    return place, tuple(sorted(day for day, person in (roster.others or {}).items() if person == person_id))


def able(holders: Iterable[Holder]) -> frozenset[int]:
    """Those who hold a role that may be on duty."""
    return frozenset(held.person_id for held in holders if held.role in DUTY_ROLES)


def duty_day(at: int, plan: DutyPlan, calendar: Calendar) -> date:
    """The day of duty that an instant belongs to: before the change it is still the day before."""
    moment = calendar.local(at)
    return moment.date() if moment.time() >= plan.changes_at else moment.date() - timedelta(days=1)


def next_change(at: int, plan: DutyPlan, calendar: Calendar) -> int:
    """When the duty changes next, after an instant; both UTC ms."""
    return calendar.next_local_time(at, plan.changes_at)


def on_duty(day: date, roster: DutyRoster, plan: DutyPlan, may: frozenset[int]) -> int | None:
    """Whose turn a day is. Who holds no such role any more is passed over; None where nobody is left."""
    other = (roster.others or {}).get(day)
    if other is not None and other in may:
        return other
    count = len(roster.order)
    if not count:
        return None
    place = day.toordinal() // plan.days_each % count
    return next((person for person in _from(roster.order, place) if person in may), None)


def called_in_order(now_on_duty: int, order: Sequence[int]) -> tuple[int, ...]:
    """Who is on duty, and after them those who stand in: the next ones of the roster."""
    place = order.index(now_on_duty) if now_on_duty in order else 0
    return tuple(dict.fromkeys((now_on_duty, *_from(order, place))))


def on_call(holders: Iterable[Holder]) -> tuple[int, ...]:
    """Who is on call at the centre now, and after them who stands in; nobody where no roster is kept."""
    ranks = {held.person_id: held.on_call for held in holders if held.on_call is not None and held.role in DUTY_ROLES}
    return tuple(sorted(ranks, key=lambda person: ranks[person]))


def _from(order: Sequence[int], place: int) -> tuple[int, ...]:
    return (*order[place:], *order[:place])
