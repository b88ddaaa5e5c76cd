"""What the tests of a mediation's clocks share: a dispute that is being mediated, and what may come of it."""

from __future__ import annotations

from dataclasses import replace

from domain.cases import Step
from domain.mediation import Agreement, Appointment, AppointmentState, Mediation, MediationFile, Promise, Side
from tests.domain.samples import DAY, HOUR, MONDAY, after, filed

BEGUN = MONDAY + HOUR


def mediated(*, chased_until: int = BEGUN) -> MediationFile:
    """A dispute that was accepted on Monday, and whose mediation has begun."""
    return MediationFile(after(filed(), (Step.ACCEPT, MONDAY)), Mediation(1, BEGUN, chased_until))


def appointed(moment: int, *, proposed: int = BEGUN) -> MediationFile:
    """The same with an appointment."""
    return replace(mediated(), appointments=(Appointment(5, 1, moment, AppointmentState.STANDING, proposed),))


def signed(moment: int = BEGUN, *days: int) -> MediationFile:
    """The same with a signed agreement that has a promise so many days later each."""
    promises = tuple(Promise(number, 3, Side.B, moment + day * DAY) for number, day in enumerate(days, 7))
    paper = Agreement(3, 1, 3, moment - HOUR, moment, moment)
    return replace(mediated(), agreement=paper, promises=promises)


def looked(file: MediationFile, moment: int) -> MediationFile:
    """The same after every step up to a moment was run."""
    return replace(file, mediation=replace(file.mediation, chased_until=moment))
