"""Whatever people and clocks do in whatever order: nothing is missing, early or said twice, by an independent reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from domain import presence
from domain.presence import ShiftStep, ShiftStepKind
from domain.shifts import AWAITED, Post, PostState, RosteredShift, Shift, ShiftState, Way
from tests.domain.dispatcher import Dispatcher, Line
from tests.domain.patrol_samples import patrol, shift
from tests.domain.samples import DAY, HOUR, MINUTE, at, calendar

A, C, N, P = PostState.ASSIGNED, PostState.COMING, PostState.CANNOT, PostState.PRESENT
EVENINGS = (
    ("2026-03-05 20:00", "2026-03-05 23:00"),
    ("2026-02-28 22:00", "2026-03-01 02:00"),
    ("2026-03-01 00:30", "2026-03-01 04:00"),
    ("2026-02-16 16:30", "2026-02-16 17:00"),
)
PUBLISHED_BEFORE = (14 * DAY, 31 * HOUR, 26 * HOUR, 12 * HOUR, HOUR, 10 * MINUTE, -5 * MINUTE, -9 * HOUR)
PEOPLE = st.integers(1, 5)


class Evening(RuleBasedStateMachine):
    """A shift in the hands of people and clocks, beside a dispatcher who keeps its agenda by hand."""

    @initialize(
        hours=st.sampled_from(EVENINGS),
        before=st.sampled_from(PUBLISHED_BEFORE),
        people=st.sets(PEOPLE, min_size=1, max_size=4),
        strength=st.integers(1, 4),
    )
    def publish(self, hours: tuple[str, str], before: int, people: set[int], strength: int) -> None:
        """The roster gives some people posts, and is published."""
        self.now = at(hours[0]) - before
        planned = shift(*hours, strength=strength, published=None)
        self.shift: Shift = presence.published(planned, self.now)
        self.posts: dict[int, Post] = {}
        self.dispatcher = Dispatcher(self.shift, patrol())
        self.said: set[str] = set()
        for place, person in enumerate(sorted(people)):
            self._gives(person, leads=place == 0, state=A, way=Way.ROSTER)

    # ------------------------------------------------------------------------------------------------- the clock

    @rule(ms=st.one_of(st.integers(0, 15 * MINUTE), st.integers(0, 3 * HOUR)))
    def time_passes(self, ms: int) -> None:
        """The scheduler is awake: it looks whenever the due row says so, and at once when it slept before."""
        self._awake_until(self.now + ms)

    @rule(beside=st.sampled_from([-1, 0, 0, 1]), asleep=st.sampled_from([False, False, True]))
    def a_moment_comes(self, beside: int, asleep: bool) -> None:
        """The next moment that matters, or just before or after it; an outage may begin before it."""
        later = min((moment for moment in self.dispatcher.moments if moment > self.now), default=self.now)
        if asleep:
            self.now = max(self.now, later + beside)
        else:
            self._awake_until(later + beside)

    @rule(ms=st.one_of(st.integers(1, 40 * MINUTE), st.integers(1, 20 * HOUR)))
    def nobody_looks(self, ms: int) -> None:
        """An outage, or a clock that jumps ahead: whatever people do until the next look finds it late."""
        self.now += ms

    @rule(ms=st.one_of(st.integers(1, 40 * MINUTE), st.integers(1, 20 * HOUR)))
    def the_clock_is_set_back(self, ms: int) -> None:
        """What was looked at is past all the same."""
        self.now -= ms

    @rule()
    def somebody_looks(self) -> None:
        """A wake-up that nobody asked for."""
        self._look()

    # --------------------------------------------------------------------------------------------------- people

    @precondition(lambda self: self._takes_place())
    @rule(person=PEOPLE, comes=st.booleans())
    def answer(self, person: int, comes: bool) -> None:
        """I will come, or I can't; also after the other."""
        post = self._post_of(person)
        if post is None or post.state not in {A, C, N}:
            return
        self._becomes(post, C if comes else N, answered_at=self.now)
        if comes:
            self.dispatcher.says_yes(post.id, self.now, leads=post.leads)
        else:
            self.dispatcher.says_no(post.id)

    @precondition(lambda self: self._takes_place())
    @rule(person=PEOPLE)
    def check_in(self, person: int) -> None:
        """Whoever is awaited comes, early or late; whoever said no comes too. They count again."""
        post = self._post_of(person)
        if post is not None and post.state in AWAITED:
            self._becomes(post, P, checked_in_at=self.now)
            self.dispatcher.counted[post.id] = post.leads
            self.dispatcher.comes(post.id)

    @precondition(lambda self: self._takes_place())
    @rule(person=PEOPLE)
    def check_out(self, person: int) -> None:
        """Whoever is there goes."""
        post = self._post_of(person)
        if post is not None and post.state is P:
            self._becomes(post, PostState.CHECKED_OUT, checked_out_at=self.now)

    @precondition(lambda self: self._takes_place())
    @rule(person=PEOPLE)
    def excuse(self, person: int) -> None:
        """The lead excuses somebody who is awaited."""
        post = self._post_of(person)
        if post is not None and post.state in AWAITED:
            self._becomes(post, PostState.EXCUSED)
            self.dispatcher.is_off(post.id)

    @precondition(lambda self: self._takes_place())
    @rule(person=PEOPLE, to=PEOPLE)
    def pass_on(self, person: int, to: int) -> None:
        """Somebody else takes the post; the one may come back to the shift later."""
        post = self._post_of(person)
        if post is not None and post.state in AWAITED and self._post_of(to) is None:
            self._becomes(post, PostState.PASSED_ON)
            self.dispatcher.is_off(post.id)
            self._gives(to, leads=post.leads, state=C, way=Way.STAND_IN)

    @precondition(lambda self: self._takes_place())
    @rule(person=PEOPLE, leads=st.booleans(), knows=st.booleans())
    def assign_late(self, person: int, leads: bool, knows: bool) -> None:
        """The lead puts somebody on the shift, at any time of it."""
        if self._post_of(person) is None:
            self._gives(person, leads=leads, state=C if knows else A, way=Way.LEAD)

    @precondition(lambda self: self._takes_place())
    @rule(strength=st.integers(1, 4))
    def more_are_needed(self, strength: int) -> None:
        """A special period begins, or ends."""
        self.shift = replace(self.shift, strength=strength)
        self.dispatcher.strength = strength

    @precondition(lambda self: self._takes_place())
    @rule(sure=st.integers(0, 7))
    def call_off(self, sure: int) -> None:
        """Now and then a shift is cancelled."""
        if sure == 0:
            self.shift = replace(self.shift, state=ShiftState.CANCELLED)
            self.dispatcher.called_off()

    def teardown(self) -> None:
        """In the end the clocks run on: everything that was to be said is, and the shift is closed."""
        if hasattr(self, "shift"):
            self._awake_until(max(self.now, self.shift.chased_until, self.dispatcher.close) + DAY)
            assert self.shift.state is not ShiftState.PLANNED, "the shift was never closed"
            assert self.dispatcher.agenda == set(), "the dispatcher had more to say"

    # ------------------------------------------------------------------------------------------------- the means

    def _takes_place(self) -> bool:
        return self.shift.state is ShiftState.PLANNED

    def _rostered(self) -> RosteredShift:
        return RosteredShift(self.shift, tuple(self.posts.values()))

    def _post_of(self, person: int) -> Post | None:
        return self._rostered().post_of(person)

    def _gives(self, person: int, *, leads: bool, state: PostState, way: Way) -> None:
        post = Post(len(self.posts) + 1, self.shift.id, person, leads, state, way, self.now)
        self.posts[post.id] = post
        self.dispatcher.gets_post(post.id, self.now, leads=leads, answered=state is C)

    def _becomes(
        self,
        post: Post,
        state: PostState,
        *,
        answered_at: int | None = None,
        checked_in_at: int | None = None,
        checked_out_at: int | None = None,
    ) -> None:
        self.posts[post.id] = replace(
            post,
            state=state,
            answered_at=post.answered_at if answered_at is None else answered_at,
            checked_in_at=post.checked_in_at if checked_in_at is None else checked_in_at,
            checked_out_at=post.checked_out_at if checked_out_at is None else checked_out_at,
        )

    def _awake_until(self, end: int) -> None:
        """Looks exactly when the one due row says so, as the scheduler does; the dispatcher must ask for the same."""
        while True:
            step = presence.next_shift_step(self._rostered(), patrol(), calendar())
            assert (None if step is None else step.at) == self.dispatcher.next_look(), "the due row stands wrong"
            if step is None or step.at > end:
                break
            assert step.at > self.shift.chased_until
            self.now = max(self.now, step.at)
            self._look()
        self.now = max(self.now, end)

    def _look(self) -> None:
        steps = presence.shift_steps_to_run(self._rostered(), patrol(), calendar(), self.now)
        assert sorted(map(self._read, steps)) == self.dispatcher.look(self.now)
        assert [step.at for step in steps] == sorted(step.at for step in steps), "out of order"
        assert all(step.at <= self.now for step in steps), "early"
        names = {step.name for step in steps}
        assert len(names) == len(steps), "two steps of one name"
        assert not names & self.said, "twice"
        self.said |= names
        self.shift = presence.chased(self.shift, self.now)
        if any(step.kind is ShiftStepKind.CHECK_OUT for step in steps):
            assert steps[-1].kind is ShiftStepKind.CHECK_OUT, "something was said of a shift that is closed"
            self.shift = replace(self.shift, state=ShiftState.ENDED)
            self.dispatcher.called_off()

    def _read(self, step: ShiftStep) -> Line:
        """A step in the dispatcher's words. A check-out of a shift that is late or entered afterwards has its own time."""
        moment = self.dispatcher.close if step.kind is ShiftStepKind.CHECK_OUT else step.at
        number = int(step.name.split(":")[4])
        assert (None if number == 0 else self.posts[number].person_id) == step.person_id
        return Line(moment, step.kind.value, number, step.tell.value)


TestEvening = Evening.TestCase
TestEvening.settings = settings(
    max_examples=200, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


# ------------------------------------------------------------------- the control: wrong clocks are found out by it


def _from_the_start_only(rungs: Callable[..., Iterator[ShiftStep]]) -> Callable[..., Iterator[ShiftStep]]:
    """Counts everybody's absence from the start, also that of who came onto the shift an hour later."""
    return lambda shift, post, patrol: rungs(shift, replace(post, assigned_at=0), patrol)


def _never(_original: object) -> Callable[..., bool]:
    return lambda *_args, **_kwargs: False


def _always_reminded(_original: object) -> Callable[..., bool]:
    return lambda post, _at: post.state in presence.REMINDED


def _forgets_the_watermark(_original: object) -> Callable[[Shift, int], Shift]:
    return lambda shift, _until: shift


def _lowers_the_watermark(_original: object) -> Callable[[Shift, int], Shift]:
    return lambda shift, until: replace(shift, chased_until=until)


def _one_millisecond_more(_original: object) -> Callable[[Shift, int], Shift]:
    return lambda shift, until: replace(shift, chased_until=max(shift.chased_until, until) + 1)


def _early(steps: Callable[..., tuple[ShiftStep, ...]]) -> Callable[..., tuple[ShiftStep, ...]]:
    return lambda rostered, patrol, calendar, now: steps(rostered, patrol, calendar, now + 1)


def _wakes_late(step: Callable[..., ShiftStep | None]) -> Callable[..., ShiftStep | None]:
    def later(*args: object) -> ShiftStep | None:
        found = step(*args)
        return None if found is None else found._replace(at=found.at + 1)

    return later


def _looks_for_no_gap(step: Callable[..., ShiftStep | None]) -> Callable[..., ShiftStep | None]:
    """Asks for the next step that would be run as things stand, and for none at which a gap is looked for."""

    def soonest(rostered: RosteredShift, *rest: object) -> ShiftStep | None:
        found = step(rostered, *rest)
        while found is not None and found.kind is ShiftStepKind.GAP:
            rostered = replace(rostered, shift=presence.chased(rostered.shift, found.at))
            found = step(rostered, *rest)
        return found

    return soonest


def _answered_at_noon(_original: object) -> Callable[..., int]:
    return lambda shift, _patrol, _calendar: shift.starts_at - shift.starts_at % DAY - 20 * HOUR


def _without(state: PostState) -> Callable[[frozenset[PostState]], frozenset[PostState]]:
    return lambda states: states - {state}


def _with(state: PostState) -> Callable[[frozenset[PostState]], frozenset[PostState]]:
    return lambda states: states | {state}


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("_rungs", _from_the_start_only),
        ("_is_stale", _never),
        ("_is_reminded", _always_reminded),
        ("_answer_by", _answered_at_noon),
        ("chased", _forgets_the_watermark),
        ("chased", _lowers_the_watermark),
        ("chased", _one_millisecond_more),
        ("shift_steps_to_run", _early),
        ("next_shift_step", _wakes_late),
        ("next_shift_step", _looks_for_no_gap),
        ("AWAITED", _without(N)),
        ("AWAITED", _with(P)),
        ("AWAITED", _with(PostState.EXCUSED)),
        ("REMINDED", _with(N)),
    ],
)
def test_wrong_clocks_are_found_out(
    monkeypatch: pytest.MonkeyPatch, name: str, wrong: Callable[[object], object]
) -> None:
    """The control: with one rule broken at a time the machine above fails."""
    monkeypatch.setattr(presence, name, wrong(getattr(presence, name)))
    quick = settings(
        # What is generated depends on the modules that are loaded: many, of which the first that fails is the last.
        max_examples=4_000,
        report_multiple_bugs=False,
        stateful_step_count=40,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Evening, settings=quick)
