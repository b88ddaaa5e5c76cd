"""The life of a case: which step is possible when, and what it leaves behind."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from domain.cases import OPEN_STATES, WORKED_ON, Case, CaseState, KnownAs, Step, Urgency, apply, can
from domain.refusals import Refusal, RefusalCode
from domain.words import CaseKind, Level
from tests.domain.samples import DAY, HOUR, MEDIATOR, MONDAY, OTHER_MEDIATOR, after, filed

F, A, P, S, C, W, M = CaseState
"""Filed, accepted, in progress, settled, closed, withdrawn, merged: in this order in the table below."""

WHAT_BECOMES = {
    #                   filed accepted in progress settled closed withdrawn merged
    Step.ACCEPT: (A, None, None, None, None, None, None),
    Step.ACKNOWLEDGE: (None, None, None, None, None, None, None),
    Step.ASSIGN: (F, F, F, None, None, None, None),
    Step.ASK: (None, P, P, None, None, None, None),
    Step.LOG_PROGRESS: (None, P, P, None, None, None, None),
    Step.HAND_UP: (None, F, F, None, None, None, None),
    Step.SETTLE: (None, S, S, None, None, None, None),
    Step.CLOSE: (None, C, C, C, None, None, None),
    Step.EXTEND: (None, A, P, None, None, None, None),
    Step.SUPERVISE: (F, A, P, S, None, None, None),
    Step.ESCALATE: (F, A, P, S, None, None, None),
    Step.ADD: (F, A, P, S, None, None, M),
    Step.NUDGE: (F, A, P, S, None, None, None),
    Step.WITHDRAW: (W, W, W, W, None, None, W),
    Step.RATE: (None, None, None, S, C, None, None),
    Step.REOPEN: (None, None, None, None, F, None, None),
    Step.ROUTE: (F, F, F, None, None, None, None),
    Step.RECATEGORISE: (F, A, P, S, None, None, None),
    Step.MERGE: (M, M, M, M, None, None, None),
    Step.SEPARATE: (None, None, None, None, None, None, F),
    Step.DISMISS: (C, C, C, None, None, None, None),
    Step.PROPOSE: (F, A, P, S, None, None, None),
    Step.DECLINE: (None, None, None, None, None, None, None),
    Step.REFER: (F, F, F, None, None, None, None),
    Step.LIFT: (None, None, None, None, None, None, None),
}
"""What becomes of an ordinary village case by each step from each state; None where the step does not exist."""


def case_in(state: CaseState) -> Case:
    """An ordinary village case that came into a state by ordinary steps."""
    way = {
        F: (),
        A: (Step.ACCEPT,),
        P: (Step.ACCEPT, Step.LOG_PROGRESS),
        S: (Step.ACCEPT, Step.LOG_PROGRESS, Step.SETTLE),
        C: (Step.ACCEPT, Step.LOG_PROGRESS, Step.SETTLE, Step.CLOSE),
        W: (Step.WITHDRAW,),
        M: (Step.MERGE,),
    }[state]
    return after(filed(), *((step, MONDAY + turn * HOUR) for turn, step in enumerate(way, 1)))


def refused(case: Case, step: Step) -> RefusalCode:
    """Why a step is refused."""
    with pytest.raises(Refusal) as caught:
        apply(case, step, MONDAY + DAY, MEDIATOR)
    return caught.value.code


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("state", CaseState)
def test_every_step_from_every_state_leads_where_the_table_says(step: Step, state: CaseState) -> None:
    """The table above is the whole state machine of an ordinary case; what it does not name is refused."""
    case = case_in(state)
    expected = WHAT_BECOMES[step][list(CaseState).index(state)]
    if expected is None:
        assert not can(case, step)
        refused(case, step)
    else:
        assert can(case, step)
        assert apply(case, step, MONDAY + DAY, MEDIATOR).state is expected


def test_a_second_person_who_accepts_is_told_that_it_is_taken() -> None:
    """Two people press at once: one has it, the other gets a clear answer."""
    taken = apply(filed(), Step.ACCEPT, MONDAY + HOUR, MEDIATOR)
    assert refused(taken, Step.ACCEPT) is RefusalCode.TAKEN
    assert taken.handler_id == MEDIATOR


def test_accepting_an_urgent_case_acknowledges_it() -> None:
    """Who takes it has seen it: nobody else is woken."""
    taken = apply(filed(urgent=True), Step.ACCEPT, MONDAY + HOUR, MEDIATOR)
    assert (taken.acknowledged_at, taken.acknowledged_by) == (MONDAY + HOUR, MEDIATOR)


def test_an_urgent_case_is_acknowledged_by_the_first_who_says_so() -> None:
    """A later acceptance does not change who saw it first."""
    seen = apply(filed(urgent=True), Step.ACKNOWLEDGE, MONDAY + HOUR, OTHER_MEDIATOR)
    assert refused(seen, Step.ACKNOWLEDGE) is RefusalCode.NOT_NOW
    taken = apply(seen, Step.ACCEPT, MONDAY + 2 * HOUR, MEDIATOR)
    assert (taken.acknowledged_at, taken.acknowledged_by) == (MONDAY + HOUR, OTHER_MEDIATOR)


def test_a_step_that_names_a_person_cannot_be_taken_by_nobody() -> None:
    """The clock and a reporter without identity can neither accept, nor acknowledge, nor be assigned to."""
    for step in (Step.ACCEPT, Step.ACKNOWLEDGE, Step.ASSIGN):
        with pytest.raises(ValueError, match="needs a person"):
            apply(filed(urgent=True), step, MONDAY + HOUR)


def test_who_is_assigned_has_yet_to_accept_and_the_clock_begins_anew() -> None:
    """An assignment is no acceptance: the new handler has their own time for it."""
    given = apply(case_in(A), Step.ASSIGN, MONDAY + DAY, OTHER_MEDIATOR)
    assert given.state is CaseState.FILED
    assert given.handler_id == OTHER_MEDIATOR
    assert given.accepted_at is None
    assert given.awaiting_since == MONDAY + DAY


def test_what_was_done_first_is_the_first_action_for_ever() -> None:
    """Asking the reporter counts as a first action, and later progress does not move it."""
    asked = after(filed(), (Step.ACCEPT, MONDAY + HOUR), (Step.ASK, MONDAY + 2 * HOUR))
    logged = apply(asked, Step.LOG_PROGRESS, MONDAY + DAY, MEDIATOR)
    assert logged.first_action_at == MONDAY + 2 * HOUR
    assert logged.last_progress_at == MONDAY + DAY


def test_handing_up_leaves_the_handler_behind() -> None:
    """Large matters are the town's: the case waits there for somebody who accepts it."""
    up = apply(case_in(P), Step.HAND_UP, MONDAY + DAY, MEDIATOR)
    assert (up.level, up.state, up.handler_id, up.awaiting_since) == (Level.TOWN, F, None, MONDAY + DAY)


def test_there_is_nothing_above_the_county() -> None:
    """Handing up ends at the top; the clock moves a case only from the village to the town."""
    top = replace(case_in(P), level=Level.COUNTY)
    assert refused(top, Step.HAND_UP) is RefusalCode.TOP_LEVEL
    assert refused(replace(case_in(P), level=Level.TOWN), Step.ESCALATE) is RefusalCode.TOP_LEVEL


def test_the_clock_moves_a_case_without_taking_it_from_its_handler() -> None:
    """Escalation changes the level alone: who has the case goes on having it, and no clock begins anew."""
    before = case_in(P)
    moved = apply(before, Step.ESCALATE, MONDAY + DAY)
    assert moved == replace(before, level=Level.TOWN, version=before.version + 1)


def test_the_time_is_extended_once_only() -> None:
    """With the parties' consent, and no second time."""
    extended = apply(case_in(P), Step.EXTEND, MONDAY + DAY)
    assert refused(extended, Step.EXTEND) is RefusalCode.ALREADY_EXTENDED


def test_progress_answers_a_supervision_and_a_new_one_can_follow() -> None:
    """Who is supervised is chased until they answer; the director may then put the case under supervision again."""
    supervised = apply(case_in(P), Step.SUPERVISE, MONDAY + DAY)
    assert refused(supervised, Step.SUPERVISE) is RefusalCode.NOT_NOW
    answered = apply(supervised, Step.LOG_PROGRESS, MONDAY + 2 * DAY, MEDIATOR)
    assert answered.supervision_answered_at == MONDAY + 2 * DAY
    again = apply(answered, Step.SUPERVISE, MONDAY + 3 * DAY)
    assert (again.supervised_at, again.supervision_answered_at) == (MONDAY + 3 * DAY, None)


@pytest.mark.parametrize(
    ("closed_at_level", "opened_at_level"),
    [(Level.VILLAGE, Level.TOWN), (Level.TOWN, Level.COUNTY), (Level.COUNTY, Level.COUNTY)],
)
def test_not_settled_reopens_the_case_one_level_up(closed_at_level: Level, opened_at_level: Level) -> None:
    """A reopened case begins again above those who closed it, with nothing of its former course."""
    closed = replace(case_in(C), level=closed_at_level, rating=1, extended_at=MONDAY, supervised_at=MONDAY)
    opened = apply(closed, Step.REOPEN, MONDAY + 9 * DAY)
    assert (opened.state, opened.level, opened.handler_id, opened.reopened) == (F, opened_at_level, None, 1)
    assert opened.awaiting_since == opened.reopened_at == opened.chased_until == MONDAY + 9 * DAY
    former = (opened.accepted_at, opened.first_action_at, opened.settled_at, opened.closed_at)
    assert former == (None, None, None, None)
    assert (opened.rating, opened.extended_at, opened.supervised_at) == (None, None, None)


class LifeOfACase(RuleBasedStateMachine):
    """Any steps in any order, by anybody, at any later time: whatever happens, a case makes sense."""

    @initialize(
        kind=st.sampled_from(CaseKind),
        level=st.sampled_from([Level.VILLAGE, Level.TOWN]),
        urgent=st.booleans(),
        known_as=st.sampled_from(KnownAs),
    )
    def file(self, kind: CaseKind, level: Level, urgent: bool, known_as: KnownAs) -> None:
        """A report is confirmed."""
        self.now = MONDAY
        self.case = filed(self.now, kind=kind, level=level, urgent=urgent, known_as=known_as)
        self.before = self.case
        self.extensions = 0
        self.taken: Step | None = None

    @rule(ms=st.integers(0, 40 * DAY))
    def wait(self, ms: int) -> None:
        """Time passes, or does not."""
        self.now += ms

    @rule(step=st.sampled_from(Step), actor=st.integers(1, 3))
    def take(self, step: Step, actor: int) -> None:
        """Somebody tries a step; a refusal changes nothing."""
        possible = can(self.case, step)
        try:
            changed = apply(self.case, step, self.now, actor)
        except Refusal:
            assert not possible, f"{step} was offered and then refused"
            return
        assert possible, f"{step} was not offered and then taken"
        self.before, self.case, self.taken = self.case, changed, step
        self.extensions = 0 if step is Step.REOPEN else self.extensions + (step is Step.EXTEND)

    @invariant()
    def nothing_follows_a_withdrawal(self) -> None:
        """A report that was taken back stays so."""
        if self.case.state is CaseState.WITHDRAWN:
            assert not any(can(self.case, step) for step in Step)

    @invariant()
    def versions_count_the_steps(self) -> None:
        """Each step is one version on: an old button can be told from a new one."""
        if self.taken is not None:
            assert self.case.version == self.before.version + 1

    @invariant()
    def what_was_reported_stays(self) -> None:
        """No step changes what the case is, whose it was, or when it began."""
        for name in ("id", "number", "kind", "category", "unit", "urgency", "known_as", "pseudonym", "filed_at"):
            assert getattr(self.case, name) == getattr(self.before, name)
        assert self.case.level.height >= self.before.level.height
        assert self.case.reopened >= self.before.reopened
        assert self.case.chased_until >= self.before.chased_until

    @invariant()
    def nothing_happens_before_the_filing_or_after_now(self) -> None:
        """Every time lies between the filing and now; a case closes after it settled."""
        case = self.case
        times = [getattr(case, field.name) for field in fields(case) if field.name.endswith(("_at", "_since"))]
        assert all(case.filed_at <= time <= self.now for time in times if time is not None)
        if case.settled_at is not None and case.closed_at is not None:
            assert case.settled_at <= case.closed_at

    @invariant()
    def a_state_has_what_belongs_to_it(self) -> None:
        """Filed: not accepted. From accepted on: a handler. Settled and closed: when."""
        case = self.case
        if case.state is CaseState.FILED:
            assert case.accepted_at is None
        if case.state in WORKED_ON | {CaseState.SETTLED, CaseState.CLOSED}:
            assert case.handler_id is not None
            assert case.accepted_at is not None
        if case.state is CaseState.IN_PROGRESS:
            assert case.first_action_at is not None
        assert (case.closed_at is not None) == (case.state is CaseState.CLOSED)
        if case.state is CaseState.SETTLED:
            assert case.settled_at is not None
        if case.state in OPEN_STATES - {CaseState.SETTLED}:
            assert case.settled_at is None

    @invariant()
    def urgent_cases_are_seen_by_somebody_before_they_are_worked_on(self) -> None:
        """An acknowledgement has a name, only urgent cases have one, and nobody works on an unseen one."""
        case = self.case
        assert (case.acknowledged_at is None) == (case.acknowledged_by is None)
        if case.urgency is Urgency.NORMAL:
            assert case.acknowledged_at is None
        elif case.state not in {CaseState.FILED, CaseState.WITHDRAWN, CaseState.MERGED}:
            assert case.acknowledged_at is not None

    @invariant()
    def no_more_than_one_extension(self) -> None:
        """The time is extended once for each time the case is opened."""
        assert self.extensions <= 1
        assert (self.extensions == 1) == (self.case.extended_at is not None)

    @invariant()
    def an_open_case_can_always_be_moved_on(self) -> None:
        """No case is ever stuck: somebody can accept it, give it away, or close it."""
        if self.case.state in OPEN_STATES:
            assert any(can(self.case, step) for step in (Step.ACCEPT, Step.ASSIGN, Step.CLOSE))


LifeOfACase.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestLifeOfACase = LifeOfACase.TestCase
