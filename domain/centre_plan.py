"""What the configuration says of the centre's calendar: duty, screening rounds."""

from datetime import time
from typing import Annotated

from pydantic import Field

from domain.configured import Configured
from domain.words import UnitKind


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
