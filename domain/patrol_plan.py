"""What the configuration says of patrols: teams, their shifts, areas, checkpoints, routes, and the clocks around a shift."""

from __future__ import annotations

from datetime import date, time
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from domain.configured import Configured
from domain.durations import Duration
from domain.local_names import Code, LocalName

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Metres = Annotated[int, Field(ge=10, le=20_000)]
Month = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A month, "YYYY-MM"."""


class DayPattern(StrEnum):
    """On which days a slot has a shift."""

    EVERY_DAY = "every_day"
    """All days."""
    ODD_DAYS = "odd_days"
    """单日: days whose date is odd. The 31st and the 1st after it are two in a row, as the rule is lived."""
    EVEN_DAYS = "even_days"
    """双日: days whose date is even."""
    EVERY_N_DAYS = "every_n_days"
    """Every so many days, counted from a day."""
    WEEKDAYS = "weekdays"
    """Certain days of the week."""
    SCHOOL_DISMISSAL = "school_dismissal"
    """Fridays that are school days; where a holiday, a make-up workday or a vacation moves a week's last one, that day."""
    SPECIAL_PERIODS = "special_periods"
    """Only in special periods."""


class PatrolRecipient(StrEnum):
    """Whom a notice about a shift is for, before the resolver says which persons that is."""

    PATROLLER = "patroller"
    """Whose place on the shift it is about."""
    SHIFT_LEAD = "shift_lead"
    """Who leads the shift; the team's leads while it has none."""
    VILLAGE_HEAD = "village_head"
    """Who answers for the team's village."""
    DUTY_OFFICER = "duty_officer"
    """Who is on call at the centre now."""


class HotSpotKind(StrEnum):
    """Why a place is watched."""

    ROAD = "road"
    """国道: a national road."""
    RAILWAY = "railway"
    """铁路: a railway line."""
    SCHOOL = "school"
    """校门: a school's gate."""
    OTHER = "other"
    """Anything else."""


class Point(Configured):
    """A place in WGS 84 degrees."""

    latitude: Latitude
    longitude: Longitude


class Area(Configured):
    """Where a team patrols: a circle, or a polygon as GeoJSON writes its outer ring (`[longitude, latitude]` pairs)."""

    centre: Point | None = None
    radius: Metres | None = None
    """Metres around the centre."""
    polygon: tuple[tuple[Longitude, Latitude], ...] = ()

    @model_validator(mode="after")
    def _one_shape(self) -> Self:
        circle = self.centre is not None and self.radius is not None
        if circle == bool(self.polygon) or (self.centre is None) != (self.radius is None):
            raise PydanticCustomError("area", "either centre and radius, or a polygon")
        if self.polygon and len(self.polygon) < 3:
            raise PydanticCustomError("area", "a polygon of three points or more")
        return self


class CheckpointPlan(Configured):
    """A place where a patroller checks in, with a poster or without."""

    code: Code
    name: LocalName
    place: Point
    radius: Metres = 80
    """Metres within which somebody is at it."""


class RoutePlan(Configured):
    """A way that is walked: checkpoints and points in order."""

    code: Code
    name: LocalName
    checkpoints: tuple[Code, ...] = ()
    points: tuple[tuple[Longitude, Latitude], ...] = ()


class HotSpot(Configured):
    """A place that is watched more closely."""

    code: Code
    kind: HotSpotKind
    name: LocalName
    place: Point


class Slot(Configured):
    """A shift that comes again and again. Its end may lie on the next day."""

    code: Code
    name: LocalName
    days: DayPattern
    every: Annotated[int, Field(ge=2, le=60)] | None = None
    """For every_n_days: how many."""
    counted_from: date | None = None
    """For every_n_days: the first."""
    weekdays: tuple[Annotated[int, Field(ge=1, le=7)], ...] = ()
    """For weekdays: 1 is Monday."""
    start: time
    end: time
    strength: Annotated[int, Field(ge=1, le=50)]
    """How many people it takes, its lead among them."""
    special_strength: Annotated[int, Field(ge=1, le=50)] | None = None
    """How many in special periods."""
    households: bool = False
    """Whether households take it in turn: then of one household one person a time."""

    @model_validator(mode="after")
    def _what_its_pattern_needs(self) -> Self:
        counted = self.every is not None and self.counted_from is not None
        if (self.days is DayPattern.EVERY_N_DAYS) != counted or (self.every is None) != (self.counted_from is None):
            raise PydanticCustomError("slot", "every and counted_from with every_n_days, and only there")
        if (self.days is DayPattern.WEEKDAYS) != bool(self.weekdays):
            raise PydanticCustomError("slot", "weekdays where days is weekdays, and only there")
        if self.start == self.end:
            raise PydanticCustomError("slot", "an end that is not the start")
        return self


class TeamPlan(Configured):
    """One village's volunteer team. Its name stands with its unit."""

    unit: Code
    slots: tuple[Slot, ...] = ()
    """Its shifts; without any of its own it has `patrol.slots`, on odd or even days in turn in the order of the units."""
    area: Area | None = None
    checkpoints: tuple[CheckpointPlan, ...] = ()
    routes: tuple[RoutePlan, ...] = ()
    hot_spots: tuple[HotSpot, ...] = ()


class Vacation(Configured):
    """Days on which there is no school, the first and the last among them."""

    first: date
    last: date


class School(Configured):
    """When there is school, beyond what the calendar of holidays says."""

    vacations: tuple[Vacation, ...] = ()
    """Ascending."""

    def is_off(self, day: date) -> bool:
        """Whether a day lies in a vacation."""
        return any(vacation.first <= day <= vacation.last for vacation in self.vacations)


class AbsenceStep(Configured):
    """Who is told when somebody has not checked in so long after the start."""

    after_ms: Duration
    tell: PatrolRecipient


class Equipment(Configured):
    """A thing that is taken out on a shift and brought back."""

    code: Code
    name: LocalName


class Rate(Configured):
    """What a verified shift is worth from a month on, in fen."""

    since: Month
    fen: Annotated[int, Field(ge=0, le=1_000_000)]


class Patrol(Configured):
    """How the township patrols."""

    slots: Annotated[tuple[Slot, ...], Field(min_length=1)]
    """The shifts of teams that have none of their own."""
    published_ms: Duration
    """How far ahead the roster is published."""
    rest_ms: Duration
    """What lies at least between two shifts of one person."""
    most_in_seven_days: Annotated[int, Field(ge=1, le=14)] = 5
    """How many shifts the roster asks anybody for in seven days. What people take themselves is not bound by it."""
    opens_ms: Duration
    """How long before the start one can check in."""
    day_before_ms: Duration
    """How long before the start a patroller is asked whether they will come."""
    answer_by: time
    """Until when, on the day before, an answer is waited for; then the lead is told."""
    hour_before_ms: Duration
    """How long before the start a patroller is reminded, and a shift with too few people is told of again."""
    absence: Annotated[tuple[AbsenceStep, ...], Field(min_length=1)]
    """Ascending."""
    check_out_after_ms: Duration
    """How long after the end a missing check-out is asked for, and the shift closed."""
    sos_again_ms: Duration
    """How often an SOS is said again until somebody comes."""
    sos_stands_ms: Duration
    """After how long whoever is coming is asked how it stands, and so on until the call is ended."""
    accuracy_metres: Annotated[int, Field(ge=10, le=5_000)]
    """A stated accuracy that is worse does not say where somebody is."""
    fastest_metres_a_second: Annotated[int, Field(ge=1, le=200)]
    """Nobody gets faster from one check-in to the next."""
    hours_night_from: time
    """A shift that is under way at this time, or begins between it and four in the morning, counts as a night."""
    """A shift that is under way at this time counts as a night."""
    school: School = School()
    equipment: tuple[Equipment, ...] = ()
    rates: tuple[Rate, ...] = ()
    """Ascending by month."""
    teams: tuple[TeamPlan, ...] = ()

    def team_of(self, unit: str) -> TeamPlan | None:
        """What is planned for one unit's team; None where nothing is beyond `slots`."""
        return next((team for team in self.teams if team.unit == unit), None)

    def slot_of(self, unit: str, code: str) -> Slot | None:
        """The slot that a team's shift was made from; None for an extra shift, and for a slot that is planned no more."""
        team = self.team_of(unit)
        own = () if team is None else team.slots
        return next((slot for slot in (*own, *self.slots) if slot.code == code), None)
