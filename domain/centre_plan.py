"""What the configuration says of the centre's calendar: who is on duty when."""

from datetime import time
from typing import Annotated

from pydantic import Field

from domain.configured import Configured


class DutyPlan(Configured):
    """How those who take turns on duty at the centre follow one another. Who they are is said in chat."""

    changes_at: time = time(8, 30)
    """When the duty changes; a day of duty runs from this time to the same of the next day."""
    days_each: Annotated[int, Field(ge=1, le=31)] = 1
    """How many days in a row one person is on duty."""
