"""Rounds in which every unit says what it has found, or that it has found nothing.

Who is asked again when is computed from the round and the calendar. The watermark `Round.chased_until` says up to when
that was done, so no unit is asked twice for one day and none is forgotten; after an outage it is asked once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.duty import DUTY_ROLES
from domain.words import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import time

    from domain.access import Holder
    from domain.calendar import Calendar
    from domain.township import Township, Unit

ANSWERING = (Role.VILLAGE_HEAD, Role.MEDIATOR, Role.DEPARTMENT_OFFICER, Role.RESIDENT_CADRE)
"""Who answers for a unit: the first of these of whom somebody can be reached."""
TABLE_ROLES = DUTY_ROLES
"""Who follows a round, begins it and ends it."""


class RoundKind(StrEnum):
    """Why a round was begun."""

    CALENDAR = "calendar"
    """It was the day of the month for it; the next such round takes its place."""
    DAILY = "daily"
    """A day of a special period; the next morning's briefing ends it."""
    BY_HAND = "by_hand"
    """Somebody of the centre asked about something."""


@dataclass(frozen=True, slots=True)
class Round:
    """One round. Times are UTC ms; `closed_at` is None while it goes on. `subject` is what it is about, if anything."""

    id: int
    kind: RoundKind
    subject: str
    opened_at: int
    opened_by: int | None
    chased_until: int
    closed_at: int | None = None


@dataclass(frozen=True, slots=True)
class UnitAnswer:
    """Whether a unit has answered. It found nothing (`nil`), or filed at least one report."""

    unit: str
    answered_at: int | None = None
    nil: bool = False


def missing(answers: Iterable[UnitAnswer]) -> tuple[str, ...]:
    """The units that have not answered."""
    return tuple(each.unit for each in answers if each.answered_at is None)


def next_chase(of: Round, chase_at: time, calendar: Calendar) -> int | None:
    """When those who have not answered are asked again (UTC ms); None once the round is closed."""
    return None if of.closed_at is not None else calendar.next_local_time(of.chased_until, chase_at)


def chase_time(of: Round, township: Township) -> time:
    """At what time of day those who have not answered in a round are asked again."""
    return township.special_watch.chase_at if of.kind is RoundKind.DAILY else township.screening.chase_at


def asked_units(township: Township) -> tuple[Unit, ...]:
    """The units that a new round asks."""
    return township.units_of(*township.screening.units)


def contacts(unit: str, holders: Sequence[Holder], gone: Collection[int] = ()) -> tuple[int, ...]:
    """Who answers for a unit; nobody where nobody of the unit can be reached (`gone` cannot): then the centre rings it up."""
    for role in ANSWERING:
        found = [held.person_id for held in holders if held.unit == unit and held.role is role]
        if reached := tuple(dict.fromkeys(person for person in found if person not in gone)):
            return reached
    return ()


def asked_again(unit: str, holders: Sequence[Holder], gone: Collection[int] = ()) -> tuple[int, ...]:
    """Who is asked again: the same, and the resident cadres, who may help their village to answer."""
    cadres = [held.person_id for held in holders if held.unit == unit and held.role is Role.RESIDENT_CADRE]
    return tuple(dict.fromkeys((*contacts(unit, holders, gone), *(each for each in cadres if each not in gone))))


def may_answer(holdings: Iterable[Holder], unit: str) -> bool:
    """Whether somebody may answer for a unit: its people, and the centre for whoever answers by telephone."""
    return any((held.unit == unit and held.role in ANSWERING) or held.role in TABLE_ROLES for held in holdings)


def follows(holdings: Iterable[Holder]) -> bool:
    """Whether somebody follows rounds, begins and ends them."""
    return any(held.role in TABLE_ROLES for held in holdings)
