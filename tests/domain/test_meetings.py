"""When a meeting is and what its clock asks for, and which cases are hard enough for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from domain.cases import Step
from domain.centre_plan import AgendaPlan, MeetingPlan
from domain.meetings import (
    Hard,
    Meeting,
    MeetingStepKind,
    Told,
    meeting_step_to_run,
    meeting_to_call,
    next_meeting_step,
    next_occurrence,
    why_hard,
)
from domain.triage import Looked
from domain.words import CaseKind, Role
from tests.domain.samples import DAY, MONDAY, after, calendar, filed, township

NAME = township().name
WEEKLY = MeetingPlan(code="weekly", name=NAME, weekday=1, at=time(9), roles=(Role.CENTRE_STAFF,))
TWICE = MeetingPlan(code="twice", name=NAME, days=(1, 16), at=time(9), roles=(Role.MEDIATOR,))
AGENDA = AgendaPlan(threat_words=("动手",), many_reports=3)
HOUR = DAY // 24
NOBODY_LATE = MONDAY + DAY


@given(st.integers(MONDAY, MONDAY + 400 * DAY), st.sampled_from([WEEKLY, TWICE]))
def test_the_next_meeting_is_the_first_on_one_of_its_days(at: int, plan: MeetingPlan) -> None:
    """Later than now, at its hour, on its day, and none lies between."""
    found = next_occurrence(plan, calendar(), at)
    assert found is not None
    moment = calendar().local(found)
    assert found > at
    assert moment.time() == time(9)
    assert calendar().is_working_day(moment.date())
    if plan is WEEKLY:
        assert moment.isoweekday() == 1
    else:
        before = [moment.date() - timedelta(days=number) for number in range(12)]
        rests = list(takewhile(lambda day: not calendar().is_working_day(day), before[1:]))
        assert {each.day for each in (before[0], *rests)} & {1, 16}
    assert next_occurrence(plan, calendar(), found - 1) == found


@given(st.integers(0, 14 * 24))
def test_an_agenda_goes_out_between_the_evening_before_and_the_meeting(hours: int) -> None:
    """Never a week early, and not for one that has begun."""
    now = MONDAY + hours * HOUR
    called = meeting_to_call(WEEKLY, calendar(), now)
    moment = calendar().local(now)
    eve = moment.isoweekday() == 7 and moment.time() >= time(18)
    morning = moment.isoweekday() == 1 and moment.time() < time(9)
    assert (called is not None) == (eve or morning)
    assert called is None or now < called <= now + 15 * HOUR


@pytest.mark.parametrize(("plan", "day"), [(WEEKLY, date(2026, 10, 12)), (TWICE, date(2026, 10, 8))])
def test_nobody_meets_on_a_holiday(plan: MeetingPlan, day: date) -> None:
    """In the week of National Day the weekly meeting is left out, and that of the 1st is on the first working day."""
    before = calendar().instant(datetime(2026, 9, 30, 12, tzinfo=calendar().zone))
    found = next_occurrence(plan, calendar(), before)
    assert found is not None
    assert calendar().local(found).date() == day


def test_after_an_outage_only_the_minutes_are_sent() -> None:
    """That it has begun is worth nothing any more once it has ended; in time both come, one after the other."""
    meeting = Meeting(1, "weekly", MONDAY, "18:00", MONDAY - 15 * HOUR)
    first = next_meeting_step(meeting, calendar())
    assert first is not None
    assert first == (MeetingStepKind.BEGIN, MONDAY)
    assert meeting_step_to_run(meeting, calendar(), MONDAY - 1) is None
    assert meeting_step_to_run(meeting, calendar(), MONDAY) == first
    late = meeting_step_to_run(meeting, calendar(), MONDAY + 3 * DAY)
    assert late is not None
    assert late.kind is MeetingStepKind.END
    assert next_meeting_step(replace(meeting, done_until=late.at), calendar()) is None
    assert next_meeting_step(replace(meeting, closed_at=MONDAY), calendar()) is None


def test_an_ordinary_case_is_not_talked_about() -> None:
    """Only what is hard."""
    assert why_hard(Looked(filed(), NOBODY_LATE), Told("狗天天叫"), AGENDA, MONDAY) == ()


@pytest.mark.parametrize(
    ("looked", "told", "why"),
    [
        (Looked(after(filed(), (Step.SUPERVISE, MONDAY)), NOBODY_LATE), Told(), Hard.SUPERVISED),
        (Looked(filed(), MONDAY), Told(), Hard.OVERDUE),
        (Looked(replace(filed(), reopened=1), NOBODY_LATE), Told(), Hard.REOPENED),
        (Looked(filed(), NOBODY_LATE), Told("他说再不让就动手"), Hard.THREAT),
        (Looked(filed(), NOBODY_LATE), Told(reports=3), Hard.MANY_REPORTS),
        (Looked(filed(), NOBODY_LATE), Told(parties=3), Hard.MANY_PARTIES),
    ],
)
def test_what_makes_a_case_hard(looked: Looked, told: Told, why: Hard) -> None:
    """Each by itself is enough."""
    assert why_hard(looked, told, AGENDA, MONDAY) == (why,)


def test_a_tips_words_put_it_on_no_agenda() -> None:
    """That they fit could tell who wrote them."""
    assert why_hard(Looked(filed(kind=CaseKind.TIP), NOBODY_LATE), Told("动手"), AGENDA, MONDAY) == ()


@pytest.mark.parametrize("days", [{}, {"weekday": 1, "days": (1,)}])
def test_a_meeting_says_in_one_way_when_it_is(days: dict[str, object]) -> None:
    """A day of the week or days of the month, not both and not neither."""
    with pytest.raises(ValidationError):
        MeetingPlan.model_validate({"code": "a", "name": NAME, "at": time(9), "roles": ("director",), **days})
