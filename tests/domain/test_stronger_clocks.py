"""Special periods as clocks feel them: what is gained, what stays, and that a step is neither lost nor run twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from domain.cases import Case, Step
from domain.deadlines import DeadlineKind, active_deadlines
from domain.escalation import StepKind, next_step, steps_to_run
from domain.stronger_clocks import AS_ALWAYS, Pace, Stretch, pace_from
from domain.words import CaseKind
from tests.domain.samples import DAY, HOUR, MINUTE, MONDAY, after, calendar, filed, township
from tests.domain.test_escalation_over_time import DEEDS, cases, lived, quick

FACTOR = township().clocks.special_factor
STRETCHES = st.lists(st.integers(0, 4 * DAY), min_size=1, max_size=7).map(
    lambda gaps: tuple(
        Stretch(times[number], times[number + 1] if number + 1 < len(times) else None)
        for times in [[MONDAY - DAY + sum(gaps[: count + 1]) for count in range(len(gaps))]]
        for number in range(0, len(times), 2)
    )
)
"""Stretches one after the other; of an odd number of times the last goes on."""


def special(case: Case, *stretches: tuple[int, int | None]) -> Case:
    """The case with stretches in which clocks were stronger."""
    return replace(case, stronger=tuple(Stretch(*each) for each in stretches))


def ends(case: Case) -> dict[DeadlineKind, float]:
    """The deadlines that run, in hours after Monday."""
    return {each.kind: (each.at - MONDAY) / HOUR for each in active_deadlines(case, township().clocks, calendar())}


def steps(case: Case, until: int) -> list[tuple[float, str]]:
    """The steps around its deadlines up to a time, each run at its own."""
    found = []
    while (step := next_step(case, township(), calendar())) is not None and step.at <= until:
        found.append(((step.at - MONDAY) / HOUR, step.name))
        case = replace(case, chased_until=step.at)
    return found


def test_what_is_filed_in_a_period_has_half_the_time_and_settling_has_all_of_it() -> None:
    """A hazard: accepted in 12 h, first action in 12 h, settled in thirty days."""
    case = special(filed(kind=CaseKind.HAZARD), (MONDAY - HOUR, None))
    assert ends(case)[DeadlineKind.ACCEPT] == 12
    accepted = after(case, (Step.ACCEPT, MONDAY + HOUR))
    assert ends(accepted)[DeadlineKind.FIRST_ACTION] == 12
    assert ends(accepted)[DeadlineKind.SETTLE] == ends(filed(kind=CaseKind.HAZARD))[DeadlineKind.SETTLE]


def test_of_a_case_that_is_open_when_a_period_begins_what_is_left_is_halved() -> None:
    """Six of its 24 hours had passed: nine are left. What follows a missed deadline comes in half its time too."""
    case = special(filed(), (MONDAY + 6 * HOUR, None))
    assert [each for each in steps(case, MONDAY + 10 * DAY) if each[1] != "remind"] == [
        (15, "due"),
        (27, "to_centre"),
        (51, "to_director"),
        (51 + 7 * 24, "again"),
    ]
    assert steps(case, MONDAY + 12 * HOUR) == [(11, "remind")]


def test_what_a_case_has_gained_it_keeps_and_what_begins_later_goes_as_always() -> None:
    """The period lasts four hours: accepting is due as if it went on; whoever gets it handed on afterwards has a whole day."""
    case = special(filed(), (MONDAY + 6 * HOUR, MONDAY + 10 * HOUR))
    assert ends(case)[DeadlineKind.ACCEPT] == 15
    assert steps(case, MONDAY + 2 * DAY)[-1] == (15 + 24, "to_centre")
    handed_on = after(case, (Step.ASSIGN, MONDAY + 12 * HOUR))
    assert ends(handed_on)[DeadlineKind.ACCEPT] == 36


def test_a_case_that_is_overdue_when_a_period_begins_is_passed_on_sooner() -> None:
    """Missed at 24 h, the period begins at 30 h: of the 18 hours until it is the centre's nine are left."""
    case = special(filed(), (MONDAY + 30 * HOUR, None))
    assert [each for each in steps(case, MONDAY + 5 * DAY) if each[1].startswith("to")] == [
        (39, "to_centre"),
        (63, "to_director"),
    ]


def test_a_reminder_that_would_lie_in_the_past_comes_as_the_period_begins() -> None:
    """Two hours before the reminder at 20 h: three hours are left and it is four before; it comes at once and only once."""
    case = special(filed(), (MONDAY + 18 * HOUR, None))
    begun = MONDAY + 18 * HOUR
    step = next_step(replace(case, chased_until=begun), township(), calendar())
    assert step is not None
    assert (step.name, step.at) == ("remind", begun + 1)
    assert step.reminds
    passed = replace(special(filed(), (MONDAY + 21 * HOUR, None)), chased_until=MONDAY + 20 * HOUR)
    assert [name for _at, name in steps(passed, MONDAY + DAY)] == ["due"]


def test_the_ladder_of_an_urgent_case_is_climbed_twice_as_fast() -> None:
    """A quarter of an hour after the filing the period begins: a rung every seven and a half minutes."""
    case = special(filed(urgent=True), (MONDAY + 15 * MINUTE, None))
    found = [
        each.at
        for each in (
            next_step(replace(case, chased_until=MONDAY + minutes * MINUTE), township(), calendar())
            for minutes in (0, 15, 23, 30)
        )
        if each
    ]
    assert [(at - MONDAY) / MINUTE for at in found] == [15, 22.5, 30, 37.5]
    (latest,) = steps_to_run(case, township(), calendar(), MONDAY + HOUR)
    assert (latest.name, latest.at) == ("7", MONDAY + HOUR)


def test_without_a_factor_nothing_changes() -> None:
    """The configuration may leave it out."""
    assert pace_from(MONDAY, [Stretch(MONDAY)], 1.0) == AS_ALWAYS
    assert pace_from(MONDAY, [], FACTOR) == AS_ALWAYS


@given(at=st.integers(0, 10**13), since=st.integers(0, 10**13), factor=st.sampled_from([0.1, 0.3, 0.5, 0.75, 0.999]))
def test_nothing_ahead_moves_to_or_before_the_beginning_and_the_order_stays(at: int, since: int, factor: float) -> None:
    """What lies after the beginning stays after it, never later than it was, and one after the other."""
    pace = Pace(since, factor)
    assert min(at, since) <= pace.sooner(at) <= at
    assert (pace.sooner(at) > since) is (at > since)
    assert pace.sooner(at) <= pace.sooner(at + 1)
    assert abs(pace.sooner(pace.always(at)) - at) <= 1


@quick
@given(stretches=STRETCHES)
def test_time_in_a_stretch_counts_more(stretches: tuple[Stretch, ...]) -> None:
    """Another reading of the time to be accepted: an hour counts one, from the first stretch that is met on two."""
    case = replace(filed(), stronger=stretches)
    met = [each for each in stretches if each.until_at is None or each.until_at > MONDAY]
    begins = max(MONDAY, met[0].from_at) if met else MONDAY + 30 * DAY
    wanted = Fraction(township().clocks.accept.after_ms)
    slow = min(wanted, Fraction(begins - MONDAY))
    expected = MONDAY + slow + (wanted - slow) * Fraction(FACTOR)
    event(f"hurried: {slow < wanted}")
    assert abs(MONDAY + ends(case)[DeadlineKind.ACCEPT] * HOUR - expected) < 2


@quick
@given(case=cases(), deeds=DEEDS)
def test_whatever_begins_and_ends_no_step_of_a_deadline_runs_twice(case: Case, deeds: list[tuple[int, int]]) -> None:
    """Also not at another time than it had when it was run."""
    life, now = lived(case, deeds)
    life.wake(now + 40 * DAY)
    met = [
        (run.step.deadline, run.step.name, each.started_at, run.case.extended_at, run.case.reopened)
        for run in life.runs
        if run.step.kind is StepKind.DEADLINE_STEP
        for each in active_deadlines(run.case, township().clocks, calendar())
        if each.kind is run.step.deadline
    ]
    event(f"stretches: {len(life.case.stronger)}, steps: {min(len(met), 5)}")
    assert max(Counter(met).values(), default=1) == 1


@quick
@given(case=cases(), deeds=DEEDS, later=st.integers(0, 10 * DAY))
@pytest.mark.parametrize("begins", [True, False])
def test_when_a_period_begins_or_ends_nothing_is_due_that_was_not(
    case: Case, deeds: list[tuple[int, int]], later: int, *, begins: bool
) -> None:
    """Whoever has done all that was due up to that moment has nothing to make up for after it, and nothing is lost."""
    life, now = lived(case, deeds)
    if bool(life.case.stronger and life.case.stronger[-1].until_at is None) is begins:
        life.turn(now)
    life.wake(now + later)
    before = next_step(life.case, township(), calendar())
    life.turn(now + later)
    following = next_step(life.case, township(), calendar())
    assert (before is None) is (following is None)
    if before is not None and following is not None:
        assert following.at > now + later
        assert following.at <= before.at or not begins
