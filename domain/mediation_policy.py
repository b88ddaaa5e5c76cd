"""How mediation runs in one township: its clocks, what is offered by buttons, and where else people may turn."""

from datetime import time
from typing import Annotated

from pydantic import Field

from domain.configured import Configured
from domain.durations import Duration
from domain.local_names import Code, LocalName


class Elsewhere(Configured):
    """A place that takes what is not the township's: a court, an arbitration office, the police."""

    code: Code
    name: LocalName
    how: LocalName
    """How people get there: a window, a number to ring."""


class MediationPolicy(Configured):
    """The clocks of a mediation and what its forms offer."""

    day_before_ms: Duration
    """How long before an appointment the first reminder goes out."""
    hour_before_ms: Duration
    """The second."""
    record_after_ms: Duration
    """After an appointment: when the mediator is asked for the record, if there is none."""
    sign_after_ms: Duration
    """After an agreement was written: when the mediator is asked for the signed paper."""
    ask_at: time
    """At this time on the day of a promise it is asked whether it was kept."""
    late_after_ms: Duration
    """After that: when a promise that nobody has answered for is chased."""
    again_every_ms: Duration
    """How often whatever stays unanswered is said again."""
    confirmation_within_ms: Duration
    """How long after it took effect the parties may ask the court together to confirm their agreement."""
    confirmation_remind_ms: tuple[Duration, ...]
    """When they are reminded, counted from there; ascending."""
    outcome_after_ms: Duration
    """After an application or a referral: when the mediator is asked what became of it at the court."""
    link_valid_ms: Duration
    """How long a party's personal link can be taken up."""
    days_offered: Annotated[int, Field(ge=2, le=14)]
    """For how many days an appointment can be made by a button."""
    times: Annotated[tuple[time, ...], Field(min_length=1, max_length=8)]
    """Times of day that are offered for an appointment."""
    places: Annotated[tuple[LocalName, ...], Field(min_length=1, max_length=8)]
    """Places that are offered for one."""
    elsewhere: Annotated[tuple[Elsewhere, ...], Field(min_length=1, max_length=20)]
    """Where else people may turn."""

    def place_to_turn(self, code: str) -> Elsewhere | None:
        """The one with this code."""
        return next((each for each in self.elsewhere if each.code == code), None)
