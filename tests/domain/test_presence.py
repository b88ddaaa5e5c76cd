"""What the clocks around a shift ask for, told as the product tells it: who is told what, and when."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from domain.patrol_plan import Patrol
from domain.presence import ShiftStep, ShiftStepKind, chased, next_shift_step, published, shift_steps_to_run
from domain.shifts import PostState, RosteredShift, ShiftState
from tests.domain.patrol_samples import HE, LEAD, LIN, evening, patrol, post, shift
from tests.domain.samples import HOUR, MINUTE, at, calendar, shown

ABSENCE, CHECK_OUT = ShiftStepKind.ABSENCE, ShiftStepKind.CHECK_OUT
NAMES = {LEAD: "lead", LIN: "lin", HE: "he", None: "-"}


def run(rostered: RosteredShift, now: str, of: Patrol | None = None) -> list[str]:
    """The steps that are due by now: what, about whom, to whom."""
    return [line(step) for step in shift_steps_to_run(rostered, of or patrol(), calendar(), at(now))]


def line(step: ShiftStep) -> str:
    """A step as the tables below have it."""
    return f"{shown(step.at)[5:]} {step.kind} {NAMES[step.person_id]}: {step.tell}"


def until(rostered: RosteredShift, moment: str) -> RosteredShift:
    """The shift after every step up to a moment was run."""
    return replace(rostered, shift=chased(rostered.shift, at(moment)))


def told(rostered: RosteredShift, of: Patrol | None = None) -> list[str]:
    """Everything the clocks ask for until the shift is closed, if nobody does anything and they are woken at each step."""
    lines: list[str] = []
    while (step := next_shift_step(rostered, of or patrol(), calendar())) is not None:
        due = shift_steps_to_run(rostered, of or patrol(), calendar(), step.at)
        lines += [line(each) for each in due]
        closed = any(each.kind is CHECK_OUT for each in due)
        shift_now = chased(rostered.shift, step.at)
        rostered = replace(rostered, shift=replace(shift_now, state=ShiftState.ENDED) if closed else shift_now)
    return lines


def test_a_shift_of_whom_nobody_is_heard() -> None:
    """Asked the day before, told of in the evening, reminded an hour before, missed at 10, 20, 30 and 60 minutes."""
    assert told(evening(post(LEAD, PostState.PRESENT, leads=True), post(LIN), post(HE, PostState.COMING))) == [
        "03-04 14:00 day_before lin: patroller",
        "03-04 14:00 day_before he: patroller",
        "03-04 19:00 unanswered lin: shift_lead",
        "03-05 19:00 hour_before lin: patroller",
        "03-05 19:00 hour_before he: patroller",
        "03-05 20:10 absence lin: patroller",
        "03-05 20:10 absence he: patroller",
        "03-05 20:20 absence lin: shift_lead",
        "03-05 20:20 absence he: shift_lead",
        "03-05 20:30 absence lin: village_head",
        "03-05 20:30 absence he: village_head",
        "03-05 21:00 absence lin: duty_officer",
        "03-05 21:00 absence he: duty_officer",
        "03-05 23:30 check_out -: patroller",
    ]


def test_a_shift_with_too_few_people_or_without_its_lead_is_known_before_it_starts() -> None:
    """The evening before and an hour before, each time to the lead and to the village head; he who cannot is not reminded."""
    short = evening(post(LEAD, PostState.COMING, leads=True), post(LIN, PostState.COMING), post(HE, PostState.CANNOT))
    leaderless = evening(*(post(person, PostState.COMING) for person in (LEAD, LIN, HE)))
    for rostered in (short, leaderless):
        assert [each for each in told(rostered) if "gap" in each] == [
            "03-04 19:00 gap -: shift_lead",
            "03-04 19:00 gap -: village_head",
            "03-05 19:00 gap -: shift_lead",
            "03-05 19:00 gap -: village_head",
        ]
    assert not [each for each in told(short) if "before he" in each or "unanswered" in each]


def test_a_gap_that_opens_after_the_evening_is_told_an_hour_before() -> None:
    """The evening's moment has passed when there was none: whoever opens the gap tells of it."""
    full = evening(*(post(person, PostState.COMING, leads=person == LEAD) for person in (LEAD, LIN, HE)))
    evening_before = until(full, "2026-03-04 18:59")
    looked = next_shift_step(evening_before, patrol(), calendar())
    assert looked is not None
    assert shown(looked.at) == "2026-03-04 19:00"
    assert run(evening_before, "2026-03-04 19:00") == []
    opened = replace(until(full, "2026-03-04 19:00"), posts=(*full.posts[:2], post(HE, PostState.CANNOT)))
    assert run(opened, "2026-03-04 19:30") == []
    assert [each for each in run(opened, "2026-03-05 19:00") if "gap" in each] == [
        "03-05 19:00 gap -: shift_lead",
        "03-05 19:00 gap -: village_head",
    ]


def test_a_person_who_has_answered_is_not_told_of_and_is_still_reminded() -> None:
    """Who said two weeks ahead that they come gets the reminder, and the lead hears nothing."""
    coming = [
        post(person, PostState.COMING, leads=person == LEAD, answered="2026-02-21 10:00") for person in (LEAD, LIN)
    ]
    lines = told(evening(*coming, of=shift(strength=2)))
    assert [each.split()[2] for each in lines] == ["day_before"] * 2 + ["hour_before"] * 2 + ["absence"] * 8 + [
        "check_out"
    ]


@pytest.mark.parametrize("answered", ["2026-03-04 14:00", "2026-03-04 14:01"])
def test_who_answers_before_the_late_question_goes_out_is_not_asked(answered: str) -> None:
    """The clocks slept from two until five: an answer of in between counts; one of the very moment leaves the reminder."""
    lin = evening(post(LIN, PostState.COMING, answered=answered))
    assert len(run(lin, "2026-03-04 17:00")) == (answered == "2026-03-04 14:00")


@pytest.mark.parametrize("state", [PostState.EXCUSED, PostState.PASSED_ON, PostState.PRESENT, PostState.CHECKED_OUT])
@pytest.mark.parametrize("moment", ["2026-03-04 14:00", "2026-03-04 19:00", "2026-03-05 19:00", "2026-03-05 20:15"])
def test_check_in_excuse_and_passing_on_stop_everything_that_is_about_the_person(state: PostState, moment: str) -> None:
    """At whatever point they come; the shift itself goes on."""
    rostered = evening(post(LIN, state))
    assert not [each for each in run(rostered, moment) if " lin:" in each]
    assert run(rostered, "2026-03-05 23:30") == ["03-05 23:30 check_out -: patroller"]


def test_who_cannot_and_found_nobody_is_awaited() -> None:
    """The post stays theirs; they are neither asked nor reminded of what they have answered."""
    lines = told(evening(post(LIN, PostState.CANNOT), of=shift(strength=1)))
    assert [each for each in lines if " lin:" in each] == [
        "03-05 20:10 absence lin: patroller",
        "03-05 20:20 absence lin: shift_lead",
        "03-05 20:30 absence lin: village_head",
        "03-05 21:00 absence lin: duty_officer",
    ]


@pytest.mark.parametrize(
    ("assigned", "asks"),
    [
        ("2026-03-04 13:00", ["day_before", "unanswered", "hour_before", "absence"]),
        ("2026-03-04 16:00", ["unanswered", "hour_before", "absence"]),
        ("2026-03-04 19:01", ["hour_before", "absence"]),
        ("2026-03-05 19:30", ["absence"]),
    ],
)
def test_who_is_rostered_late_is_asked_only_for_what_lies_ahead(assigned: str, asks: list[str]) -> None:
    """Whoever rosters them asks them; the lead does not hear in the evening of a person who came after it."""
    lines = told(evening(post(LIN, assigned=assigned)))
    assert list(dict.fromkeys(each.split()[2] for each in lines if " lin:" in each)) == asks


def test_who_steps_in_when_the_shift_is_under_way_has_the_whole_time_to_come() -> None:
    """A stand-in of 20:45 is nudged at 20:55 and missed by the duty officer at 21:45, not at once."""
    lines = told(evening(post(LIN, PostState.COMING, assigned="2026-03-05 20:45")))
    assert [each for each in lines if "absence" in each] == [
        "03-05 20:55 absence lin: patroller",
        "03-05 21:05 absence lin: shift_lead",
        "03-05 21:15 absence lin: village_head",
        "03-05 21:45 absence lin: duty_officer",
    ]
    end = told(evening(post(LIN, PostState.COMING, assigned="2026-03-05 23:05")))
    assert end[-3:] == [
        "03-05 23:15 absence lin: patroller",
        "03-05 23:25 absence lin: shift_lead",
        "03-05 23:30 check_out -: patroller",
    ]


def test_a_short_shift_is_missed_by_all_before_it_is_closed() -> None:
    """Half an hour at the school gate: the last rung and the closing fall together, and the rung comes first."""
    gate = shift("2026-03-06 16:30", "2026-03-06 17:00", strength=1)
    assert told(evening(post(LIN, leads=True), of=gate))[-2:] == [
        "03-06 17:30 absence lin: duty_officer",
        "03-06 17:30 check_out -: patroller",
    ]


def test_after_an_outage_reminders_are_merged_and_of_the_gap_the_last_is_told() -> None:
    """Silence from the week before until half an hour before the start."""
    assert run(evening(post(LIN)), "2026-03-05 19:30") == [
        "03-04 19:00 unanswered lin: shift_lead",
        "03-05 19:00 hour_before lin: patroller",
        "03-05 19:00 gap -: shift_lead",
        "03-05 19:00 gap -: village_head",
    ]


def test_after_an_outage_over_the_start_only_absence_is_told_each_rung_once() -> None:
    """Nobody is asked at 20:35 whether they will come at 20:00."""
    rostered = evening(post(LIN))
    rungs = ["03-05 20:10 absence lin: patroller", "03-05 20:20 absence lin: shift_lead"]
    assert run(rostered, "2026-03-05 20:25") == rungs
    rest = ["03-05 20:30 absence lin: village_head", "03-05 21:00 absence lin: duty_officer"]
    assert run(until(rostered, "2026-03-05 20:25"), "2026-03-06 08:00") == [*rest, "03-05 23:30 check_out -: patroller"]
    assert run(rostered, "2026-03-05 20:00") == []


def test_a_step_runs_neither_early_nor_twice() -> None:
    """A millisecond before there is nothing; once the watermark stands at it there is nothing more."""
    rostered = evening(post(LIN))
    moment = at("2026-03-04 14:00")
    assert shift_steps_to_run(rostered, patrol(), calendar(), moment - 1) == ()
    assert len(shift_steps_to_run(rostered, patrol(), calendar(), moment)) == 1
    again = replace(rostered, shift=chased(rostered.shift, moment))
    assert shift_steps_to_run(again, patrol(), calendar(), moment + HOUR) == ()


def test_a_clock_that_was_ahead_and_is_set_back_brings_nothing_again() -> None:
    """What was run ahead of its time is not said a second time when the time comes; what follows is."""
    ahead = until(evening(post(LIN)), "2026-03-05 20:25")
    assert run(ahead, "2026-03-05 20:24") == []
    assert run(ahead, "2026-03-05 20:30") == ["03-05 20:30 absence lin: village_head"]
    assert chased(ahead.shift, at("2026-03-05 20:00")).chased_until == at("2026-03-05 20:25")


@pytest.mark.parametrize(
    "quiet",
    [shift(published=None), shift(state=ShiftState.CANCELLED), shift(state=ShiftState.ENDED)],
    ids=["unpublished", "cancelled", "ended"],
)
def test_a_shift_that_is_not_on_asks_for_nothing(quiet: object) -> None:
    """Nobody was told of it, it was called off, or it is over."""
    assert isinstance(quiet, type(shift()))
    assert next_shift_step(evening(of=quiet), patrol(), calendar()) is None
    assert run(evening(of=quiet), "2027-01-01 00:00") == []


def test_nothing_that_lies_before_publication_is_asked_for() -> None:
    """Published at 21:00 the evening before: asked at once, and the lead is not told of an answer that was due at 19:00."""
    late = published(shift(published=None), at("2026-03-04 21:00"))
    assert told(evening(post(LIN), of=late))[:2] == [
        "03-04 21:00 day_before lin: patroller",
        "03-05 19:00 hour_before lin: patroller",
    ]
    assert (late.version, late.published_at) == (2, at("2026-03-04 21:00"))


def test_a_shift_that_is_published_for_tonight_asks_and_does_not_remind_besides() -> None:
    """Half an hour before the start one question is enough; after the start there is no question any more."""
    tonight = published(shift(published=None), at("2026-03-05 19:30"))
    assert told(evening(post(LIN), of=tonight))[:2] == [
        "03-05 19:30 day_before lin: patroller",
        "03-05 20:10 absence lin: patroller",
    ]
    begun = published(shift(published=None), at("2026-03-05 20:15"))
    assert told(evening(post(LIN), of=begun))[0] == "03-05 20:20 absence lin: shift_lead"


def test_nobody_is_told_of_who_was_not_asked_in_time() -> None:
    """Where the question goes out after the hour for answers, the lead does not hear that it was not answered."""
    hasty = patrol().changed(day_before_ms=24 * HOUR)
    assert not [each for each in told(evening(post(LIN)), hasty) if "unanswered" in each]


def test_with_the_shipped_clocks_a_shift_at_any_hour_is_asked_about_before_the_answer_is_due() -> None:
    """From midnight to midnight."""
    for hour in range(24):
        start = at("2026-03-05 00:00") + hour * HOUR
        rostered = evening(post(LIN), of=replace(shift(), starts_at=start, ends_at=start + HOUR))
        kinds = [each.split()[2] for each in told(rostered) if " lin:" in each]
        assert kinds[:2] == ["day_before", "unanswered"]


def test_a_shift_is_always_closed_even_when_the_watermark_is_past_its_end() -> None:
    """Its end was brought forward, or it was entered afterwards: until its state says so it is not closed."""
    entered = published(shift(published=None), at("2026-03-06 09:00"))
    assert run(evening(post(LIN, PostState.PRESENT), of=entered), "2026-03-06 09:00") == [
        "03-06 09:00 check_out -: patroller"
    ]
    late = evening(post(LIN, PostState.PRESENT), of=replace(entered, chased_until=at("2026-03-06 10:00")))
    step = next_shift_step(late, patrol(), calendar())
    assert step is not None
    assert (step.kind, step.at) == (CHECK_OUT, at("2026-03-06 10:00") + 1)


def test_a_shift_over_midnight_and_a_months_end_is_one_evening() -> None:
    """From 22:00 on the last of February: the day before is the 27th, the end is in March."""
    night = shift("2026-02-28 22:00", "2026-03-01 02:00", strength=1, published="2026-02-14 09:00")
    assert told(evening(post(LIN, leads=True), of=night)) == [
        "02-27 16:00 day_before lin: patroller",
        "02-27 19:00 unanswered lin: shift_lead",
        "02-28 21:00 hour_before lin: patroller",
        "02-28 22:10 absence lin: patroller",
        "02-28 22:20 absence lin: shift_lead",
        "02-28 22:30 absence lin: village_head",
        "02-28 23:00 absence lin: duty_officer",
        "03-01 02:30 check_out -: patroller",
    ]


def test_a_shift_that_begins_after_midnight_counts_from_the_calendar_day_of_its_start() -> None:
    """Half past midnight on the 1st: the evening before is the 28th's, and an hour before is still that day."""
    night = shift("2026-03-01 00:30", "2026-03-01 04:00", strength=1, published="2026-02-14 09:00")
    assert told(evening(post(LIN, leads=True), of=night))[:3] == [
        "02-27 18:30 day_before lin: patroller",
        "02-28 19:00 unanswered lin: shift_lead",
        "02-28 23:30 hour_before lin: patroller",
    ]


def test_a_special_period_asks_for_more_people() -> None:
    """At Spring Festival five are needed, and three are a gap."""
    festival = replace(
        shift("2026-02-17 20:00", "2026-02-17 23:00", published="2026-02-03 09:00"), special=True, strength=5
    )
    three = evening(*(post(person, PostState.COMING, leads=person == LEAD) for person in (LEAD, LIN, HE)), of=festival)
    assert len([each for each in told(three) if "gap" in each]) == 4


def test_the_absence_ladder_is_the_townships_own() -> None:
    """A township that wants only the lead told, after five minutes."""
    strict = patrol().changed(absence=(patrol().absence[1].changed(after_ms=5 * MINUTE),))
    assert [each for each in told(evening(post(LIN)), strict) if "absence" in each] == [
        "03-05 20:05 absence lin: shift_lead"
    ]


def test_every_step_has_a_name_of_its_own() -> None:
    """By which a message about it is sent once: also when a person passes the post on and comes back to the shift."""
    back = replace(post(LIN), id=900)
    rostered = evening(post(LEAD, leads=True), post(LIN, PostState.PASSED_ON), back, post(HE))
    other = replace(rostered, shift=replace(rostered.shift, id=8))
    moments = range(rostered.shift.chased_until, at("2026-03-05 23:30") + 1, 10 * MINUTE)
    names = [
        step.name
        for each in (rostered, other)
        for before, now in pairwise(moments)
        for step in shift_steps_to_run(
            replace(each, shift=replace(each.shift, chased_until=before)), patrol(), calendar(), now
        )
    ]
    assert len(names) == len(set(names)) == 42
