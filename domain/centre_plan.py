"""What the configuration says of the centre's calendar: duty, screening rounds, meetings, special periods."""

from datetime import time
from typing import Annotated, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from domain.configured import Configured
from domain.local_names import Code, LocalName, Word
from domain.words import Role, UnitKind


class DutyPlan(Configured):
    """How those who take turns on duty at the centre follow one another. Who they are is said in chat."""

    changes_at: time = time(8, 30)
    """When the duty changes; a day of duty runs from this time to the same of the next day."""
    days_each: Annotated[int, Field(ge=1, le=31)] = 1
    """How many days in a row one person is on duty."""


class ScreeningPlan(Configured):
    """When the town asks every unit what it has found, and how those are asked again who have not answered."""

    days: tuple[Annotated[int, Field(ge=1, le=28)], ...] = (10, 25)
    """The days of the month on which a round begins by itself; none means that rounds are only begun by hand."""
    opens_at: time = time(9)
    chase_at: time = time(9, 30)
    """Every day at this time whoever has not answered is asked again."""
    units: Annotated[tuple[UnitKind, ...], Field(min_length=1)] = (UnitKind.VILLAGE,)
    """Which kinds of units answer."""


class MeetingPlan(Configured):
    """A meeting that comes again and again, and before which everybody who takes part gets what is to be talked about."""

    code: Code
    name: LocalName
    weekday: Annotated[int, Field(ge=1, le=7)] | None = None
    """Every week on this day, 1 for Monday; or"""
    days: tuple[Annotated[int, Field(ge=1, le=28)], ...] = ()
    """on these days of the month."""
    at: time
    agenda_at: time = time(18)
    """The evening before, at this time, the agenda goes out."""
    minutes_at: time = time(18)
    """On the day itself, at this time, the centre gets what was decided."""
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    """Who takes part: everybody who holds one of these roles."""

    @model_validator(mode="after")
    def _one_way_to_say_when(self) -> Self:
        if (self.weekday is not None) == bool(self.days):
            raise PydanticCustomError("meeting_days", "either a weekday, or days of the month")
        return self


class AgendaPlan(Configured):
    """Which cases are hard enough for a meeting, beside those that are supervised, overdue or reopened."""

    threat_words: tuple[Word, ...] = ()
    """Words in what was written of a dispute or hazard that say that it may come to violence."""
    many_reports: Annotated[int, Field(ge=2, le=50)] = 3
    """From so many reports of one matter on."""


class SpecialWatch(Configured):
    """What is done every day of a special period."""

    asks_at: time = time(16)
    """Every unit is asked for its daily return."""
    chase_at: time = time(19)
    """Whoever has not answered is asked again on the same day."""
    briefing_at: time = time(7, 30)
    """Every morning, and on the one after, the centre and the director get a briefing."""
