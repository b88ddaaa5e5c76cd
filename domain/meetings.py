"""Meetings: when the next one is, what its clock asks for, and which cases are hard enough to be talked about.

A meeting's steps are computed from its row and the calendar; the watermark `Meeting.done_until` says up to when they were
run. Of what an outage has made late only the last is run: who gets the minutes needs no word that the meeting has begun.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from domain.cases import awaits_answer
from domain.plain_text import plain_text
from domain.words import CaseKind

if TYPE_CHECKING:
    from datetime import date

    from domain.calendar import Calendar
    from domain.centre_plan import AgendaPlan, MeetingPlan
    from domain.triage import Looked

LONGEST_AHEAD_DAYS = 62
ONE_DAY = timedelta(days=1)
MANY_PARTIES = 3


class Hard(StrEnum):
    """Why a case is talked about."""

    SUPERVISED = "supervised"
    """Under supervision and not answered."""
    OVERDUE = "overdue"
    """A deadline has passed."""
    REOPENED = "reopened"
    """It was closed, and has not held."""
    THREAT = "threat"
    """What was written of it says that it may come to violence."""
    MANY_REPORTS = "many_reports"
    """Many have reported it."""
    MANY_PARTIES = "many_parties"
    """Three or more parties are at odds."""


class Told(NamedTuple):
    """What is known of a case beside itself: what was written, how many have reported it, how many are party to it."""

    texts: str = ""
    reports: int = 1
    parties: int = 0


class MeetingStepKind(StrEnum):
    """What the clock of a meeting asks for."""

    BEGIN = "begin"
    """Whoever takes down the decisions gets the card for it."""
    END = "end"
    """The centre gets what was decided."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. Times are UTC ms; `minutes_at` is the local time of the minutes, written "HH:MM"."""

    id: int
    code: str
    at: int
    minutes_at: str
    done_until: int
    closed_at: int | None = None


class MeetingStep(NamedTuple):
    """One step, and when it is due (UTC ms)."""

    kind: MeetingStepKind
    at: int


def next_meeting_step(meeting: Meeting, calendar: Calendar) -> MeetingStep | None:
    """The first step after the watermark; None once the meeting is closed."""
    return min(_upcoming(meeting, calendar), key=lambda step: step.at, default=None)


def meeting_step_to_run(meeting: Meeting, calendar: Calendar, now: int) -> MeetingStep | None:
    """The last step after the watermark that is due by now."""
    due = [step for step in _upcoming(meeting, calendar) if step.at <= now]
    return max(due, key=lambda step: step.at, default=None)


def meeting_to_call(plan: MeetingPlan, calendar: Calendar, now: int) -> int | None:
    """When the meeting is whose agenda should have gone out by now (UTC ms).

    None where the next one is further off: after an outage nobody gets the agenda of a meeting that has begun.
    """
    at = next_occurrence(plan, calendar, now)
    return at if at is not None and _agenda_at(plan, calendar, at) <= now else None


def next_occurrence(plan: MeetingPlan, calendar: Calendar, after: int) -> int | None:
    """When the next meeting is, later than an instant; both UTC ms. None where there is none for two months."""
    today = calendar.local(after).date()
    for number in range(LONGEST_AHEAD_DAYS):
        day = today + number * ONE_DAY
        at = calendar.instant(datetime.combine(day, plan.at, calendar.zone))
        if at > after and _meets_on(plan, day, calendar):
            return at
    return None


def why_hard(looked: Looked, told: Told, plan: AgendaPlan, now: int) -> tuple[Hard, ...]:
    """Why an open case is talked about; nothing for most.

    Of a tip no words are looked at: even that they fit could tell who wrote them.
    """
    case = looked.case
    threatens = case.kind is not CaseKind.TIP and _stands_in(plan.threat_words, told.texts)
    found = {
        Hard.SUPERVISED: awaits_answer(case),
        Hard.OVERDUE: looked.deadline_at is not None and looked.deadline_at <= now,
        Hard.REOPENED: bool(case.reopened),
        Hard.THREAT: threatens,
        Hard.MANY_REPORTS: told.reports >= plan.many_reports,
        Hard.MANY_PARTIES: told.parties >= MANY_PARTIES,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def _upcoming(meeting: Meeting, calendar: Calendar) -> list[MeetingStep]:
    if meeting.closed_at is not None:
        return []
    end = calendar.next_local_time(meeting.at, time.fromisoformat(meeting.minutes_at))
    steps = [MeetingStep(MeetingStepKind.BEGIN, meeting.at), MeetingStep(MeetingStepKind.END, end)]
    return [step for step in steps if step.at > meeting.done_until]


def _agenda_at(plan: MeetingPlan, calendar: Calendar, at: int) -> int:
    eve = calendar.local(at).date() - ONE_DAY
    return calendar.instant(datetime.combine(eve, plan.agenda_at, calendar.zone))


def _meets_on(plan: MeetingPlan, day: date, calendar: Calendar) -> bool:
    """On working days alone: a weekly one is left out on a holiday, one of the month moves to the next working day."""
    if not calendar.is_working_day(day):
        return False
    if plan.weekday is not None:
        return day.isoweekday() == plan.weekday
    while day.day not in plan.days:
        day -= ONE_DAY
        if calendar.is_working_day(day):
            return False
    return True


def _stands_in(words: tuple[str, ...], texts: str) -> bool:
    plain = plain_text(texts)
    return any(word and word in plain for word in map(plain_text, words))
