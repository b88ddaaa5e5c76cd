"""Whatever people do and however long nobody runs the clocks: every step once, in order, never early."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from domain.cases import Case, CaseState, KnownAs, Step, apply, awaits_answer, can
from domain.deadlines import active_deadlines
from domain.escalation import PlannedStep, StepKind, next_step, steps_to_run
from domain.stronger_clocks import Stretch
from domain.words import CaseKind, Level
from tests.domain.samples import DAY, HOUR, MINUTE, at, calendar, filed, township

REPEATED = {StepKind.URGENT_RUNG, StepKind.AGAIN, StepKind.SUPERVISION_CHASE, StepKind.FOLLOW_UP}
NOBODY_WAITS_BEYOND = at("2040-01-01 00:00")


@dataclass(frozen=True)
class Run:
    """One step that was run: at which wake-up, and for which case as it then was."""

    step: PlannedStep
    woken_at: int
    case: Case


@dataclass
class Life:
    """A case in the hands of people and clocks. Waking runs what is due, as the scheduler does."""

    case: Case
    runs: list[Run]

    def wake(self, now: int) -> None:
        """The clocks run all that is due."""
        for step in steps_to_run(self.case, township(), calendar(), now):
            self.runs.append(Run(step, now, self.case))
            if step.moves_to is Level.TOWN and can(self.case, Step.ESCALATE):
                self.case = apply(self.case, Step.ESCALATE, now)
        self.case = replace(self.case, chased_until=max(self.case.chased_until, now))

    def wake_at_every_step_until(self, end: int) -> None:
        """A scheduler that never sleeps: woken exactly at each step, and once more at the end."""
        while (step := next_step(self.case, township(), calendar())) is not None and step.at <= end:
            assert step.at > self.case.chased_until
            self.wake(step.at)
        self.wake(end)

    def turn(self, now: int) -> None:
        """A special period begins, or the one that goes on ends."""
        *earlier, last = self.case.stronger or (Stretch(0, 0),)
        begins = last.until_at is not None
        known = self.case.stronger if begins else tuple(earlier)
        now_is = Stretch(now) if begins else Stretch(last.from_at, now)
        self.case = replace(self.case, stronger=(*known, now_is))

    def act(self, step: Step, now: int) -> None:
        """Somebody tries a step."""
        if can(self.case, step):
            self.case = apply(self.case, step, now, 1)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Cases of every kind, filed at any time of 2026."""
    moment = draw(st.integers(at("2026-01-01 00:00"), at("2026-11-30 00:00")))
    return filed(
        moment,
        kind=draw(st.sampled_from(CaseKind)),
        level=draw(st.sampled_from([Level.VILLAGE, Level.TOWN])),
        urgent=draw(st.sampled_from([False, False, True])),
        known_as=draw(st.sampled_from(KnownAs)),
    )


WAITS = st.one_of(st.integers(0, 3 * HOUR), st.integers(0, 2 * DAY), st.integers(0, 40 * DAY))
DEEDS = st.lists(st.tuples(WAITS, st.integers(0, 60)), min_size=3, max_size=14)
"""What happens after which wait: the number chooses among the steps that are possible then, or the clocks wake, or a special period
begins or ends."""
SELDOM = frozenset({Step.WITHDRAW, Step.ADD, Step.NUDGE, Step.RATE, Step.SUPERVISE, Step.ACKNOWLEDGE})
quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lived(case: Case, deeds: list[tuple[int, int]]) -> tuple[Life, int]:
    """A life of these deeds, and the time at their end. What leads nowhere is done less often than what goes on."""
    life, now = Life(case, []), case.filed_at
    for wait, choice in deeds:
        now += wait
        possible = [step for step in Step if can(life.case, step) and (choice > 50 or step not in SELDOM)]
        if choice % 3 == 0 or not possible:
            life.wake(now)
        elif choice % 8 == 1:
            life.turn(now)
        else:
            life.act(possible[choice % len(possible)], now)
    return life, now


def identity(step: PlannedStep) -> tuple[object, ...]:
    """What makes a step that one and no other."""
    return (step.kind, step.name, step.deadline, step.deadline_at, step.at)


@quick
@given(case=cases(), deeds=DEEDS)
def test_no_step_runs_twice_or_early_or_out_of_order(case: Case, deeds: list[tuple[int, int]]) -> None:
    """However people and wake-ups mix: each step once, at its time or after, each run in the order of the times."""
    life, now = lived(case, deeds)
    life.wake(now + DAY)
    event(f"steps run: {min(len(life.runs), 5)}")
    assert all(run.step.at <= run.woken_at for run in life.runs)
    assert all(run.step.at > run.case.chased_until for run in life.runs)
    assert max(Counter(identity(run.step) for run in life.runs).values(), default=1) == 1
    at_one_waking: dict[int, list[int]] = {}
    for run in life.runs:
        at_one_waking.setdefault(run.woken_at, []).append(run.step.at)
    assert all(times == sorted(times) for times in at_one_waking.values())


@quick
@given(case=cases(), deeds=DEEDS)
def test_no_step_runs_for_what_does_not_apply(case: Case, deeds: list[tuple[int, int]]) -> None:
    """A deadline's steps only while it runs, rungs only while unseen, chases only while unanswered."""
    life, now = lived(case, deeds)
    life.wake(now + DAY)
    for run in life.runs:
        event(f"a {run.step.kind}")
        running = {(each.kind, each.at) for each in active_deadlines(run.case, township().clocks, calendar())}
        match run.step.kind:
            case StepKind.DEADLINE_STEP:
                assert (run.step.deadline, run.step.deadline_at) in running
                assert run.step.deadline_at is not None
                assert not run.step.reminds or run.woken_at < run.step.deadline_at
            case StepKind.AGAIN:
                assert run.step.deadline_at is not None
                assert run.step.deadline_at < run.step.at
            case StepKind.URGENT_RUNG:
                assert run.case.acknowledged_at is None
            case StepKind.SUPERVISION_CHASE:
                assert run.case.supervised_at is not None
                assert run.case.supervised_at < run.step.at
                assert run.case.supervision_answered_at is None
            case StepKind.FOLLOW_UP:
                assert run.case.state is CaseState.CLOSED
                assert run.case.known_as is not KnownAs.UNLINKED


@quick
@given(case=cases(), deeds=DEEDS, outages=st.lists(st.integers(1, 30 * DAY), min_size=1, max_size=6))
def test_an_outage_changes_when_people_are_told_and_not_what(
    case: Case, deeds: list[tuple[int, int]], outages: list[int]
) -> None:
    """A clock that is woken seldom does the same as one that never sleeps; it only leaves out what is stale."""
    start, now = lived(case, deeds)
    start.act(Step.ACKNOWLEDGE, now)
    start.wake(now)
    event(f"from {start.case.state}{', chased' if awaits_answer(start.case) else ''}")
    awake, sleepy = Life(start.case, []), Life(start.case, [])
    wakings = [now + sum(outages[: count + 1]) for count in range(len(outages))]
    awake.wake_at_every_step_until(wakings[-1])
    for waking in wakings:
        sleepy.wake(waking)
    assert sleepy.case.level == awake.case.level
    assert once_only(sleepy.runs) == once_only(awake.runs)
    assert all(run.step.at == run.woken_at for run in awake.runs)
    for kind in REPEATED:
        assert [run.step for run in sleepy.runs if run.step.kind is kind] == last_of_each_gap(awake.runs, kind, wakings)
    missing = {run.step for run in awake.runs if run.step.reminds} - {run.step for run in sleepy.runs}
    assert not any(step.at <= waking < (step.deadline_at or 0) for step in missing for waking in wakings)


def once_only(runs: list[Run]) -> list[PlannedStep]:
    """The steps that nothing may leave out: those at and after a deadline."""
    return [run.step for run in runs if run.step.kind is StepKind.DEADLINE_STEP and not run.step.reminds]


def last_of_each_gap(runs: list[Run], kind: StepKind, wakings: list[int]) -> list[PlannedStep]:
    """Of a step that repeats, the last before each waking."""
    last: dict[int, PlannedStep] = {}
    for run in runs:
        if run.step.kind is kind:
            last[min(waking for waking in wakings if waking >= run.step.at)] = run.step
    return list(last.values())


@quick
@given(case=cases(), deeds=DEEDS)
def test_an_urgent_case_wakes_people_without_a_gap_until_it_is_seen(case: Case, deeds: list[tuple[int, int]]) -> None:
    """As long as nobody has seen it, the next rung is never more than fifteen minutes away."""
    life, now = lived(case, deeds)
    life.wake(now)
    coming = next_step(life.case, township(), calendar())
    open_urgent = case.urgent_since is not None and life.case.acknowledged_at is None
    if open_urgent and life.case.state is CaseState.FILED:
        assert coming is not None
        assert coming.at <= now + 15 * MINUTE


@quick
@given(case=cases(), deeds=DEEDS)
def test_nothing_is_due_before_the_next_step_and_something_is_at_it(case: Case, deeds: list[tuple[int, int]]) -> None:
    """The one due row of a case is enough: between now and it there is nothing to do, and at it there is."""
    life, _now = lived(case, deeds)
    coming = next_step(life.case, township(), calendar())
    if coming is None:
        assert steps_to_run(life.case, township(), calendar(), NOBODY_WAITS_BEYOND) == ()
        return
    assert coming.at > life.case.chased_until
    assert steps_to_run(life.case, township(), calendar(), coming.at - 1) == ()
    assert coming.at in {step.at for step in steps_to_run(life.case, township(), calendar(), coming.at)}


@quick
@given(case=cases(), deeds=DEEDS)
def test_only_what_is_over_asks_for_nothing_more(case: Case, deeds: list[tuple[int, int]]) -> None:
    """There is a next step for every open case, and for a closed one until its last follow-up."""
    life, _now = lived(case, deeds)
    state = life.case.state
    if next_step(life.case, township(), calendar()) is None:
        assert state in {CaseState.WITHDRAWN, CaseState.CLOSED, CaseState.MERGED}
        if state is CaseState.CLOSED and case.known_as is not KnownAs.UNLINKED:
            assert life.case.closed_at is not None
            assert life.case.chased_until >= life.case.closed_at + 30 * DAY
    else:
        assert state not in {CaseState.WITHDRAWN, CaseState.MERGED}


@quick
@given(case=cases(), deeds=DEEDS, silence=st.integers(15 * DAY, 90 * DAY))
def test_an_overdue_case_is_never_forgotten(case: Case, deeds: list[tuple[int, int]], silence: int) -> None:
    """While anything is overdue and nobody does anything, somebody is told at least every week and a half."""
    life, now = lived(case, deeds)
    life.act(Step.ACKNOWLEDGE, now)
    life.wake(now)
    watched = Life(life.case, [])
    watched.wake_at_every_step_until(now + silence)
    if not active_deadlines(life.case, township().clocks, calendar()):
        return
    missed = min(each.at for each in active_deadlines(life.case, township().clocks, calendar()))
    told_at = [run.woken_at for run in watched.runs]
    moments = [max(now, missed), *(moment for moment in told_at if moment >= max(now, missed)), now + silence]
    if missed <= now + silence and watched.case.state is not CaseState.CLOSED:
        longest = max(later - earlier for earlier, later in pairwise(moments))
        assert longest <= 14 * DAY
