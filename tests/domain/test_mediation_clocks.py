"""What the clocks around a mediation ask for: the right step at its moment, each once, and nothing of what is over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cases import Step
from domain.mediation import Agreement, AppointmentState, Confirmation, Court, MediationFile, PromiseState
from domain.mediation_clocks import (
    ONLY_LAST,
    MediationStep,
    MediationStepKind,
    mediation_steps_to_run,
    next_mediation_step,
    open_matters,
)
from tests.domain.mediation_samples import BEGUN, appointed, looked, mediated, signed
from tests.domain.samples import DAY, HOUR, MINUTE, after, calendar, shown, township

K = MediationStepKind
THURSDAY = BEGUN + 3 * DAY


def steps(file: MediationFile, until: int) -> list[MediationStep]:
    """Every step up to a moment, with somebody who looks at each due row in time."""
    found: list[MediationStep] = []
    while (step := next_mediation_step(file, township(), calendar())) is not None and step.at <= until:
        due = mediation_steps_to_run(file, township(), calendar(), step.at)
        assert [each.at for each in due] == [step.at] * len(due)
        found += due
        file = looked(file, step.at)
    return found


def late(file: MediationFile, now: int) -> list[MediationStepKind]:
    """What is run when nobody looked until now."""
    return [step.kind for step in mediation_steps_to_run(file, township(), calendar(), now)]


def test_an_appointment_is_reminded_of_twice_and_then_its_record_is_asked_for() -> None:
    """A day before, an hour before, three hours after, and again each week."""
    found = [(step.kind, step.at - THURSDAY) for step in steps(appointed(THURSDAY), THURSDAY + 11 * DAY)]
    assert found == [
        (K.DAY_BEFORE, -DAY),
        (K.HOUR_BEFORE, -HOUR),
        (K.RECORD, 3 * HOUR),
        (K.RECORD, 3 * HOUR + 7 * DAY),
    ]


@pytest.mark.parametrize(("before", "reminders"), [(25 * HOUR, 2), (5 * HOUR, 1), (30 * MINUTE, 0)])
def test_a_reminder_that_lies_before_the_proposal_is_none(before: int, reminders: int) -> None:
    """Who was asked two hours before is not reminded of the day before."""
    found = steps(appointed(THURSDAY, proposed=THURSDAY - before), THURSDAY)
    assert len(found) == reminders


@pytest.mark.parametrize(
    ("now", "run"),
    [
        (THURSDAY - 2 * HOUR, [K.DAY_BEFORE]),
        (THURSDAY - 5 * MINUTE, [K.HOUR_BEFORE]),
        (THURSDAY + MINUTE, []),
        (THURSDAY + 30 * DAY, [K.RECORD]),
    ],
)
def test_after_an_outage_nobody_is_reminded_of_what_is_over(now: int, run: list[MediationStepKind]) -> None:
    """Of the reminders only the last is run, none once the session has begun, and the record is asked for once."""
    assert late(appointed(THURSDAY), now) == run


@pytest.mark.parametrize("state", [AppointmentState.CANCELLED, AppointmentState.HELD])
def test_an_appointment_that_does_not_stand_asks_for_nothing(state: AppointmentState) -> None:
    """Called off or held: no reminder, no record."""
    file = appointed(THURSDAY)
    ended = replace(file, appointments=(replace(file.appointments[0], state=state),))
    assert next_mediation_step(ended, township(), calendar()) is None


def test_a_stopped_mediation_asks_for_nothing_more() -> None:
    """Also not for the appointment that stood."""
    file = appointed(THURSDAY)
    stopped = replace(file, mediation=replace(file.mediation, stopped_at=BEGUN + HOUR, stopped_by="party"))
    assert steps(stopped, THURSDAY + 30 * DAY) == []


def test_an_unsigned_agreement_is_asked_for_each_week_until_it_is_signed() -> None:
    """Three days after it was written, then weekly."""
    file = replace(mediated(), agreement=Agreement(3, 1, 3, BEGUN))
    found = steps(file, BEGUN + 18 * DAY)
    assert [(step.kind, step.at - BEGUN) for step in found] == [
        (K.SIGN, 3 * DAY),
        (K.SIGN, 10 * DAY),
        (K.SIGN, 17 * DAY),
    ]


def test_a_promise_is_asked_for_on_its_day_and_then_chased() -> None:
    """Handler and parties on the day; with the village head when it is late."""
    found = [step for step in steps(signed(BEGUN, 10), BEGUN + 21 * DAY) if step.kind is not K.CONFIRMATION]
    assert [(step.kind, step.at - BEGUN, step.parties, len(step.tell)) for step in found] == [
        (K.PROMISE, 10 * DAY, True, 1),
        (K.PROMISE_LATE, 13 * DAY, False, 2),
        (K.PROMISE_LATE, 20 * DAY, False, 2),
    ]


def test_a_promise_of_the_day_of_signing_is_asked_for_the_next_morning() -> None:
    """Its morning was over when the paper came in."""
    found = steps(signed(BEGUN, -1), BEGUN + 2 * DAY)
    assert [(step.kind, shown(step.at)) for step in found] == [(K.PROMISE, "2026-03-03 09:00")]


@pytest.mark.parametrize("state", [PromiseState.KEPT, PromiseState.BROKEN])
def test_an_answered_promise_is_not_asked_for(state: PromiseState) -> None:
    """Kept or broken: somebody has said so."""
    file = signed(BEGUN, 10)
    done = replace(file, promises=(replace(file.promises[0], state=state),))
    assert all(step.kind is K.CONFIRMATION for step in steps(done, BEGUN + 60 * DAY))


def test_the_application_to_the_court_is_reminded_of_on_day_20_and_27() -> None:
    """While nobody has said whether the parties want it."""
    found = steps(signed(), BEGUN + 60 * DAY)
    assert [(step.kind, step.at - BEGUN) for step in found] == [(K.CONFIRMATION, 20 * DAY), (K.CONFIRMATION, 27 * DAY)]
    for said in (Confirmation.APPLIED, Confirmation.NOT_WANTED):
        file = signed()
        decided = replace(file, mediation=replace(file.mediation, confirmation=said, confirmation_at=BEGUN + DAY))
        assert K.CONFIRMATION not in {step.kind for step in steps(decided, BEGUN + 60 * DAY)}


@pytest.mark.parametrize(("days", "run"), [(21, [K.CONFIRMATION]), (28, [K.CONFIRMATION]), (30, []), (31, [])])
def test_after_an_outage_the_time_for_the_application_is_looked_at(days: int, run: list[MediationStepKind]) -> None:
    """Once, while there is time; not when it is over."""
    assert late(signed(), BEGUN + days * DAY) == run


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"confirmation": Confirmation.APPLIED, "confirmation_at": BEGUN}, K.CONFIRMATION_OUTCOME),
        ({"court": Court.REFERRED, "court_at": BEGUN}, K.COURT_OUTCOME),
    ],
)
def test_what_the_court_did_is_asked_for(changes: dict[str, object], kind: MediationStepKind) -> None:
    """After thirty days and then each week."""
    file = mediated()
    waiting = replace(file, mediation=replace(file.mediation, **changes))  # type: ignore[arg-type]
    found = steps(waiting, BEGUN + 38 * DAY)
    assert [(step.kind, step.at - BEGUN) for step in found] == [(kind, 30 * DAY), (kind, 37 * DAY)]


def test_parties_are_followed_up_after_closing() -> None:
    """7 and 30 days later; who reported is asked with the case itself."""
    closed = replace(mediated(), case=after(mediated().case, (Step.CLOSE, BEGUN)))
    found = steps(closed, BEGUN + 60 * DAY)
    assert [(step.kind, step.at - BEGUN) for step in found] == [(K.FOLLOW_UP, 7 * DAY), (K.FOLLOW_UP, 30 * DAY)]
    assert late(closed, BEGUN + 60 * DAY) == [K.FOLLOW_UP]


def test_a_case_that_was_reopened_watches_nothing_of_before() -> None:
    """Its old agreement, its promises and its stop count no more."""
    file = signed(BEGUN, 10)
    case = after(after(file.case, (Step.CLOSE, BEGUN + HOUR)), (Step.REOPEN, BEGUN + DAY))
    stopped = replace(file.mediation, stopped_at=BEGUN)
    reopened = replace(file, case=case, mediation=stopped)
    assert next_mediation_step(reopened, township(), calendar()) is None
    assert open_matters(reopened) == frozenset()
    assert not reopened.stopped


def test_a_withdrawn_case_asks_for_nothing() -> None:
    """Whatever was agreed."""
    file = signed(BEGUN, 10)
    assert (
        next_mediation_step(replace(file, case=after(file.case, (Step.WITHDRAW, BEGUN))), township(), calendar())
        is None
    )


FILES = st.sampled_from(
    [
        appointed(THURSDAY),
        signed(BEGUN, 0, 3, 10),
        signed(BEGUN, 25, 26),
        replace(mediated(), agreement=Agreement(3, 1, 3, BEGUN)),
        replace(signed(BEGUN, 4), case=after(mediated().case, (Step.CLOSE, BEGUN + HOUR))),
    ]
)
LOOKS = st.lists(st.integers(0, 70 * DAY), max_size=12).map(sorted)


@given(FILES, LOOKS)
def test_whenever_somebody_looks_nothing_is_early_twice_or_missed(file: MediationFile, looks: list[int]) -> None:
    """Each step that a punctual look finds is run once, or a later one of its matter in its place, or it is over."""
    punctual = steps(file, BEGUN + 70 * DAY)
    ran: list[tuple[MediationStep, int]] = []
    for moment in [*(BEGUN + look for look in looks), BEGUN + 70 * DAY]:
        due = mediation_steps_to_run(file, township(), calendar(), moment)
        assert all(step.at <= moment for step in due)
        assert all(step.at > file.mediation.chased_until for step in due)
        ran += [(step, moment) for step in due]
        following = next_mediation_step(looked(file, moment), township(), calendar())
        assert following is None or following.at > moment
        file = looked(file, moment)
    said = [step for step, _moment in ran]
    assert len({(step.kind, step.matter, step.at) for step in said}) == len(said)
    assert set(said) <= set(punctual)
    for step in punctual:
        instead = [each for each in said if each.matter == step.matter and each.at >= step.at]
        over = step.until is not None and all(not step.at <= BEGUN + look < step.until for look in looks)
        assert step in said or instead or over
        if step.kind not in ONLY_LAST:
            assert any(each.kind is step.kind and each.at >= step.at for each in instead)
