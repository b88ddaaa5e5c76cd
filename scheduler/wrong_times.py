"""Whether due rows stand where the clocks want them. Those that do not are put right at once, and named.

A case, its mediation and a shift have theirs at the next step of their clocks, and none without one. The call of somebody
in need has one until it has ended, never farther ahead than it is to be said again, or asked how it stands once somebody is coming.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from domain.duty import next_change
from domain.escalation import next_step
from domain.mediation_clocks import next_mediation_step
from domain.meetings import next_meeting_step
from domain.openings import next_opening_step
from domain.presence import next_shift_step
from domain.retention import incident_kept_until, kept_until
from domain.screening import chase_time, next_chase
from storage.due import DueKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from actions.rules import Rules
    from domain.cases import Case
    from domain.shifts import RosteredShift
    from storage.unit_of_work import UnitOfWork


class WrongTimes(NamedTuple):
    """What had its due row missing or at a wrong time, by identifier."""

    cases: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()
    calls: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    mediations: tuple[int, ...] = ()
    openings: tuple[int, ...] = ()
    calendar: tuple[str, ...] = ()
    """What of the centre's calendar: the kind of its due row."""
    recurring: tuple[str, ...] = ()
    """What comes again and again: the kind of its due row."""


async def wrong_cases(work: UnitOfWork, rules: Rules, cases: Iterable[Case]) -> list[int]:
    """Those of some cases whose row did not stand at their next step."""
    steps = {case.id: next_step(case, rules.township, rules.calendar) for case in cases}
    return await _put_right(work, DueKind.CASE, {number: step and step.at for number, step in steps.items()})


async def wrong_shifts(work: UnitOfWork, rules: Rules, shifts: Iterable[RosteredShift]) -> list[int]:
    """The same of some shifts."""
    patrol = rules.township.patrol
    steps = {rostered.shift.id: next_shift_step(rostered, patrol, rules.calendar) for rostered in shifts}
    return await _put_right(work, DueKind.SHIFT, {number: step and step.at for number, step in steps.items()})


async def wrong_kept(work: UnitOfWork, rules: Rules, cases: Iterable[Case]) -> list[int]:
    """Those of some cases whose texts were not to be destroyed when their time is over, or to be though they have not ended."""
    return await _put_right(work, DueKind.RETENTION, {case.id: kept_until(case, rules.township) for case in cases})


async def wrong_incidents(work: UnitOfWork, rules: Rules, met: Mapping[int, int]) -> list[int]:
    """The same of some incidents that became no case, each with when it was met."""
    wanted = {number: incident_kept_until(at, rules.township) for number, at in met.items()}
    return await _put_right(work, DueKind.INCIDENT, wanted)


async def wrong_mediations(work: UnitOfWork, rules: Rules, cases: Iterable[int]) -> list[int]:
    """The same of the mediations of some cases."""
    files = [file for number in cases if (file := await work.mediations.file(number)) is not None]
    steps = {file.case.id: next_mediation_step(file, rules.township, rules.calendar) for file in files}
    return await _put_right(work, DueKind.MEDIATION, {number: step and step.at for number, step in steps.items()})


async def wrong_calls(work: UnitOfWork, rules: Rules) -> list[int]:
    """The calls that have not ended and were not to be said again, or asked about, in time. That is done now."""
    patrol, calls = rules.township.patrol, await work.sos_calls.not_ended()
    times = await work.due.times(DueKind.SOS, [str(number) for number in calls])
    wrong = []
    for number in calls:
        again = patrol.sos_again_ms if await work.sos_calls.is_open(number) else patrol.sos_stands_ms
        if times.get(str(number), work.now + again + 1) > work.now + again:
            wrong.append(number)
    for number in wrong:
        await work.due.set(DueKind.SOS, str(number), work.now)
    return wrong


async def wrong_calendar(work: UnitOfWork, rules: Rules) -> list[str]:
    """The kinds of due rows of the centre's calendar of which one was missing or stood at a wrong time."""
    wrong = [DueKind.DUTY.value] if await _duty_is_wrong(work, rules) else []
    rounds = await work.screenings.going_on()
    wanted = {each.id: next_chase(each, chase_time(each, rules.township), rules.calendar) for each in rounds}
    wrong += [DueKind.SCREENING.value for _round in await _put_right(work, DueKind.SCREENING, wanted)]
    steps = {each.id: next_meeting_step(each, rules.calendar) for each in await work.meetings.going_on()}
    times = {number: step and step.at for number, step in steps.items()}
    wrong += [DueKind.MEETING.value for _meeting in await _put_right(work, DueKind.MEETING, times)]
    return wrong


async def _duty_is_wrong(work: UnitOfWork, rules: Rules) -> bool:
    """Whether the next change of the centre's duty was not to come in time, or one was to though nobody is on duty."""
    turn = await work.duty.turn()
    kept = (await work.duty.roster()).kept or (turn is not None and turn.person_id is not None)
    row = await work.due.of(DueKind.DUTY, "")
    wanted = next_change(work.now, rules.township.duty, rules.calendar)
    right = row is not None and row.due_at <= wanted if kept else row is None
    if right:
        return False
    if kept:
        await work.due.set(DueKind.DUTY, "", work.now)
    else:
        await work.due.clear(DueKind.DUTY, "")
    return True


async def wrong_openings(work: UnitOfWork, rules: Rules) -> list[int]:
    """The requests to open a name, and the opened ones, whose row did not stand at their next step."""
    shield = rules.township.shield
    steps = {each.id: next_opening_step(each, shield) for each in await work.openings.live()}
    return await _put_right(work, DueKind.OPENING, {number: step and step.at for number, step in steps.items()})


async def _put_right(work: UnitOfWork, kind: DueKind, wanted: Mapping[int, int | None]) -> list[int]:
    times = await work.due.times(kind, [str(number) for number in wanted])
    wrong = [number for number, at in wanted.items() if times.get(str(number)) != at]
    for number in wrong:
        at = wanted[number]
        if at is None:
            await work.due.clear(kind, str(number))
        else:
            await work.due.set(kind, str(number), at)
    return wrong
